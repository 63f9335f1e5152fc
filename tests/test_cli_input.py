"""Bad, odd and old input: one sentence on stderr and status 2 where nothing can be done, and no traceback ever."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.commands import CORPORA, Outcome, aligner

ENGLISH = CORPORA / "clock.en.md"
FRENCH = CORPORA / "clock.fr.clean.md"
TEXT = FRENCH.read_text(encoding="utf-8")


def refused(found: Outcome) -> str:
    """The one sentence of a command that could not do its work."""
    assert found.status == 2
    assert found.out == ""
    assert found.err.startswith("aligner: ")
    assert found.err.count("\n") == 1
    assert "Traceback" not in found.err
    assert "fault of aligner" not in found.err
    return found.err


def word_file() -> bytes:
    """The beginnings of a .docx."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    return packed.getvalue()


@pytest.mark.parametrize("command", ["review", "align"])
def test_a_missing_file_is_named(command: str, tmp_path: Path) -> None:
    assert "There is no file" in refused(aligner(command, ENGLISH, tmp_path / "none.md"))


def test_a_misspelt_name_gets_a_suggestion() -> None:
    said = refused(aligner("review", ENGLISH, CORPORA / "clock.fr.claen.md"))
    assert "Did you mean" in said
    assert "clock.fr.clean.md" in said


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    assert "is a folder and" in refused(aligner("review", tmp_path, FRENCH))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b" \n\t\r\n ", "only white space"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "a PNG image"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF file"),
        (word_file(), "a Word document (.docx)"),
        (bytes(range(256)), "not a text file"),
        (TEXT.encode()[:300] + b"\xff\xc3" + TEXT.encode()[300:], "byte offset 300 (line 3)"),
        (TEXT.encode("utf-16")[:-1], "UTF-16"),
        (b"<!-- nothing -->\n", "only markup"),
    ],
    ids=["empty", "blank", "png", "pdf", "docx", "bytes", "broken-utf8", "cut-utf16", "markup"],
)
@pytest.mark.parametrize("command", ["review", "align", "split"])
def test_what_is_no_text_is_refused_by_name(command: str, content: bytes, says: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.md"
    bad.write_bytes(content)
    said = refused(aligner("split", bad) if command == "split" else aligner(command, bad, FRENCH))
    assert "bad.md" in said
    assert says in said


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "latin-1", "cp1252", "mac_roman"])
def test_old_encodings_and_line_ends_change_nothing(encoding: str, ends: str, tmp_path: Path) -> None:
    # What Latin-1 lacks is what no test of it can hold.
    text = TEXT.translate(str.maketrans("\u202f’“”—", '\u00a0\'""-')).replace("œ", "oe")
    plain, other = tmp_path / "plain.md", tmp_path / "other.md"
    plain.write_text(text, encoding="utf-8", newline="")
    other.write_bytes(text.replace("\n", ends).encode(encoding))
    assert aligner("split", other, "--lang", "fr").out == aligner("split", plain, "--lang", "fr").out != ""


def test_swapped_texts_are_reported_and_said_to_be_swapped() -> None:
    found = aligner("review", FRENCH, ENGLISH, "--format", "json")
    assert found.status == 0
    assert "The texts look swapped" in found.err
    assert "clock.fr.clean.md reads as French" in found.err
    assert "clock.en.md as English" in found.err


def test_two_texts_of_one_language_are_said_to_be() -> None:
    other = CORPORA / "clock.fr.draft.md"
    found = aligner("review", FRENCH, other, "--format", "markdown")
    assert found.status == 0
    assert "clock.fr.clean.md should be in English, but reads as French" in found.err


def test_a_file_against_itself_is_said_to_be_in_the_wrong_language() -> None:
    found = aligner("review", ENGLISH, ENGLISH, "--format", "json")
    assert found.status == 0
    assert "clock.en.md should be in French, but reads as English" in found.err


def test_a_side_ten_times_longer_is_said_to_be(tmp_path: Path) -> None:
    short = tmp_path / "short.md"
    short.write_text(TEXT[: len(TEXT) // 15], encoding="utf-8")
    found = aligner("review", ENGLISH, short, "--format", "json")
    assert found.status == 0
    assert "times as long as" in found.err
    assert "short.md" in found.err


def test_the_original_may_come_from_standard_input() -> None:
    found = aligner("align", "-", FRENCH, "--format", "ladder", stdin=ENGLISH.read_bytes())
    assert found.status == 0
    assert found.out.startswith("[0]:[0]\n")


def test_both_texts_cannot_come_from_standard_input() -> None:
    assert "Only one of the two texts" in refused(aligner("review", "-", "-", stdin=b"Hello."))


def test_standard_input_without_anything_is_refused() -> None:
    assert "Standard input is empty" in refused(aligner("review", "-", FRENCH))


@pytest.mark.parametrize("command", [("review", ENGLISH, FRENCH, "--to"), ("split", FRENCH, "--lang")])
def test_an_unknown_language_names_the_known_ones(command: tuple[str, ...]) -> None:
    assert "known are ar, de, en, es, fr, it" in refused(aligner(*command, "xx"))


def test_one_sentence_against_hundreds(tmp_path: Path) -> None:
    one, many = tmp_path / "one.txt", tmp_path / "many.txt"
    one.write_text("The house at the end of the road is red.", encoding="utf-8")
    many.write_text("\n\n".join(f"Le bateau part du quai {n} demain." for n in range(120)), encoding="utf-8")
    found = aligner("review", one, many)
    assert found.status == 0
    assert "1 sentence against 120" in found.out


def test_hundreds_of_identical_sentences_keep_their_places(tmp_path: Path) -> None:
    """Nothing tells them apart but their order, so beads must have as many sentences on both sides."""
    for name, sentence in (("en.txt", "The door is shut.\n"), ("fr.txt", "La porte est fermée.\n")):
        (tmp_path / name).write_text(sentence * 150, encoding="utf-8")
    found = aligner("align", "--lines", tmp_path / "en.txt", tmp_path / "fr.txt", "--format", "ladder")
    sides = [line.split(":") for line in found.out.splitlines()]
    assert all(left == right for left, right in sides)
