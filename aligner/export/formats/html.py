"""A bilingual table as one page for people: nothing but the file is needed, and it prints."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from html import escape

from aligner.core import Message
from aligner.export.characters import shown
from aligner.export.output import Parts, text_part
from aligner.export.record import about_lines, format_finding_note
from aligner.export.review_columns import COLUMNS, heads, status_name
from aligner.export.units import Corpus, ExportUnit, Remark

__all__ = ["parts"]

_STYLE = """
:root { color-scheme: light dark; --rule: #8886; --bad: #b00020; --soft: #8882; }
body { font: 16px/1.45 system-ui, sans-serif; margin: 1.5rem auto; padding: 0 1rem; max-width: 100rem; }
h1 { font-size: 1.3rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid var(--rule); padding: .35rem .5rem; text-align: start; vertical-align: top;
  overflow-wrap: anywhere; }
th { background: Canvas; position: sticky; top: 0; }
td p { margin: 0 0 .3rem; }
.id { width: 7rem; font: .75rem/1.9 ui-monospace, monospace; }
.findings { width: 18rem; font-size: .9rem; }
.status { width: 6rem; font-size: .9rem; }
.comment { width: 12rem; }
.text { white-space: pre-wrap; }
.empty { background: var(--soft); }
.critical, .major { color: var(--bad); }
.decided { text-decoration: line-through; opacity: .7; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; font-size: .85rem; }
dd { margin: 0; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) { :root { --bad: #ff8a94; } }
@media (max-width: 50rem) {
  thead { display: none; } table, tbody, tr, td { display: block; } tr { margin-bottom: 1rem; }
  tr > td { width: auto; } td:empty { display: none; }
}
@media print { th { position: static; } tr { break-inside: avoid; } thead { display: table-header-group; } }
"""


def parts(corpus: Corpus) -> Parts:
    """Return one file."""
    return {"": text_part(lambda: _pieces(corpus))}


def _pieces(corpus: Corpus) -> Iterator[str]:
    title = f"{corpus.original.path} – {corpus.translation.path}"
    digest = b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    yield (
        f'<!DOCTYPE html>\n<html lang="{corpus.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'\">\n"
        f"<title>{_text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{_text(title)}</h1>\n"
    )
    for remark in corpus.whole_text:
        yield f"{_remark(corpus, remark)}\n"
    names = zip(COLUMNS, heads(corpus), strict=True)
    cells = "".join(f'<th scope="col" class="{column}">{_text(head)}</th>' for column, head in names)
    yield f"<table>\n<thead><tr>{cells}</tr></thead>\n<tbody>\n"
    for unit in corpus.units():
        yield _row(corpus, unit)
    yield f"</tbody>\n</table>\n<h2>{_text(corpus.render(Message('export.how-made')))}</h2>\n<dl>\n"
    yield from (f"<dt>{_text(name)}</dt><dd>{_text(text)}</dd>\n" for name, text in about_lines(corpus))
    yield "</dl>\n</body>\n</html>\n"


def _row(corpus: Corpus, unit: ExportUnit) -> str:
    where = f"<br>{_text(corpus.places(unit))}" if corpus.places(unit) else ""
    findings = "".join(_remark(corpus, remark) for remark in unit.remarks)
    status = status_name(unit.status.value, corpus.language)
    return (
        f'<tr id="u{_text(unit.id)}"><td class="id">{_text(unit.id)}{where}</td>'
        f"{_side(corpus.original.language, unit.original)}{_side(corpus.translation.language, unit.translation)}"
        f'<td class="findings">{findings}</td>'
        f'<td class="status">{_text(status)}</td><td class="comment text">{_text(unit.comment)}</td></tr>\n'
    )


def _side(language: str, text: str) -> str:
    empty = "" if text.strip() else " empty"
    return f'<td class="text{empty}" lang="{_text(language)}" dir="auto">{_text(text)}</td>'


def _remark(corpus: Corpus, remark: Remark) -> str:
    decided = "" if remark.open else " decided"
    return f'<p class="{remark.finding.severity}{decided}">{_text(format_finding_note(corpus, remark))}</p>'


def _text(text: str) -> str:
    return escape(shown(text))
