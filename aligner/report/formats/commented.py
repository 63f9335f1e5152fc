"""The user's own DOCX with each finding as a comment on its words: the translation itself, not a table of it.

Paragraphs are found by their text, in order, as the reader of DOCX gives them. Everything else of the file stays as it
is, its own comments too. Source: ECMA-376, part 1, 17.13.4 (comments).
"""

import io
import zipfile
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from aligner.core import Document, Finding, Review
from aligner.errors import InputError
from aligner.gate import Verdict
from aligner.report.i18n import Localizer
from aligner.report.labels import finding_place, visible
from aligner.report.ranking import Case
from aligner.report.verdicts import approval, first_line, lapsed, short_id, skipped, standing_note

__all__ = ["render"]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_PART = "word/comments.xml"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def render(cases: Sequence[Case], words: Localizer) -> bytes:
    """Return the file's bytes.

    :raises InputError: if the translation is no DOCX file, or cannot be read any more
    """
    from lxml import etree

    ((review, verdict),) = cases
    parts = _parts(review)
    body = etree.fromstring(parts["word/document.xml"])
    comments = etree.fromstring(parts[_PART]) if _PART in parts else etree.Element(_w("comments"), nsmap={"w": _W})
    taken = [int(one.get(_w("id"), "0")) for one in comments]
    places = _paragraphs(review.translation, body)
    first = max(taken, default=-1) + 1
    head = (first_line(cases[0], words), approval(review, words), skipped(review, words), *lapsed(review, words))
    _comment(comments, first, filter(None, head))
    _mark(body, places, first, review.translation, None)
    for number, finding in enumerate(review.findings, first + 1):
        _comment(comments, number, _lines(review, finding, verdict, words))
        _mark(body, places, number, review.translation, finding)
    parts["word/document.xml"] = etree.tostring(body, xml_declaration=True, encoding="UTF-8", standalone=True)
    parts[_PART] = etree.tostring(comments, xml_declaration=True, encoding="UTF-8", standalone=True)
    _announce(parts)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, content)
    return file.getvalue()


def _parts(review: Review) -> dict[str, bytes]:
    path = review.translation.path
    if review.translation.format != "docx" or path == "-":
        raise InputError(f"{path} is no Word file (DOCX), so no comments can be put into it.")
    try:
        with zipfile.ZipFile(path) as found:
            return {name: found.read(name) for name in found.namelist()}
    except (OSError, zipfile.BadZipFile) as error:
        raise InputError(f"{path} cannot be read: {error}.") from error


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"


def _runs(paragraph: Any) -> list[Any]:
    """Return the runs of a paragraph that have text, without those that were deleted."""
    deleted = {_w("del"), _w("moveFrom")}
    return [
        run
        for run in paragraph.iter(_w("r"))
        if run.find(_w("t")) is not None and not any(one.tag in deleted for one in run.iterancestors())
    ]


def _text(run: Any) -> str:
    return "".join(one.text or "" for one in run.findall(_w("t")))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _paragraphs(document: Document, body: Any) -> dict[int, Any]:
    """Return the paragraph of each block, by the block's number."""
    paragraphs = [one for one in body.iter(_w("p")) if _runs(one)]
    texts = [_squeezed("".join(map(_text, _runs(one)))) for one in paragraphs]
    found, at = dict[int, Any](), 0
    for number, block in enumerate(document.blocks):
        wanted = _squeezed(block.text)
        place = next((n for n in range(at, len(texts)) if wanted and wanted in texts[n]), None)
        if place is not None:
            found[number], at = paragraphs[place], place
    return found


