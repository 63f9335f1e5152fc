"""Rule spacing: spaces that are missing, doubled or too many, and doubled commas and full stops.

French sets a space before ; : ! ? » and after «. Swiss and Canadian usage leaves some of them out. A profile may say
whose usage holds; otherwise a document that leaves a space out throughout is taken at its word, and only what departs
from its own habit is a finding. Which space it is, plain or no-break, is at most a note.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from aligner.check.base import PairContext, Scope, rule
from aligner.core import BlockKind, Document, Edit, Finding, Message, Place, Sentence, Severity, Side, Span
from aligner.languages import ITS_OWN, get
from aligner.languages.numbers import number_data

__all__ = ["spacing"]

_ID, _CATEGORY = "spacing", "locale-convention/spacing"

_NO_BREAK = "\u00a0\u202f"
_SPACES = " " + _NO_BREAK
# Where a mark is no punctuation: addresses, times, paths, code, smileys.
_CODE = re.compile(r"&#?\w+;|(?<!\S)\S*?(?:[/\\@=$|<>{}_#`~^+*]|::|\w\.\w|\w:\d|\w\(\d?\))\S*|[:;]-?[)(]")
_DOUBLE = re.compile(r"(?<=\S) {2,}(?=\S)")
_TWICE = re.compile(r"(?<=[^\W\d_])(?:,,|[ \u00a0\u202f]?;;|\.\.(?![.\w/]))(?=\s|$)")
_BEFORE_COMMA = re.compile(r"(?<=[^\W\d_]) +(?:,(?=\s|$)|\.(?=$))")

_UNDIVIDED = re.compile(r"(?<![\w.,/:#-])(?<!\d[ \u00a0\u202f])[1-9]\d{3}(?= [^\W\d_]{2})")
_YEARS = (1500, 2100)  #: what may be one
_STRICT = 0.4  #: confidence of what is wrong by strict standards only

_HABIT = 0.6  #: share of the places that have a space, from which on one without departs from the document's habit
_LEAST = 3  #: places that show a habit


@rule(_ID, scope=Scope.DOCUMENT)
def spacing(pair: PairContext) -> Iterator[Finding]:
    """Yield one finding for each kind of slip in the translation, with all its places."""
    document = pair.translation
    prose = [(s, _blank(s.text)) for s in document.sentences if document.blocks[s.block].kind is not BlockKind.CODE]
    language = get(document.language)
    originals = _originals(pair)
    marks = language.space_before + language.space_after
    wanted = language.space_usages.get(pair.spaces, marks)
    for mark in marks:
        if mark in wanted:
            yield from _at_mark(pair, prose, originals, mark, before=mark in language.space_before)
    yield from _slips(pair, prose, _DOUBLE, "two-spaces", " ")
    yield from _slips(pair, prose, _TWICE, "twice", None)
    yield from _slips(pair, prose, _BEFORE_COMMA, "before-comma", None)
    yield from _slips(pair, prose, _after_comma(document.language), "after-comma", ", ")
    yield from _undivided(pair, prose)


def _undivided(pair: PairContext, prose: Sequence[tuple[Sentence, str]]) -> Iterator[Finding]:
    """Yield numbers of four digits without the space that parts thousands, which many leave out: for strict readers."""
    known = number_data(pair.translation.language)
    if known is None or known.group not in _NO_BREAK:
        return
    places = [
        pair.translation.locate(sentence.number, start, end)
        for sentence, text in prose
        for start, end in _matches(_UNDIVIDED, text)
        if not _YEARS[0] <= int(text[start:end]) <= _YEARS[1]
    ]
    if places:
        yield _finding(pair, places, "undivided", None, Severity.MINOR, _STRICT)


@cache
def _after_comma(language: str) -> re.Pattern[str]:
    """Return the pattern of a comma between two words in small letters."""
    letters = "".join(sorted(get(language).letters))
    return re.compile(f"(?<=[{letters}]{{2}}),(?=[{letters}]{{2}})")


@lru_cache(maxsize=1 << 14)
def _blank(text: str) -> str:
    """Return the text with everything that is no prose made neutral, offsets kept."""
    return _CODE.sub(lambda match: "\ufffc" * len(match.group()), text)


def _at_mark(
    pair: PairContext, prose: Sequence[tuple[Sentence, str]], originals: Mapping[int, str], mark: str, *, before: bool
) -> Iterator[Finding]:
    """Yield places without the space that a mark asks for, and those where the space may break the line."""
    missing, plain, right = list[Span](), list[Span](), 0
    for sentence, text in prose:
        for at in _places(text, mark):
            beside = text[at - 1 : at] if before else text[at + 1 : at + 2]
            if not beside or beside in "\ufffc!?…:;\"'”“)(" or (before and beside in "«") or beside in "«»":
                continue
            start, end = (at - 1, at + 1) if before else (at, at + 2)
            if beside in _NO_BREAK:
                right += 1
            elif beside == " ":
                plain.append(pair.translation.locate(sentence.number, start, end))
            elif (beside.isalnum() or beside in "%°€$") and not _is_literal(
                text, at, originals.get(sentence.number, "")
            ):
                missing.append(pair.translation.locate(sentence.number, start, end))
    spaced = right + len(plain)
    where = "before" if before else "after"
    habit = spaced >= _LEAST and spaced >= _HABIT * (spaced + len(missing))
    if missing:
        first = missing[0].text
        wanted = f"{first[0]}\u00a0{first[1]}"
        sure = 0.6 if habit or pair.spaces != ITS_OWN else _STRICT
        yield _finding(pair, missing, f"missing-{where}", wanted, Severity.MINOR, sure, mark)
    if plain:
        yield _finding(pair, plain, f"plain-{where}", None, Severity.NEUTRAL, 0.3, mark)


def _repaired(key: str, text: str) -> str:
    """Return a stretch that a message is about as it should be."""
    if key in ("missing-before", "missing-after"):
        return f"{text[0]}{_NO_BREAK[0]}{text[1]}"
    if key in ("plain-before", "plain-after"):
        return text.replace(" ", _NO_BREAK[0])
    return {
        "two-spaces": " ",
        "before-comma": text.lstrip(),
        "after-comma": ", ",
        "twice": text[:-1],
        "undivided": f"{text[:-3]}{_NO_BREAK[1]}{text[-3:]}",
    }[key]


def _places(text: str, mark: str) -> Iterator[int]:
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + len(mark))


def _originals(pair: PairContext) -> dict[int, str]:
    """Return the original of each sentence of the translation."""
    found: dict[int, str] = {}
    for bead in pair.beads:
        theirs = " ".join(pair.original.sentences[n].text for n in bead.original)
        found.update(dict.fromkeys(bead.translation, theirs))
    return found


def _is_literal(text: str, at: int, original: str) -> bool:
    """Return whether the original has a word with its mark as it is: a field's name, a command."""
    word = re.search(r"\w*$", text[:at])
    return bool(word and word.group() and word.group() + text[at] in original)


