"""Findings as an Excel workbook, one a row, to be answered in its last columns and read back.

Source: ECMA-376, part 1, 18 (SpreadsheetML). Texts are inline strings, so that none is taken for a formula.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from aligner.core import Message, State
from aligner.decisions.workbook import COLUMNS, state_name
from aligner.report.i18n import Localizer
from aligner.report.labels import visible
from aligner.report.ranking import Case
from aligner.report.verdicts import approval, first_line, lapsed, skipped

__all__ = ["render"]

_WIDTHS = (24, 10, 18, 50, 50, 50, 24, 16, 40, 16)
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
    "</Relationships>"
)
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BOOK = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<workbook xmlns="{_SHEET}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def render(cases: Sequence[Case], words: Localizer) -> bytes:
    """Return the file's bytes; the same review always gives the same."""
    file = io.BytesIO()
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(kind="officeDocument", target="xl/workbook.xml"),
        "xl/workbook.xml": _BOOK.format(name=_escaped(words.render(Message("workbook.sheet")))),
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(kind="worksheet", target="worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": "".join(_sheet(cases[0], words)),
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for path, text in parts.items():
            entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, text.encode("utf-8", "replace"))
    return file.getvalue()


def _sheet(case: Case, words: Localizer) -> Iterator[str]:
    review, verdict = case
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(_WIDTHS, 1)
    )
    yield (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_SHEET}"><sheetViews>'
        '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{columns}</cols><sheetData>"
    )
    yield _row([words.render(Message(f"workbook.{column}")) for column in COLUMNS])
    for finding in review.findings:
        decision = review.decisions.get(finding.fingerprint)
        yield _row(
            [
                finding.fingerprint,
                words.severity(finding.severity),
                words.rule_and_id(finding.rule),
                words.message(finding),
                finding.original.text if finding.original else "",
                finding.translation.text if finding.translation else "",
                finding.suggestion or "",
                state_name(decision.state if decision else State.OPEN, words.language),
                decision.note if decision else "",
                decision.by if decision else "",
            ]
        )
    states = ",".join(state_name(state, words.language) for state in State)
    last = len(review.findings) + 1
    letter = chr(ord("A") + COLUMNS.index("state"))
    about = (first_line(case, words) if verdict else "", approval(review, words), skipped(review, words))
    yield _row([])
    for line in filter(None, (*about, *lapsed(review, words))):  # rows without an id, which answer nothing
        yield _row(["", "", "", line])
    yield "</sheetData>"
    if review.findings:
        yield (
            f'<dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="{letter}2:{letter}{last}">'
            f'<formula1>"{_escaped(states)}"</formula1></dataValidation></dataValidations>'
        )
    yield "</worksheet>"


def _row(cells: Sequence[str]) -> str:
    made = "".join(f'<c t="inlineStr"><is><t xml:space="preserve">{_escaped(cell)}</t></is></c>' for cell in cells)
    return f"<row>{made}</row>"


def _escaped(text: str) -> str:
    return escape(visible(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd"))
