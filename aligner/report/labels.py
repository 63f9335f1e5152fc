"""The labels of a report: sentence numbers as people count them, places, text that is safe to show."""

from collections.abc import Iterable, Sequence

from aligner.core import Document, Finding, Review
from aligner.report.i18n import Localizer
from aligner.report.regions import has_lines, lines_of

__all__ = ["doubt", "finding_place", "label", "neighbour_label", "numbers", "place", "signature", "visible"]

# From this confidence on, saying it would be noise.
_SAID_BELOW = 0.7

# Terminals act on control characters, and direction overrides make a text read otherwise than it is. Each becomes one
# visible character, so that offsets stay true.
_VISIBLE = {
    **{code: 0x2400 + code for code in range(0x20)},
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
    **dict.fromkeys(map(ord, "\t\n\r\x85\u2028\u2029"), ord(" ")),
}


def visible(text: str) -> str:
    """Return the text without control characters, of the same length; line breaks and tabs become spaces."""
    return text if text.isascii() and text.isprintable() else text.translate(_VISIBLE)


def numbers(sentences: Iterable[int]) -> str:
    """Return sentence numbers counted from one, runs joined: ``(3, 4, 5, 8)`` gives ``4–6, 9``; ``—`` for none."""
    runs: list[list[int]] = []
    for number in sorted(set(sentences)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{a + 1}" if a == b else f"{a + 1}–{b + 1}" for a, b in runs) or "—"


def label(language: str, sentences: Sequence[int]) -> str:
    """Return ``en 12–13``, or ``en —`` for no sentence."""
    return f"{language} {numbers(sentences)}"


def place(document: Document, sentences: Sequence[int], words: Localizer) -> str:
    """Return where the file shows these sentences: ``page 3``, ``page 3 – page 4``; empty where that is not known."""
    if not sentences:
        return ""
    found = (document.where(sentences[0]), document.where(sentences[-1]))
    if found == (None, None):
        return ""
    return visible(" – ".join(dict.fromkeys(words.render(where) for where in found if where)))


def finding_place(review: Review, finding: Finding, words: Localizer) -> str:
    """Return ``en 12, page 3 / fr 11–12, line 30``, of the sides that the finding has; empty for the whole text."""
    parts = []
    for document, span in ((review.original, finding.original), (review.translation, finding.translation)):
        if span is not None:
            where = place(document, span.sentences, words) or _line(document, span.start, words)
            parts.append(label(document.language, span.sentences) + (f", {where}" if where else ""))
    return " / ".join(parts)


def neighbour_label(document: Document, sentences: Sequence[int], words: Localizer) -> str:
    """Return ``fr 54, line 37``: where to look for a sentence beside which something is missing."""
    where = place(document, sentences, words) or _line(document, document.sentences[sentences[0]].start, words)
    return label(document.language, sentences) + (f", {where}" if where else "")


def _line(document: Document, offset: int, words: Localizer) -> str:
    if document.path == "-" or not has_lines(document):
        return ""
    return words.say("line", number=lines_of(document.text).line(offset))


def doubt(finding: Finding, words: Localizer) -> str:
    """Return ``only 55% sure``, or nothing for a finding that is sure enough not to say so."""
    return words.say("only-sure", share=finding.confidence) if finding.confidence < _SAID_BELOW else ""


def signature(review: Review) -> str:
    """Return what it takes to get the same result again, on one line, in sacrebleu's manner."""
    return "|".join(f"{key}:{value}" for key, value in sorted(review.run.items()))
