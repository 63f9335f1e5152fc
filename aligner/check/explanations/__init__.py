"""What each rule is for, with examples that hold: one file ``RULE.toml`` a rule.

A file says ``looks-for``, ``why`` and ``tune``, and gives ``[[examples]]`` that are found and that are not. The tests
run every example.
"""

from dataclasses import dataclass
from itertools import zip_longest

from aligner.check.base import PairContext
from aligner.config.own_checks import OwnCheck
from aligner.core import Bead, Document
from aligner.encode import Encoder
from aligner.languages.defaults import ORIGINAL, TRANSLATION
from aligner.messages import rule_table
from aligner.settings import parse
from aligner.terms.glossary import Glossary

_FOR_OTHERS = ("name", "category", "severity", "also", "messages")

__all__ = ["Example", "Explanation", "example_pair", "explanation"]


@dataclass(frozen=True, slots=True)
class Example:
    """A few blocks of both texts, of which each translates the one in the same place; an empty one is not there."""

    finds: bool  #: whether the rule finds something there
    original: tuple[str, ...]
    translation: tuple[str, ...]
    note: str = ""  #: what is to be seen there
    shows: str = ""  #: what the finding quotes of either text; empty if it does not matter
    moved: tuple[tuple[int, ...], ...] = ()  #: blocks of the original and of the translation that belong together
    repeat: int = 1  #: how many times the first block is repeated
    glossary: str = ""  #: the glossary that is used, as CSV
    checks: tuple[OwnCheck, ...] = ()  #: what the profile requires or forbids


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a person wants to know of a rule."""

    looks_for: str
    why: str
    tune: str
    examples: tuple[Example, ...]


def explanation(rule: str) -> Explanation:
    """Return what there is to say about a rule.

    :raises KeyError: if there is no such rule
    """
    found = parse(Explanation, {key: said for key, said in rule_table(rule).items() if key not in _FOR_OTHERS})
    looks_for, why, tune = (" ".join(text.split()) for text in (found.looks_for, found.why, found.tune))
    return Explanation(looks_for, why, tune, found.examples)


def example_pair(example: Example, encoder: Encoder) -> PairContext:
    """Return the example as rules see it: blocks read as Markdown and split, each block and its translation a bead."""
    left, right = ([texts[0]] * example.repeat + list(texts[1:]) for texts in (example.original, example.translation))
    original, translation = _document(left, ORIGINAL), _document(right, TRANSLATION)
    beads, at = [], [0, 0]
    for texts in zip_longest(left, right, fillvalue=""):
        sides = []
        for side, document in enumerate((original, translation)):
            if texts[side]:
                sides.append(tuple(s.number for s in document.sentences if s.block == at[side]))
                at[side] += 1
            else:
                sides.append(())
        beads.append(Bead(sides[0], sides[1]))
    moved = tuple((m[0], m[1], 0.9) for m in example.moved)
    return PairContext(original, translation, tuple(beads), encoder, moved, _glossary(example), example.checks)


def _document(blocks: list[str], language: str) -> Document:
    from aligner.read import read_text
    from aligner.split import split

    return split(read_text("\n\n".join(filter(None, blocks)), language, markdown=True))


def _glossary(example: Example) -> Glossary | None:
    from aligner.terms.glossary.table import read_table

    return read_table(example.glossary, "the glossary") if example.glossary else None
