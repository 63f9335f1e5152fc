"""Nothing that a command reads is written over, no two results share a file, and a name keeps what it promises."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperCommand as Command
from typer.core import TyperGroup as Group
from typer.core import TyperOption as Option
from typer.main import get_command

from aligner.cli.app import app
from aligner.cli.output_formats import export_for, report_for
from aligner.cli.places import OUTPUTS
from tests.commands import CORPORA, aligner

#: Options that name a file which is only read.
READ = {"answers", "signers", "glossary", "reviewed", "baseline", "known", "filters", "reference", "key", "certificate"}
#: That which is read, and written where something is decided.
BOTH = {"decisions"}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a pair under several names, and what else a command may read."""
    for name, source in (("a.en.md", "clock.en.md"), ("a.fr.md", "clock.fr.draft.md")):
        (tmp_path / name).write_bytes((CORPORA / source).read_bytes())
    (tmp_path / "text.en").write_bytes((tmp_path / "a.en.md").read_bytes())
    (tmp_path / "text.fr").write_bytes((tmp_path / "a.fr.md").read_bytes())
    os.link(tmp_path / "a.fr.md", tmp_path / "hard.md")
    (tmp_path / "soft.html").symlink_to("a.fr.md")
    (tmp_path / "terms.csv").write_text("en,fr\nclock,horloge\n", encoding="utf-8")
    (tmp_path / "base.toml").write_text("[rules.number]\nenabled = true\n", encoding="utf-8")
    (tmp_path / "mine.toml").write_text('extends = "base.toml"\n', encoding="utf-8")
    (tmp_path / "a.fr.md.decisions.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "gold").mkdir()
    for name in ("en.txt", "fr.txt", "gold.txt"):
        (tmp_path / "gold" / name).write_text("One.\n" if name != "gold.txt" else "[0]:[0]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    before = _contents(tmp_path)
    yield tmp_path
    assert _contents(tmp_path) == before  # whatever a test here asks for is refused


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(*arguments: str, stdin: bytes = b"") -> str:
    """What a command says that does nothing."""
    found = aligner(*arguments, stdin=stdin)
    assert (found.status, found.out) == (2, ""), arguments
    assert found.err.startswith("aligner: ")
    assert found.err.count("\n") == 1
    return found.err


PAIR = ("a.en.md", "a.fr.md")


@pytest.mark.parametrize(
    "arguments",
    [
        ("review", *PAIR, "-o", "a.fr.md"),
        ("review", *PAIR, "-o", "./a.en.md"),
        ("review", *PAIR, "-o", "hard.md"),
        ("review", *PAIR, "-o", "soft.html"),
        ("review", "a.en.md", "soft.html", "--format", "json", "-o", "a.fr.md"),
        ("review", *PAIR, "--glossary", "terms.csv", "--format", "terminal", "-o", "terms.csv"),
        ("review", *PAIR, "--profile", "mine.toml", "--format", "json", "-o", "mine.toml"),
        ("review", *PAIR, "--profile", "mine.toml", "--format", "json", "-o", "base.toml"),
        ("gate", *PAIR, "--format", "json", "-o", "a.fr.md"),
        ("gate", "a.en.md", "--by-name", "--format", "json", "-o", "a.fr.md"),
        ("gate", *PAIR, "--format", "json", "-o", "a.fr.md.decisions.jsonl"),
        ("gate", *PAIR, "--write-baseline", "a.fr.md.decisions.jsonl"),
        ("gate", *PAIR, "--write-baseline", "a.en.md"),
        ("gate", *PAIR, "--baseline", "old.jsonl", "--write-baseline", "old.jsonl"),
        ("export", *PAIR, "--format", "tmx", "-o", "a.fr.md"),
        ("export", *PAIR, "-o", "x.tmx", "--nulls", "a.fr.md.decisions.jsonl"),
        ("export", *PAIR, "--decisions", "d.jsonl", "-o", "d.jsonl"),
        ("export", *PAIR, "--reviewed", "back.docx", "-o", "back.docx"),
        ("export", "text.en", "text.fr", "--format", "moses", "-o", "text"),
        ("align", "text.en", "text.fr", "--format", "moses", "-o", "text"),
        ("align", *PAIR, "-o", "a.fr.md"),
        ("align", *PAIR, "--anchors", "anchors.tsv", "-o", "anchors.tsv"),
        ("align", *PAIR, "--resume-from", "beads.ladder", "-o", "beads.ladder"),
        ("split", "a.en.md", "-o", "a.en.md"),
        ("words", "text.en", "-o", "text.en"),
        ("terms", *PAIR, "-o", "a.fr.md"),
        ("terms", *PAIR, "--update", "a.fr.md"),
        ("terms", "--project", ".", "--format", "csv", "-o", "a.fr.md"),
        ("score", "a.fr.md", "--reference", "hard.md", "-o", "a.fr.md"),
        ("evaluate", "findings", "gold", "-o", "gold/fr.txt"),
        ("evaluate", "findings", "gold", "--format", "json", "-o", "gold/gold.txt"),
        ("evaluate", "findings", "gold", "--known", "known.tsv", "--format", "json", "-o", "known.tsv"),
    ],
)
def test_what_a_command_reads_is_never_written_over(arguments: tuple[str, ...], desk: Path) -> None:
    before = _contents(desk)
    found = aligner(*arguments)
    assert found.status == 2
    assert found.err.count("\n") == 1
    assert "this command reads" in found.err or "tells no format" in found.err or "plain text" in found.err
    assert _contents(desk) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", *PAIR, "-o", "x.tmx", "--nulls", "./x.tmx"),
        ("export", *PAIR, "--format", "csv", "-o", "x", "--nulls", "x.run.json"),
        ("export", *PAIR, "-o", "x.csv", "--nulls", "gold/../x.csv"),
        ("terms", *PAIR, "--update", "new.csv", "-o", "new.csv"),
        ("gate", *PAIR, "--accept", "1a", "--decisions", "d.jsonl", "--write-baseline", "d.jsonl"),
    ],
)
def test_two_results_need_two_files(arguments: tuple[str, ...], desk: Path) -> None:
    said = refused(*arguments)
    assert "name two files" in said or "tells no format" in said


