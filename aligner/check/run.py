"""Run all rules over a pair."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from logging import DEBUG
from time import perf_counter
from typing import NamedTuple

from aligner.check.base import Need, PairContext, Rule
from aligner.check.deduplicate import without_echoes
from aligner.check.exceptions import is_excepted
from aligner.check.fingerprints import with_fingerprints
from aligner.check.needs import missing
from aligner.check.registry import load_rules
from aligner.config.profile import Profile
from aligner.config.rules import RuleSettings
from aligner.core import Finding, Message, Severity, Skipped
from aligner.progress import step

__all__ = ["Checked", "candidates", "check", "findings_of", "reported", "runs", "skipped", "weighed"]


_HINT = 0.6  #: the greatest confidence of a rule that was not measured for the languages


class Checked(NamedTuple):
    """What rules say of a pair."""

    findings: tuple[Finding, ...]  #: worst first, then in reading order
    skipped: tuple[Skipped, ...]  #: rules that did not run, or judged less than they could


def check(pair: PairContext, profile: Profile) -> Checked:
    """Run every rule that the profile asks for."""
    return Checked(reported(pair, candidates(pair, profile), profile), skipped(pair, profile))


def skipped(pair: PairContext, profile: Profile) -> tuple[Skipped, ...]:
    """Return the rules that the profile asks for and that cannot run on a pair, or not in full, and why."""
    found = []
    for name, rule in load_rules().items():
        if not profile.settings(name).enabled:
            continue
        if reason := _first_missing(pair, rule.needs):
            found.append(Skipped(name, reason))
        elif reason := _first_missing(pair, rule.uses):
            found.append(Skipped(name, reason, partly=True))
    return tuple(found)


def _first_missing(pair: PairContext, needs: Set[Need]) -> Message | None:
    return next((reason for need in Need if need in needs and (reason := missing(pair, need))), None)


def runs(rule: Rule, pair: PairContext, profile: Profile) -> bool:
    """Return whether the profile asks for a rule and there is all that it needs."""
    return profile.settings(rule.id).enabled and _first_missing(pair, rule.needs) is None


def findings_of(rule: Rule, pair: PairContext) -> Iterator[Finding]:
    """Yield what a rule finds; where it should be measured for the languages and was not, as hints."""
    unsure = Need.MEASURED in rule.uses and missing(pair, Need.MEASURED) is not None
    for finding in rule.check(pair):
        yield _as_hint(finding) if unsure else finding


def _as_hint(finding: Finding) -> Finding:
    severity = min(finding.severity, Severity.MINOR, key=lambda level: level.rank)
    return replace(finding, severity=severity, confidence=min(finding.confidence, _HINT))


def candidates(pair: PairContext, profile: Profile, seconds: dict[str, float] | None = None) -> list[Finding]:
    """Return what every rule that the profile asks for and that can run found, however unsure, with its severities.

    :param seconds: the time that each rule takes is added here
    """
    found: list[Finding] = []
    pair = pair.under(profile.typography.spaces, profile.checks)
    for name, rule in load_rules().items():
        if runs(rule, pair, profile):
            began = perf_counter()
            with step("rule", f"running {name}", level=DEBUG) as facts:
                made = list(findings_of(rule, pair))
                facts["candidates"] = len(made)
            found += weighed(made, profile)
            if seconds is not None:
                seconds[name] = seconds.get(name, 0.0) + perf_counter() - began
    return found


def reported(pair: PairContext, candidates: Iterable[Finding], profile: Profile) -> tuple[Finding, ...]:
    """Return those that are sure enough for the profile and not implied by others, worst first, in reading order."""
    sure = [
        one
        for one in candidates
        if one.confidence >= (settings := profile.settings(one.rule)).minimum_confidence
        and not is_excepted(one, pair.original, pair.translation, settings.exceptions)
    ]
    marked = with_fingerprints(pair.original, pair.translation, without_echoes(sure))
    # The last digits of what comes of vectors differ from processor to processor; a report must not.
    rounded = (replace(one, confidence=round(float(one.confidence), 4)) for one in marked)
    return tuple(sorted(rounded, key=_order))


def weighed(findings: Iterable[Finding], profile: Profile) -> Iterator[Finding]:
    """Yield the findings of rules with the severities that a profile gives them."""
    known = load_rules()
    for finding in findings:
        yield _weighed(finding, known[finding.rule].severity, profile.settings(finding.rule))


def _weighed(finding: Finding, usual: Severity, settings: RuleSettings) -> Finding:
    """Return the finding with the severity that the profile gives it; what its rule plays down is not played up."""
    severity, wanted = finding.severity, settings.severity
    if wanted is not None and (severity.rank >= usual.rank or severity.rank > wanted.rank):
        severity = wanted
    if finding.confidence < settings.minor_below and severity.rank > Severity.MINOR.rank:
        severity = Severity.MINOR
    return finding if severity is finding.severity else replace(finding, severity=severity)


def _order(finding: Finding) -> tuple[int, float, int, str]:
    span = finding.original or finding.translation
    return (-finding.severity.rank, -round(finding.confidence, 2), span.start if span else 0, finding.rule)
