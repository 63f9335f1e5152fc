"""The verdict: limits, reasons, and what does not count."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from aligner.core import Decision, Finding, Message, Review, Severity, Skipped, State
from aligner.errors import ConfigError
from aligner.gate import Outcome, Standing, baseline_of, judge, read_baseline
from aligner.messages import render
from tests.gate_cases import finding, profile, review
from tests.literal import english, literal


def long(findings: Iterable[Finding] = ()) -> Review:
    """A review of 800 words."""
    english = ["The ferry that leaves at nine is the last one."] * 80
    french = ["Le bac qui part à neuf heures est le dernier."] * 80
    return review(findings, english, french)


MAJOR, MINOR = finding(Severity.MAJOR), finding(Severity.MINOR)
LENIENT = "score.pass-mark=0"


def test_a_clean_text_passes() -> None:
    verdict = judge(review(), profile())
    assert verdict.passes
    assert english(verdict.headline) == "Passes default: no findings; too small to score, the findings decide."
    assert verdict.reasons == ()


def test_one_major_finding_fails_the_default_profile_and_the_reason_says_so() -> None:
    verdict = judge(review([MAJOR, MINOR]), profile(LENIENT))
    assert not verdict.passes
    assert english(verdict.headline) == "Fails default: 1 major finding, none is allowed."
    assert verdict.counts[Severity.MAJOR] == verdict.counts[Severity.MINOR] == 1


@pytest.mark.parametrize(("allowed", "passes"), [(0, False), (1, False), (2, True), ('"any"', True)])
def test_at_most_so_many(allowed: object, passes: bool) -> None:
    found = [finding(Severity.MINOR, name=name) for name in "ab"]
    assert judge(review(found), profile(LENIENT, f"gate.minor={allowed}")).passes is passes


def test_a_text_within_its_limits_still_needs_the_pass_mark() -> None:
    verdict = judge(long([finding(Severity.MINOR, name=str(n)) for n in range(20)]), profile("score.pass-mark=99"))
    assert not verdict.passes
    assert [english(reason) for reason in verdict.reasons] == ["the score is 97.50, at least 99 is required"]
    assert english(judge(long(), profile()).headline) == "Passes default: no findings, score 100.00."


def test_findings_decide_alone_where_a_text_is_too_small_to_score() -> None:
    verdict = judge(review([MINOR]), profile("score.pass-mark=100"))
    assert verdict.passes
    assert "score" not in [limit.name for limit in verdict.limits]


def test_what_a_person_accepted_does_not_count() -> None:
    verdict = judge(
        review([MAJOR]), profile(), decisions={MAJOR.fingerprint: Decision(MAJOR.fingerprint, State.ACCEPTED_RISK)}
    )
    assert verdict.passes
    assert verdict.score.quality == 100
    assert verdict.standing == {MAJOR.fingerprint: Standing.ACCEPTED}
    assert not verdict.counts_for(MAJOR.fingerprint)


def test_what_a_person_rejected_counts_although_the_baseline_has_it(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "base.jsonl"
    path.write_text(baseline_of([review([MAJOR])]), encoding="utf-8")
    baseline = read_baseline(path)
    assert judge(review([MAJOR]), profile(), baseline).passes
    again = judge(review([MAJOR]), profile(), baseline, {MAJOR.fingerprint: Decision("", State.TO_BE_FIXED)})
    assert not again.passes
    assert "1 new major finding" in english(again.headline)


def test_a_decision_that_was_taken_back_decides_nothing() -> None:
    assert not judge(review([MAJOR]), profile(), decisions={MAJOR.fingerprint: Decision("", State.OPEN)}).passes


def test_every_finding_has_a_standing_and_every_limit_is_listed() -> None:
    verdict = judge(review([MAJOR, MINOR]), profile("gate.minor=3"))
    assert set(verdict.standing) == {MAJOR.fingerprint, MINOR.fingerprint}
    assert [limit.name for limit in verdict.limits] == ["critical", "major", "minor", "uncovered"]
    assert [limit.passes for limit in verdict.limits] == [True, False, True, True]


SKIPPED = (Skipped("number", literal("no figures")), Skipped("false-friend", literal("no list")))


def test_a_text_is_not_judged_where_a_rule_that_is_asked_for_could_not_run() -> None:
    verdict = judge(replace(review(), skipped=SKIPPED), profile())
    assert verdict.outcome is Outcome.NOT_JUDGED
    assert not verdict.passes
    assert english(verdict.headline) == (
        "Not judged by default: 2 rules could not run (number, false-friend); otherwise no findings, too small to "
        "score."
    )
    assert [english(reason) for reason in verdict.reasons] == [
        "number could not run: no figures",
        "false-friend could not run: no list",
    ]
    assert render(verdict.headline, "fr") == (
        "Non jugé par le profil default\u00a0: 2 règles n’ont pas pu s’appliquer (nombre, faux ami)\u202f; par "
        "ailleurs, aucun constat, trop court pour une note."
    )


def test_a_broken_limit_fails_whatever_could_not_run() -> None:
    verdict = judge(replace(review([MAJOR]), skipped=SKIPPED), profile(LENIENT))
    assert verdict.outcome is Outcome.FAILED
    assert english(verdict.headline) == "Fails default: 1 major finding, none is allowed."
    assert len(verdict.reasons) == 3


@pytest.mark.parametrize(
    ("override", "missed"),
    [
        ("gate.may-skip=['false-friend']", ["number"]),
        ("gate.may-skip=['false-friend', 'number']", []),
        ("rules.number.enabled=false", ["false-friend"]),
    ],
)
def test_a_profile_says_which_rules_it_can_do_without(override: str, missed: list[str]) -> None:
    verdict = judge(replace(review(), skipped=SKIPPED), profile(override))
    assert [english(reason).split()[0] for reason in verdict.reasons] == missed
    assert verdict.passes is not bool(missed)


def test_a_slip_in_the_name_of_a_rule_to_skip_is_named() -> None:
    with pytest.raises(ConfigError, match=r"unknown rule 'false-frend'.*'false-friend'"):
        profile("gate.may-skip=['false-frend']")


@pytest.mark.parametrize(
    ("severities", "said"),
    [
        ([Severity.MINOR], "1 minor finding"),
        ([Severity.MINOR, Severity.MINOR, Severity.NEUTRAL], "2 minor findings, 1 neutral finding"),
    ],
)
def test_the_headline_counts_in_good_english(severities: list[Severity], said: str) -> None:
    found = [finding(severity, name=str(number)) for number, severity in enumerate(severities)]
    verdict = judge(review(found), profile(LENIENT, "score.minor=0"))
    assert english(verdict.headline) == f"Passes default: {said}; too small to score, the findings decide."


def test_the_verdict_has_no_other_language_inside() -> None:
    minor = judge(review([MINOR]), profile(LENIENT, "score.minor=0"))
    assert render(minor.headline, "fr") == (
        "Accepté par le profil default\u00a0: 1 constat mineur\u202f; trop court pour une note, les constats décident."
    )
    failed = judge(long([MAJOR] * 4), profile("score.pass-mark=99"))
    assert failed.reasons[0] == Message(
        "gate.none-allowed", {"findings": Message("severity.major-findings", {"count": 4})}
    )
    assert "la note est de 97,50, il faut au moins 99" in render(failed.headline, "fr")
