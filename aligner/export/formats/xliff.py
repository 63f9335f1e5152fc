"""XLIFF 2.1, for translation tools: one ``unit`` a unit with its state, findings as notes and as
Localization Quality Issues of ITS 2.0, scores as metadata.

A control character that XML cannot hold becomes ``<cp hex="0007"/>``, which the format has for it.
Source: "XLIFF Version 2.1", OASIS Standard, 13 February 2018.
"""

from collections.abc import Iterator

from aligner.core import Severity, Side
from aligner.decisions.returned import ISSUES
from aligner.errors import InputError
from aligner.export.characters import attribute, content, visible_text
from aligner.export.its import issues, marked
from aligner.export.output import Parts, text_part
from aligner.export.record import about_lines, format_finding_note, unit_properties
from aligner.export.units import Corpus, ExportUnit, Remark, Status

__all__ = ["parts"]

_PRIORITY = {Severity.CRITICAL: 1, Severity.MAJOR: 2, Severity.MINOR: 5, Severity.NEUTRAL: 9}  # 1 to 10, 1 is highest
_APPLIES = {Side.ORIGINAL: ' appliesTo="source"', Side.TRANSLATION: ' appliesTo="target"'}


def parts(corpus: Corpus) -> Parts:
    """Return one file.

    :raises InputError: if there is no unit to write: the format asks for one
    """
    if not len(corpus):
        raise InputError("Nothing is left to export, and an XLIFF 2.1 file needs at least one unit.")
    return {"": text_part(lambda: _pieces(corpus))}


def _pieces(corpus: Corpus) -> Iterator[str]:
    source, target = corpus.original.language, corpus.translation.language
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" '
        'xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" '
        f'xmlns:its="{ISSUES}" its:version="2.0" version="2.1" '
        f'srcLang="{attribute(source)}" trgLang="{attribute(target)}">\n'
        f'<file id="f1" original="{attribute(corpus.original.path)}" xml:space="preserve">\n'
    )
    yield _metadata(about_lines(corpus))
    yield _notes(corpus, corpus.whole_text, "")
    for unit in corpus.units():
        yield _unit(corpus, unit)
    yield "</file>\n</xliff>\n"


def _unit(corpus: Corpus, unit: ExportUnit) -> str:
    open_ = ' subState="aligner:open"' if unit.open else ""
    source, number = marked(unit, Side.ORIGINAL, _content, _mark)
    translation, _ = marked(unit, Side.TRANSLATION, _content, _mark, number)
    target = f"<target>{translation}</target>" if unit.status is not Status.INITIAL else ""
    state = Status.INITIAL if unit.status is Status.DRAFT else unit.status
    return (
        f'<unit id="{attribute(unit.id)}">\n{_metadata(unit_properties(corpus, unit))}'
        f"{issues(corpus, unit)}"
        f"{_notes(corpus, unit.remarks, unit.comment)}"
        f'<segment id="s1" state="{state}"{open_}><source>{source}</source>{target}</segment>\n'
        "</unit>\n"
    )


def _metadata(entries: list[tuple[str, str]]) -> str:
    metas = "".join(f'<mda:meta type="{attribute(name)}">{visible_text(text)}</mda:meta>' for name, text in entries)
    return f'<mda:metadata><mda:metaGroup category="aligner">{metas}</mda:metaGroup></mda:metadata>\n'


def _notes(corpus: Corpus, remarks: tuple[Remark, ...], comment: str) -> str:
    notes = [_note(corpus, number, remark) for number, remark in enumerate(remarks, 1)]
    if comment:
        notes.append(f'<note id="comment" category="comment">{visible_text(comment)}</note>')
    return f"<notes>{''.join(notes)}</notes>\n" if notes else ""


def _note(corpus: Corpus, number: int, remark: Remark) -> str:
    applies = _APPLIES[remark.side] if remark.side else ""
    about = f'category="{attribute(remark.finding.rule)}" priority="{_PRIORITY[remark.finding.severity]}"'
    return f'<note id="n{number}"{applies} {about}>{visible_text(format_finding_note(corpus, remark))}</note>'


def _mark(number: int, issue: str) -> str:
    return f'<mrk id="m{number}" type="its:generic" its:locQualityIssuesRef="#its={issue}">'


def _content(text: str) -> str:
    return content(text, lambda code: f'<cp hex="{code:04X}"/>')
