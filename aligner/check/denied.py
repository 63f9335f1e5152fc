"""Negations of a text and what they deny, and what stands around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligner.check.tokens import sentences
from aligner.core import BlockKind, Document, Sentence
from aligner.languages import get
from aligner.languages.polarity import Cue, cues, polarity
from aligner.link.pair import Place

__all__ = ["CLAUSE_ENDS", "Denial", "clause_around", "denials_in", "is_content", "window_around"]

_AHEAD, _BEHIND = 7, 4  #: tokens from a negation to what it denies
_MOST_DENIED = 3  #: words that a negation is said to deny
_STOPS = frozenset(".;:!?…()—–")
_WINDOWS = ((60, 60), (70, 70))  #: characters before and behind a negation, and what stands for what it denies
_CLAUSE = (20, 90)  #: characters that a clause has before and behind such a place, at least and at most
#: Marks that end a clause.
CLAUSE_ENDS = frozenset(",;:.!?()—–")


@dataclass(frozen=True, slots=True, eq=False)
class Denial:
    """A cue in the running text of one side of a bead, and what it denies."""

    sentence: Sentence
    cue: Cue
    place: float  #: 0 at the start of the side, 1 at its end
    at: range  #: its tokens, by their numbers in the side
    denied: tuple[int, ...]  #: the tokens that it denies, the nearest first

    @property
    def text(self) -> str:
        """The cue as it is written."""
        return self.sentence.text[self.cue.start : self.cue.end]


def denials_in(document: Document, numbers: Sequence[int], places: Sequence[Place]) -> list[Denial]:
    """Return what denies in sentences, or comes near to it, in reading order."""
    side = [s for s in sentences(document, numbers) if document.blocks[s.block].kind is not BlockKind.CODE]
    length = sum(len(s.text) + 1 for s in side) or 1
    found, base = list[Denial](), 0
    for sentence in side:
        there = cues(sentence.text, document.language)
        tokens = [n for n, (number, _) in enumerate(places) if number == sentence.number] if there else []
        for cue in there:
            at = [n for n in tokens if places[n][1].start < cue.end and cue.start < places[n][1].end]
            if at:
                where = range(at[0], at[-1] + 1)
                denied = tuple(_denied(where, range(tokens[0], tokens[-1] + 1), places, document.language))
                found.append(Denial(sentence, cue, (base + (cue.start + cue.end) / 2) / length, where, denied))
        base += len(sentence.text) + 1
    return found


def _denied(at: range, sentence: range, places: Sequence[Place], language: str) -> Iterator[int]:
    """Yield what a cue denies: the words of content inside it and behind it, else those before it."""
    halved = places[at.start][1].text.lower().rstrip("'’") in get(language).negation_halves[0]
    inside = [n for n in at if is_content(n, places, language)] if halved else []
    behind = _run(range(at.stop, min(sentence.stop, at.stop + _AHEAD)), places, language)
    found = [*inside, *behind][:_MOST_DENIED]
    yield from found or _run(range(at.start - 1, max(sentence.start, at.start - _BEHIND) - 1, -1), places, language)


def _run(numbers: range, places: Sequence[Place], language: str) -> list[int]:
    found = []
    for n in numbers:
        if places[n][1].text[0] in _STOPS:
            break
        if is_content(n, places, language):
            found.append(n)
    return found[:_MOST_DENIED]


def is_content(number: int, places: Sequence[Place], language: str) -> bool:
    """Return whether a token is a word that can be denied."""
    word = places[number][1].text.lower().replace("’", "'")
    if word in polarity(language).quantifiers:
        return True
    return word[0].isalpha() and len(word) > 1 and word not in get(language).function_words


def clause_around(text: str, start: int, end: int, _: int) -> tuple[int, int]:
    """Return where the clause around a place begins and ends, at whole words."""
    least, most = _CLAUSE
    first, last = start, end
    while first > 0 and start - first < most and not (text[first - 1] in CLAUSE_ENDS and start - first >= least):
        first -= 1
    while last < len(text) and last - end < most and not (text[last] in CLAUSE_ENDS and last - end >= least):
        last += 1
    return _whole_words(text, first, last)


def window_around(text: str, start: int, end: int, side: int) -> tuple[int, int]:
    """Return where the window around a place begins and ends, at whole words."""
    before, behind = _WINDOWS[side]
    return _whole_words(text, max(0, start - before), min(len(text), end + behind))


def _whole_words(text: str, first: int, last: int) -> tuple[int, int]:
    while first > 0 and text[first - 1].isalnum() and text[first : first + 1].isalnum():
        first -= 1
    while last < len(text) and text[last].isalnum() and text[last - 1].isalnum():
        last += 1
    return first, last
