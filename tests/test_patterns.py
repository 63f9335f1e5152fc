"""Regular expressions of profiles: impossible ones are a sentence, slow ones end."""

import time
from pathlib import Path

import pytest

from aligner.errors import ConfigError
from aligner.patterns import check_pattern, found
from tests.commands import aligner


@pytest.mark.parametrize(
    "pattern",
    ["(a", "a{99999999999}", "(" * 3000 + "a" + ")" * 3000, "((a{1000}){1000}){1000}", "[z-a]", "a" * 6000, "(?<=a+)b"],
)
def test_what_cannot_be_used_is_a_sentence(pattern: str, tmp_path: Path) -> None:
    began = time.process_time()
    with pytest.raises(ValueError, match=r"regular expression|repeats too often"):
        check_pattern(pattern)
    assert time.process_time() - began < 2
    profile = tmp_path / "p.toml"
    profile.write_text(f"[[rules.number.exceptions]]\nregex = '{pattern}'\n", encoding="utf-8")
    outcome = aligner("profile", "check", profile)
    assert outcome.status == 2
    assert "p.toml, line 1" in outcome.err


@pytest.mark.parametrize("pattern", [r"(a|a)*$", r"(a|aa)+$"])
def test_what_is_slow_ends(pattern: str) -> None:
    began = time.process_time()
    with pytest.raises(ConfigError, match="takes too long"):
        found(pattern, "a" * 60 + " b" * 60 + "=")
    assert time.process_time() - began < 4


def test_what_is_usual_is_found() -> None:
    assert found(r"^Figure [0-9]+", "Figure 12 shows it")
    assert not found(r"(?i)\bchapitre\b", "Le Chapitres")