def _slips(
    pair: PairContext, prose: Sequence[tuple[Sentence, str]], pattern: re.Pattern[str], key: str, suggestion: str | None
) -> Iterator[Finding]:
    places = [
        pair.translation.locate(sentence.number, start, end)
        for sentence, text in prose
        for start, end in _matches(pattern, text)
    ]
    if places and not _count(pair.original, pattern):
        yield _finding(pair, places, key, suggestion, Severity.MINOR, 0.55)


def _count(document: Document, pattern: re.Pattern[str]) -> int:
    return sum(len(_matches(pattern, _blank(s.text))) for s in document.sentences)


@lru_cache(maxsize=1 << 15)
def _matches(pattern: re.Pattern[str], text: str) -> tuple[tuple[int, int], ...]:
    return tuple([match.span() for match in pattern.finditer(text)])


def _finding(
    pair: PairContext,
    places: Sequence[Span],
    key: str,
    suggestion: str | None,
    severity: Severity,
    confidence: float,
    mark: str = "",
) -> Finding:
    first, *others = places
    again = Message("text.again", {"count": len(others)}) if others else ""
    opposite = next((b.original for b in pair.beads if first.sentences[0] in b.translation), ())
    return Finding(
        rule=_ID,
        severity=severity,
        category=_CATEGORY,
        message=Message(f"{_ID}.{key}", {"again": again, **({"mark": mark} if mark else {})}),
        original=pair.original.locate_run(opposite) if opposite else None,
        translation=first,
        suggestion=suggestion,
        confidence=confidence,
        related=tuple(Place(Side.TRANSLATION, place) for place in others),
        edits=tuple(Edit(place, _repaired(key, place.text), safe=confidence > _STRICT) for place in places),
    )
