"""Learned files are those of the manifest, fit the code, and a file that does not fit is refused in a sentence."""

import json
import re
from collections.abc import Callable
from importlib.resources import as_file
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aligner import models
from aligner.alignment.model import FIRST_KINDS, SECOND_KINDS, load_model
from aligner.errors import ModelError
from aligner.link import coverage, lexicon
from aligner.link.coverage import INTERCEPT, LEARNED
from aligner.models import Section, for_pair, load_arrays, load_json, names, resource
from aligner.split.statistics import statistics
from aligner.terms.classifier import FEATURES, load_network
from tools.manifest import digest_of, manifest, sha256_of


def test_the_manifest_and_the_folder_name_the_same_files() -> None:
    assert sorted(manifest()) == names()
    every = {file.name for file in resource(".").iterdir() if not file.name.startswith("__")}
    assert every == {*names(), models.MANIFEST}


@pytest.mark.parametrize("name", names())
def test_every_file_is_the_one_of_the_manifest(name: str) -> None:
    with as_file(resource(name)) as path:
        assert sha256_of(path) == manifest()[name]["sha256"]


@pytest.mark.parametrize("name", names())
def test_the_manifest_says_where_a_file_comes_from(name: str) -> None:
    known = manifest()[name]
    assert known["command"].startswith("python -m ")
    assert known["inputs"]
    assert known["licence"] == "Apache-2.0"
    assert known["what"]
    assert known["sources"]
    assert known["made"].year >= 2026
    assert known["held-out"] == "not measured" or all(one["left-out"] and one["figures"] for one in known["held-out"])
    for one in known["inputs"]:
        assert "sha256" not in one or re.fullmatch("[0-9a-f]{64}", one["sha256"])


def test_weights_name_the_features_of_the_code() -> None:
    alignment = load_json("alignment.json")
    for look, kinds in (("first", FIRST_KINDS), ("second", SECOND_KINDS)):
        for side, features in zip(("bead", "null"), kinds, strict=True):
            assert list(alignment.section(look).section(side).content) == list(features)
    gaps = load_json("coverage.en-fr.json")
    for side in ("original", "translation"):
        learned = gaps.section(side)
        assert list(learned.content) == list(LEARNED)
        assert tuple(learned.section("words").content) == (INTERCEPT, *LEARNED["words"])
        for part in ("gaps", "gaps by meaning"):
            assert tuple(learned.section(part).value("features")) == LEARNED[part]
    assert tuple(load_json("terms.en-fr.json").value("evidence")) == FEATURES


def test_what_was_not_learned_is_not_there() -> None:
    assert for_pair("lexicon", "en", "fr", ".npz") == ("lexicon.en-fr.npz", False)
    assert for_pair("lexicon", "fr", "en", ".npz") == ("lexicon.en-fr.npz", True)
    assert for_pair("lexicon", "en", "de", ".npz") is None
    assert lexicon.load("en", "de") is None
    assert coverage.load_model("de", "fr") is None
    assert load_network("fr", "en", FEATURES) is None


def _changed(name: str, change: Any) -> str:
    content = json.loads(resource(name).read_text(encoding="utf-8"))
    change(content)
    return json.dumps(content)


#: Of each file: how it is loaded, a change that no longer fits, and what is said of it.
CHANGES: dict[str, tuple[Callable[[], object], Callable[[Any], object], str]] = {
    "alignment.json": (
        lambda: load_model.__wrapped__(),
        lambda c: c["first"]["bead"].pop("length"),
        "“length” is missing",
    ),
    "coverage.en-fr.json": (
        lambda: coverage.load_model.__wrapped__("fr", "en"),
        lambda c: c["original"]["gaps"]["features"].append("gain"),
        "original, gaps: its features are not those of the program",
    ),
    "split.en.json": (lambda: statistics.__wrapped__("en"), lambda c: c.pop("starters"), "other lists"),
    "terms.en-fr.json": (
        lambda: load_network.__wrapped__("en", "fr", FEATURES),
        lambda c: c["inner"].pop(),
        "shape",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_weights_for_other_features_are_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load, change, reason = CHANGES[name]
    content = _changed(name, change)
    monkeypatch.setattr(models, "files", lambda _: tmp_path)
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=f"The learned file {name} does not fit") as caught:
        load()
    assert reason in str(caught.value)
    (tmp_path / name).write_text(content[:100], encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be read"):
        load()


def test_a_lexicon_whose_arrays_contradict_each_other_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "lexicon.en-fr.npz"
    with resource(name).open("rb") as file, np.load(file) as shipped:
        arrays = dict(shipped)
    monkeypatch.setattr(models, "files", lambda _: tmp_path)
    np.savez(tmp_path / name, allow_pickle=False, **{**arrays, "original_counts": arrays["original_counts"][1:]})
    with pytest.raises(ModelError, match="contradict"):
        lexicon.load.__wrapped__("en", "fr")
    arrays.pop("links")
    np.savez(tmp_path / name, allow_pickle=False, **arrays)
    with pytest.raises(ModelError, match="“links” is missing"):
        lexicon.load.__wrapped__("en", "fr")
    (tmp_path / name).write_bytes(b"PK\x03\x04 no archive")
    with pytest.raises(ModelError, match="cannot be read"):
        load_arrays(name, ["links"])


def test_a_weight_that_is_no_number_is_refused() -> None:
    for weight in ("x", None, float("nan")):
        with pytest.raises(ModelError, match="one: a weight is"):
            Section("some.json", {"a": weight}, ("one",)).weights(["a"])


def test_a_digest_is_what_sha256sum_prints(tmp_path: Path) -> None:
    for name, text in (("b", "two"), ("a", "one")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    one = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"
    two = "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3"
    (tmp_path / "sums").write_text(f"{one}  a\n{two}  b\n", encoding="utf-8")
    assert digest_of([tmp_path / "b", tmp_path / "a"], tmp_path) == sha256_of(tmp_path / "sums")
