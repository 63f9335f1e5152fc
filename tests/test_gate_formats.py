"""Every format says the same of the same verdicts, byte for byte, and begins with the verdict."""

from copy import deepcopy

from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.core import Severity
from aligner.gate import Judged, judge
from aligner.report import render_all
from tests.gate_cases import finding, profile, review
from tests.literal import english

CATEGORIES = ["accuracy/omission", "accuracy/mistranslation/number", "fluency/grammar", "terminology"]
FINDINGS = st.lists(st.tuples(st.sampled_from(list(Severity)), st.sampled_from(CATEGORIES)), max_size=8)
PROFILE = profile("score.weights.accuracy=0.1", "gate.minor=2")


def _judged(pairs: list[list[tuple[Severity, str]]]) -> list[Judged]:
    reviews = [review([finding(*one, name=str(n)) for n, one in enumerate(found)]) for found in pairs]
    return [Judged(one, judge(one, PROFILE)) for one in reviews]


def _every_format(judged: list[Judged]) -> list[str]:
    return [render_all(judged, name) for name in ("brief", "json", "summary", "sarif", "junit", "github")]


@settings(deadline=None, max_examples=40)
@given(st.lists(FINDINGS, min_size=1, max_size=3))
def test_the_same_verdicts_are_the_same_bytes(pairs: list[list[tuple[Severity, str]]]) -> None:
    judged = _judged(pairs)
    assert _every_format(judged) == _every_format(deepcopy(judged))


@settings(deadline=None, max_examples=40)
@given(FINDINGS)
def test_the_first_line_of_the_terminal_is_the_verdict(found: list[tuple[Severity, str]]) -> None:
    judged = _judged([found])
    assert _every_format(judged)[0].splitlines()[0] == english(judged[0].verdict.headline)
    assert judged[0].verdict.passes is english(judged[0].verdict.headline).startswith("Passes default: ")
