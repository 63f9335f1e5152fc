"""Scores as a table at the terminal, as JSON and as TSV."""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from aligner.cells import defused
from aligner.evaluate.score import Comparison, Segment

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["as_json", "as_tsv", "shown"]

_WORST = 15  #: segments at the terminal


def as_json(results: "dict[str, Comparison]") -> str:
    """Return everything: for each comparison its measures with signatures, and its segments."""
    content = {"schema": "aligner.score/1", **{name: _content(result) for name, result in results.items()}}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _content(result: Comparison) -> dict[str, Any]:
    names = [measure.name for measure in result.measures]
    return {
        "translation": result.path,
        "other": result.other_path,
        "measures": [
            {
                "name": measure.name,
                "score": round(measure.score, 2),
                "confidence": {
                    "low": round(measure.low, 2),
                    "high": round(measure.high, 2),
                },
                "signature": measure.signature,
            }
            for measure in result.measures
        ],
        "changed": result.changed,
        "segments": [
            {
                "translation": list(segment.text_sentences),
                "other": list(segment.other_sentences),
                "text": segment.text,
                "other_text": segment.other,
                "scores": {name: round(score, 2) for name, score in zip(names, segment.scores, strict=True)},
            }
            for segment in result.segments
        ],
    }


def as_tsv(results: "dict[str, Comparison]", *, formulas: bool = False) -> str:
    """Return a row for the whole text, then one a segment: comparison, number, scores, the two texts.

    :param formulas: whether cells are left as they are though a spreadsheet would run them
    """
    names = list(dict.fromkeys(measure.name for result in results.values() for measure in result.measures))
    rows = [["comparison", "segment", *names, "translation", "other"]]
    for kind, result in results.items():
        whole = {measure.name: measure.score for measure in result.measures}
        rows.append([kind, "all", *_cells(whole, names), result.path, result.other_path])
        for number, segment in enumerate(result.segments, 1):
            scores = dict(zip(whole, segment.scores, strict=True))
            rows.append([kind, str(number), *_cells(scores, names), segment.text, segment.other])
    return "".join("\t".join(row if formulas else map(defused, row)) + "\n" for row in rows)


def _cells(scores: dict[str, float], names: Sequence[str]) -> Iterator[str]:
    return (f"{scores[name]:.2f}" if name in scores else "" for name in names)


def shown(results: "dict[str, Comparison]") -> "RenderableType":
    """Return measures with intervals and signatures, then the segments that differ most."""
    from rich.console import Group
    from rich.text import Text

    parts: list[RenderableType] = []
    for kind, result in results.items():
        parts.append(Text(f"{_TITLES[kind]}: {result.path} – {result.other_path}", style="bold"))
        parts.append(_measures(result))
        differing = [segment for segment in result.segments if segment.is_changed]
        parts.append(Text(f"{len(differing)} of {len(result.segments)} segments differ.\n"))
        if kind != "before" and differing:
            parts.append(_segments(result, differing))
    return Group(*parts)


_TITLES = {
    "reference": "Against the reference",
    "before": "The old version against it",
    "against": "What the edit changed",
}


def _measures(result: Comparison) -> "RenderableType":
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for head in ("Metric", "Score", "95 % confidence", "Signature"):
        table.add_column(head, justify="right" if head == "Score" else "left", overflow="fold")
    for measure in result.measures:
        interval = f"{measure.low:.1f} to {measure.high:.1f}"
        table.add_row(measure.name, f"{measure.score:.2f}", interval, measure.signature)
    return table


def _segments(result: Comparison, differing: Sequence[Segment]) -> "RenderableType":
    from rich.table import Table
    from rich.text import Text

    names = [measure.name for measure in result.measures]
    by = names.index("chrF++") if "chrF++" in names else names.index("TER")
    sign = 1 if "chrF++" in names else -1
    worst = sorted(differing, key=lambda segment: sign * segment.scores[by])[:_WORST]
    table = Table(
        pad_edge=False,
        show_lines=True,
        header_style="bold",
        title=f"The {len(worst)} that differ most",
        title_justify="left",
    )
    table.add_column("#", justify="right")
    for name in names:
        table.add_column(name, justify="right")
    table.add_column("Translation", ratio=1)
    table.add_column("Other", ratio=1)
    numbers = {id(segment): number for number, segment in enumerate(result.segments, 1)}
    for segment in worst:
        scores = [f"{score:.0f}" for score in segment.scores]
        table.add_row(str(numbers[id(segment)]), *scores, Text(segment.text or "–"), Text(segment.other or "–"))
    return table
