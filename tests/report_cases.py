"""Random reviews for property tests, and golden files."""

import os
from pathlib import Path

from hypothesis import strategies as st

from aligner.core import Document, Finding, Place, Review, Severity, Side, Skipped, Span
from tests.literal import literal
from tests.report_samples import HOSTILE, beads, document

GOLDEN = Path(__file__).parent / "golden"

_WORDS = ("le", "« ", " : ", "48\u00a0h", "日本", "a" * 70, *HOSTILE.split(), "|", "&lt;", "\x07", "\u2028", "[3 x]")
_TEXT = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=12).map(lambda words: "x " + " ".join(words) + ".")


def assert_golden(name: str, text: str) -> None:
    """Compare with a file in tests/golden; ``ALIGNER_UPDATE_GOLDEN=1`` writes it instead, to be read in the diff."""
    path = GOLDEN / name
    if os.environ.get("ALIGNER_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8", newline="")
    assert text == path.read_bytes().decode("utf-8"), f"{path} differs; see ALIGNER_UPDATE_GOLDEN"


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    """Small reviews of any shape, full of markup."""
    types = draw(st.lists(st.sampled_from(("1-1", "2-1", "1-2", "1-0", "0-1", "0-3")), max_size=12))
    made = beads("1-1", *types)
    en = _document(draw, "a|b.en.md", "en", sum(len(bead.original) for bead in made))
    fr = _document(draw, "<i>.fr.md", "fr", sum(len(bead.translation) for bead in made))
    findings = draw(st.lists(_findings(en, fr), max_size=5))
    worst_first = tuple(sorted(findings, key=lambda finding: -finding.severity.rank))
    warnings = tuple(draw(st.lists(_TEXT.map(literal), max_size=1)))
    moved = tuple(draw(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99), st.floats(-1, 1)), max_size=2)))
    skipped = tuple(
        Skipped("false-friend", literal(text), bool(n)) for n, text in enumerate(draw(st.lists(_TEXT, max_size=2)))
    )
    return Review(en, fr, made, worst_first, warnings, {"encoder": draw(_TEXT), "a": "1"}, moved, skipped)


def _document(draw: st.DrawFn, path: str, language: str, sentences: int) -> Document:
    texts = draw(st.lists(_TEXT, min_size=sentences, max_size=sentences))
    cut = draw(st.integers(1, sentences))
    return document(path, language, [block for block in (texts[:cut], texts[cut:]) if block])


@st.composite
def _spans(draw: st.DrawFn, text: Document) -> Span:
    sentence = draw(st.sampled_from(text.sentences))
    if draw(st.booleans()):
        last = draw(st.integers(sentence.number, len(text.sentences) - 1))
        return text.locate_run(range(sentence.number, last + 1))
    start = draw(st.integers(0, len(sentence.text) - 1))
    return text.locate(sentence.number, start, draw(st.integers(start + 1, len(sentence.text))))


@st.composite
def _findings(draw: st.DrawFn, en: Document, fr: Document) -> Finding:
    place = draw(st.sampled_from(("original", "translation", "both", "neither")))
    related = []
    for side, text in draw(st.lists(st.sampled_from(((Side.ORIGINAL, en), (Side.TRANSLATION, fr))), max_size=2)):
        related.append(Place(side, draw(_spans(text)), draw(st.one_of(st.none(), _TEXT.map(literal)))))
    return Finding(
        draw(st.sampled_from(("number", "omission", "term-inconsistent"))),
        draw(st.sampled_from(Severity)),
        "accuracy/mistranslation",
        literal(draw(_TEXT)),
        draw(_spans(en)) if place in ("original", "both") else None,
        draw(_spans(fr)) if place in ("translation", "both") else None,
        draw(st.one_of(st.none(), _TEXT)),
        draw(st.floats(0, 1)),
        tuple(related),
    )
