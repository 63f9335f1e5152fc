"""``aligner explain``, as a user calls it."""

from pathlib import Path

from aligner.check import load_rules
from tests.commands import aligner


def test_without_a_rule_all_are_listed_with_what_they_look_for() -> None:
    found = aligner("explain")
    assert found.status == 0
    assert [line.split()[0] for line in found.out.splitlines() if not line.startswith(" ")] == list(load_rules())


def test_a_rule_is_explained_with_examples_figures_and_tuning() -> None:
    found = aligner("explain", "number")
    assert found.status == 0
    for title in ("What it looks for", "Why", "Examples", "Read", "Tuning"):
        assert f"\n{title}\n" in found.out
    assert "[rules.number]" in found.out


def test_an_unknown_rule_is_one_sentence_with_the_nearest() -> None:
    found = aligner("explain", "nubmer")
    assert (found.status, found.out) == (2, "")
    assert found.err == "aligner: There is no rule 'nubmer'; the nearest is 'number'. 'aligner explain' lists all.\n"


def test_the_page_of_all_rules_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "rules.md"
    assert aligner("explain", "--all", "--format", "markdown", "-o", path).status == 0
    assert all(f"\n## {rule}\n" in path.read_text(encoding="utf-8") for rule in load_rules())


def test_a_rule_and_all_rules_at_once_make_no_sense() -> None:
    assert aligner("explain", "number", "--all").status == 2
