"""A bilingual table as a Word file for people, who change the translation, choose a status, comment and send it back.

Written row by row, so that a novel takes no memory.
"""

from collections.abc import Iterator

from aligner.core import Message
from aligner.export.characters import attribute, shown, visible_text
from aligner.export.output import Parts
from aligner.export.record import about_lines, format_finding_note
from aligner.export.review_columns import COLUMNS, STATUSES, heads, status_name
from aligner.export.units import Corpus, ExportUnit, Status
from aligner.languages import locale
from aligner.messages import render
from aligner.word import write_word

__all__ = ["parts"]

# Of the columns, in twentieths of a point; A4 lying with margins of 1.27 cm.
_WIDTHS = (1350, 4200, 4200, 2900, 1250, 1500)
_STYLES = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="20"/></w:rPr></w:rPrDefault>'
    "</w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>'
    '<w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Small"><w:name w:val="Small"/><w:basedOn w:val="Normal"/>'
    '<w:rPr><w:sz w:val="16"/></w:rPr></w:style>'
)


def parts(corpus: Corpus) -> Parts:
    """Return one file."""
    return {"": lambda file: write_word(file, _body(corpus), {"styles": _STYLES})}


def _body(corpus: Corpus) -> Iterator[str]:
    yield _paragraph(f"{corpus.original.path} – {corpus.translation.path}", style="Title")
    yield _paragraph(corpus.render(Message("export.how-to")))
    for remark in corpus.whole_text:
        yield _paragraph(format_finding_note(corpus, remark))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    yield (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    cells = "".join(_cell(column, _paragraph(head, bold=True)) for column, head in enumerate(heads(corpus)))
    yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"
    for unit in corpus.units():
        yield _row(corpus, unit)
    yield "</w:tbl>"
    yield _paragraph("")
    for name, text in about_lines(corpus):
        yield _paragraph(f"{name}: {text}", style="Small")
    yield (
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="720" w:right="720" w:bottom="720" w:left="720" w:header="360" w:footer="360" w:gutter="0"/>'
        "</w:sectPr>"
    )


def _row(corpus: Corpus, unit: ExportUnit) -> str:
    languages = (corpus.original.language, corpus.translation.language)
    remarks = [_paragraph(format_finding_note(corpus, remark), struck=not remark.open) for remark in unit.remarks]
    cells = (
        "".join(_paragraph(line, style="Small") for line in (unit.id, corpus.places(unit)) if line),
        _paragraph(unit.original, language=languages[0]),
        _paragraph(unit.translation, language=languages[1]),
        "".join(remarks) or _paragraph(""),
        _status(unit, corpus.language),
        _paragraph(unit.comment),
    )
    return f"<w:tr>{''.join(_cell(column, cell) for column, cell in enumerate(cells))}</w:tr>"


def _cell(column: int, content: str) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' if COLUMNS[column] in ("id", "findings") else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{_WIDTHS[column]}" w:type="dxa"/>{shade}</w:tcPr>{content}</w:tc>'


def _status(unit: ExportUnit, language: str) -> str:
    """Return a list to choose from; until somebody does, the unit's state is chosen."""
    chosen = "approved" if unit.status is Status.FINAL else "rejected" if unit.rejected else unit.status.value
    names = [attribute(status_name(value, language)) for value in dict.fromkeys((chosen, *STATUSES))]
    entries = "".join(f'<w:listItem w:displayText="{name}" w:value="{name}"/>' for name in names)
    title = attribute(render(Message("export.head-status"), language))
    return (
        f'<w:p><w:sdt><w:sdtPr><w:alias w:val="{title}"/><w:tag w:val="status"/>'
        f"<w:dropDownList>{entries}</w:dropDownList></w:sdtPr>"
        f"<w:sdtContent><w:r><w:t>{names[0]}</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )


def _paragraph(text: str, *, style: str = "", bold: bool = False, struck: bool = False, language: str = "") -> str:
    marks = "<w:b/>" * bold + "<w:strike/>" * struck
    if language:
        marks += f'<w:lang w:val="{attribute(locale(language))}"/>'
    marks = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = f'<w:r>{marks}<w:t xml:space="preserve">{visible_text(shown(text))}</w:t></w:r>' if text else ""
    return f"<w:p>{look}{run}</w:p>"
