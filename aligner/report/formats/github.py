"""The findings as GitHub workflow commands: a line a finding that becomes a note beside the text of a pull request.

GitHub shows 10 errors, 10 warnings and 10 notices a step and 50 annotations a job, the first ones, and says nothing of
the rest (github.com/orgs/community/discussions/26680); so the worst come first and the last line counts the others.
"""

from collections.abc import Mapping, Sequence

from aligner.core import Severity, Side
from aligner.report.anchors import Anchor, Anchors
from aligner.report.i18n import Localizer
from aligner.report.labels import doubt, finding_place, visible
from aligner.report.ranking import Case, Item, items
from aligner.report.regions import has_lines
from aligner.report.verdicts import overall, pair_name, skipped

__all__ = ["MOST_OF_A_KIND", "render"]

MOST_OF_A_KIND = 10
_LONGEST = 1000  #: characters of a message

_KINDS = {
    Severity.CRITICAL: "error",
    Severity.MAJOR: "error",
    Severity.MINOR: "warning",
    Severity.NEUTRAL: "notice",
}


def render(cases: Sequence[Case], words: Localizer) -> str:
    """Return the verdict as a line of the log, then a command a finding, each kind cut at what a step may have."""
    places = [Anchors(review) for review, _ in cases]
    left = dict.fromkeys(("error", "warning", "notice"), MOST_OF_A_KIND)
    lines, cut = [_plain(f"aligner: {overall(cases, words)}")], 0
    if any(verdict is not None and not verdict.passes for _, verdict in cases):
        # The page of a run shows its annotations first; the reason why it is red is the first of them.
        lines.append(_command("error", {"title": "aligner"}, overall(cases, words)))
        left["error"] -= 1
    lines += [
        _plain(f"aligner: {pair_name(review)}: {left_out}")
        for review, _ in cases
        if (left_out := skipped(review, words))
    ]
    for item in items(cases):
        if not item.counts:
            continue
        kind = _KINDS[item.finding.severity]
        if left[kind]:
            left[kind] -= 1
            lines.append(_annotation(kind, item, cases[item.case], places[item.case], words))
        else:
            cut += 1
    if cut:
        lines.append(_plain(words.say("cut-annotations", count=cut)))
    return "\n".join(lines) + "\n"


def _annotation(kind: str, item: Item, case: Case, places: Anchors, words: Localizer) -> str:
    review, finding = case[0], item.finding
    anchor = places.side(finding, Side.TRANSLATION) or places.side(finding, Side.ORIGINAL)
    title = f"{words.severity(finding.severity)}: {words.rule_and_id(finding.rule)}"
    about = filter(None, (finding_place(review, finding, words), doubt(finding, words)))
    said = f"{words.message(finding)} ({', '.join(about)})"
    quotes = [
        f"{document.language}: {span.text}"
        for document, span in ((review.original, finding.original), (review.translation, finding.translation))
        if span is not None
    ]
    message = "\n".join(visible(line) for line in (said, *quotes))
    return _command(kind, {**_file(anchor, review.translation.path), "title": title}, message)


def _file(anchor: Anchor | None, path: str) -> dict[str, str]:
    if anchor is None:
        return {"file": path}
    if not has_lines(anchor.document):
        return {"file": anchor.document.path}
    region = anchor.region
    place = {"file": anchor.document.path, "line": str(region.line), "endLine": str(region.end_line)}
    # Columns of a stretch over several lines make GitHub drop the place.
    if region.line == region.end_line:
        place |= {"col": str(region.column), "endColumn": str(max(region.column, region.end_column - 1))}
    return place


def _command(kind: str, properties: Mapping[str, str], message: str) -> str:
    """Return a workflow command; ``%``, line ends, and inside properties ``:`` and ``,`` are escaped."""
    said = ",".join(f"{name}={_escaped(visible(value), ':,')}" for name, value in properties.items())
    short = message if len(message) <= _LONGEST else message[: _LONGEST - 1] + "…"
    return f"::{kind} {said}::{_escaped(short)}"


def _escaped(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def _plain(text: str) -> str:
    """Return a line of the log that is no command, whatever the text."""
    return visible(text).replace("::", ": :")
