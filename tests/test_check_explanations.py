"""Every rule explains itself: its examples hold, its figures are there, and the docs page is what the code says."""

from pathlib import Path

import pytest

from aligner.check import load_profile, load_rules
from aligner.check.explanations import Example, example_pair, explanation
from aligner.check.explanations.readings import readings
from aligner.check.explanations.text import as_text, page
from aligner.check.run import reported
from aligner.core import Finding
from aligner.encode import Encoder, load

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


def test_what_was_read_is_said() -> None:
    found = readings()
    assert set(found.rules) <= set(load_rules())
    assert all(sum(marks) and min(marks) >= 0 for marks in found.rules.values())
    true, debatable, false = found.rules["omission"]
    said = f"Of {true + debatable + false} findings, {true} true, {debatable} debatable, {false} false."
    assert said in " ".join(as_text(load_rules()["omission"], 80).split())
    assert "It found nothing on the pages that were read." in page()
