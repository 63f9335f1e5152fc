"""The review as a Word file for those who want to answer in it: both texts side by side, each finding a comment.

The same review is the same bytes: comments have no date. Source: ECMA-376, part 1, 17.13.4 (comments).
"""

import io
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from aligner.core import Finding, Severity, Side
from aligner.languages import locale
from aligner.report.i18n import Localizer
from aligner.report.labels import doubt, finding_place, label, place, signature, visible
from aligner.report.ranking import Case
from aligner.report.side_by_side import Cell, Row, Sheet
from aligner.report.summary import Summary, alignment, summarise
from aligner.report.summary import verdict as summary_line
from aligner.report.verdicts import (
    approval,
    calculation,
    first_line,
    ignored,
    lapsed,
    limit_found,
    pair_name,
    short_id,
    skipped,
    standing_note,
)
from aligner.word import write_word

__all__ = ["MOST_COMMENTS", "render"]

#: Findings that become comments, the worst: Word's margin holds no more that anybody reads.
MOST_COMMENTS = 1000

_WIDTHS = (900, 6800, 6800)  # of the columns, in twentieths of a point; A4 lying with margins of 1.6 cm
_SHADES = {
    Severity.CRITICAL: "FFC7CE",
    Severity.MAJOR: "FFE0A3",
    Severity.MINOR: "CFE8FA",
    Severity.NEUTRAL: "E4E3EA",
}
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
    '<w:sz w:val="21"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="60"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>'
    '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:keepNext/><w:spacing w:before="280" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Small"><w:name w:val="Small"/><w:basedOn w:val="Normal"/>'
    '<w:rPr><w:color w:val="595959"/><w:sz w:val="17"/></w:rPr></w:style>'
)


def render(cases: Sequence[Case], words: Localizer) -> bytes:
    """Return the file's bytes."""
    page = _Page(cases[0], words)
    file = io.BytesIO()
    write_word(file, page.body(), {"styles": _STYLES, "comments": "".join(page.comments())})
    return file.getvalue()


