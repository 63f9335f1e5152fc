"""Run all rules over a pair."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from logging import DEBUG
from time import perf_counter
from typing import NamedTuple

from aligner.check.base import Need, PairContext, Rule, Scope
from aligner.check.deduplicate import without_echoes
from aligner.check.exceptions import is_excepted
from aligner.check.fingerprints import with_fingerprints
from aligner.check.needs import missing
from aligner.check.registry import load_rules
from aligner.config.profile import Profile
from aligner.config.rules import RuleSettings
from aligner.core import Finding, Message, Severity, Skipped
from aligner.errors import AlignerError
from aligner.parallel import beside, in_processes
from aligner.progress import LOG, advance, idle, step

__all__ = ["Checked", "candidates", "check", "findings_of", "reported", "runs", "skipped", "weighed"]


_WORTH_SHARING = 150  #: beads; fewer are checked sooner than processes are made
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
        if name in pair.faults:
            found.append(Skipped(name, Message("skipped.fault", {"error": pair.faults[name]})))
        elif reason := _first_missing(pair, rule.needs):
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
    """Yield what a rule finds; where it should be measured for the languages and was not, as hints.

    A rule that fails by a fault of its own is noted in the pair and said as one that could not judge: all other rules
    have something to say.
    """
    unsure = Need.MEASURED in rule.uses and missing(pair, Need.MEASURED) is not None
    try:
        for finding in rule.check(pair):
            yield _as_hint(finding) if unsure else finding
    except AlignerError:
        raise
    except Exception as error:
        LOG.debug("the rule %s failed", rule.id, exc_info=True)
        pair.faults[rule.id] = f"{type(error).__name__}: {error}"


def _as_hint(finding: Finding) -> Finding:
    severity = min(finding.severity, Severity.MINOR, key=lambda level: level.rank)
    return replace(finding, severity=severity, confidence=min(finding.confidence, _HINT))


def candidates(
    pair: PairContext, profile: Profile, seconds: dict[str, float] | None = None, processes: int = 1
) -> list[Finding]:
    """Return what every rule that the profile asks for and that can run found, however unsure, with its severities.

    :param seconds: the time that each rule takes is added here
    :param processes: how many may share the rules; what rules make of the pair is lost with a process
    """
    pair = pair.under(profile.typography.spaces, profile.checks)
    wanted = [rule for rule in load_rules().values() if runs(rule, pair, profile)]
    if processes == 1 or len(pair.beads) < _WORTH_SHARING:
        every = _ran(wanted, pair)
    else:
        idle()  # a process with a thread that shows progress cannot be copied
        every = _ran_by_processes(wanted, pair, processes)
    found: list[Finding] = []
    for rule in wanted:
        made = every[rule.id]
        if made.fault is not None:
            pair.faults[rule.id] = made.fault
        found += weighed(made.findings, profile)
        if seconds is not None:
            seconds[rule.id] = seconds.get(rule.id, 0.0) + made.seconds
    return found


class _Ran(NamedTuple):
    """What a rule found, in so many seconds."""

    findings: list[Finding]
    seconds: float
    fault: str | None  #: how it failed, if it did


def _ran(rules: Iterable[Rule], pair: PairContext) -> dict[str, _Ran]:
    """Run rules; returns what each found, by its id."""
    found = {}
    for rule in rules:
        began = perf_counter()
        with step("rule", f"running {rule.id}", level=DEBUG) as facts:
            made = list(findings_of(rule, pair))
            facts["candidates"] = len(made)
        found[rule.id] = _Ran(made, perf_counter() - began, pair.faults.get(rule.id))
    return found


def _ran_by_processes(rules: Sequence[Rule], pair: PairContext, processes: int) -> dict[str, _Ran]:
    """Share rules among processes; those that ask for no word links begin while these are made."""
    by_links = [rule for rule in rules if rule.links]
    groups = _by_file(by_links)
    found: dict[str, _Ran] = {}
    with beside(lambda: _ran([rule for rule in rules if rule not in by_links], pair)) as others:
        if by_links:
            pair.share()
        for done, some in enumerate(in_processes(lambda group: _ran(group, pair), groups, processes), 1):
            found |= some
            advance("rules", done, len(groups) + 1)
        return found | others()


def _by_file(rules: Sequence[Rule]) -> list[Sequence[Rule]]:
    """Return rules in groups, those of one file together: they share their work.

    First come those that take the most time: those that compare meanings all over the texts, then inside beads.
    """
    files: dict[str, list[Rule]] = {}
    for rule in rules:
        files.setdefault(rule.check.__module__, []).append(rule)
    return sorted(files.values(), key=lambda some: max(map(_weight, some)), reverse=True)


def _weight(rule: Rule) -> tuple[bool, bool]:
    return Need.ENCODER in rule.uses, rule.scope is Scope.DOCUMENT


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
