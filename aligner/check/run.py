"""All rules over one pair: findings with fingerprints, worst first."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from logging import DEBUG
from time import perf_counter

from aligner.check.base import PairContext, RuleSettings, load_rules
from aligner.check.deduplicate import without_echoes
from aligner.check.fingerprints import with_fingerprints
from aligner.config.exceptions import is_excepted
from aligner.config.profile import Profile
from aligner.core import Finding, Severity
from aligner.progress import step

__all__ = ["candidates", "check", "reported"]


def check(pair: PairContext, profile: Profile) -> tuple[Finding, ...]:
    """The findings of every rule the profile runs, worst first, then in reading order."""
    return reported(pair, candidates(pair, profile), profile)


def candidates(pair: PairContext, profile: Profile, seconds: dict[str, float] | None = None) -> list[Finding]:
    """What every rule that the profile runs found, however unsure, with the profile's severities.

    :param seconds: the time that each rule takes is added here
    """
    found: list[Finding] = []
    pair = pair.with_spaces(profile.typography.spaces)
    for name, rule in load_rules().items():
        settings = profile.settings(name)
        if settings.enabled:
            began = perf_counter()
            with step("rule", f"asking {name}", level=DEBUG) as facts:
                made = list(rule.check(pair))
                facts["candidates"] = len(made)
            found += weighed(made, profile)
            if seconds is not None:
                seconds[name] = seconds.get(name, 0.0) + perf_counter() - began
    return found


def reported(pair: PairContext, candidates: Iterable[Finding], profile: Profile) -> tuple[Finding, ...]:
    """Those that are sure enough for the profile and not said already, worst first, then in reading order."""
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
    """The findings of rules with the severities that a profile gives them."""
    known = load_rules()
    for finding in findings:
        yield _weighed(finding, known[finding.rule].severity, profile.settings(finding.rule))


def _weighed(finding: Finding, usual: Severity, settings: RuleSettings) -> Finding:
    """The finding with the severity that the profile gives it; what its rule plays down is not played up."""
    severity, wanted = finding.severity, settings.severity
    if wanted is not None and (severity.rank >= usual.rank or severity.rank > wanted.rank):
        severity = wanted
    if finding.confidence < settings.minor_below and severity.rank > Severity.MINOR.rank:
        severity = Severity.MINOR
    return finding if severity is finding.severity else replace(finding, severity=severity)


def _order(finding: Finding) -> tuple[int, float, int, str]:
    span = finding.original or finding.translation
    return (-finding.severity.rank, -round(finding.confidence, 2), span.start if span else 0, finding.rule)
