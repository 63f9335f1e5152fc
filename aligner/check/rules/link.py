"""Rule link: web and e-mail addresses of the original that the translation lost or changed."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from aligner.check.base import PairContext, Scope, rule
from aligner.core import Document, Finding, Message, Severity, Span
from aligner.languages import get, known
from aligner.languages.folding import fold
from aligner.languages.neighbours import neighbours

__all__ = ["link"]

_ID, _CATEGORY = "link", "accuracy/mistranslation/technical"

_ADDRESS = re.compile(
    r"(?:https?|ftp)://[^\s<>«»\"“”\\^`{|}]+|\bwww\.[^\s<>«»\"“”\\^`{|}]+|\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?'’*_"
# A translation may also change the scheme, "www." and a slash at the end.
_SCHEME = re.compile(r"^(?:https?://|ftp://)?(?:www\.)?", re.IGNORECASE)
_LONGEST_CODE = 3  #: letters; longer ones are names
_WORD = re.compile(r"[/.=_&?#-]")  #: what parts the words of an address
_ALIKE = 85.0  #: likeness of two addresses, 0 to 100, from which on the one is the other misspelt


@cache
def _language() -> re.Pattern[str]:
    """Return the language of a site or a page in an address, by its code or its name."""
    short = {name for code in known() for name in get(code).names if len(name) == _LONGEST_CODE}
    codes = "|".join(sorted({*known(), *neighbours(), *short}))
    known_names = {fold(name) for code in known() for name in (get(code).name, *get(code).names)}
    names = known_names.union(*(one.names for one in neighbours().values()))
    long = "|".join(sorted(name for name in names if len(name) > _LONGEST_CODE))
    return re.compile(rf"(?<=[/.=_-])(?:{codes})(?:[-_][a-z]{{2}})?(?=[/.&#?_-]|$)|[-_./](?:{long})(?=[/@.&#?_-]|$)")


class _Address(NamedTuple):
    text: str
    start: int  #: file offset
    sentence: int  #: the last one that begins before it

    @property
    def key(self) -> str:
        """What of it a translation must keep."""
        bare = _SCHEME.sub("", self.text).rstrip("/").casefold()
        return _language().sub("", "/" + bare).strip("/.")

    @property
    def host(self) -> str:
        """The site, whatever its language."""
        return self.key.partition("/")[0]

    @property
    def languages(self) -> list[str]:
        """The marks of a language in it."""
        return _language().findall("/" + _SCHEME.sub("", self.text).casefold())


@rule(_ID, scope=Scope.DOCUMENT, follows={"omission", "addition"})
def link(pair: PairContext) -> Iterator[Finding]:
    """Yield addresses that the translation lacks, with what it has in their place."""
    from rapidfuzz import fuzz

    here, there = _addresses(pair.original), _addresses(pair.translation)
    kept, known = {a.key for a in there}, {a.key for a in here}
    strangers = [a for a in there if a.key not in known]
    for address in here:
        if address.key in kept:
            continue
        opposite = next((bead.translation for bead in pair.beads if address.sentence in bead.original), ())
        if not opposite:
            continue  # the whole sentence is missing, which says it all
        rival = max(strangers, key=lambda a: fuzz.ratio(a.key, address.key), default=None)
        changed = rival is not None and fuzz.ratio(rival.key, address.key) >= _ALIKE
        if any(_is_edition(address, stranger, pair) for stranger in strangers):
            continue
        if rival is not None and changed:
            yield _finding(_span(address), _span(rival), Message("link.changed"), address.text, 0.7)
        elif not any(a.sentence in opposite for a in strangers):
            yield _finding(_span(address), pair.translation.locate_run(opposite), Message("link.lost"), None, 0.55)


def _is_edition(address: _Address, other: _Address, pair: PairContext) -> bool:
    """Return whether an address is the edition of a page in the translation's language.

    That may be the same site with another mark of the language, where a page may have another name; the site of a
    country that speaks it; or an address with words that translate those of the original's, one by one.
    """
    same_host = other.host == address.host
    if same_host and other.languages != address.languages:
        return True
    hosts = [_SCHEME.sub("", one.text).partition("/")[0].casefold().rpartition(".") for one in (address, other)]
    paths = [_SCHEME.sub("", one.text).partition("/")[2] for one in (address, other)]
    if hosts[0][0] == hosts[1][0] and hosts[1][2] == pair.translation.language != hosts[0][2] and paths[0] == paths[1]:
        return True
    return _is_translated(address.key, other.key, pair)


def _is_translated(address: str, other: str, pair: PairContext) -> bool:
    """Return whether two addresses differ in words that translate each other, and in nothing else."""
    one, two = _WORD.split(address), _WORD.split(other)
    if len(one) != len(two) or _WORD.findall(address) != _WORD.findall(other):
        return False
    differing = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    return all(
        min(len(a), len(b)) > 2 and a.isalpha() and b.isalpha() and pair.usual.is_counted(a, b) for a, b in differing
    )


def _addresses(document: Document) -> list[_Address]:
    """Return every address of a file, targets of links included, in reading order."""
    starts = [s.start for s in document.sentences]
    every, begin = list[tuple[str, int, int]](), 0
    for line in document.text.splitlines(keepends=True):
        every += [(text, begin + at, bisect_right(starts, begin + at)) for text, at in _in_line(line)]
        begin += len(line)
    return [_Address(text, at, before - 1) for text, at, before in every if before]


@lru_cache(maxsize=1 << 14)
def _in_line(whole: str) -> tuple[tuple[str, int], ...]:
    """Return the addresses of a line and where they begin."""
    found = []
    for match in _ADDRESS.finditer(whole):
        text = match.group().rstrip(_TRAILING)
        while text.endswith(")") and text.count(")") > text.count("("):
            text = text[:-1].rstrip(_TRAILING)
        if len(text) > len("www.") and text.split("://")[-1]:
            found.append((text, match.start()))
    return tuple(found)


def _span(address: _Address) -> Span:
    return Span((address.sentence,), address.start, address.start + len(address.text), address.text)


def _finding(original: Span, translation: Span, message: Message, suggestion: str | None, confidence: float) -> Finding:
    return Finding(
        rule=_ID,
        severity=Severity.MINOR,
        category=_CATEGORY,
        message=message,
        original=original,
        translation=translation,
        suggestion=suggestion,
        confidence=confidence,
    )
