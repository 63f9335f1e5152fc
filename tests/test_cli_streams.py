"""What reaches a terminal and a log: no name or text acts on them, and a stream that fails changes no status."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import CORPORA, aligner, program

EVIL = "no\n::error::x\x1b[31mred\u202e\u2028::error::z.md"
PAIR = (CORPORA / "clock.en.md", CORPORA / "clock.fr.draft.md")
unix = pytest.mark.skipif(sys.platform == "win32" or not Path("/dev/full").exists(), reason="no /dev/full here")


def _harmless(text: str) -> None:
    assert not any(line.startswith("::error::") for line in text.splitlines())
    assert not set(text) & set("\x1b\u202e\u2028\x9b\x07")


def test_a_files_name_ends_no_line_and_moves_no_cursor(tmp_path: Path) -> None:
    _harmless(aligner("split", EVIL).err)
    _harmless(aligner("align", *PAIR, "--format", EVIL).err)
    _harmless(aligner("review", *PAIR, "--profile", f"{EVIL}.toml").err)
    _harmless(aligner("split", *PAIR, EVIL).err)
    evil = tmp_path / EVIL
    evil.write_bytes(PAIR[1].read_bytes())
    for command in (("export", PAIR[0], evil, "--no-check", "-o", tmp_path / "x.tmx"), ("align", PAIR[0], evil)):
        found = aligner(*command)
        _harmless(found.err)
        _harmless(found.out)


def test_a_text_in_a_report_ends_no_line_and_moves_no_cursor(tmp_path: Path) -> None:
    text = "He owed 12 pounds.\u2028::error::x\x1b[31m \u202ered\x9b and 14 francs.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text(text.replace("12", "13"), encoding="utf-8")
    for format in ("terminal", "github", "markdown"):
        _harmless(aligner("review", tmp_path / "a.txt", tmp_path / "b.txt", "--format", format).out)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_sentences_on_a_terminal_move_no_cursor(tmp_path: Path) -> None:
    import pty

    (tmp_path / "a.txt").write_text("A bell\x1b[31m rang \u202eonce.\n", encoding="utf-8")
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "aligner", "split", str(tmp_path / "a.txt")]
    subprocess.run(command, stdout=slave, stderr=subprocess.PIPE, check=True, cwd=CORPORA.parent)
    os.close(slave)
    shown = os.read(master, 1000).decode()
    os.close(master)
    assert shown == "A bell\\x1b[31m rang \\u202eonce.\r\n"


@unix
def test_a_full_stderr_changes_no_status(tmp_path: Path) -> None:
    target = tmp_path / "x.tmx"
    for command, status in ((("split", "none.md"), 2), (("export", *PAIR, "--no-check", "-o", target), 0), ((), 2)):
        with open("/dev/full", "wb") as full:
            found = subprocess.run(
                [sys.executable, "-m", "aligner", *map(str, command)], stderr=full, stdout=full, cwd=CORPORA.parent
            )
        assert found.returncode == status
    assert target.read_text(encoding="utf-8").endswith("</tmx>\n")


@unix
@pytest.mark.parametrize(
    ("redirection", "status"), [("2>&-", 0), (">&- 2>&-", 0), ("<&- >&- 2>&-", 0), (">/dev/full", 2)]
)
def test_closed_streams_are_no_fault(redirection: str, status: int) -> None:
    command = f"'{sys.executable}' -m aligner --version {redirection}"
    found = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=CORPORA.parent)
    assert found.returncode == status
    assert "Traceback" not in found.stderr


DRAFT = ("corpora/harbour.en.md", "corpora/harbour.fr.draft.md")
WRITTEN = (
    (("review", *DRAFT), 0),
    (("review", "--format", "markdown", *DRAFT), 0),
    (("gate", *DRAFT), 1),
    (("gate", "--format", "json", *DRAFT), 1),
    (("align", "--format", "ladder", *DRAFT), 0),
    (("terms", *DRAFT), 0),
    (("split", DRAFT[0]), 0),
    (("explain", "--all"), 0),
    (("--version",), 0),
    (("--help",), 0),
)


@unix
@pytest.mark.parametrize(("command", "status"), WRITTEN)
def test_a_reader_that_has_gone_changes_no_status(command: tuple[str, ...], status: int) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    found = subprocess.run(
        [sys.executable, "-m", "aligner", *command], stdout=writer, stderr=subprocess.PIPE, cwd=CORPORA.parent
    )
    os.close(writer)
    assert (found.returncode, found.stderr) == (status, b"")


@unix
@pytest.mark.parametrize("command", [command for command, _ in WRITTEN[:4]])
def test_a_result_that_cannot_be_written_is_said(command: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        found = subprocess.run(
            [sys.executable, "-m", "aligner", *command], stdout=full, stderr=subprocess.PIPE, cwd=CORPORA.parent
        )
    assert found.returncode == 2
    assert found.stderr.decode() == "aligner: The result cannot be written: No space left on device.\n"


@unix
def test_a_closed_stdin_is_said() -> None:
    command = f"'{sys.executable}' -m aligner split - <&-"
    found = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=CORPORA.parent)
    assert (found.returncode, found.stderr) == (2, "aligner: Standard input is closed: nothing can be read from it.\n")


@pytest.mark.parametrize("columns", ["0", "1", "-4", "many", "9" * 5000])
def test_a_width_that_makes_no_sense_is_passed_over(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert len(aligner("explain", "number").out) > 500


def test_notes_and_names_that_are_no_utf8_are_kept_as_far_as_they_can_be_read(tmp_path: Path) -> None:
    for name, source in (("a.en.md", "harbour.en.md"), ("a.fr.md", "harbour.fr.draft.md")):
        (tmp_path / name).write_bytes((CORPORA / source).read_bytes())
    pair = (tmp_path / "a.en.md", tmp_path / "a.fr.md")
    found = aligner("gate", *pair, "--format", "brief")
    fingerprint = found.out.split("[")[1].split("]")[0] if "[" in found.out else ""
    assert fingerprint
    note = os.fsdecode(b"caf\xe9")
    found = program("gate", *pair, "--accept", fingerprint, "--note", note, LOGNAME=os.fsdecode(b"ren\xe9"))
    assert found.status in (0, 1)
    assert "fault" not in found.err
    decisions = (tmp_path / "a.fr.md.decisions.jsonl").read_text(encoding="utf-8")
    assert "caf\ufffd" in decisions
    assert "ren\ufffd" in decisions


def test_names_and_numbers_of_thousands_of_characters_are_a_sentence(tmp_path: Path) -> None:
    many, long = "9" * 5000, "x" * 300
    (tmp_path / "big.toml").write_text(f"[rules.number]\nminimum-confidence = {many}\n")
    (tmp_path / "big.ladder").write_text(f"[{many}]:[0]\n")
    (tmp_path / "anchors").write_text(f"{many} 1\n")
    near = tmp_path / f"{'w' * 248}.md"
    near.write_bytes(PAIR[1].read_bytes())
    for arguments in (
        ("split", long),
        ("split", ""),
        ("split", PAIR[0], "-o", long),
        ("export", *PAIR, "--no-check", "-o", tmp_path / f"{'y' * 250}.csv"),
        ("export", *PAIR, "--no-check", "--format", "dataset", "-o", long),
        ("review", *PAIR, "--profile", tmp_path / "big.toml"),
        ("review", *PAIR, "--profile", f"{long}.toml"),
        ("review", *PAIR, "--glossary", long),
        ("review", *PAIR, "--set", f"rules.number.minimum-confidence={many}"),
        ("align", *PAIR, "--resume-from", tmp_path / "big.ladder"),
        ("align", *PAIR, "--anchors", tmp_path / "anchors"),
        ("gate", *PAIR, "--decisions", long),
        ("gate", *PAIR, "--baseline", long),
    ):
        found = aligner(*arguments)
        assert (found.status, found.out) == (2, ""), arguments
        assert found.err.count("\n") == 1
        assert "fault of aligner" not in found.err, found.err[-300:]
    assert aligner("export", PAIR[0], near, "--no-check", "--format", "tmx").status == 0


def test_a_cache_where_a_file_is_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    for place in ("file", "file/below"):
        monkeypatch.setenv("ALIGNER_CACHE", str(tmp_path / place))
        for command in ("info", "clear"):
            found = aligner("cache", command)
            assert found.status == 2
            assert "is a file, and a folder is needed" in found.err
