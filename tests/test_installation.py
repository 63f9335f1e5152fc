"""How the program is installed, and that its hints install what is missing."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import aligner
from aligner import installation
from aligner.installation import DISTRIBUTION, install_hint

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    installation._source.cache_clear()
    yield
    installation._source.cache_clear()


def installed(folder: Path, monkeypatch: pytest.MonkeyPatch, **source: object) -> None:
    """Leave behind what an installer does; ``source`` is what PEP 610 has it write down, nothing from an index."""
    about = folder / f"{DISTRIBUTION.replace('-', '_')}-9.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {DISTRIBUTION}\nVersion: 9\n", encoding="utf-8")
    if source:
        (about / "direct_url.json").write_text(json.dumps(source), encoding="utf-8")
    monkeypatch.syspath_prepend(folder)


def test_from_the_index_the_hint_names_the_distribution(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path, monkeypatch)
    assert install_hint("pdf") == f"pip install '{DISTRIBUTION}[pdf]'"


@pytest.mark.parametrize(("editable", "option"), [(False, ""), (True, "-e ")])
def test_from_a_clone_the_hint_names_its_folder(
    editable: bool, option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = tmp_path / "my clone"
    clone.mkdir()
    installed(tmp_path, monkeypatch, url=clone.as_uri(), dir_info={"editable": editable})
    assert install_hint("pdf") == f"pip install {option}'{clone}[pdf]'"


def test_from_a_clone_that_is_gone_the_hint_names_the_distribution(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(tmp_path, monkeypatch, url=(tmp_path / "gone").as_uri(), dir_info={})
    assert install_hint("pdf") == f"pip install '{DISTRIBUTION}[pdf]'"


def test_from_a_repository_the_hint_names_its_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path, monkeypatch, url="https://git.example.org/a.git", vcs_info={"vcs": "git", "commit_id": "1"})
    assert install_hint("pdf") == f"pip install '{DISTRIBUTION}[pdf] @ git+https://git.example.org/a.git'"


def test_the_build_reads_name_and_version_that_the_program_knows() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["name"] == DISTRIBUTION
    assert project["project"]["dynamic"] == ["version"]
    version = ROOT / project["tool"]["hatch"]["version"]["path"]
    assert f'__version__ = "{aligner.__version__}"\n' in version.read_text(encoding="utf-8")
    assert f"\nversion: {aligner.__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_every_extra_that_a_hint_names_is_there() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert {"documents", "html", "pdf", "parquet", "transformers"} <= extras.keys()
