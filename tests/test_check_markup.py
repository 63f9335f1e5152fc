"""The rule markup, on documents that were read from Markdown."""

from pathlib import Path

from aligner.check.base import PairContext
from aligner.core import Bead, Document, Severity
from aligner.read import read
from aligner.split import split
from tests.pairs import reported


def _pair(folder: Path, english: str, french: str) -> PairContext:
    documents = []
    for language, text in (("en", english), ("fr", french)):
        path = folder / f"text.{language}.md"
        path.write_text(text, encoding="utf-8")
        documents.append(split(read(path, language)))
    original, translation = documents
    beads = tuple(Bead((n,), (n,)) for n in range(len(original.sentences)))
    assert _size(original) == _size(translation)
    return PairContext(original, translation, beads)


def _size(document: Document) -> int:
    return len(document.sentences)


def test_a_heading_that_became_a_paragraph_is_found(tmp_path: Path) -> None:
    checked = _pair(tmp_path, "# The tide\n\nIt **rises**.\n", "La marée\n\nElle **monte**.\n")
    (finding,) = reported("markup", checked)
    assert finding.original is not None
    assert finding.original.text == "The tide"


def test_emphasis_that_was_lost_is_a_note(tmp_path: Path) -> None:
    checked = _pair(tmp_path, "# The tide\n\nIt **rises** fast.\n", "# La marée\n\nElle monte vite.\n")
    (finding,) = reported("markup", checked)
    assert finding.severity is Severity.NEUTRAL


def test_marks_that_were_kept_are_fine(tmp_path: Path) -> None:
    checked = _pair(tmp_path, "# A\n\n**It rises** by `n`.\n", "# A\n\nElle **monte** de `n`.\n")
    assert reported("markup", checked) == []


def test_a_plain_text_beside_markdown_has_nothing_to_lose(tmp_path: Path) -> None:
    checked = _pair(tmp_path, "# The tide\n\nIt **rises**.\n", "La marée\n\nElle monte.\n")
    assert reported("markup", checked) == []