def test_two_results_do_not_share_standard_output(desk: Path) -> None:
    assert "cannot both go to standard output" in refused("export", *PAIR, "--nulls", "-")
    assert "'-' is none" in refused("terms", *PAIR, "--update", "-")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("review", *PAIR, "-o", "x.pdf"), "tells no format"),
        (("review", *PAIR, "--format", "json", "-o", "x.docx"), "change one of them"),
        (("review", *PAIR, "--format", "docx", "-o", "x.txt.html"), "change one of them"),
        (("gate", *PAIR, "--format", "sarif", "-o", "x.html"), "change one of them"),
        (("export", *PAIR, "-o", "x.corpus"), "tells no format"),
        (("export", *PAIR, "--format", "tmx", "-o", "x.docx"), "change one of them"),
        (("align", *PAIR, "--format", "jsonl", "-o", "x.tmx"), "change one of them"),
        (("terms", *PAIR, "-o", "x.xlsx"), "tells no format"),
        (("score", "a.fr.md", "--reference", "hard.md", "-o", "x.html"), "tells no format"),
        (("explain", "number", "--format", "text", "-o", "x.md"), "change one of them"),
        (("evaluate", "findings", "gold", "-o", "x.csv"), "tells no format"),
        (("split", "a.en.md", "-o", "x.docx"), "plain text"),
        (("words", "text.en", "-o", "x.tmx"), "plain text"),
    ],
)
def test_a_name_that_promises_another_format_is_refused(arguments: tuple[str, ...], says: str, desk: Path) -> None:
    assert says in refused(*arguments)


def test_the_name_tells_the_format(tmp_path: Path) -> None:
    reports = {"x.html": "html", "x.HTM": "html", "x.docx": "docx", "x.md": "markdown", "x.json": "json"}
    reports |= {"x.sarif": "sarif", "x.xml": "junit", "x.txt": "terminal", "x": "terminal"}
    assert {name: report_for(None, Path(name)) for name in reports} == reports
    assert report_for("sarif", Path("x.json")) == "sarif"
    exports = {"x.tmx": "tmx", "x.xliff": "xliff", "x.csv": "csv", "x.docx": "docx", "x": "tmx"}
    assert {name: export_for(None, Path(name), "tmx") for name in exports} == exports
    assert export_for("xliff-1.2", Path("x.xlf"), "tmx") == "xliff-1.2"
    assert export_for("moses", Path("x.en-fr"), "tmx") == "moses"
    assert aligner("explain", "number", "-o", tmp_path / "x.md").status == 0
    assert (tmp_path / "x.md").read_text(encoding="utf-8").startswith("#")


def test_a_dash_is_standard_output_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    english = CORPORA / "clock.en.md"
    out = aligner("split", english).out
    assert aligner("split", english, "-o", "-").out == out != ""
    assert aligner("export", english, english, "--no-check", "-o", "-").out.startswith("<?xml")
    assert list(tmp_path.iterdir()) == []
    assert aligner("split", english, "-o", "./-").out == ""
    assert [path.name for path in tmp_path.iterdir()] == ["-"]


@pytest.mark.skipif(sys.platform == "win32", reason="no shell there")
def test_standard_output_is_not_added_to_the_text_that_is_read(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text("One.\n", encoding="utf-8")
    command = f"'{sys.executable}' -m aligner split - <'{text}' >>'{text}'"
    found = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=CORPORA.parent)
    assert found.returncode == 2
    assert "Standard output leads to standard input" in found.stderr
    assert text.read_text(encoding="utf-8") == "One.\n"


def test_every_option_that_names_a_file_is_known_as_read_or_written() -> None:
    """A new one has to be put into a list, so that nobody forgets what it may destroy."""
    found: set[str] = set()
    for command in _commands():
        found |= {
            option.name
            for option in command.params
            if isinstance(option, Option) and option.name and "FILE" in (option.metavar or "")
        }
    assert found - READ - BOTH == set(OUTPUTS), "put it into aligner/cli/places.py if it is written, or here"


def _commands() -> Iterator[Command]:
    group = get_command(app)
    assert isinstance(group, Group)
    for name in group.commands:
        context = group.make_context("aligner", [name, "--help"], resilient_parsing=True)
        _, command, _ = group.resolve_command(context, [name])
        yield from _each(command)


def _each(command: object) -> Iterator[Command]:
    if isinstance(command, Group):
        for one in command.commands.values():
            yield from _each(one)
    else:
        assert isinstance(command, Command)
        yield command
