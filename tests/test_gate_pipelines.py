"""What is offered to pipelines names files, commands and options that exist."""

import re
import shlex
from pathlib import Path

import pytest

from tests.commands import aligner

ROOT = Path(__file__).resolve().parent.parent
HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
WORKFLOW = (ROOT / "docs" / "examples" / "translations.yml").read_text(encoding="utf-8")


def _value(key: str) -> str:
    found = re.search(rf"^  {key}: (.*)$", HOOKS, re.MULTILINE)
    assert found
    return found[1].strip("'")


@pytest.mark.parametrize(("name", "taken"), [("docs/a.fr.md", True), ("a.en.docx", True), ("a.md", False)])
def test_the_hook_takes_texts_in_either_language(name: str, taken: bool) -> None:
    assert bool(re.search(_value("files"), name)) is taken


def test_the_hook_leaves_decisions_alone() -> None:
    assert not re.search(_value("files"), "a.fr.md.decisions.jsonl")


def test_the_hook_calls_a_command_that_takes_any_file_of_a_pair(tmp_path: Path) -> None:
    program, *arguments = shlex.split(_value("entry"))
    assert program == "aligner"
    alone = tmp_path / "a.fr.md"
    alone.write_text("Le bac part.\n", encoding="utf-8")
    found = aligner(*arguments, "--profile", "news", alone)
    assert (found.status, found.out) == (2, "")
    assert "There is no pair to judge" in found.err


def test_the_workflow_names_pairs_that_are_there_and_options_that_exist() -> None:
    pairs = re.search(r"PAIRS: >-\n((?: {8}.*\n)+)", WORKFLOW)
    assert pairs
    paths = pairs[1].split()
    assert len(paths) % 2 == 0
    assert all((ROOT / path).is_file() for path in paths)
    help_text = aligner("gate", "--help").out
    commands = re.findall(r"run: aligner (.*)$", WORKFLOW, re.MULTILINE)
    assert commands
    for command in commands:
        assert command.startswith("gate $PAIRS ")
        assert all(option in help_text for option in re.findall(r"--[a-z-]+", command))
