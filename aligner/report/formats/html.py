"""The review as one page that needs nothing else: no network, useful without JavaScript, fit to print."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from aligner.core import Review, Severity, Side
from aligner.report.labels import NOTHING, count, doubt, finding_place, label, signature, visible
from aligner.report.marks import Piece, last_pieces
from aligner.report.sheet import Evidence, Gap, Sheet
from aligner.report.summary import alignment, summarise, verdict

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["render"]


class _Spot(NamedTuple):
    """A piece as the template wants it."""

    text: str
    findings: tuple[int, ...]
    severity: Severity | None  #: of the worst finding on it
    ending: tuple[int, ...]  #: findings whose tag follows


def render(review: Review) -> str:
    """The page."""
    from markupsafe import Markup

    style, script = _asset("report.css"), _asset("report.js")
    sheet, summary = Sheet(review), summarise(review)
    return _template().render(
        review=review,
        sheet=sheet,
        summary=summary,
        verdict=verdict(summary),
        alignment=alignment(review, summary),
        signature=signature(review),
        sides=tuple(Side),
        nothing=NOTHING,
        count=count,
        label=lambda side, sentences: label(sheet.document(side).language, sentences),
        place=lambda finding: finding_place(review, finding),
        spots=lambda pieces, tags: _spots(review, pieces, tags),
        is_gap=lambda row: isinstance(row, Gap),
        first_bead=_first_bead,
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; img-src data:; style-src {_digest(style)}; script-src {_digest(script)}",
    )


@cache
def _template() -> "Template":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("aligner.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(visible=visible, doubt=doubt)
    return environment.get_template("report.html.jinja")


def _asset(name: str) -> str:
    return resources.files("aligner.report").joinpath("templates", name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    """How a content security policy names an inline style or script that it lets pass."""
    return f"'sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _spots(review: Review, pieces: Sequence[Piece], tags: Sequence[int]) -> Iterator[_Spot]:
    ending = last_pieces(pieces, tags)
    for number, piece in enumerate(pieces):
        severity = review.findings[piece.findings[0]].severity if piece.findings else None
        yield _Spot(piece.text, piece.findings, severity, ending.get(number, ()))


def _first_bead(evidence: Evidence) -> int | None:
    for row in evidence.rows:
        if not isinstance(row, Gap):
            return row.bead
    return None
