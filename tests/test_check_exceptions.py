"""Exceptions and severities of a profile: what is not reported, and how severe the rest is."""

from dataclasses import replace

import pytest

from aligner.check import load_profile
from aligner.check.run import check
from aligner.core import BlockKind, Finding, Severity
from tests.pairs import pair

KINDS = [BlockKind.HEADING, BlockKind.PARAGRAPH]
PAIR = replace(
    pair(
        ["Boeing 737 in 12 pictures", "The lorries waited 48 hours at the pumps."],
        ["Le Boeing 747 en 12 images", "Les camions ont attendu 24 heures devant les pompes."],
        kinds=KINDS,
    )
)


def _numbers(*overrides: str) -> list[Finding]:
    only = ["rules.*.enabled=false", "rules.number.enabled=true"]
    return [one for one in check(PAIR, load_profile(overrides=[*only, *overrides])).findings if one.rule == "number"]


def _quoted(findings: list[Finding]) -> list[str]:
    return [one.translation.text for one in findings if one.translation]


def test_both_are_found_without_exceptions() -> None:
    assert len(_numbers()) == 2


@pytest.mark.parametrize(
    "exception",
    [
        '{text = "48 hours"}',
        '{text = "24"}',
        '{regex = "^2[0-9] h"}',
        '{block = "paragraph"}',
        '{text = "24", block = "paragraph"}',
        '{glossary = "hour"}',
        '{glossary = "Heure"}',
    ],
)
def test_an_exception_silences_what_it_names_and_nothing_else(exception: str) -> None:
    left = _numbers(f"rules.number.exceptions=[{exception}]")
    assert len(left) == 1
    assert "747" in _quoted(left)[0]


@pytest.mark.parametrize(
    "exception",
    [
        '{text = "4 hours"}',
        '{text = "48 Hours"}',
        '{text = "24", block = "heading"}',
        '{glossary = "hou"}',
        '{regex = "^h"}',
    ],
)
def test_an_exception_that_does_not_fit_silences_nothing(exception: str) -> None:
    assert len(_numbers(f"rules.number.exceptions=[{exception}]")) == 2


def test_one_exception_that_fits_is_enough() -> None:
    assert _numbers('rules.number.exceptions=[{text = "48 hours"}, {block = "heading"}]') == []


def test_a_severity_of_the_profile_replaces_the_usual_one() -> None:
    assert {one.severity for one in _numbers("rules.number.severity=critical")} == {Severity.CRITICAL}


def test_what_a_rule_plays_down_is_not_played_up() -> None:
    # English grouping left in a French text: a minor finding of a rule whose findings are major.
    slip = pair(["The mast is 1,350 km away."], ["Le mât est à 1,350 km."])
    minor = check(slip, load_profile(overrides=["rules.number.severity=critical"])).findings
    assert [one.severity for one in minor if one.rule == "number"] == [Severity.MINOR]


def test_a_milder_severity_of_the_profile_holds_for_all() -> None:
    assert {one.severity for one in _numbers("rules.number.severity=neutral")} == {Severity.NEUTRAL}


def test_unsure_findings_can_be_minor_at_most() -> None:
    assert {one.severity for one in _numbers("rules.number.minor-below=1")} == {Severity.MINOR}
    assert {one.severity for one in _numbers("rules.number.minor-below=0.1")} == {Severity.MAJOR}
