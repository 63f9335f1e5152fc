"""Whatever encoding a text comes in, it is read right or refused with a sentence that says why."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.read import read, read_lines
from aligner.read.decode import decode

FRENCH = "L’été dernier, « Zoé » a payé 30 € à l'hôtel où elle logeait — déjà !\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8-sig", b""),
        ("utf-16", b""),
        ("utf-16-le", b""),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32", b""),
        ("cp1252", b""),
        ("mac_roman", b""),
        ("cp850", b""),
    ],
)
def test_french_comes_through_every_common_encoding(encoding: str, mark: bytes) -> None:
    text = FRENCH if encoding != "cp850" else "Hélène a été privée d'été, « Zoé » est déjà là.\n"
    assert decode(mark + text.encode(encoding), "lettre.txt") == text


def test_latin_1_french_is_read() -> None:
    text = "Où est passée la clé de l'hôtel ? Ça a coûté très cher.\n"
    assert decode(text.encode("latin-1"), "lettre.txt") == text


def test_line_ends_are_kept_for_the_offsets() -> None:
    assert decode(b"a\r\nb\rc\n", "x") == "a\r\nb\rc\n"


def test_damaged_utf8_is_named_with_its_place() -> None:
    data = "Première ligne déjà.\r\nDeuxième ".encode() + b"\xe9 ligne\n"
    with pytest.raises(InputError, match=rf"lettre\.txt is damaged.*0xE9 at byte offset {data.index(0xE9)} \(line 2\)"):
        decode(data, "lettre.txt")


def test_utf8_cut_off_at_the_end_is_damaged() -> None:
    with pytest.raises(InputError, match="byte offset 4"):
        decode("Oui …".encode()[:-1], "x")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        (b"PK\x03\x04....word/document.xml", "a Word document"),
        (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument file"),
        (b"PK\x03\x04....", "a ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"{\\rtf1\\ansi", "an RTF document"),
        (b"text\x00\x01\x02 and more text", "zero byte at offset 4"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what):
        decode(data, "file")


@given(st.binary())
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    message = "file is damaged."
    try:
        decode(data, "file")
    except InputError as error:
        message = str(error)
    assert re.fullmatch(r"(file |The encoding of file ).*\.", message)


@pytest.mark.parametrize("reader", [read, read_lines])
def test_unusable_files_are_refused_with_a_sentence(reader: type, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "blank.txt").write_text(" \n\t\n\u00a0\n")
    for name, reason in {
        "missing.txt": "There is no file",
        ".": "directory",
        "empty.txt": "is empty",
        "blank.txt": "only white space",
    }.items():
        with pytest.raises(InputError, match=reason):
            reader(tmp_path / name, "en")


def test_a_misspelt_name_is_met_with_a_suggestion(tmp_path: Path) -> None:
    (tmp_path / "translation.fr.md").write_text("Bonjour.")
    with pytest.raises(InputError, match=r"Did you mean .*translation\.fr\.md\?"):
        read(tmp_path / "translaton.fr.md", "fr")


def test_a_name_that_no_file_can_have_is_refused() -> None:
    for name in ("a\0b", "x" * 5000):
        with pytest.raises(InputError):
            read(name, "en")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read everything")
def test_a_forbidden_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text("Hello.")
    file.chmod(0)
    with pytest.raises(InputError, match="permission denied"):
        read(file, "en")
