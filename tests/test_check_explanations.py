"""Every rule explains itself: its examples hold, its figures are there, and the docs page is what the code says."""

from pathlib import Path

import pytest

from aligner.check import load_profile, load_rules
from aligner.check.explanations import Example, example_pair, explanation
from aligner.check.explanations.measured import measured
from aligner.check.explanations.text import as_text, page
from aligner.check.run import reported
from aligner.core import Finding
from aligner.encode import Encoder, load
from tools.measured import figures

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = [(rule, example) for rule in load_rules() for example in explanation(rule).examples]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{rule}: {one.note}" for rule, one in EXAMPLES])
def test_an_example_is_found_or_silent_as_it_says(rule: str, example: Example, encoder: Encoder) -> None:
    pair = example_pair(example, encoder)
    found = reported(pair, load_rules()[rule].check(pair), load_profile())
    assert bool(found) is example.finds, found
    assert {one.category for one in found} <= {load_rules()[rule].category, *load_rules()[rule].also}
    if example.shows:
        assert any(example.shows in quote for finding in found for quote in _quotes(finding))


def _quotes(finding: Finding) -> list[str]:
    return [span.text for span in (finding.original, finding.translation) if span]


@pytest.mark.parametrize("rule", load_rules())
def test_a_rule_shows_what_it_finds_and_what_it_leaves_alone(rule: str) -> None:
    said = explanation(rule)
    assert {example.finds for example in said.examples} == {True, False}
    assert min(len(text.split()) for text in (said.looks_for, said.why, said.tune)) > 10


@pytest.mark.parametrize("width", [50, 80, 120])
def test_explanations_fit_the_terminal(width: int) -> None:
    lines = [line for rule in load_rules().values() for line in as_text(rule, width).splitlines()]
    assert [line for line in lines if len(line) > width and " " in line.strip() and not line.startswith("  #")] == []


def test_the_docs_page_of_rules_is_what_the_code_says() -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == page(), "run: aligner explain --all --format markdown -o docs/rules.md"


def test_every_figure_is_a_share_of_what_was_planted() -> None:
    assert measured().words > 100_000
    for rule, found in measured().rules.items():
        assert rule in load_rules()
        assert all(0 <= hits <= planted for hits, planted in found.recall.values())
        assert 0 <= found.alarms_major <= found.alarms


def test_figures_are_taken_from_an_evaluation() -> None:
    plants = [{"kind": "number-changed", "found": found} for found in (True, True, False)]
    alarms = [
        {"rule": "number", "severity": "major", "excuse": ""},
        {"rule": "number", "severity": "minor", "excuse": ""},
        {"rule": "number", "severity": "major", "excuse": "known defect"},
    ]
    evaluation = {
        "plants": plants, "alarms": alarms, "pairs": ["a"], "words": 1000, "seconds_by_rule": {"number": 1.0}
    }  # fmt: skip
    assert figures(evaluation)["rules"] == {
        "number": {"recall": {"number-changed": [2, 3]}, "alarms": 2, "alarms-major": 1, "real": 1}
    }
