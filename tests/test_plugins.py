"""A package outside adds one of each kind, and the command line uses all five as if they were ours."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from aligner.encode import load
from aligner.errors import ConfigError, EncoderError
from aligner.plugins import plugins
from tests.commands import Outcome, program
from tests.pages import ROOT, codes

PACKAGE = Path(__file__).parent / "plugin_package"

SCREENPLAYS = {
    "en": "INT. KITCHEN - NIGHT\n\nANNA\nI thought you had left for good…\n\n[[check the weather]]\n\nPAUL\n"
    "The boat sank in 1912.\n\nShe opens the window.\n",
    "fr": "INT. CUISINE - NUIT\n\nANNA\nJe te croyais parti pour de bon.\n\nPAUL\n"
    "Le bateau a coulé en 1912.\n\nElle ouvre la fenêtre.\n",
}


@dataclass(frozen=True, slots=True)
class Installed:
    """A folder with the package in it, and two files that its reader reads."""

    folder: Path
    original: Path
    translation: Path

    def run(self, *arguments: str | Path) -> Outcome:
        paths = os.pathsep.join((str(self.folder), str(ROOT)))
        return program(*arguments, cwd=self.original.parent, PYTHONPATH=paths)

    def on_pair(self, command: str, *arguments: str | Path) -> Outcome:
        return self.run(command, self.original, self.translation, *arguments)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    if find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed")
    folder, work = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("work")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check", "--target"]
    command = [sys.executable, "-m", "pip", "install", *options, str(folder), str(PACKAGE)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    paths = {language: work / f"scene.{language}.fountain" for language in SCREENPLAYS}
    for language, path in paths.items():
        path.write_text(SCREENPLAYS[language], encoding="utf-8")
    return Installed(folder, paths["en"], paths["fr"])


def test_its_reader_reads_and_its_rule_finds(installed: Installed) -> None:
    found = installed.on_pair("review", "--format", "json", "--interface-language", "fr")
    assert found.status == 0, found.err
    report = json.loads(found.out)
    (finding,) = report["findings"]
    assert finding["rule"] == "ellipsis"
    assert finding["message"] == "L’original s’achève sur des points de suspension, la traduction non."
    assert [block["text"] for block in report["documents"]["original"]["blocks"]] == [
        "INT. KITCHEN - NIGHT",
        "I thought you had left for good…",
        "The boat sank in 1912.",
        "She opens the window.",
    ]


def test_its_report_is_written(installed: Installed) -> None:
    found = installed.on_pair("review", "--format", "tally")
    assert (found.status, found.out) == (0, f"{installed.translation}\tellipsis\t1\n"), found.err


def test_its_export_is_written_by_name_and_by_suffix(installed: Installed) -> None:
    line = "She opens the window. ||| Elle ouvre la fenêtre.\n"
    named = installed.on_pair("export", "--format", "fast-align")
    assert line in named.out, named.err
    target = installed.original.with_name("scene.fa")
    assert installed.on_pair("export", "-o", target).status == 0
    assert target.read_text(encoding="utf-8") == named.out


def test_its_encoder_makes_the_vectors(installed: Installed) -> None:
    found = installed.on_pair("review", "--encoder", "letters", "--format", "json", "--no-cache")
    assert found.status == 0, found.err
    assert json.loads(found.out)["run"]["encoder"] == "letters-1"


def test_what_it_adds_is_explained_like_ours(installed: Installed) -> None:
    assert "The translation ends in a full stop." in installed.run("explain", "ellipsis").out
    for option in ("--format", "--encoder"):
        refused = installed.on_pair("review", option, "nothing")
        assert refused.status == 2
        assert {"--format": "tally", "--encoder": "'letters'"}[option] in refused.err
    assert "[rules.ellipsis]" in installed.run("profile", "show").out


def test_a_profile_can_switch_its_rule_off(installed: Installed) -> None:
    found = installed.on_pair("review", "--format", "tally", "--set", "rules.ellipsis.enabled=false")
    assert (found.status, found.out) == (0, ""), found.err


def test_without_the_package_nothing_is_left_of_it() -> None:
    assert program("explain", "ellipsis").status == 2
    assert program("review", "a", "b", "--format", "tally").status == 2


def test_the_pages_print_the_package_as_it_is() -> None:
    printed = {code.text for name in ("plugins", "adding-a-rule") for code in codes(ROOT / "docs" / f"{name}.md")}
    for path in (PACKAGE / "pyproject.toml", *(PACKAGE / "bitext_extras").glob("[a-z]*.*")):
        if path.suffix in (".py", ".toml"):
            assert path.read_text(encoding="utf-8") in printed, f"docs do not print {path.name} as it is"


BROKEN = """
[aligner.encoders]
gone = encoders_of_others:Gone
fails = encoders_of_others:fails
number = encoders_of_others:NUMBER
"""


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "encoders_of_others.py").write_text("NUMBER = 1\ndef fails(): raise OSError('no disk')\n")
    about = tmp_path / "encoders_of_others-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: encoders-of-others\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(BROKEN)
    monkeypatch.syspath_prepend(tmp_path)
    plugins.cache_clear()
    yield
    plugins.cache_clear()


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("gone", ConfigError, "'gone' of encoders-of-others .* cannot be imported"),
        ("fails", EncoderError, "The encoder 'fails' cannot be made: OSError: no disk"),
        ("number", ConfigError, "The entry point 'number' makes no encoder, which has a method 'encode', but 1."),
    ],
)
def test_a_broken_encoder_is_named(name: str, kind: type[Exception], says: str) -> None:
    with pytest.raises(kind, match=says):
        load(name)
