"""Where results go, what they look like there, and what is left when something fails."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import CORPORA, aligner, program

ENGLISH, FRENCH = CORPORA / "clock.en.md", CORPORA / "clock.fr.draft.md"
PAIR = (ENGLISH, FRENCH)


def test_a_report_in_a_pipe_has_no_colour_and_the_texts_in_full() -> None:
    found = aligner("review", *PAIR)
    assert found.status == 0
    assert found.err == ""
    assert "\x1b" not in found.out
    assert "⟦" in found.out
    assert "Pendant" in found.out


@pytest.mark.parametrize("columns", ["40", "160"])
def test_a_report_keeps_to_the_terminals_width(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    found = aligner("review", *PAIR)
    assert max(map(len, found.out.splitlines())) <= int(columns)


def test_colour_is_used_when_it_is_forced_and_never_against_no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[" in aligner("review", *PAIR).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[\d;]*3\dm", aligner("review", *PAIR).out)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_a_poor_encoding_gets_the_nearest_characters(encoding: str) -> None:
    found = program("review", *PAIR, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert found.status == 0
    assert found.err == ""
    assert "│" not in found.out
    assert "| " in found.out
    assert found.out.count("?") < 20


def test_results_for_programs_are_utf8_whatever_the_locale_says() -> None:
    plain = aligner("align", *PAIR, "--format", "jsonl").out
    assert program("align", *PAIR, "--format", "jsonl", PYTHONIOENCODING="ascii", PYTHONUTF8="0").out == plain


@pytest.mark.parametrize("format", ["terminal", "json", "html", "markdown"])
def test_a_file_holds_what_stdout_would(format: str, tmp_path: Path) -> None:
    target = tmp_path / "report"
    found = aligner("review", *PAIR, "--format", format, "-o", target)
    assert (found.status, found.out) == (0, "")
    if format != "terminal":  # which is as wide as the terminal
        assert target.read_text(encoding="utf-8") == aligner("review", *PAIR, "--format", format).out


@pytest.mark.parametrize("place", ["missing/report.html", "."])
def test_an_impossible_output_is_said_before_the_work(place: str, tmp_path: Path) -> None:
    found = aligner("review", tmp_path / "none.md", FRENCH, "-o", tmp_path / place)
    assert found.status == 2
    assert found.err.startswith("aligner: Cannot write")


def test_an_existing_file_survives_a_run_that_fails(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_text("yesterday's")
    found = aligner("review", ENGLISH, tmp_path / "none.md", "--format", "html", "-o", target)
    assert found.status == 2
    assert target.read_text() == "yesterday's"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    command = f"'{sys.executable}' -m aligner split '{ENGLISH}' | head -n 1; exit ${{PIPESTATUS[0]}}"
    found = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=CORPORA.parent)
    assert (found.returncode, found.stdout.count("\n"), found.stderr) == (0, 1, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", [("split", ENGLISH), ("review", *PAIR)])
def test_a_full_disk_is_a_sentence(command: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        found = subprocess.run(
            [sys.executable, "-m", "aligner", *map(str, command)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            cwd=CORPORA.parent,
        )
    assert found.returncode == 2
    assert found.stderr == "aligner: The result cannot be written: No space left on device.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors cannot be closed that way there")
def test_a_closed_stdout_is_no_error() -> None:
    command = f"'{sys.executable}' -m aligner split '{ENGLISH}' >&-"
    found = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=CORPORA.parent)
    assert (found.returncode, found.stderr) == (0, "")


def test_progress_shows_nowhere_but_on_a_terminal(tmp_path: Path) -> None:
    found = program("review", *PAIR, "--no-cache", ALIGNER_CACHE=str(tmp_path))
    assert found.err == ""
    assert "vectors.sqlite" not in os.listdir(tmp_path)
