"""The word lists: the same answers as simplemma's own, kept in a form that opens at once."""

import subprocess
import sys
from pathlib import Path

import pytest
from simplemma import is_known, lemmatize

from aligner.languages import dictionary
from tests.commands import CORPORA

WORDS = ["maisons", "allées", "aujourd'hui", "l’avions", "zzyzx", "HOUSES", "went", "Paris", "better-known", "œufs", ""]


def _again(code: str, cache: Path) -> subprocess.CompletedProcess[str]:
    """Run code in a new process."""
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=CORPORA.parent,
        env={"ALIGNER_CACHE": str(cache), "PATH": ""},
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_answers_are_those_of_simplemma(language: str) -> None:
    for word in filter(None, WORDS):
        assert dictionary.lemma(word, language) == lemmatize(word.lower(), lang=language).lower()
        assert dictionary.is_word(word, language) == is_known(word, lang=language)


def test_the_lists_are_kept_and_read_again(tmp_path: Path) -> None:
    code = "from aligner.languages.dictionary import lemma; print(lemma('chevaux', 'fr'))"
    for _ in range(2):
        found = _again(code, tmp_path)
        assert (found.stdout, found.stderr) == ("cheval\n", "")
    (folder,) = tmp_path.iterdir()
    assert [path.name for path in folder.iterdir()] == ["fr.dic"]


@pytest.mark.parametrize("damage", [b"", b"no trie"])
def test_a_damaged_list_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    code = "from aligner.languages.dictionary import lemma; print(lemma('chevaux', 'fr'))"
    _again(code, tmp_path)
    (file,) = tmp_path.rglob("fr.dic")
    whole = file.read_bytes()
    file.write_bytes(damage)
    found = _again(code, tmp_path)
    assert (found.stdout, found.stderr) == ("cheval\n", "")
    assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_no_hindrance(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("no folder")
    found = _again("from aligner.languages.dictionary import lemma; print(lemma('chevaux', 'fr'))", place)
    assert (found.stdout, found.stderr) == ("cheval\n", "")


def test_rules_of_other_languages_are_loaded_when_they_are_asked_for(tmp_path: Path) -> None:
    code = """
import sys
from aligner.languages.dictionary import lemma
def rules(): return sorted(name.rpartition(".")[2] for name in sys.modules if ".defaultrules." in name)
print(lemma("zzyzxtions", "en"), rules())
from simplemma import lemmatize
print(lemmatize("Zzyzxheiten", lang="de"), rules())
"""
    found = _again(code, tmp_path)
    assert (found.stdout, found.stderr) == ("zzyzxtion ['en']\nZzyzxheit ['de', 'en']\n", "")
