"""Sixty command lines of the odd kind: each ends with a status that fits, and never with a traceback."""

import os
from pathlib import Path

import pytest

from tests.commands import CORPORA, aligner

A, B = str(CORPORA / "clock.en.md"), str(CORPORA / "clock.fr.draft.md")
LONG = "x" * 300

#: What is given, and what standard error has to say; {0} is a folder with a few files.
REFUSED = [
    (("split",), "Missing argument"),
    (("split", ""), "empty name"),
    (("split", "."), "is a directory"),
    (("split", "/"), "is a directory"),
    (("split", LONG), "too long"),
    (("split", "a\nb"), "a\\nb"),
    (("split", "https://example.org/a.md"), "nothing is fetched"),
    (("split", "mailto:someone"), "nothing is fetched"),
    (("split", A, "--lang", "xx"), "known are ar, de, en"),
    (("split", A, "--lang", ""), "known are ar, de, en"),
    (("split", A, "-o", ""), "Cannot write"),
    (("split", A, "-o", "{0}"), "it is a folder"),
    (("split", A, "-o", "{0}/none/x.txt"), "there is no folder"),
    (("split", A, "-o"), "requires an argument"),
    (("split", A, B), "unexpected extra argument"),
    (("split", "{0}/empty.txt"), "is empty"),
    (("split", "{0}/zeros.txt"), "not a text file"),
    (("split", "{0}/picture.png"), "PNG image"),
    (("split", "{0}/broken.docx"), "broken.docx"),
    (("split", "{0}/loop"), "cannot be read"),
    (("review",), "Missing argument"),
    (("review", A), "a second file is needed"),
    (("review", A, B, B), "unexpected extra argument"),
    (("review", "-", "-"), "Only one of the two texts"),
    (("review", A, B, "--format"), "requires an argument"),
    (("review", A, B, "--format", ""), "no report format"),
    (("review", A, B, "--format", "HTML"), "no report format"),
    (("review", A, B, "--set", "x"), "expected KEY=VALUE"),
    (("review", A, B, "--set", "=1"), "expected KEY=VALUE"),
    (("review", A, B, "--set", "rules..severity=minor"), "expected KEY=VALUE"),
    (("review", A, B, "--set", "gate.major=-1"), "at least 0"),
    (("review", A, B, "--set", "gate.major=1e400"), "whole number"),
    (("review", A, B, "--set", "score.pass-mark=nan"), "from 0 to 100"),
    (("review", A, B, "--profile", ""), "no profile"),
    (("review", A, B, "--profile", "{0}"), "no profile"),
    (("review", A, B, "--profile", "{0}/self.toml"), "extends itself"),
    (("review", A, B, "--glossary", "{0}"), "is a directory"),
    (("review", A, B, "--encoder", ""), "encoder"),
    (("review", A, B, "--encoder", "{0}"), "{0}"),
    (("review", A, B, "--threads", "0"), "--threads"),
    (("review", A, B, "--threads", "many"), "--threads"),
    (("review", A, B, "--interface-language", "de"), "de"),
    (("review", A, B, "--from", "fr-CA"), "known are ar, de, en"),
    (("gate", A), "second file is needed"),
    (("gate", A, B, A), "has no partner"),
    (("gate", "--by-name", A, B), "cannot be paired by its name"),
    (("gate", A, B, "--max-major", "x"), "valid integer"),
    (("gate", A, B, "--max-major", "-3"), "at least 0"),
    (("gate", A, B, "--baseline", "{0}/empty.txt"), "this is no baseline"),
    (("gate", A, B, "--profile", "{0}/zeros.toml"), "zeros.toml"),
    (("export", A, B, "--min-confidence", "2"), "0"),
    (("export", A, B, "--max-length-ratio", "0"), "1"),
    (("export", A, B, "--drop-findings", "bad"), "bad"),
    (("export", A, B, "--reviewed", "{0}/none.docx"), "none.docx"),
    (("export", A, B, "--format", "docx"), "no text for standard output"),
    (("align", A, B, "--resume-from", "{0}/none.ladder"), "cannot be read"),
    (("align", A, B, "--anchors", "{0}/empty.txt", "--resume-from", "{0}/zeros.txt"), "zeros.txt"),
    (("terms", A), "Name two files"),
    (("terms", A, B, "--project", "{0}"), "Name two files"),
    (("terms", A, B, "--min-score", "2"), "--min-score"),
    (("score", A), "Name what to compare with"),
    (("explain", "nothing"), "nothing"),
    (("explain", "number", "--all"), "Name one rule"),
    (("profile", "show", "{0}/zeros.txt"), "no profile"),
    (("evaluate", "alignment", "{0}"), "{0}"),
    (("evaluate", "findings", "{0}/empty.txt"), "is not a folder"),
    (("cache", "inf"), "info"),
    (("words", "{0}/none"), "no file"),
    (("--log-format", "json", "split"), "--log-format"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with files that nobody should be asked to read."""
    made = tmp_path_factory.mktemp("odd")
    (made / "empty.txt").touch()
    (made / "zeros.txt").write_bytes(bytes(100))
    (made / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (made / "broken.docx").write_bytes(b"PK\x03\x04 and no more")
    (made / "self.toml").write_text('extends = "self.toml"\n', encoding="utf-8")
    os.symlink("loop", made / "loop")
    return made


@pytest.mark.parametrize(("arguments", "says"), REFUSED, ids=[" ".join(one)[-60:] for one, _ in REFUSED])
def test_an_odd_command_line_is_a_sentence(arguments: tuple[str, ...], says: str, folder: Path) -> None:
    found = aligner(*(one.replace("{0}", str(folder)) for one in arguments))
    assert (found.status, found.out) == (2, "")
    assert found.err.startswith("aligner: ")
    assert found.err.count("\n") == 1, found.err
    assert "fault of aligner" not in found.err
    assert says.replace("{0}", str(folder)) in found.err
