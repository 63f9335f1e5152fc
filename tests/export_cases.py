"""Reviews of given pairs for the tests of exports, and what reads exports back."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from hypothesis import strategies as st

from aligner.core import Bead, Finding, Review, Severity
from aligner.export import Corpus, Nulls, parts, select
from aligner.export.decisions import Decisions
from aligner.export.filters import Filter
from aligner.export.units import ExportUnit
from tests.literal import literal
from tests.pairs import document

#: Text that formats stumble over: markup, no-break spaces, emoji, combining accents, controls, separators, quotes.
NASTY = (
    "R&D <b>x</b> ]]> \"quoted\" 'single' & &amp; &#7;",
    "« 48\u00a0h »\u202f; 5\u2009%",
    "👩\u200d🚀 déjà vu: e\u0301 a\u0308, \u0627\u0644\u0639",
    "tab\there, bell \x07 and null \x00, escape \x1b[0m",
    "line\u2028separator, next\x85line, form\x0cfeed, return\rhere, \ufffe \uffff",
    "lone \ud800 surrogate",
    "=SUM(A1), two  spaces, back\\slash, pipe| comma, semi;",
)

#: One line of any characters at all, visible at both ends as sentences are; " | " divides sentences in our samples.
LINES = st.text(st.characters(codec=None), min_size=1, max_size=40).map(
    lambda text: f"x{text}x".replace("\n", " ").replace(" | ", " ! ")
)
#: The same without what no Unicode file can hold.
CLEAN_LINES = LINES.map(lambda text: text.encode("utf-8", "replace").decode())


def review_of(
    pairs: Sequence[tuple[str | None, str | None]],
    findings: Sequence[tuple[int, Severity]] = (),
    confidences: Sequence[float] = (),
) -> Review:
    """One bead a pair, each side one sentence or None.

    :param findings: pairs that a finding is about, with its severity
    """
    left = [text for text, _ in pairs if text is not None]
    right = [text for _, text in pairs if text is not None]
    beads, i, j = list[Bead](), 0, 0
    for number, (original, translation) in enumerate(pairs):
        a, b = (i,) * (original is not None), (j,) * (translation is not None)
        confidence = confidences[number] if confidences else 0.875
        beads.append(Bead(a, b, 0.5 if a and b else 0.0, confidence))
        i, j = i + len(a), j + len(b)
    english, french = document("en", left or ["-"]), document("fr", right or ["-"])
    made = []
    for number, severity in findings:
        (a, b) = (beads[number].original, beads[number].translation)
        made.append(
            Finding(
                "number",
                severity,
                "accuracy/mistranslation",
                literal(f"Something & <else> in {number}."),
                english.locate_run(a) if a else None,
                french.locate_run(b) if b else None,
                "48 <h>",
                0.9,
                fingerprint=f"{number:020x}",
            )
        )
    worst_first = tuple(sorted(made, key=lambda finding: -finding.severity.rank))
    return Review(english, french, tuple(beads), worst_first, (), {"aligner": "1", "encoder": "test & <co>"})


def corpus_of(
    pairs: Sequence[tuple[str | None, str | None]],
    filters: Sequence[Filter] = (),
    decisions: Decisions | None = None,
    nulls: Nulls = Nulls.ALL,
) -> Corpus:
    """The corpus of such a review."""
    return select(review_of(pairs), filters, decisions, nulls)


def written(corpus: Corpus, format: str, part: str = "") -> bytes:
    """One file of an export."""
    file = io.BytesIO()
    parts(corpus, format)[part](file)
    return file.getvalue()


def saved(path: Path, content: bytes) -> Path:
    """A file with this content."""
    path.write_bytes(content)
    return path


def units_of(pairs: Sequence[tuple[str, str]]) -> Iterator[ExportUnit]:
    """Bare units of pairs of texts, for filters that look at nothing else."""
    for number, (original, translation) in enumerate(pairs):
        bead = Bead((number,), (number,))
        yield ExportUnit(number, bead, original, translation, f"{number}-0", ((), ()), (None, None))
