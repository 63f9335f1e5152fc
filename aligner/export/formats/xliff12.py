"""XLIFF 1.2, for translation tools that know nothing newer: one ``trans-unit`` a unit, findings as
notes and as Localization Quality Issues of ITS 2.0.

A control character that XML cannot hold becomes ``<x id="1" ctype="x-control-0007"/>``.
Source: "XLIFF Version 1.2", OASIS Standard, 1 February 2008.
"""

from collections.abc import Iterator
from itertools import count

from aligner._version import __version__
from aligner.core import Severity, Side
from aligner.decisions.returned import ISSUES
from aligner.export.characters import attribute, content, visible_text
from aligner.export.its import issues, marked
from aligner.export.output import Parts, text_part
from aligner.export.record import about_lines, format_finding_note, unit_properties
from aligner.export.units import Corpus, ExportUnit, Remark, Status

__all__ = ["parts"]

_PRIORITY = {Severity.CRITICAL: 1, Severity.MAJOR: 2, Severity.MINOR: 5, Severity.NEUTRAL: 9}  # 1 to 10, 1 is highest
_OPEN = "needs-review-translation"
_STATES = {
    Status.DRAFT: _OPEN,
    Status.TRANSLATED: "translated",
    Status.REVIEWED: "signed-off",
    Status.FINAL: "final",
}
_ABOUT = {Side.ORIGINAL: "source", Side.TRANSLATION: "target"}


def parts(corpus: Corpus) -> Parts:
    """Return one file."""
    return {"": text_part(lambda: _pieces(corpus))}


def _pieces(corpus: Corpus) -> Iterator[str]:
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" '
        f'xmlns:its="{ISSUES}" its:version="2.0">\n'
        f'<file original="{attribute(corpus.original.path)}" datatype="plaintext" '
        f'source-language="{attribute(corpus.original.language)}" '
        f'target-language="{attribute(corpus.translation.language)}" tool-id="aligner">\n<header>\n'
        f'<tool tool-id="aligner" tool-name="aligner" tool-version="{attribute(__version__)}"/>\n'
    )
    for name, text in about_lines(corpus):
        yield f'<note from="aligner">{visible_text(f"{name}: {text}")}</note>\n'
    for remark in corpus.whole_text:
        yield _note(corpus, remark)
    yield "</header>\n<body>\n"
    for unit in corpus.units():
        yield _unit(corpus, unit)
    yield "</body>\n</file>\n</xliff>\n"


def _unit(corpus: Corpus, unit: ExportUnit) -> str:
    number = count(1)
    source, translation = (
        marked(unit, side, lambda text: _content(text, number), _mark)[0] for side in (Side.ORIGINAL, Side.TRANSLATION)
    )
    approved = "yes" if unit.status is Status.FINAL else "no"
    lines = [
        f'<trans-unit id="{attribute(unit.id)}" approved="{approved}" xml:space="preserve">\n',
        f"<source>{source}</source>\n",
    ]
    if unit.status is not Status.INITIAL:
        state = _OPEN if unit.open and unit.status is Status.TRANSLATED else _STATES[unit.status]
        lines.append(f'<target state="{state}">{translation}</target>\n')
    lines += (_note(corpus, remark) for remark in unit.remarks)
    if unit.comment:
        lines.append(f'<note from="reviewer">{visible_text(unit.comment)}</note>\n')
    entries = "".join(
        f'<context context-type="x-{name}">{visible_text(text)}</context>'
        for name, text in unit_properties(corpus, unit)
    )
    return "".join(
        [
            *lines,
            f'<context-group name="aligner-{attribute(unit.id)}" purpose="information">{entries}</context-group>\n',
            issues(corpus, unit),
            "</trans-unit>\n",
        ]
    )


def _note(corpus: Corpus, remark: Remark) -> str:
    about = f' annotates="{_ABOUT[remark.side]}"' if remark.side else ""
    priority = _PRIORITY[remark.finding.severity]
    said = visible_text(format_finding_note(corpus, remark))
    return f'<note from="aligner" priority="{priority}"{about}>{said}</note>\n'


def _mark(_: int, issue: str) -> str:
    return f'<mrk mtype="x-its" its:locQualityIssuesRef="#{issue}">'


def _content(text: str, number: Iterator[int]) -> str:
    return content(text, lambda code: f'<x id="{next(number)}" ctype="x-control-{code:04x}"/>')
