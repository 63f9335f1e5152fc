"""The command that trains: it writes files with their manifest entries, compares, and says what it cannot do."""

import tomllib
from pathlib import Path

import pytest

from aligner.models import resource
from tools.train.__main__ import TRAINERS, main, trainer
from tools.train.trainer import difference

LINES = {
    "en": "The parcel for Zbr. Miller came at noon, and Zbr. Hale was not at home.\nAsk Zbr. Stone, not Zbr. Lake.\n",
    "fr": "Le colis de Zbr. Miller est arrivé à midi.\nDemandez à Zbr. Stone, pas à Zbr. Lake.\n",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of evaluation data with one text a collection."""
    for collection in ("docs", "novels", "tico19"):
        folder = tmp_path / "data" / collection / "one"
        folder.mkdir(parents=True)
        for language, text in LINES.items():
            (folder / f"{language}.txt").write_text(text * 20, encoding="utf-8")
    return tmp_path / "data"


def test_training_writes_files_and_their_manifest_entries(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["split", "--data", str(data), "-o", str(tmp_path)]) == 0
    assert "zbr" in (tmp_path / "split.en.json").read_text(encoding="utf-8")
    entries = tomllib.loads(capsys.readouterr().out)
    assert list(entries) == ["split.en.json", "split.fr.json"]
    assert entries["split.en.json"]["inputs"][0]["count"] == 3
    assert entries["split.en.json"]["versions"].keys() == {"nltk"}
    assert entries["split.en.json"]["command"] == "python -m tools.train split --data ../shared/data"


def test_a_check_says_what_differs_and_writes_nothing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = resource("split.en.json").read_bytes()
    assert main(["split", "--data", str(data), "--check"]) == 1
    assert "split.en.json: " in capsys.readouterr().out
    assert resource("split.en.json").read_bytes() == before


def test_what_cannot_be_trained_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["alignment", "--data", str(tmp_path)]) == 2
    assert "There are no texts in" in capsys.readouterr().err
    assert main(["split", "--data", str(tmp_path), "--leave-out"]) == 2
    assert "Nothing can be left out" in capsys.readouterr().err


@pytest.mark.parametrize("name", TRAINERS)
def test_every_trainer_is_there(name: str) -> None:
    assert trainer(name).packages


def test_differences_are_named() -> None:
    one, other = b'{"a": {"x": 1.0, "y": 2}}', b'{"a": {"x": 1.5, "y": 2}}'
    assert difference(one, one, "some.json") == ""
    assert difference(one, other, "some.json") == "1 of 2 values differ, most a, x: 1, now 1.5"
    assert difference(b'{"a": ["x"]}', b'{"a": ["y", "z"]}', "some.json") == "1 entries are gone, 2 are new, of 1"
    assert difference(one, one + b"\n", "some.json") == "the same values, written otherwise"
