"""Three good translations of three kinds pass: an article, a manual in Word, subtitles. Each is free at times."""

from html import escape
from pathlib import Path

import pytest

from tests.commands import aligner
from tests.made_files import docx, paragraph

TEXTS = Path(__file__).resolve().parent / "translations"
_STYLES = {
    "# ": '<w:pStyle w:val="Title"/>',
    "## ": '<w:pStyle w:val="Heading1"/>',
    "- ": '<w:pStyle w:val="ListBullet"/>',
}


def _manual(folder: Path, language: str) -> Path:
    """The manual as a Word file: title, headings, list items, paragraphs."""
    body = ""
    for line in (TEXTS / f"manual.{language}.txt").read_text(encoding="utf-8").splitlines():
        mark = next((mark for mark in _STYLES if line.startswith(mark)), "")
        body += paragraph(escape(line.removeprefix(mark)), _STYLES.get(mark, ""))
    return docx(folder / f"manual.{language}.docx", body)


def _pair(kind: str, folder: Path) -> list[Path]:
    if kind == "manual":
        return [_manual(folder, language) for language in ("en", "fr")]
    suffix = {"news": "md", "film": "srt"}[kind]
    return [TEXTS / f"{kind}.{language}.{suffix}" for language in ("en", "fr")]


@pytest.mark.parametrize("profile", ["default", "news"])
@pytest.mark.parametrize("kind", ["news", "manual", "film"])
def test_a_good_translation_passes(kind: str, profile: str, tmp_path: Path) -> None:
    found = aligner("gate", *_pair(kind, tmp_path), "--profile", profile)
    assert found.status == 0, found.out
    assert found.out.startswith(f"Passes {profile}")
    assert "too small to score" not in found.out
