"""Classify a document pair: translation, translation of a different version, or unrelated; warn of odd input."""

from collections.abc import Sequence
from enum import StrEnum

from aligner.core import Argument, Bead, Document, Message
from aligner.languages.detect import detect
from aligner.messages import language_name

__all__ = ["Plausibility", "about_beads", "about_texts", "plausibility"]

# Share of the characters of a side that stand in beads with both sides. Seen on novels and documents: pairs .98 to 1;
# with three to five sentences of ten deleted on either side and as many foreign ones put in .14 to .81; texts of
# different books and documents 0 to .02.
_UNRELATED = 0.08  # at most, on both sides
_VERSION = 0.85  # at most, on both sides: a draft that is not finished lacks sentences on one
_FEW = 5  # sentences that tell nothing of the whole
_CERTAIN = 0.8  # probability from which on a detected language contradicts the one that was named
_LOPSIDED = 10  # times; a text so much longer than the other is hardly its translation
_LONG_SEGMENT = 1000  # words; the linker does not link more
_SAMPLE = 20_000  # characters that tell a text's language


class Plausibility(StrEnum):
    """What two texts are to each other."""

    TRANSLATION = "translation"
    VERSION = "version"  #: a translation of another version of the text
    UNRELATED = "unrelated"


def plausibility(original: Sequence[str], translation: Sequence[str], beads: Sequence[Bead]) -> Plausibility:
    """Return what two texts are to each other, by how much of them has a counterpart."""
    left, right = _shares(original, translation, beads)
    if min(len(original), len(translation)) < _FEW or max(left, right) > _VERSION:
        return Plausibility.TRANSLATION
    return Plausibility.UNRELATED if max(left, right) <= _UNRELATED else Plausibility.VERSION


def about_beads(original: Document, translation: Document, beads: Sequence[Bead]) -> list[Message]:
    """Return what the beads of two aligned texts say against their being a pair."""
    texts = [[sentence.text for sentence in document.sentences] for document in (original, translation)]
    left, right = _shares(texts[0], texts[1], beads)
    shares: dict[str, Argument] = {"original": left, "translation": right}
    match plausibility(texts[0], texts[1], beads):
        case Plausibility.UNRELATED:
            return [Message("pair.unrelated", shares)]
        case Plausibility.VERSION:
            return [Message("pair.other-version", shares)]
    return []


def about_texts(original: Document, translation: Document) -> list[Message]:
    """Return what looks wrong about languages and lengths of two texts."""
    found = []
    languages = [_contradicted(document) for document in (original, translation)]
    if languages == [translation.language, original.language]:
        swapped: dict[str, Argument] = {
            "original": original.path,
            "original_language": language_name(translation.language),
            "translation": translation.path,
            "translation_language": language_name(original.language),
        }
        found.append(Message("pair.swapped", swapped))
    else:
        for document, language in zip((original, translation), languages, strict=True):
            if language:
                expected, other = map(language_name, (document.language, language))
                about: dict[str, Argument] = {"file": document.path, "expected": expected, "found": other}
                found.append(Message("pair.other-language", about))
    for document in (original, translation):
        if count := sum(
            len(s.text) > _LONG_SEGMENT and len(s.text.split()) > _LONG_SEGMENT for s in document.sentences
        ):
            found.append(Message("pair.long-segments", {"file": document.path, "count": count, "words": _LONG_SEGMENT}))
    longer, shorter = sorted((original, translation), key=lambda d: -sum(len(s.text) for s in d.sentences))
    lengths = [max(1, sum(len(s.text) for s in d.sentences)) for d in (longer, shorter)]
    if lengths[0] >= _LOPSIDED * lengths[1]:
        times = round(lengths[0] / lengths[1])
        found.append(Message("pair.lopsided", {"longer": longer.path, "shorter": shorter.path, "times": times}))
    return found


def _shares(original: Sequence[str], translation: Sequence[str], beads: Sequence[Bead]) -> tuple[float, float]:
    paired = [bead for bead in beads if bead.original and bead.translation]
    left = sum(len(original[i]) for bead in paired for i in bead.original)
    right = sum(len(translation[j]) for bead in paired for j in bead.translation)
    return left / max(1, sum(map(len, original))), right / max(1, sum(map(len, translation)))


def _contradicted(document: Document) -> str | None:
    """Return the language of a document where that is surely not the one it should be in."""
    sample = " ".join(s.text for s in document.sentences)[:_SAMPLE]
    guess = detect(sample)
    return guess[0] if guess and guess[1] >= _CERTAIN and guess[0] != document.language else None
