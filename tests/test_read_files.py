"""Files become documents: the format is chosen, line numbers hold, offsets fit the file."""

import hashlib
import io
import sys
from pathlib import Path

import pytest

from aligner.core import BlockKind
from aligner.errors import InputError
from aligner.read import read, read_lines, read_text


def test_the_suffix_says_markdown(tmp_path: Path) -> None:
    for name, first in {"a.md": "Title", "a.MARKDOWN": "Title", "a.txt": "# Title", "a.en.txt": "# Title"}.items():
        (tmp_path / name).write_text("# Title\n\nSome **bold** text.\n")
        document = read(tmp_path / name, "en")
        assert document.blocks[0].text == first
        assert document.path == str(tmp_path / name)


def test_without_a_suffix_the_text_itself_says_markdown(tmp_path: Path) -> None:
    (tmp_path / "README").write_text("# Title\n\nSee [the page](http://example.org).\n")
    (tmp_path / "NOTES").write_text("# 12 is the number of the house.\n\nNothing else is known.\n")
    assert read(tmp_path / "README", "en").blocks[0].text == "Title"
    assert read(tmp_path / "NOTES", "en").blocks[0].text.startswith("# 12")


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Déjà vu.\n".encode("cp1252"))))
    document = read("-", "fr")
    assert (document.path, document.text) == ("-", "Déjà vu.\n")


def test_empty_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    with pytest.raises(InputError, match="Standard input is empty"):
        read("-", "fr")


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbfHello.\r\n"
    (tmp_path / "a.txt").write_bytes(data)
    document = read(tmp_path / "a.txt", "en")
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.text == "Hello.\r\n"


def test_lines_keep_their_numbers_even_when_empty(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"One. Two.\r\n\r\n  Three.  \n \nFour")
    document = read_lines(tmp_path / "a.txt", "en")
    assert [sentence.text for sentence in document.sentences] == ["One. Two.", "", "Three.", "", "Four"]
    for number, sentence in enumerate(document.sentences):
        assert (sentence.number, sentence.block, sentence.at) == (number, number, 0)
        assert document.text[sentence.start : sentence.end] == sentence.text
        assert document.blocks[number].text == sentence.text


def test_a_form_feed_or_line_separator_inside_a_line_starts_no_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One\x0cmore\u2028thing\nTwo\n")
    assert [sentence.text for sentence in read_lines(tmp_path / "a.txt", "en").sentences][1] == "Two"


def test_a_text_without_words_is_refused() -> None:
    for text, markdown in {
        "": False,
        " \n ": True,
        "---\n\n<!-- nothing -->\n": True,
        "[a]: http://example.org": True,
    }.items():
        with pytest.raises(InputError, match="text"):
            read_text(text, "en", markdown=markdown)


def test_the_seed_articles_are_read_as_an_editor_sees_them(data_dir: Path) -> None:
    original = read(data_dir / "seed" / "original.en.md", "en")
    translation = read(data_dir / "seed" / "translation.fr.md", "fr")
    assert original.blocks[0].kind is BlockKind.HEADING
    assert [block.kind for block in original.blocks].count(BlockKind.QUOTATION) == 3
    for document in (original, translation):
        assert len(document.blocks) >= 18
        assert not any(mark in block.text for block in document.blocks for mark in ("**", "](", "> "))
        for block in document.blocks:
            assert "".join(document.text[at] for at in block.offsets).split() == block.text.split()


def test_real_files_with_a_block_a_line_keep_their_lines(data_dir: Path) -> None:
    files = [*data_dir.glob("docs/*/??.txt"), *data_dir.glob("novels/*/??.txt")]
    assert files
    for file in files[::5]:
        lines = [" ".join(line.split()) for line in file.read_text().split("\n") if line.strip()]
        assert [" ".join(block.text.split()) for block in read(file, "en").blocks] == lines, file


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\n::error::b.txt", "a\\n::error::b.txt"),
        ("a\x1b[2Jb.txt", "a\\x1b[2Jb.txt"),
        ("a\u202etxt.b", "a\\u202etxt.b"),
        ("a\u2028b.txt", "a\\u2028b.txt"),
        ("a\udcffb.txt", "a\\udcffb.txt"),
        ("l’été\u00a0!.txt", "l’été\u00a0!.txt"),
    ],
)
def test_no_file_name_ends_a_line_or_moves_the_cursor(name: str, shown: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refusal:
        read(tmp_path / name, "en")
    assert f"There is no file {tmp_path}/{shown}." in str(refusal.value)


def test_rtf_is_refused_with_what_to_do_where_libreoffice_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1\\ansi Hello.}")
    with pytest.raises(InputError, match=r"RTF document, which is read by way of LibreOffice"):
        read(path, "en")
