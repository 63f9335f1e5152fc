"""People's decisions: a file to which lines are only added, and of which the last word holds."""

import json
from pathlib import Path

import pytest

from aligner.errors import ConfigError, InputError
from aligner.gate import Decision, Entry, accept, add_decision, decisions_beside, gate, holding, read_decisions
from tests.gate_cases import finding, profile, review

FINDING = finding()


def test_the_last_word_on_a_finding_holds(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    for decision in (Decision.ACCEPTED, Decision.REJECTED):
        add_decision(path, Entry("abc", decision, by="Ana", when="2026-03-01", note="see the letter"))
    assert holding(read_decisions(path)) == {"abc": Decision.REJECTED}
    assert len(path.read_text(encoding="utf-8").splitlines()) == 2


def test_what_other_programs_keep_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    line = {"fingerprint": "abc", "decision": "accepted", "colour": "green", "when": None}
    path.write_text(json.dumps(line) + "\n\n", encoding="utf-8")
    assert read_decisions(path) == [Entry("abc", Decision.ACCEPTED)]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("accepted", "line 2: this is no JSON object"),
        ("[]", "line 2: expected a JSON object, found []"),
        ('{"decision": "accepted"}', 'line 2: expected "fingerprint" with a text'),
        ('{"fingerprint": "a", "decision": "acepted"}', "the nearest is 'accepted'"),
    ],
)
def test_a_wrong_line_is_named(line: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text(f'{{"fingerprint": "a", "decision": "open"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_decisions(path)
    assert says in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_file_that_is_asked_for_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl cannot be read: No such file"):
        gate([review([FINDING])], profile(), decisions=tmp_path / "none.jsonl")


def test_accepting_a_finding_by_the_beginning_of_its_fingerprint_lets_the_text_pass(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    accept(
        [review([FINDING])], [FINDING.fingerprint[:4]], path, Entry("", Decision.ACCEPTED, "Ana", "now", "as agreed")
    )
    ((_, verdict),) = gate([review([FINDING])], profile(), decisions=path)
    assert verdict.passes
    assert read_decisions(path) == [Entry(FINDING.fingerprint, Decision.ACCEPTED, "Ana", "now", "as agreed")]


@pytest.mark.parametrize(("beginning", "says"), [("zzz", "fingerprint of no finding"), ("a", "begins 2 fingerprints")])
def test_a_beginning_of_none_or_of_several_is_refused_and_nothing_written(
    beginning: str, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "decisions.jsonl"
    two = review([finding(name="a1"), finding(name="a2")])
    with pytest.raises(ConfigError, match=says):
        accept([two], [beginning], path, Entry("", Decision.ACCEPTED))
    assert not path.exists()


def test_decisions_lie_beside_the_translation() -> None:
    assert decisions_beside("texts/a.fr.md") == Path("texts/a.fr.md.decisions.jsonl")
