"""What the README and docs/ print is true: commands run, programs run, links lead somewhere, the pages build."""

import shlex
import shutil
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.commands import aligner
from tests.pages import PAGES, ROOT, codes, commands, links

#: Commands of a shell that the tests do not run: they install, or need what is not there.
_NOT_RUN = ("python3 -m venv ", "python -m pytest ", ".venv/bin/pip ", "pip ", "mkdocs ", "git ", "cd ")

#: Pages with commands or programs to try.
_TRIED = [page for page in PAGES if any(code.language in ("sh", "python") for code in codes(page))]


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what a clone has and commands name."""
    shutil.copytree(ROOT / "corpora", tmp_path / "corpora")
    shutil.copytree(ROOT / "tests" / "documents", tmp_path / "tests" / "documents")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", _TRIED, ids=name)
def test_what_a_page_prints_can_be_run(page: Path, folder: Path) -> None:
    """In the order of the page: ``sh`` and ``python`` run, a file of settings that names itself is written."""
    known: dict[str, object] = {}
    for code in codes(page):
        first, _, _ = code.text.partition("\n")
        if code.language == "toml" and first.startswith("# ") and first.endswith(".toml"):
            (folder / first.removeprefix("# ")).write_text(code.text, encoding="utf-8")
        elif code.language == "python":
            exec(compile(code.text, name(page), "exec"), known)
        elif code.language == "sh":
            for command in commands(code):
                run(command, folder)


def run(command: str, folder: Path) -> None:
    """Run a command as it is printed, if it is one of ours."""
    ours = command.split("&& ")[-1].removeprefix(".venv/bin/")
    if not ours.startswith("aligner "):
        assert command.startswith(_NOT_RUN), f"is this to be run? {command}"
        return
    shown, _, target = ours.partition(" > ")
    found = aligner(*shlex.split(shown)[1:])
    assert found.status in ((0, 1) if " gate " in shown else (0,)), f"{command}\n{found.err}"
    quiet = (" -o ", " --update ", " --write-baseline ", " profile check ")
    assert found.out or any(option in f"{shown} " for option in quiet), command
    if target:
        (folder / target).write_text(found.out, encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        if not link.startswith(("https://", "#")):
            assert (page.parent / link.partition("#")[0]).exists(), link


def test_the_readme_is_read_in_a_minute() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 120


def test_the_pages_build_without_a_warning(tmp_path: Path) -> None:
    if find_spec("mkdocs") is None or find_spec("material") is None:
        pytest.skip("mkdocs-material is not installed")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (found.returncode, found.stdout) == (0, ""), found.stdout + found.stderr
    built = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "fonts.googleapis.com" not in built


def test_the_page_on_architecture_draws_every_room() -> None:
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        drawing = import_module("drawing")
    finally:
        sys.path.remove(str(ROOT / "docs"))
    from tests.test_architecture import ORDER

    rooms = [room for _, row in reversed(drawing.ROWS[:-1]) for room, _ in row]
    assert rooms == [room for room in ORDER if room in rooms]
    base = {"_version", "installation", "word", "__main__"}
    assert set(ORDER) - set(rooms) - base == set(drawing.ROWS[-1][1][0][0].split(", "))
    assert drawing.TARGET.read_text(encoding="utf-8") == drawing.drawing()
