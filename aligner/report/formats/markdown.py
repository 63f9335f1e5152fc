"""The review as GitHub-flavoured Markdown: for pull requests, issues and wikis."""

import re
from collections.abc import Iterator, Sequence

from aligner.core import Finding, Review, Side
from aligner.report.labels import NOTHING, count, doubt, finding_place, label, signature, visible
from aligner.report.marks import Piece, last_pieces
from aligner.report.sheet import Cell, Gap, Row, Sheet
from aligner.report.summary import Summary, alignment, summarise, verdict

__all__ = ["escape", "render"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$]|^[#+\-=]|(?<=^\d)[.)]|(?<=^\d\d)[.)])")
# What GitHub turns into a link, a mention that notifies somebody, or an issue reference: an entity for one of its
# characters, or an empty space where entities do not help because it looks at the finished text.
_LINKS = re.compile(r"(?i)(?:https?|ftp):(?=//)|(?<=www)\.|@|#(?=\d|$)")
_ENTITIES = {":": "&#58;", ".": "&#46;", "@": "@&#8203;", "#": "\\#&#8203;"}


def escape(text: str) -> str:
    """The text as inline Markdown that shows just that text: no markup, link, mention or table cell of its own."""
    escaped, at, text = "", 0, visible(text)
    for found in _LINKS.finditer(text):
        escaped += _SPECIAL.sub(r"\\\1", text[at : found.end() - 1]) + _ENTITIES[found.group()[-1]]
        at = found.end()
    return escaped + _SPECIAL.sub(r"\\\1", text[at:])


def render(review: Review) -> str:
    """The report as one Markdown document; long runs without a counterpart are abridged in the findings."""
    sheet, summary = Sheet(review), summarise(review)
    lines = [*_head(review, summary)]
    if review.findings:
        lines += ["", "## Findings, worst first"]
        for number in range(len(review.findings)):
            lines += ["", *_finding(sheet, number)]
    lines += ["", "## The whole text", "", *_whole(sheet)]
    if review.run:
        lines += ["", f"<sub>{escape(signature(review))}</sub>"]
    return "\n".join(lines) + "\n"


def _head(review: Review, summary: Summary) -> Iterator[str]:
    yield f"# {escape(verdict(summary))}"
    for warning in review.warnings:
        yield from ("", f"> **Warning:** {escape(warning)}")
    yield from ("", f"{escape(review.original.path)} → {escape(review.translation.path)}  ")
    yield escape(alignment(review, summary))
    if summary.by_rule:
        severities = summary.severities
        yield from ("", f"| Rule | {' | '.join(severities)} |", f"| :-- |{' --: |' * len(severities)}")
        for found in summary.by_rule:
            figures = " | ".join(f"{found.by_severity[severity] or '·'}" for severity in severities)
            yield f"| {escape(found.rule)} | {figures} |"


def _finding(sheet: Sheet, number: int) -> Iterator[str]:
    review = sheet.review
    finding = review.findings[number]
    yield f"### {number + 1}. {' · '.join(_title(review, finding))}"
    yield from ("", escape(finding.message.strip()))
    evidence = sheet.evidence(number)
    if evidence.rows:
        yield from ("", *_columns(sheet))
        if evidence.before.sentences:
            yield _neighbour(sheet, evidence.before, evidence.empty, "before")
        for row in evidence.rows:
            yield _left_out(sheet, row) if isinstance(row, Gap) else _table_row(sheet, row)
        if evidence.after.sentences:
            yield _neighbour(sheet, evidence.after, evidence.empty, "after")
    if finding.suggestion is not None:
        yield from ("", f"**Suggestion:** {escape(finding.suggestion)}")
    if related := sheet.related(number):
        yield ""
        for found in related:
            place = label(sheet.document(found.side).language, found.sentences)
            note = f" ({escape(found.note)})" if found.note else ""
            yield f"- See also {place}: {_inline(review, found.pieces)}{note}"


def _title(review: Review, finding: Finding) -> Iterator[str]:
    yield f"{finding.severity} {escape(finding.rule)}"
    yield from filter(None, (finding_place(review, finding), doubt(finding)))


def _columns(sheet: Sheet) -> tuple[str, str]:
    paths = (escape(sheet.document(side).path) for side in Side)
    return f"| | {' | '.join(paths)} |", "| --: | :-- | :-- |"


def _whole(sheet: Sheet) -> Iterator[str]:
    yield from _columns(sheet)
    for row in sheet.rows():
        yield _table_row(sheet, row)


def _table_row(sheet: Sheet, row: Row) -> str:
    bead = str(row.bead + 1) if row.first else ""
    return (
        f"| {bead} | {_cell(sheet, Side.ORIGINAL, row.original)} | {_cell(sheet, Side.TRANSLATION, row.translation)} |"
    )


def _cell(sheet: Sheet, side: Side, cell: Cell) -> str:
    if not cell.sentences:
        return f"*{NOTHING}*"
    place = label(sheet.document(side).language, cell.sentences)
    return f"<sub>{place}</sub> {_inline(sheet.review, cell.pieces, cell.tags)}"


def _neighbour(sheet: Sheet, cell: Cell, side: Side | None, where: str) -> str:
    place = label(sheet.document(side or Side.ORIGINAL).language, cell.sentences)
    text = f"<sub>{where}: {place}</sub> <i>{_inline(sheet.review, cell.pieces)}</i>"
    return f"| | {text} | |" if side is Side.ORIGINAL else f"| | | {text} |"


def _left_out(sheet: Sheet, gap: Gap) -> str:
    cells = []
    for side in Side:
        left_out = gap.sentences(side)
        place = label(sheet.document(side).language, left_out)
        cells.append(f"*… {count(len(left_out), 'more sentence')}, {place} …*" if left_out else "")
    return f"| | {cells[0]} | {cells[1]} |"


def _inline(review: Review, pieces: Sequence[Piece], tags: Sequence[int] = ()) -> str:
    """Spots stand in bold brackets; HTML tags because ``**`` does nothing inside a word."""
    ending, text = last_pieces(pieces, tags), ""
    for number, piece in enumerate(pieces):
        before = number > 0 and bool(pieces[number - 1].findings)
        after = number + 1 < len(pieces) and bool(pieces[number + 1].findings)
        inside = escape(piece.text)
        if piece.findings:
            inside = f"{'' if before else '<b>⟦'}{inside}{'' if after else '⟧</b>'}"
        text += inside
        for finding in ending.get(number, ()):
            text += f" <sub>{finding + 1} {escape(review.findings[finding].rule)}</sub>"
    return text
