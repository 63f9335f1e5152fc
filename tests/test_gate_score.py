"""The MQM score follows the published models, and can be followed."""

from math import log1p

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.core import Severity
from aligner.errors import ConfigError
from aligner.gate import score
from aligner.gate.models import tolerance
from aligner.messages import texts
from tests.gate_cases import finding, profile
from tests.literal import english

SEVERITIES = st.lists(st.sampled_from(list(Severity)), max_size=40)


def test_a_worked_example_of_the_model() -> None:
    # 2 minor, 3 major and 1 critical error in 1,500 words: 2 + 15 + 25 = 42 points, 28 per 1,000 words, 97.2.
    errors = [Severity.MINOR] * 2 + [Severity.MAJOR] * 3 + [Severity.CRITICAL]
    found = score([finding(severity) for severity in errors], 1500, profile())
    assert (found.points, found.per_thousand, round(found.quality, 6)) == (42, 28, 97.2)
    assert found.points_by_severity == {
        Severity.CRITICAL: 25,
        Severity.MAJOR: 15,
        Severity.MINOR: 2,
        Severity.NEUTRAL: 0,
    }


def test_weights_hold_for_a_category_and_those_below_it() -> None:
    errors = [finding(category="accuracy/mistranslation/number"), finding(category="fluency/grammar")]
    found = score(errors, 1000, profile("score.weights.accuracy=2", "score.weights.fluency=0"))
    assert {one.category: one.points for one in found.types} == {
        "accuracy/mistranslation/number": 10,
        "fluency/grammar": 0,
    }
    nearer = profile("score.weights.accuracy=2", "score.weights.accuracy/mistranslation=3")
    assert score(errors[:1], 1000, nearer).points == 15


def test_the_calculation_can_be_followed_line_by_line() -> None:
    errors = [finding(Severity.MAJOR), finding(Severity.MAJOR, name="b"), finding(Severity.MINOR)]
    found = score(errors, 1650, profile("score.weights.accuracy=1.5", "score.pass-mark=98"))
    assert tuple(map(english, found.calculation)) == (
        "accuracy/omission: (2 major × 5 + 1 minor × 1) × weight 1.5 = 16.5",
        "error points: 16.5",
        "per 1,000 words: 16.5 × 1,000 / 1,650 words of the original = 10",
        "quality: 100 × (1 − 10 / 1,000) = 99.00",
        "pass mark: 98, that is 20 points per 1,000 words",
    )


def test_a_short_text_is_too_small_to_score() -> None:
    found = score([finding()], 499, profile())
    assert english(found.calculation[-1]) == "fewer than 500 words, too small to score: the findings decide"
    assert (found.is_large_enough, score([], 500, profile()).is_large_enough) == (False, True)


LINEAR = ("score.model=linear", "score.pass-mark=90", "score.allowed=20")


def test_the_linear_model_puts_the_allowed_points_on_the_pass_mark() -> None:
    # 4 major errors in 1,000 words are 20 points, just what is allowed; 10 points are half of the way.
    assert score([finding(name=str(n)) for n in range(4)], 1000, profile(*LINEAR)).quality == 90
    half = score([finding(name=str(n)) for n in range(4)], 2000, profile(*LINEAR))
    assert half.quality == 95
    assert "calibrated: 100 − 10 × (100 − 90) / 20 points allowed = 95.00" in english(half.calculation[-2])


NON_LINEAR = ("score.model=non-linear", "score.pass-mark=90", "score.tolerance=[500, 6, 2000, 16]")


@pytest.mark.parametrize(("words", "points"), [(500, 6), (2000, 16)])
def test_the_non_linear_model_goes_through_both_points(words: int, points: int) -> None:
    found = score([finding(Severity.MINOR, name=str(n)) for n in range(points)], words, profile(*NON_LINEAR))
    assert found.quality == pytest.approx(90)
    assert english(found.calculation[-2]).startswith(f"tolerance for {words:,} words: ")


def test_the_non_linear_model_tolerates_more_in_longer_texts_though_less_a_word() -> None:
    scale, rate = tolerance((500, 6, 2000, 16))
    at = [scale * log1p(rate * words) for words in (500, 1000, 2000, 4000)]
    assert at[0] < at[1] < at[2] < at[3]
    assert at[3] / 4000 < at[2] / 2000 < at[1] / 1000 < at[0] / 500
    assert at[1] == pytest.approx(10.1, abs=0.3)


@pytest.mark.parametrize("points", ["[500, 6]", "[500, 6, 500, 7]", "[500, 6, 1000, 12]", "[500, 6, 1000, 6]"])
def test_points_through_which_no_curve_goes_are_refused(points: str) -> None:
    with pytest.raises(ConfigError, match=r"score\.tolerance is "):
        profile(f"score.tolerance={points}")


def test_no_text_of_ours_calls_the_score_that_of_a_standard() -> None:
    assert not [one.id for one in texts() for _, text in one.templates() if "5060" in text]


def test_a_text_without_findings_has_full_marks_even_without_words() -> None:
    assert score([], 0, profile()).quality == 100
    assert score([], 0, profile()).passes


def test_quality_is_never_below_zero() -> None:
    found = score([finding(Severity.CRITICAL)], 1, profile())
    assert found.quality == 0
    assert "0.00" in " ".join(map(english, found.calculation))


def test_the_pass_mark_is_compared_with_what_is_printed() -> None:
    # 10 points in 1,000 words are 99 exactly; binary fractions must not fail it.
    assert score([finding(Severity.MAJOR), finding(Severity.MAJOR, name="b")], 1000, profile()).passes
    assert not score([finding(Severity.CRITICAL)], 1000, profile()).passes


@given(SEVERITIES, st.integers(1, 5000))
def test_another_error_never_raises_the_score(severities: list[Severity], words: int) -> None:
    errors = [finding(severity) for severity in severities]
    before = score(errors, words, profile())
    after = score([*errors, finding(Severity.MINOR, "fluency/grammar")], words, profile())
    assert after.quality <= before.quality
    assert 0 <= after.quality <= 100
    assert after.points == before.points + 1


@given(st.permutations([*Severity, *Severity]), st.integers(1, 5000))
def test_the_order_of_findings_changes_nothing(severities: list[Severity], words: int) -> None:
    categories = ["accuracy/omission", "terminology", "fluency/grammar"]
    errors = [finding(severity, categories[severity.rank % 3]) for severity in severities]
    weighed = profile("score.weights.accuracy=0.1", "score.weights.terminology=0.7")
    assert score(errors, words, weighed) == score(sorted(errors, key=lambda one: one.fingerprint), words, weighed)
