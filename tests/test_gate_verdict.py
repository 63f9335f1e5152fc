"""The verdict: limits, reasons, and what does not count."""

import pytest

from aligner.core import Severity
from aligner.gate import Decision, Standing, baseline_of, judge, read_baseline
from tests.gate_cases import finding, profile, review

MAJOR, MINOR = finding(Severity.MAJOR), finding(Severity.MINOR)
LENIENT = "score.pass-mark=0"


def test_a_clean_text_passes() -> None:
    verdict = judge(review(), profile())
    assert verdict.passes
    assert verdict.headline == "Passes default: no findings, score 100.00."
    assert verdict.reasons == ()


def test_one_major_finding_fails_the_default_profile_and_the_reason_says_so() -> None:
    verdict = judge(review([MAJOR, MINOR]), profile(LENIENT))
    assert not verdict.passes
    assert verdict.headline == "Fails default: 1 major finding, none is allowed."
    assert verdict.counts[Severity.MAJOR] == verdict.counts[Severity.MINOR] == 1


@pytest.mark.parametrize(("allowed", "passes"), [(0, False), (1, False), (2, True), ('"any"', True)])
def test_at_most_so_many(allowed: object, passes: bool) -> None:
    found = [finding(Severity.MINOR, name=name) for name in "ab"]
    assert judge(review(found), profile(LENIENT, f"gate.minor={allowed}")).passes is passes


def test_a_text_within_its_limits_still_needs_the_pass_mark() -> None:
    verdict = judge(review([MINOR]), profile("score.pass-mark=99"))
    assert not verdict.passes
    assert verdict.reasons == ("the score is 96.67, at least 99 is asked for",)


def test_what_a_person_accepted_does_not_count() -> None:
    verdict = judge(review([MAJOR]), profile(), decisions={MAJOR.fingerprint: Decision.ACCEPTED})
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
    again = judge(review([MAJOR]), profile(), baseline, {MAJOR.fingerprint: Decision.REJECTED})
    assert not again.passes
    assert "1 new major finding" in again.headline


def test_a_decision_that_was_taken_back_decides_nothing() -> None:
    assert not judge(review([MAJOR]), profile(), decisions={MAJOR.fingerprint: Decision.OPEN}).passes


def test_every_finding_has_a_standing_and_every_limit_is_listed() -> None:
    verdict = judge(review([MAJOR, MINOR]), profile("gate.minor=3"))
    assert set(verdict.standing) == {MAJOR.fingerprint, MINOR.fingerprint}
    assert [limit.name for limit in verdict.limits] == ["critical", "major", "minor", "score"]
    assert [limit.passes for limit in verdict.limits] == [True, False, True, False]
