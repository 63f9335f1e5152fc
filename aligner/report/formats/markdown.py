"""The review as GitHub-flavoured Markdown: for pull requests, issues and wikis."""

import re
from collections.abc import Iterator, Sequence

from aligner.core import Finding, Review, Side
from aligner.gate import Verdict
from aligner.report.i18n import Localizer
from aligner.report.labels import doubt, finding_place, label, neighbour_label, signature, visible
from aligner.report.marks import Piece, last_pieces
from aligner.report.ranking import Case
from aligner.report.side_by_side import Cell, OmittedRows, Row, Sheet
from aligner.report.summary import Summary, alignment, summarise
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

__all__ = ["escape", "render"]

#: Findings shown in full, the worst: no page of Markdown with more is looked at.
MOST_SHOWN = 1000

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$]|^[#+\-=]|(?<=^\d)[.)]|(?<=^\d\d)[.)])")
# What GitHub turns into a link, a mention that notifies somebody, or an issue reference: an entity for one of its
# characters, or an empty space where entities do not help because it looks at the finished text.
_LINKS = re.compile(r"(?i)(?:https?|ftp):(?=//)|(?<=www)\.|@|#(?=\d|$)")
_ENTITIES = {":": "&#58;", ".": "&#46;", "@": "@&#8203;", "#": "\\#&#8203;"}


def escape(text: str) -> str:
    """Return inline Markdown that shows just this text: no markup, link, mention or table cell of its own."""
    escaped, at, text = "", 0, visible(text)
    for found in _LINKS.finditer(text):
        escaped += _SPECIAL.sub(r"\\\1", text[at : found.end() - 1]) + _ENTITIES[found.group()[-1]]
        at = found.end()
    return escaped + _SPECIAL.sub(r"\\\1", text[at:])


def render(cases: Sequence[Case], words: Localizer) -> str:
    """Return the report as one Markdown document; long unaligned runs are abridged in the findings."""
    ((review, _),) = cases
    sheet, summary = Sheet(review), summarise(review, cases[0][1])
    lines = [*_head(cases[0], summary, words)]
    if review.findings:
        lines += ["", f"## {words.say('findings')}"]
        shown = min(len(review.findings), MOST_SHOWN)
        for number in range(shown):
            lines += ["", *_finding(sheet, number, cases[0], words)]
        if rest := len(review.findings) - shown:
            lines += ["", f"**{escape(words.say('cut-findings', shown=shown, count=rest))}**"]
    if gone := lapsed(review, words):
        lines += ["", escape(gone[0]), "", *(f"- {escape(one)}" for one in gone[1:])]
    lines += ["", f"## {words.say('whole-text')}", "", *_whole(sheet, words)]
    if review.run:
        lines += ["", f"<sub>{escape(signature(review))}</sub>"]
    return "\n".join(lines) + "\n"


def _head(case: Case, summary: Summary, words: Localizer) -> Iterator[str]:
    review, verdict = case
    yield f"# {escape(first_line(case, words))}"
    for warning in review.warnings:
        yield from ("", f"> **{words.say('warning')}** {escape(words.render(warning))}")
    for line in filter(None, (approval(review, words), skipped(review, words))):
        yield from ("", f"> {escape(line)}")
    yield from ("", f"{escape(review.original.path)} → {escape(review.translation.path)}  ")
    if verdict:
        yield f"{escape(summary_line(summary, words))}  "
    yield escape(alignment(review, summary, words))
    if verdict:
        yield from judged(verdict, words)
    if summary.by_rule:
        severities = summary.severities
        titles = " | ".join(words.severity(severity) for severity in severities)
        yield from ("", f"| {words.say('rule')} | {titles} |", f"| :-- |{' --: |' * len(severities)}")
        for found in summary.by_rule:
            figures = " | ".join(f"{found.by_severity[severity] or '·'}" for severity in severities)
            yield f"| {escape(words.rule_and_id(found.rule))} | {figures} |"


def judged(verdict: Verdict, words: Localizer) -> Iterator[str]:
    """Yield what the profile asks for, what was found, and how the score is calculated."""
    yield from ("", f"| {words.say('limit')} | {words.say('found')} | {words.say('allowed')} | |")
    yield "| :-- | --: | --: | :-- |"
    for limit in verdict.limits:
        found, allowed = limit_found(limit, words)
        kept = words.say("kept" if limit.passes else "broken")
        yield f"| {words.say(f'limit-name-{limit.name}')} | {found} | {allowed} | {kept} |"
    if left_out := ignored(verdict, words):
        yield from ("", escape(left_out))
    yield from ("", f"<details><summary>{words.say('calculation')}</summary>", "")
    yield from (f"- {escape(line)}" for line in calculation(verdict, words))
    yield from ("", "</details>")


def _finding(sheet: Sheet, number: int, case: Case, words: Localizer) -> Iterator[str]:
    review, verdict = case
    finding = review.findings[number]
    yield f"### {number + 1}. {' · '.join(_title(review, finding, words))}"
    yield from ("", escape(words.message(finding).strip()))
    if note := standing_note(review, finding, verdict, words):
        yield from ("", f"*{escape(note)}*")
    evidence = sheet.evidence(number)
    if evidence.rows:
        yield from ("", *_columns(sheet))
        if evidence.before.sentences:
            yield _neighbour(sheet, evidence.before, evidence.empty, words.say("before"), words)
        for row in evidence.rows:
            yield _left_out(sheet, row, words) if isinstance(row, OmittedRows) else _table_row(sheet, row, words)
        if evidence.after.sentences:
            yield _neighbour(sheet, evidence.after, evidence.empty, words.say("after"), words)
    if finding.suggestion is not None:
        yield from ("", f"**{words.say('suggestion')}** {escape(finding.suggestion)}")
    if related := sheet.related(number):
        yield ""
        for found in related:
            place = label(sheet.document(found.side).language, found.sentences)
            note = f" ({escape(words.render(found.note))})" if found.note else ""
            yield f"- {words.say('see-also')} {place}{words.say('colon')}{_inline(review, found.pieces, words)}{note}"


def _title(review: Review, finding: Finding, words: Localizer) -> Iterator[str]:
    yield f"{words.severity(finding.severity)} {escape(words.rule_and_id(finding.rule))}"
    yield from filter(None, (escape(finding_place(review, finding, words)), doubt(finding, words)))
    if finding.fingerprint:
        yield f"`{short_id(finding)}`"


def _columns(sheet: Sheet) -> tuple[str, str]:
    paths = (escape(sheet.document(side).path) for side in Side)
    return f"| | {' | '.join(paths)} |", "| --: | :-- | :-- |"


def _whole(sheet: Sheet, words: Localizer) -> Iterator[str]:
    yield from _columns(sheet)
    for row in sheet.rows():
        yield _table_row(sheet, row, words)


def _table_row(sheet: Sheet, row: Row, words: Localizer) -> str:
    bead = str(row.bead + 1) if row.first else ""
    sides = ((Side.ORIGINAL, row.original), (Side.TRANSLATION, row.translation))
    return f"| {bead} | {' | '.join(_cell(sheet, side, cell, words) for side, cell in sides)} |"


def _cell(sheet: Sheet, side: Side, cell: Cell, words: Localizer) -> str:
    if not cell.sentences:
        return f"*{words.say('nothing')}*"
    place = label(sheet.document(side).language, cell.sentences)
    return f"<sub>{place}</sub> {_inline(sheet.review, cell.pieces, words, cell.tags)}"


def _neighbour(sheet: Sheet, cell: Cell, side: Side | None, where: str, words: Localizer) -> str:
    place = escape(neighbour_label(sheet.document(side or Side.ORIGINAL), cell.sentences, words))
    text = f"<sub>{where}{place}</sub> <i>{_inline(sheet.review, cell.pieces, words)}</i>"
    return f"| | {text} | |" if side is Side.ORIGINAL else f"| | | {text} |"


def _left_out(sheet: Sheet, gap: OmittedRows, words: Localizer) -> str:
    cells = []
    for side in Side:
        left_out = gap.sentences(side)
        place = label(sheet.document(side).language, left_out)
        sentences = words.count(len(left_out), "more-sentence")
        cells.append(f"*{words.say('left-out', sentences=sentences, place=place)}*" if left_out else "")
    return f"| | {cells[0]} | {cells[1]} |"


def _inline(review: Review, pieces: Sequence[Piece], words: Localizer, tags: Sequence[int] = ()) -> str:
    """Return the pieces with spots in bold brackets; as HTML, because ``**`` does nothing inside a word."""
    ending, text = last_pieces(pieces, tags), ""
    for number, piece in enumerate(pieces):
        before = number > 0 and bool(pieces[number - 1].findings)
        after = number + 1 < len(pieces) and bool(pieces[number + 1].findings)
        inside = escape(piece.text)
        if piece.findings:
            inside = f"{'' if before else '<b>⟦'}{inside}{'' if after else '⟧</b>'}"
        text += inside
        for finding in ending.get(number, ()):
            text += f" <sub>{finding + 1} {escape(words.rule(review.findings[finding].rule))}</sub>"
    return text
