"""What limits, weakens or binds a statement in the original's language, and what may stand for it in the other one.

A line of ``qualifiers.txt`` has forms of the original's language, ``=``, and forms of the translation's. ``#`` behind
the first marks limits of numbers. A line that begins with ``>`` is a mood, and has after a second ``=`` what may
stand X"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from aligner.languages.folding import fold
from aligner.languages.pairs import Form, form_of
from aligner.languages.pairs.registry import pair_file

__all__ = ["Forms", "Mood", "Qualifier", "Qualifiers", "qualifiers"]


@dataclass(frozen=True, slots=True)
class Forms:
    """Words and phrases of one language of which any will do."""

    whole: tuple[Form, ...]
    pattern: re.Pattern[str]  #: matches any of them, and the ends of words, in folded words parted by spaces
    meanings: frozenset[str]  #: of cues, as in ``aligner.languages.polarity``

    def stand_in(self, words: Iterable[str]) -> bool:
        """Return whether any of them stands among folded words."""
        return self.pattern.search(" ".join(words)) is not None


@dataclass(frozen=True, slots=True)
class Qualifier:
    """What limits a number or weakens a statement."""

    own: tuple[Form, ...]
    others: Forms  #: all that may stand for it
    is_limit: bool  #: whether a number follows


@dataclass(frozen=True, slots=True)
class Mood:
    """What a statement is: a duty, a permission, advice."""

    own: Forms
    said: Forms  #: what says so in the other language
    others: Forms  #: what may stand for it there


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """All that is known of two languages."""

    qualifiers: tuple[Qualifier, ...]
    moods: tuple[Mood, ...]


@cache
def qualifiers(original: str, translation: str) -> Qualifiers | None:
    """Return what is known of two languages, ISO 639-1 codes, in this direction; None without any."""
    known = pair_file(original, translation, "qualifiers.txt")
    if known is None or known.swapped:
        return None
    found, moods = list[Qualifier](), list[Mood]()
    for line in known.file.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith(">"):
            moods.append(Mood(*(_forms(part) for part in line[1:].split(" = "))))
        else:
            own, others = line.split(" = ")
            found.append(Qualifier(_forms(own.replace(" #", "")).whole, _forms(others), " #" in own))
    return Qualifiers(tuple(found), tuple(moods))


def _forms(text: str) -> Forms:
    listed = [form.strip() for form in text.split(",") if form.strip()]
    meanings = frozenset(form[1:] for form in listed if form.startswith("@"))
    whole = tuple(form_of(form) for form in listed if form[0] not in "*@")
    patterns = [rf"\S+{re.escape(fold(form[1:]))}" for form in listed if form.startswith("*")]
    patterns += [re.escape(" ".join(form.words)) + (r"\S*" if form.is_head else "s?") for form in whole]
    return Forms(whole, re.compile(rf"(?<!\S)(?:{'|'.join(patterns)})(?!\S)"), meanings)
