"""What keeps a pair from being judged at all: texts that are no translation of each other, or in other languages."""

import re
from collections.abc import Callable, Collection, Iterator

from aligner.config.profile import PRECONDITIONS
from aligner.core import Argument, Document, Message, Review
from aligner.languages.detect import detect
from aligner.messages import language_name

__all__ = ["obstacles"]


# Chosen on parts of one to thirty segments of tico19, docs and clean: translations .41 to .9; parts of other documents
# of the same collection .06 and less in the middle, .31 at the 99th of a hundred for single segments, .23 for two.
_KIN = 0.35
_PIECE = 0.5  #: share of one of the texts that has a counterpart, if it is a piece of the other's translation
# Words in a row that tell a language: of parts of tico19, docs, clean and differences so long, 30 of 2,600 tell none,
# all of them lists of file names; parts of texts in Spanish, Italian, German, Portuguese, Polish and Russian tell none.
_PART = 40
_MOST_PARTS = 100  #: of a long text that are looked at, from its beginning to its end
_FEWEST = 12  #: words of a text that tell its language
_CERTAIN = 0.8  #: probability from which on a detected language contradicts the one that was promised
_FOREIGN = 0.3  #: share of the parts that may be in neither language: titles of books, lists of files, addresses
_FOREIGN_PARTS = 2  #: so many at least
# Of translations in the same collections the shorter has .6 of the characters of the other or more.
_TIMES = 2.0
_LONG = 200  #: characters of the longer text from which on its length tells something

_WORD = re.compile(r"[^\W\d_]{2,}")


def obstacles(review: Review, assumed: Collection[str] = ()) -> list[Message]:
    """Return why a pair cannot be judged, each a clause; none where it can be.

    :param assumed: names of ``config.profile.PRECONDITIONS`` that are not asked of it
    """
    return [reason for name, look in _LOOKS.items() if name not in assumed for reason in look(review)]


def _identical(review: Review) -> Iterator[Message]:
    texts = [[" ".join(one.text.split()) for one in side.sentences] for side in (review.original, review.translation)]
    if texts[0] == texts[1]:
        yield Message("gate.identical", {"original": review.original.path, "translation": review.translation.path})


def _languages(review: Review) -> Iterator[Message]:
    for document, other in ((review.original, review.translation), (review.translation, review.original)):
        parts = list(_parts(document))
        words = sum(len(_WORD.findall(part)) for part in parts)
        said: dict[str, Argument] = {"file": document.path, "expected": language_name(document.language)}
        guess = detect(" ".join(one.text for one in document.sentences))
        if guess is None and words >= _FEWEST:
            yield Message("gate.no-language", said)
        elif guess and guess[1] >= _CERTAIN and guess[0] != document.language:
            yield Message("gate.other-language", {**said, "found": language_name(guess[0])})
        elif len(parts) > 1:
            ours = {document.language, other.language}
            some = parts[:: -(-len(parts) // _MOST_PARTS)]
            foreign = sum((guess := detect(part)) is None or guess[0] not in ours for part in some)
            share = foreign / len(some)
            if foreign >= _FOREIGN_PARTS and share > _FOREIGN:
                yield Message("gate.language-in-part", {**said, "share": share, "other": language_name(other.language)})


def _parts(document: Document) -> Iterator[str]:
    """Yield the text in parts of some forty words; a rest belongs to the last."""
    part: list[str] = []
    words, before = 0, ""
    for sentence in document.sentences:
        part.append(sentence.text)
        words += len(_WORD.findall(sentence.text))
        if words >= _PART:
            if before:
                yield before
            before, part, words = " ".join(part), [], 0
    yield " ".join((before, *part)).strip()


def _unrelated(review: Review) -> Iterator[Message]:
    """Yield what to say of texts whose sentences do not resemble each other, or only a few of them.

    A text that is a piece of the other's translation is kin: what it lacks is a matter of coverage.
    """
    sides = (review.original.sentences, review.translation.sentences)
    totals = [sum(len(one.text) for one in side) for side in sides]
    paired, alike = [0, 0], 0.0
    for bead in review.beads:
        if not bead.is_null:
            lengths = [
                sum(len(side[n].text) for n in numbers)
                for side, numbers in zip(sides, (bead.original, bead.translation), strict=True)
            ]
            paired = [before + length for before, length in zip(paired, lengths, strict=True)]
            alike += sum(lengths) * bead.similarity
    is_piece = max(found / max(1, total) for found, total in zip(paired, totals, strict=True)) >= _PIECE
    likeness = alike / max(1, sum(paired if is_piece else totals))
    if likeness < _KIN:
        yield Message("gate.unrelated", {"likeness": max(0.0, likeness)})


def _length(review: Review) -> Iterator[Message]:
    shorter, longer = sorted(
        (review.original, review.translation), key=lambda side: sum(len(one.text) for one in side.sentences)
    )
    lengths = [sum(len(one.text) for one in side.sentences) for side in (shorter, longer)]
    times = lengths[1] / max(1, lengths[0])
    if lengths[1] >= _LONG and times > _TIMES:
        yield Message("gate.lopsided", {"longer": longer.path, "shorter": shorter.path, "times": times})


_LOOKS: dict[str, Callable[[Review], Iterator[Message]]] = dict(
    zip(PRECONDITIONS, (_identical, _languages, _unrelated, _length), strict=True)
)
