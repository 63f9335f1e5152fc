"""The findings as JUnit XML, for pipelines that show test results.

One suite a pair; its first case is the verdict, then come the rules that could not run, as skipped, and the findings.
A finding fails where it is to blame: if the gate says no, those that exceed a limit; without a gate, all that are more
than neutral. The others pass, with what they say as output; those that the gate does not count are skipped.

There is no schema of the format's makers. What is written keeps to the one that Jenkins publishes (junit-10.xsd) and to
GitLab's limits (docs.gitlab.com, "Unit test reports": 30 MB a file, a test's name stands once; 250,000 XML objects).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from aligner.core import Finding, Severity, Skipped
from aligner.gate import Standing, Verdict
from aligner.report.i18n import Localizer
from aligner.report.labels import doubt, finding_place, visible
from aligner.report.ranking import Case, standing
from aligner.report.verdicts import calculation, first_line, ignored, overall, pair_name, standing_note, why_skipped

__all__ = ["MOST_CASES", "render"]

MOST_CASES = 10_000
_LONGEST, _NAME = 1000, 60  #: characters of a quoted text, of a quotation in a name


def render(cases: Sequence[Case], words: Localizer) -> str:
    """Return all pairs in one file; each pair has its share of the cases that fit, the worst findings first."""
    room = max(1, MOST_CASES // max(1, len(cases)))
    suites = [_suite(number, case, words, room) for number, case in enumerate(cases)]
    total = Counter[str]()
    for _, counts in suites:
        total.update(counts)
    head = f'<testsuites name={_attribute(f"aligner: {overall(cases, words)}")} {_counts(total)} time="0">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *(text for text, _ in suites), "</testsuites>\n"])


def _suite(number: int, case: Case, words: Localizer, room: int) -> tuple[str, Counter[str]]:
    review, verdict = case
    ranked = sorted(
        review.findings, key=lambda found: (standing(found, verdict) is not Standing.COUNTS, -found.severity.rank)
    )
    blamed = _blamed(verdict)
    names, lines, counts = Counter[str](), list[str](), Counter[str](tests=1)
    lines += _verdict_case(case, words)
    counts["failures"] += bool(verdict and not verdict.passes)
    for one in review.skipped:
        counts.update(tests=1, skipped=1)
        lines += _skipped_case(case, one, names, words)
    for finding in ranked[:room]:
        outcome = _outcome(finding, verdict, blamed)
        counts.update(tests=1, failures=outcome == "failure", skipped=outcome == "skipped")
        lines += _case(case, finding, outcome, names, words)
    if (rest := len(ranked) - room) > 0:
        cut = words.say("cut-cases", count=rest)
        lines.append(f"<system-out>{_text(cut)}</system-out>")
    about = f'id="{number}" {_counts(counts)} skipped="{counts["skipped"]}" time="0"'
    head = f"<testsuite name={_attribute(pair_name(review))} {about}>"
    return "\n".join([head, *_properties(case), *lines, "</testsuite>"]), counts


def _counts(counts: Counter[str]) -> str:
    return f'tests="{counts["tests"]}" failures="{counts["failures"]}" errors="0"'


def _properties(case: Case) -> Iterator[str]:
    review, verdict = case
    values = dict(sorted(review.run.items()))
    if review.approval:
        values |= {"approved-by": review.approval.by, "approval-holds": str(review.approval.holds).lower()}
    if verdict:
        score = verdict.score
        values |= {
            "passes": str(verdict.passes).lower(),
            "outcome": verdict.outcome.value,
            "score": f"{score.quality:.2f}" if score.is_large_enough else "too small to score",
            "pass-mark": f"{score.pass_mark:g}",
        }
    yield "<properties>"
    for name, value in values.items():
        yield f"<property name={_attribute(name)} value={_attribute(value)}/>"
    yield "</properties>"


def _verdict_case(case: Case, words: Localizer) -> Iterator[str]:
    review, verdict = case
    said = first_line(case, words)
    yield f'<testcase classname={_attribute(review.translation.path)} name="verdict" time="0">'
    if verdict:
        lines = [said, ignored(verdict, words), *calculation(verdict, words)]
        body = _text("\n".join(filter(None, lines)))
    else:
        body = _text(said)
    if verdict and not verdict.passes:
        yield f'<failure type="verdict" message={_attribute(said)}>{body}</failure>'
    else:
        yield f"<system-out>{body}</system-out>"
    yield "</testcase>"


def _skipped_case(case: Case, skipped: Skipped, names: Counter[str], words: Localizer) -> Iterator[str]:
    """Yield the case of a rule that could not run, or not in full."""
    name, reason = _unique(skipped.rule, names), words.render(why_skipped(skipped, words))
    yield f'<testcase classname={_attribute(case[0].translation.path)} name={_attribute(name)} time="0">'
    yield f"<skipped message={_attribute(reason)}/>"
    yield "</testcase>"


def _blamed(verdict: Verdict | None) -> frozenset[Severity]:
    """Return severities whose findings fail."""
    if verdict is None:
        return frozenset(Severity) - {Severity.NEUTRAL}
    broken = {limit.name for limit in verdict.limits if not limit.passes}
    if "score" in broken:
        return frozenset(severity for severity, points in verdict.score.points_by_severity.items() if points)
    return frozenset(severity for severity in Severity if severity.value in broken)


def _outcome(finding: Finding, verdict: Verdict | None, blamed: frozenset[Severity]) -> str:
    if standing(finding, verdict) is not Standing.COUNTS:
        return "skipped"
    return "failure" if finding.severity in blamed else "system-out"


def _case(case: Case, finding: Finding, outcome: str, names: Counter[str], words: Localizer) -> Iterator[str]:
    review, verdict = case
    said = words.message(finding)
    classname, name = f"{review.translation.path}.{finding.rule}", _unique(_name(finding), names)
    yield f'<testcase classname={_attribute(classname)} name={_attribute(name)} time="0">'
    if outcome == "skipped":
        yield f"<skipped message={_attribute(standing_note(review, finding, verdict, words))}/>"
    body = _text("\n".join(_lines(case, finding, words)))
    if outcome == "failure":
        yield f'<failure type="{finding.severity.value}" message={_attribute(said)}>{body}</failure>'
    else:
        yield f"<system-out>{body}</system-out>"
    yield "</testcase>"


def _name(finding: Finding) -> str:
    """Return a name that stays the same while the words do: pipelines follow a case by its name."""
    quotes = [_cut(span.text, _NAME) for span in (finding.original, finding.translation) if span]
    name = f"{finding.rule}: {' → '.join(quotes)}"
    return f"{name} ({finding.fingerprint[:8]})" if finding.fingerprint else name


def _unique(name: str, names: Counter[str]) -> str:
    names[name] += 1
    return name if names[name] == 1 else f"{name} #{names[name]}"


def _lines(case: Case, finding: Finding, words: Localizer) -> Iterator[str]:
    review, verdict = case
    about = (
        words.severity(finding.severity),
        words.rule_and_id(finding.rule),
        finding_place(review, finding, words),
        doubt(finding, words),
        standing_note(review, finding, verdict, words),
    )
    yield " · ".join(filter(None, about))
    yield words.message(finding)
    for document, span in ((review.original, finding.original), (review.translation, finding.translation)):
        if span is not None:
            yield f"{document.language}: {_cut(span.text, _LONGEST)}"
    if finding.suggestion is not None:
        yield f"{words.say('suggestion')} {finding.suggestion}"


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


# XML has no way to write most control characters, and two code points that are no characters.
_BARRED = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


def _attribute(text: str) -> str:
    return quoteattr(visible(text).translate(_BARRED))


def _text(text: str) -> str:
    return "\n".join(escape(visible(line).translate(_BARRED)) for line in text.split("\n"))
