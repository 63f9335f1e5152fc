"""RTF and old Word documents by way of LibreOffice."""

import shutil
import subprocess
from pathlib import Path

import pytest

from aligner.core import BlockKind
from aligner.errors import InputError
from aligner.read import read

DOCUMENTS = Path(__file__).parent / "documents"
RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times New Roman;}}\f0\fs24 The bell rang \b twice\b0 , as it did at no\'ebl."
    r"\par It was 20\u176?C outside.\par}"
)
office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")


def test_without_libreoffice_it_is_said_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "a.rtf").write_text(RTF, encoding="ascii")
    with pytest.raises(InputError, match=r"a\.rtf looks like an RTF document.*LibreOffice.*not installed"):
        read(tmp_path / "a.rtf", "en")


def test_a_name_that_promises_more_than_the_file_holds_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_text("Plain text.", encoding="utf-8")
    with pytest.raises(InputError, match=r"named like an RTF document, but it is none"):
        read(tmp_path / "a.rtf", "en")


@office
def test_rtf_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.rtf").write_text(RTF, encoding="ascii")
    found = read(tmp_path / "a.rtf", "en")
    assert found.format == "rtf"
    assert [block.text for block in found.blocks] == [
        "The bell rang twice, as it did at noël.",
        "It was 20°C outside.",
    ]


@office
def test_an_old_word_document_reads_as_the_new_one_does(tmp_path: Path) -> None:
    source = DOCUMENTS / "mill.en.docx"
    subprocess.run(
        [
            *(
                "soffice",
                f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "doc",
            ),
            *("--outdir", str(tmp_path), str(source)),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    old, new = (read(path, "en") for path in (tmp_path / "mill.en.doc", source))
    assert old.format == "doc"
    kinds = (BlockKind.HEADING, BlockKind.PARAGRAPH)
    assert [b.text for b in old.blocks if b.kind in kinds] == [b.text for b in new.blocks if b.kind in kinds]


def test_a_workbook_of_old_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "Workbook".encode("utf-16-le"))
    with pytest.raises(InputError, match="old Office file"):
        read(tmp_path / "a.xls", "en")
