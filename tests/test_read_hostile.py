"""Bombs, loops, traversal and passwords: a sentence, within 5 seconds and 1 GB, and nothing is written."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from aligner.check import load_profile
from aligner.errors import InputError
from aligner.read import Limits, read
from aligner.read.pairs import read_paired
from aligner.read.source_file import opened
from tests.commands import CORPORA, aligner
from tests.hostile_files import HOSTILE, MOST_MEGABYTES, MOST_SECONDS
from tests.made_files import docx, lines, packed, paragraph, pdf

LOCKED = Path(__file__).parent / "documents" / "locked"


@cache
def outcomes() -> dict[str, tuple[float, int, str]]:
    """What a program of its own said of every file, in one go, so that its memory can be measured."""
    command = [sys.executable, "-m", "tests.hostile_files"]
    found = subprocess.run(command, capture_output=True, text=True, cwd=CORPORA.parent, check=True).stdout
    rows = (line.split("\t") for line in found.splitlines())
    return {name: (float(seconds), int(megabytes), said) for name, seconds, megabytes, said in rows}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_in_a_sentence_soon_and_in_little_memory(name: str) -> None:
    pytest.importorskip("resource")
    seconds, megabytes, said = outcomes()[name]
    assert re.search(HOSTILE[name][1], said), said
    assert name in said
    assert seconds < MOST_SECONDS
    assert megabytes < MOST_MEGABYTES


@pytest.mark.parametrize("name", ["locked.docx", "locked.odt", "locked.xlsx", "locked.pdf"])
def test_files_behind_a_password_say_so(name: str) -> None:
    found = aligner("review", LOCKED / name, CORPORA / "clock.fr.clean.md")
    assert (found.status, found.out) == (2, "")
    assert found.err == f"aligner: {LOCKED / name} is protected by a password; save it without one.\n"


def test_an_encrypted_part_says_so_as_well(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", paragraph("x"))
    data = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + flags] |= 1
    path.write_bytes(data)
    with pytest.raises(InputError, match="protected by a password"):
        read(path, "en")


def test_nothing_is_written_beside_what_is_read(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    path = packed(inner / "a.docx", {"word/document.xml": "<a/>", "../../evil.txt": "x"})
    with pytest.raises(InputError):
        read(path, "en")
    assert sorted(tmp_path.rglob("*")) == [tmp_path / "a", inner, path]


@pytest.mark.parametrize("address", ["https://example.org/a.html", "http://x", "ftp://x/a.txt", "file:///etc/passwd"])
def test_addresses_are_not_fetched(address: str) -> None:
    found = aligner("split", address)
    assert found.err == f"aligner: {address} is an address, and nothing is fetched: save it as a file and name that.\n"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no endless file here")
def test_an_endless_file_is_too_large() -> None:
    with pytest.raises(InputError, match="too large"):
        read("/dev/zero", "en", limits=Limits(text_bytes=1000))


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(file_bytes=10), "more than 10 bytes are not read (file-bytes in"),
        (Limits(entries=0), "it has 1 parts, at most 0 are read"),
        (Limits(unpacked_bytes=10), "at most 10 bytes are read (unpacked-bytes"),
        (Limits(part_bytes=10), "at most 10 bytes are read (part-bytes"),
        (Limits(characters=10), "more than 10 characters of text are not read"),
        (Limits(paragraph_characters=10), "at most 10 are read (paragraph-characters"),
    ],
)
def test_each_limit_names_itself(limits: Limits, says: str, tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", paragraph("some words that are more than ten"))
    with pytest.raises(InputError, match=re.escape(says)):
        read(path, "en", limits=limits)


def test_a_pdf_of_too_many_pages_is_refused(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [lines("One."), lines("Two.")])
    with pytest.raises(InputError, match="2 pages, at most 1 are read"):
        read(path, "en", limits=Limits(pages=1))


def test_limits_are_in_the_profile(tmp_path: Path) -> None:
    assert load_profile().limits == Limits()
    mine = tmp_path / "mine.toml"
    mine.write_text("[limits]\nparagraph-characters = 20\n", encoding="utf-8")
    path = docx(tmp_path / "a.docx", paragraph("some words that are more than twenty"))
    found = aligner("review", path, path, "--profile", mine)
    assert found.status == 2
    assert "at most 20 are read" in found.err
    mine.write_text("[limits]\npages = 0\n", encoding="utf-8")
    assert "pages" in aligner("review", path, path, "--profile", mine).err


def test_text_that_is_too_long_is_refused_before_it_is_split(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("word\r\n" * 100 + "x" * 50, encoding="utf-8", newline="")
    with pytest.raises(InputError, match="line 101: 50 characters in one paragraph"):
        read(path, "en", limits=Limits(paragraph_characters=40))
    with pytest.raises(InputError, match="650 characters, at most 100 are read"):
        read(path, "en", limits=Limits(characters=100))


def test_a_hash_is_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Hello.")
    with opened(path) as file:
        assert file.sha256() == read(path, "en").sha256
    assert read_paired(Path(__file__).parent / "documents" / "mill.po").original.sha256
