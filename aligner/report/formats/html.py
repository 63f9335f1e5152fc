"""The review as one page that needs nothing else: no network, useful without JavaScript, fit to print."""

import hashlib
import shlex
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from aligner.core import Finding, Review, Severity, Side
from aligner.report.chart import strips
from aligner.report.i18n import Localizer
from aligner.report.labels import doubt, finding_place, label, neighbour_label, place, signature, visible
from aligner.report.marks import Piece, last_pieces
from aligner.report.ranking import Case
from aligner.report.side_by_side import Evidence, OmittedRows, Sheet
from aligner.report.summary import alignment, summarise
from aligner.report.summary import verdict as summary_line
from aligner.report.verdicts import (
    approval,
    calculation,
    first_line,
    ignored,
    lapsed,
    limit_found,
    short_id,
    skipped,
    standing_note,
)

if TYPE_CHECKING:
    from jinja2 import Template

__all__ = ["MOST_SHOWN", "render"]

#: Findings shown in full, the worst: a browser scrolls no further with pleasure.
MOST_SHOWN = 1000


class _Spot(NamedTuple):
    """A piece as the template wants it."""

    text: str
    findings: tuple[int, ...]
    severity: Severity | None  #: of the worst finding on it
    ending: tuple[int, ...]  #: findings whose tag follows


def render(cases: Sequence[Case], words: Localizer) -> str:
    """Return the page."""
    from markupsafe import Markup

    ((review, verdict),) = cases
    style, script = _asset("report.css"), _asset("report.js")
    sheet, summary = Sheet(review), summarise(review)
    shown = min(len(review.findings), MOST_SHOWN)
    return _template().render(
        review=review,
        verdict=verdict,
        words=words,
        say=words.say,
        sheet=sheet,
        summary=summary,
        shown=shown,
        headline=first_line(cases[0], words),
        summary_line=summary_line(summarise(review, verdict), words),
        alignment=alignment(review, summary, words),
        strips={strip.rule: strip.ticks for strip in strips(review, summary)},
        first_of_rule=_first_of_rules(cases[0]),
        limits=[(limit, *limit_found(limit, words)) for limit in verdict.limits] if verdict else [],
        skipped=skipped(review, words),
        approval=approval(review, words),
        ignored=ignored(verdict, words) if verdict else "",
        calculation=calculation(verdict, words) if verdict else (),
        note=lambda finding: standing_note(review, finding, verdict, words),
        lapsed=lapsed(review, words),
        id=short_id,
        accept=lambda finding: _accept(review, finding),
        signature=signature(review),
        sides=tuple(Side),
        label=lambda side, sentences: label(sheet.document(side).language, sentences),
        beside=lambda side, sentences: neighbour_label(sheet.document(side), sentences, words),
        where=lambda side, sentences: place(sheet.document(side), sentences, words),
        place=lambda finding: finding_place(review, finding, words),
        doubt=lambda finding: doubt(finding, words),
        spots=lambda pieces, tags: _spots(cases[0], pieces, tags, shown),
        is_gap=lambda row: isinstance(row, OmittedRows),
        first_bead=_first_bead,
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; img-src data:; style-src {_digest(style)}; script-src {_digest(script)}",
    )


def _accept(review: Review, finding: Finding) -> str:
    """Return the command that accepts a finding, as a shell takes it."""
    texts = dict.fromkeys((review.original.path, review.translation.path))
    return shlex.join(["aligner", "gate", *texts, "--accept", short_id(finding)])


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
    environment.filters.update(visible=visible)
    return environment.get_template("report.html.jinja")


def _asset(name: str) -> str:
    return resources.files("aligner.report").joinpath("templates", name).read_text(encoding="utf-8")


def _digest(content: str) -> str:
    """Return how a content security policy names an inline style or script that it allows."""
    return f"'sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _first_of_rules(case: Case) -> dict[str, int]:
    """Return the first finding of each rule, to which the rule's name links."""
    found: dict[str, int] = {}
    for number, finding in enumerate(case[0].findings[:MOST_SHOWN]):
        found.setdefault(finding.rule, number)
    return found


def _spots(case: Case, pieces: Sequence[Piece], tags: Sequence[int], shown: int) -> Iterator[_Spot]:
    """Yield the spots; findings that are only counted get no tag, for there is nothing to link to."""
    review, _ = case
    ending = last_pieces(pieces, [tag for tag in tags if tag < shown])
    for number, piece in enumerate(pieces):
        severity = review.findings[piece.findings[0]].severity if piece.findings else None
        yield _Spot(piece.text, piece.findings, severity, ending.get(number, ()))


def _first_bead(evidence: Evidence) -> int | None:
    for row in evidence.rows:
        if not isinstance(row, OmittedRows):
            return row.bead
    return None
