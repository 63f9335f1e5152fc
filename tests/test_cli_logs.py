"""What commands say on standard error while they work."""

import json
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.commands import aligner

Pair: TypeAlias = tuple[Path, Path]

ENGLISH = "The ferry leaves at nine every morning. It carries nobody back before the evening of the next day."
FRENCH = "Le bac part à neuf heures tous les matins. Il ne ramène personne avant le soir du lendemain."


@pytest.fixture
def pair(tmp_path: Path) -> Pair:
    (tmp_path / "a.en.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "a.fr.txt").write_text(FRENCH, encoding="utf-8")
    return tmp_path / "a.en.txt", tmp_path / "a.fr.txt"


def test_a_command_that_works_says_nothing_besides_its_result(pair: Pair) -> None:
    assert aligner("gate", *pair).err == ""


def test_verbose_says_each_step_and_how_long_it_took(pair: Pair) -> None:
    lines = aligner("review", *pair, "--verbose").err.splitlines()
    assert all(line.startswith("aligner: ") and line.endswith(" s)") for line in lines)
    told = " ".join(lines)
    assert all(step in told for step in ("reading", "aligning", "running number", "checking"))


def test_logs_are_objects_a_line_for_programs(pair: Pair) -> None:
    lines = [json.loads(line) for line in aligner("gate", *pair, "--log-format", "json").err.splitlines()]
    assert [line["step"] for line in lines] == ["read", "align", "check", "pair"]
    assert all(line["seconds"] >= 0 and line["level"] == "info" and line["time"] for line in lines)
    assert lines[1]["beads"] == 2


def test_warnings_are_said_unless_all_shall_be_quiet(pair: Pair) -> None:
    swapped = (pair[1], pair[0])
    loud = aligner("gate", *swapped, "--format", "json")
    assert "aligner: warning: The texts look swapped" in loud.err
    assert json.loads(aligner("gate", *swapped, "--log-format", "json").err.splitlines()[-1])["level"] == "warning"
    quiet = aligner("gate", *swapped, "--format", "json", "--quiet")
    assert quiet.err == ""
    assert quiet.out == loud.out


def test_what_makes_a_command_fail_is_said_however_quiet() -> None:
    found = aligner("gate", "no-such-file", "nor-this", "--quiet")
    assert found.status == 2
    assert "no-such-file" in found.err


def test_every_command_has_the_options() -> None:
    for command in (["split"], ["doctor"], ["evaluate", "findings"], ["profile", "show"]):
        assert "--log-format" in aligner(*command, "--help").out
