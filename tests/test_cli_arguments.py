"""Arguments: what help says, what is wrong with others, and how soon."""

import json
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest

import aligner as package
from aligner.installation import DISTRIBUTION
from tests.commands import CORPORA, aligner, program

PAIR = (CORPORA / "clock.en.md", CORPORA / "clock.fr.draft.md")
COMMANDS = (
    *("review", "align", "export", "split", "words", "terms", "score", "gate"),
    *("profile", "explain", "evaluate", "cache", "doctor"),
)


def test_the_version_is_the_packages() -> None:
    found = aligner("--version")
    assert (found.status, found.out) == (0, f"aligner {package.__version__}\n")


def test_the_installed_version_is_the_packages() -> None:
    try:
        installed = version(DISTRIBUTION)
    except PackageNotFoundError:
        pytest.skip("aligner is not installed, only importable")
    assert installed == package.__version__


def test_no_arguments_show_the_help_and_are_no_success() -> None:
    for arguments in ((), ("evaluate",)):
        found = aligner(*arguments)
        assert (found.status, found.out) == (2, "")
        assert found.err.startswith(f"Usage: {' '.join(('aligner', *arguments))} [OPTIONS]")


def test_help_names_every_command_and_goes_to_stdout() -> None:
    found = aligner("--help")
    assert (found.status, found.err) == (0, "")
    assert all(f"\n  {command} " in found.out for command in COMMANDS)
    assert "..." not in found.out.split("Commands:")[1]  # no summary is cut short


@pytest.mark.parametrize("command", [*COMMANDS, "evaluate alignment"])
def test_every_command_explains_itself_and_its_options(command: str) -> None:
    found = aligner(*command.split(), "--help")
    assert found.status == 0
    options = [line for line in found.out.splitlines() if line.startswith("  -")]
    assert options
    for option in options:
        assert "  " in option.strip() or len(option) > 30, option  # a help text follows, beside it or below


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--nope",), "No such option: --nope"),
        (("reveiw",), "Did you mean 'review'?"),
        (("review",), "Missing argument 'ORIGINAL'"),
        (("review", "a"), "There is no file a"),
        (("review", CORPORA / "clock.en.md"), "a second file is needed, its translation"),
        (("review", *PAIR, "--format", "pdf"), "'pdf'; known are terminal"),
        (("align", *PAIR, "--format", "ladders"), "no format 'ladders'; known are ladder, tsv, jsonl, tmx"),
        (("review", *PAIR, "more"), "unexpected extra argument(s) (more)"),
        (("review", *PAIR, "--encoder", "labse"), "There is no encoder 'labse'"),
        (("review", *PAIR, "--profile", "defualt"), "There is no profile 'defualt'; known are default"),
        (("review", *PAIR, "--profile", "none.toml"), "none.toml"),
        (("evaluate", "alignment", "no-such-folder"), "no-such-folder is not a folder with en.txt"),
    ],
)
def test_a_wrong_argument_is_one_sentence(arguments: tuple[str, ...], says: str) -> None:
    found = aligner(*arguments)
    assert (found.status, found.out) == (2, "")
    assert found.err.startswith("aligner: ")
    assert found.err.count("\n") == 1
    assert says in found.err


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('[rules.omision]\nseverity = "minor"\n', "the nearest known one is 'omission'"),
        ('[rules.omission]\nseverty = "minor"\n', "the nearest known one is 'severity'"),
        ('[rules.omission]\nseverity = "awful"\n', "expected one of neutral, minor, major, critical"),
        ("[rules.omission]\nminimum-confidence = 7\n", "expected a number from 0 to 1"),
        ("rules = 3\n", "expected a table [rules]"),
        ("rules.omission = 3\n", "expected a table"),
        ("[rules\n", "cannot be read"),
    ],
)
def test_a_wrong_profile_says_what_was_expected(content: str, says: str, tmp_path: Path) -> None:
    profile = tmp_path / "strict.toml"
    profile.write_text(content, encoding="utf-8")
    found = aligner("review", *PAIR, "--profile", profile)
    assert found.status == 2
    assert says in found.err
    assert "strict.toml" in found.err


def test_a_profile_changes_what_is_reported(tmp_path: Path) -> None:
    profile = tmp_path / "mine.toml"
    profile.write_text('[rules.omission]\nenabled = false\n[rules.untranslated]\nseverity = "critical"\n')
    report = json.loads(aligner("review", *PAIR, "--profile", profile, "--format", "json").out)
    found = {finding["rule"]: finding["severity"] for finding in report["findings"]}
    assert "omission" not in found
    assert found["untranslated"] == "critical"
    assert report["run"]["profile"] == "mine"


def test_a_fault_of_ours_is_owned_and_shows_its_traceback_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("aligner.doctor.examine", fail)
    found = aligner("doctor")
    assert found.status == 2
    assert found.err.startswith("aligner: This is a fault of aligner, not yours: ZeroDivisionError: division by zero.")
    monkeypatch.setenv("ALIGNER_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        aligner("doctor")


def test_doctor_says_that_the_encoder_works() -> None:
    found = aligner("doctor")
    assert found.status == 0
    assert f"aligner    {package.__version__}" in found.out
    assert "embedded, works (512 dimensions" in found.out


def test_the_module_runs_as_the_command_does() -> None:
    assert program("--version").out == aligner("--version").out


@pytest.mark.parametrize("code", ["import aligner", "from aligner.cli.app import app"])
def test_starting_loads_nothing_heavy(code: str) -> None:
    """numpy alone takes longer than ``aligner --help`` may."""
    check = f"import sys; {code}; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    loaded = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, cwd=CORPORA.parent).stdout
    heavy = {"numpy", "jinja2", "nltk", "simplemma", "rapidfuzz", "markdown_it", "torch", "sqlite3", "sklearn"}
    assert not heavy & set(loaded.split())


def test_help_imports_no_command() -> None:
    check = "import sys; from aligner.cli.app import app; app(['--help'], standalone_mode=False); print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, cwd=CORPORA.parent).stdout
    loaded = {name.split(".")[1] for name in found.split() if name.startswith("aligner.")}
    assert "cli" in loaded
    assert not loaded & {"read", "encode", "alignment", "check", "gate", "report", "export", "session"}


def test_a_review_never_loads_what_it_does_not_need() -> None:
    check = (
        "import sys; sys.argv = ['aligner', 'review', *sys.argv[1:]]; from aligner.cli.app import run; run(); "
        "print(*sys.modules, file=sys.stderr)"
    )
    found = subprocess.run(
        [sys.executable, "-c", check, *map(str, PAIR)], capture_output=True, text=True, cwd=CORPORA.parent
    )
    loaded = {name.partition(".")[0] for name in found.stderr.split()}
    assert "numpy" in loaded
    assert not loaded & {"nltk", "sklearn", "torch", "sentence_transformers", "jinja2", "scipy", "pandas"}
