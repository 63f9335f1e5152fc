"""Right and wrong pairs of every kind, in ``tests/cases``: where a rule has to speak, and where it must be silent.

A file is named by its rule. Each ``[[case]]`` has a ``kind``, the sentences ``en`` and ``fr`` (a string, or a list of
them), and ``says``: whether the rule reports something with the default profile. It may also have

- ``beads``: sentence numbers of both sides, ``[[[0], [0]], [[1], [1, 2]]]``; without them n stands for n,
  or all sentences for all where their numbers differ;
- ``block``: the kind of all blocks, ``heading`` for instance;
- ``shows``: text of the translation or of the original that the finding marks;
- ``severity`` and ``suggestion`` of the finding.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from aligner.core import BlockKind
from aligner.encode import Encoder, load, remembering
from aligner.link.tokens import tokenize
from tests.pairs import pair, reported

FOLDER = Path(__file__).parent / "cases"
KEYS = {"kind", "en", "fr", "says", "beads", "block", "shows", "severity", "suggestion"}


def _cases() -> Iterator[tuple[str, int, dict[str, Any]]]:
    for path in sorted(FOLDER.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["case"], 1):
            yield path.stem, number, case


def _named() -> Iterator[Any]:
    for rule, number, case in _cases():
        name = f"{rule}-{number}-{case['kind']}-{'says' if case['says'] else 'silent'}"
        yield pytest.param(rule, case, id=name.replace(" ", "_"))


def _sides(case: dict[str, Any]) -> tuple[list[str], list[str]]:
    english, french = ([side] if isinstance(side, str) else side for side in (case["en"], case["fr"]))
    return english, french


@cache
def _encoder() -> Encoder:
    """The encoder, which knows the words of all cases: to encode them one by one takes much longer."""
    found = remembering(load())
    sides = [zip(("en", "fr"), _sides(case), strict=True) for _, _, case in _cases()]
    texts = [(language, text) for side in sides for language, every in side for text in every]
    found.encode(sorted({token.text.lower() for language, text in texts for token in tokenize(text, language)}))
    return found


@pytest.mark.parametrize(("rule", "case"), _named())
def test_a_rule_speaks_where_something_is_wrong_and_only_there(rule: str, case: dict[str, Any]) -> None:
    assert set(case) <= KEYS
    english, french = _sides(case)
    beads = case.get("beads", [])
    if not beads and len(english) != len(french):
        beads = [[range(len(english)), range(len(french))]]
    kinds = [BlockKind(case["block"])] * max(len(english), len(french)) if "block" in case else []
    checked = pair(english, french, beads, kinds)
    checked.encoder = _encoder()
    found = reported(rule, checked)
    assert bool(found) is case["says"], [(one.message, one.original, one.translation) for one in found]
    if "shows" in case:
        shown = [span.text for one in found for span in (one.original, one.translation) if span]
        assert case["shows"] in shown
    if "severity" in case:
        assert case["severity"] in [one.severity.value for one in found]
    if "suggestion" in case:
        assert case["suggestion"] in [one.suggestion for one in found]