class _Page:
    """The document from top to bottom, and which findings are commented on where."""

    def __init__(self, case: Case, words: Localizer) -> None:
        self.case, self.words = case, words
        self.review, self.verdict = case
        self.sheet, self.summary = Sheet(self.review), summarise(self.review, self.verdict)
        self.shown = min(len(self.review.findings), MOST_COMMENTS)
        self.waiting = set(range(self.shown))  #: findings whose comment has no place yet

    def body(self) -> Iterator[str]:
        """Yield paragraphs and tables; the text is made first, since it shows which findings have no place."""
        rows = [self._row(row) for row in self.sheet.rows()]
        yield from self._head()
        yield _paragraph(self.words.say("whole-text"), style="Heading1")
        heads = [_cell(0, _paragraph(""))]
        for column, document in enumerate((self.review.original, self.review.translation), 1):
            heads.append(_cell(column, _paragraph(document.path, bold=True)))
        yield _table(_WIDTHS, [_table_row(heads, head=True), *rows])
        if self.verdict:
            yield _paragraph(self.words.say("calculation"), style="Heading1")
            for line in calculation(self.verdict, self.words):
                yield _paragraph(line)
        if made_with := signature(self.review):
            yield _paragraph(made_with, style="Small")
        yield (
            '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
            '<w:pgMar w:top="900" w:right="900" w:bottom="900" w:left="900" w:header="400" w:footer="400"'
            ' w:gutter="0"/></w:sectPr>'
        )

    def _head(self) -> Iterator[str]:
        words = self.words
        yield self._title(first_line(self.case, words))
        for warning in self.review.warnings:
            yield _paragraph(f"{words.say('warning')} {words.render(warning)}", bold=True)
        for line in filter(None, (approval(self.review, words), skipped(self.review, words))):
            yield _paragraph(line)
        yield _paragraph(pair_name(self.review))
        if self.verdict:
            yield _paragraph(summary_line(self.summary, words))
        yield _paragraph(alignment(self.review, self.summary, words))
        if self.verdict and (left_out := ignored(self.verdict, words)):
            yield _paragraph(left_out)
        yield from map(_paragraph, lapsed(self.review, words))
        if self.review.findings:
            yield _paragraph(words.say("comments"))
        if rest := len(self.review.findings) - self.shown:
            yield _paragraph(words.say("cut-findings", shown=self.shown, count=rest), bold=True)
        if self.verdict:
            yield from self._limits()
        if self.summary.by_rule:
            yield _paragraph(words.say("by-rule"), style="Heading1")
            yield _by_rule(self.summary, words)

    def _title(self, text: str) -> str:
        """Return the verdict; findings on the whole text are comments on it."""
        comments = sorted(self.waiting)
        run = _run(text)
        return f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{_commented(run, comments, comments)}</w:p>'

    def _limits(self) -> Iterator[str]:
        words = self.words
        assert self.verdict is not None
        yield _paragraph(words.say("limits"), style="Heading1")
        rows = [[words.say(name) for name in ("limit", "found", "allowed", "result")]]
        for limit in self.verdict.limits:
            found, allowed = limit_found(limit, words)
            kept = words.say("kept" if limit.passes else "broken")
            rows.append([words.say(f"limit-name-{limit.name}"), found, allowed, kept])
        yield _figures(rows)

    def _row(self, row: Row) -> str:
        number = str(row.bead + 1) if row.first else ""
        cells = [_cell(0, _paragraph(number, style="Small"))]
        for column, (side, cell) in enumerate(((Side.ORIGINAL, row.original), (Side.TRANSLATION, row.translation)), 1):
            cells.append(_cell(column, self._text(side, cell, bold=row.heading)))
        return _table_row(cells)

    def _text(self, side: Side, cell: Cell, *, bold: bool) -> str:
        document = self.sheet.document(side)
        if not cell.sentences:
            return _paragraph(self.words.say("nothing"), style="Small")
        where = place(document, cell.sentences, self.words)
        about = label(document.language, cell.sentences) + (f", {where}" if where else "")
        here = [number for number in cell.findings if number in self.waiting and self._side(number) is side]
        self.waiting.difference_update(here)
        first, last = dict[int, int](), dict[int, int]()
        for at, piece in enumerate(cell.pieces):
            for number in set(piece.findings) & set(here):
                first.setdefault(number, at)
                last[number] = at
        runs = ""
        for at, piece in enumerate(cell.pieces):
            shade = _SHADES[self.review.findings[piece.findings[0]].severity] if piece.findings else ""
            run = _run(piece.text, bold=bold, shade=shade, language=document.language)
            begins = [number for number in here if first[number] == at]
            runs += _commented(run, begins, [number for number in here if last[number] == at])
        return f"<w:p>{_run(f'{about}  ', small=True)}{runs}</w:p>"

    def _side(self, number: int) -> Side:
        """Return the text that is to be edited, where the finding has words in it."""
        return Side.TRANSLATION if self.review.findings[number].translation else Side.ORIGINAL

    def comments(self) -> Iterator[str]:
        """Yield what each finding says."""
        for number, finding in enumerate(self.review.findings[: self.shown]):
            lines = "".join(_paragraph(line, bold=at == 0) for at, line in enumerate(self._comment(finding)))
            yield f'<w:comment w:id="{number}" w:author="aligner" w:initials="al">{lines}</w:comment>'

    def _comment(self, finding: Finding) -> Iterator[str]:
        words = self.words
        yield f"{words.severity(finding.severity)} · {words.rule_and_id(finding.rule)}"
        yield words.message(finding)
        if finding.suggestion is not None:
            yield f"{words.say('suggestion')} {finding.suggestion}"
        note = standing_note(self.review, finding, self.verdict, words)
        about = (finding_place(self.review, finding, words), doubt(finding, words), note, short_id(finding))
        if any(about):
            yield ", ".join(filter(None, about))


def _by_rule(summary: Summary, words: Localizer) -> str:
    rows = [[words.say("rule"), *(words.severity(severity) for severity in summary.severities)]]
    for found in summary.by_rule:
        figures = [
            words.number(found.by_severity[level]) if found.by_severity[level] else "·" for level in summary.severities
        ]
        rows.append([words.rule_and_id(found.rule), *figures])
    return _figures(rows)


def _figures(rows: Sequence[Sequence[str]]) -> str:
    """Return a small table; its first row is the head."""
    widths = (3600, *[1900] * (len(rows[0]) - 1))
    made = []
    for at, row in enumerate(rows):
        cells = [_cell(column, _paragraph(text, bold=at == 0), widths) for column, text in enumerate(row)]
        made.append(_table_row(cells, head=at == 0))
    return _table(widths, made)


def _table(widths: Sequence[int], rows: Sequence[str]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="BFBFBF"/>' for side in ("top", "bottom", "insideH")
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _table_row(cells: Sequence[str], *, head: bool = False) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' * head}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(column: int, content: str, widths: Sequence[int] = _WIDTHS) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{widths[column]}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def _paragraph(text: str, *, style: str = "", bold: bool = False) -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{_run(text, bold=bold) if text else ''}</w:p>"


def _run(text: str, *, bold: bool = False, small: bool = False, shade: str = "", language: str = "") -> str:
    marks = "<w:b/>" * bold + '<w:color w:val="595959"/><w:sz w:val="17"/>' * small
    marks += f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    marks += f"<w:lang w:val={quoteattr(locale(language))}/>" if language else ""
    look = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{_escaped(text)}</w:t></w:r>'


def _commented(run: str, begins: Sequence[int], ends: Sequence[int]) -> str:
    """Return a run with comments that begin before it, and others that end behind it."""
    start = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in begins)
    end = "".join(
        f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>' for number in ends
    )
    return f"{start}{run}{end}"


def _escaped(text: str) -> str:
    return escape(visible(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd"))
