"""``aligner profile``, as a user calls it."""

import tomllib
from pathlib import Path

from aligner.config.profile import profile_names
from tests.commands import aligner


def test_the_profiles_are_listed_with_what_they_are_for() -> None:
    found = aligner("profile", "list")
    assert found.status == 0
    assert [line.split()[0] for line in found.out.splitlines()] == list(profile_names())


def test_show_prints_a_profile_file(tmp_path: Path) -> None:
    found = aligner("profile", "show", "news", "--set", "gate.minor=3")
    assert tomllib.loads(found.out)["gate"]["minor"] == 3
    path = tmp_path / "mine.toml"
    path.write_text(found.out, encoding="utf-8")
    assert aligner("profile", "diff", "news", path).out == "gate.minor: 10 → 3\n"


def test_check_says_that_a_profile_makes_sense_or_where_it_does_not(tmp_path: Path) -> None:
    assert aligner("profile", "check", *profile_names()).status == 0
    path = tmp_path / "mine.toml"
    path.write_text('extends = "news"\n\n[rules.number]\nsevrity = "minor"\n', encoding="utf-8")
    found = aligner("profile", "check", path)
    assert (found.status, found.out) == (2, "")
    assert found.err == (
        f"aligner: {path}, line 4: unknown key 'sevrity' in rules.number; the nearest known one is 'severity'.\n"
    )


def test_equal_profiles_have_no_difference() -> None:
    assert aligner("profile", "diff", "legal", "legal").out == ""


def test_the_group_alone_says_what_there_is() -> None:
    found = aligner("profile")
    assert found.status == 2
    assert "diff" in found.err