def _mark(body: Any, places: dict[int, Any], number: int, document: Document, finding: Finding | None) -> None:
    """Put the comment on the words of a finding; without any in this text, on its first paragraph."""
    span = finding.translation if finding else None
    runs: list[Any] = []
    if span is not None:
        sentence = document.sentences[span.sentences[0]]
        paragraph, block = places.get(sentence.block), document.blocks[sentence.block]
        if paragraph is not None:
            edges = [bisect_left(block.offsets, edge) for edge in (span.start, span.end)]
            before, inside = (_squeezed(block.text[a:b]) for a, b in ((0, edges[0]), (edges[0], edges[1])))
            whole = _squeezed("".join(map(_text, _runs(paragraph))))
            start = whole.index(_squeezed(block.text)) + len(before)
            runs = _cut(paragraph, start, start + len(inside))
    if not runs:
        paragraph = next((one for one in body.iter(_w("p")) if _runs(one)), None)
        runs = _runs(paragraph) if paragraph is not None else []
    if runs:
        runs[0].addprevious(runs[0].makeelement(_w("commentRangeStart"), {_w("id"): str(number)}))
        reference = runs[-1].makeelement(_w("r"), {})
        reference.append(reference.makeelement(_w("commentReference"), {_w("id"): str(number)}))
        runs[-1].addnext(reference)
        runs[-1].addnext(runs[-1].makeelement(_w("commentRangeEnd"), {_w("id"): str(number)}))


def _cut(paragraph: Any, start: int, end: int) -> list[Any]:
    """Return the runs with the characters from start to end, white space not counted; runs are cut at both edges."""
    chosen, at = [], 0
    for run in _runs(paragraph):
        text = _text(run)
        length = len(_squeezed(text))
        first, last = max(0, start - at), min(length, end - at)
        if first < last:
            for edge, behind in ((last, True), (first, False)):
                if 0 < edge < len(_squeezed(_text(run))):
                    other = _split(run, edge, spaces=not behind)
                    run = run if behind else other
            chosen.append(run)
        at += length
    return chosen


def _split(run: Any, edge: int, *, spaces: bool) -> Any:
    """Cut a run behind so many characters that are no white space; return the new one behind it.

    :param spaces: leave white space at the edge before it
    """
    text, seen, place = _text(run), 0, 0
    while seen < edge:
        seen += not text[place].isspace()
        place += 1
    while spaces and text[place].isspace():
        place += 1
    other = deepcopy(run)
    for one, part in ((run, text[:place]), (other, text[place:])):
        pieces = one.findall(_w("t"))
        for extra in pieces[1:]:
            one.remove(extra)
        pieces[0].text = part
        pieces[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addnext(other)
    return other


def _comment(comments: Any, number: int, lines: Iterable[str]) -> None:
    made = comments.makeelement(_w("comment"), {_w("id"): str(number), _w("author"): "aligner", _w("initials"): "al"})
    for line in lines:
        paragraph = made.makeelement(_w("p"), {})
        run = paragraph.makeelement(_w("r"), {})
        text = run.makeelement(_w("t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        text.text = visible(line).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
        run.append(text)
        paragraph.append(run)
        made.append(paragraph)
    comments.append(made)


def _lines(review: Review, finding: Finding, verdict: Verdict | None, words: Localizer) -> Iterator[str]:
    yield f"{words.severity(finding.severity)} · {words.rule_and_id(finding.rule)}"
    yield words.message(finding)
    if finding.suggestion is not None:
        yield f"{words.say('suggestion')} {finding.suggestion}"
    note = standing_note(review, finding, verdict, words)
    about = (finding_place(review, finding, words), note, short_id(finding))
    yield ", ".join(filter(None, about))


def _announce(parts: dict[str, bytes]) -> None:
    """Name the part with the comments where a word processor looks for it."""
    from lxml import etree

    types = etree.fromstring(parts["[Content_Types].xml"])
    if not any(one.get("PartName") == f"/{_PART}" for one in types):
        types.append(types.makeelement(f"{{{_TYPES}}}Override", {"PartName": f"/{_PART}", "ContentType": _CONTENT}))
    name = "word/_rels/document.xml.rels"
    known = etree.fromstring(parts.get(name, f'<Relationships xmlns="{_RELATIONS}"/>'.encode()))
    if not any(one.get("Type") == _KIND for one in known):
        about = {"Id": "rIdAligner", "Type": _KIND, "Target": "comments.xml"}
        known.append(known.makeelement(f"{{{_RELATIONS}}}Relationship", about))
    for part, root in (("[Content_Types].xml", types), (name, known)):
        parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
