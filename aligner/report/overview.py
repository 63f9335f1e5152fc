"""One page on many pairs, worst first: the verdict on each, with a link to its report."""

import re
from collections.abc import Sequence
from html import escape as html
from pathlib import Path

from aligner.core import Severity
from aligner.gate import Outcome
from aligner.report.formats.markdown import escape
from aligner.report.i18n import Localizer
from aligner.report.labels import visible
from aligner.report.ranking import Case
from aligner.report.summary import summarise
from aligner.report.summary import verdict as summary_line
from aligner.report.verdicts import approval, first_line, overall, pair_name

__all__ = ["overview_pages", "worst_first"]

_ORDER = (Outcome.FAILED, Outcome.NOT_JUDGED, Outcome.PASSED)
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.4rem .6rem;"
    "border-bottom:1px solid #8885}.failed{color:#b00020}.not-judged{color:#8a5a00}.passed{color:#1b6e2f}"
    "@media(prefers-color-scheme:dark){body{background:#181818;color:#eee}a{color:#9cf}.failed{color:#ff8a80}"
    ".not-judged{color:#ffcc80}.passed{color:#a5d6a7}}"
)


def worst_first(cases: Sequence[Case]) -> list[Case]:
    """Return pairs in the order in which somebody should look at them."""

    def rank(case: Case) -> tuple[float, ...]:
        review, verdict = case
        counts = verdict.counts if verdict else summarise(review).by_severity
        outcome = _ORDER.index(verdict.outcome) if verdict else len(_ORDER)
        return (outcome, *(-counts[level] for level in sorted(Severity, key=lambda one: -one.rank)))

    return sorted(cases, key=rank)


def overview_pages(cases: Sequence[Case], words: Localizer) -> dict[str, str]:
    """Return the files of an overview by name: a page in HTML and one in Markdown, JUnit, and a report of each pair."""
    from aligner.report.formats import html as report
    from aligner.report.formats import junit

    ordered = worst_first(cases)
    links = [_file_name(number, case) for number, case in enumerate(ordered, 1)]
    pages = {link: report.render([case], words) for link, case in zip(links, ordered, strict=True)}
    return {
        "index.html": _html(ordered, links, words),
        "index.md": _markdown(ordered, links, words),
        "junit.xml": junit.render(ordered, words),
        **pages,
    }


def _file_name(number: int, case: Case) -> str:
    stem = re.sub(r"[^\w.-]+", "-", Path(case[0].translation.path).name)
    return f"{number:03}-{stem}.html"


def _html(cases: Sequence[Case], links: Sequence[str], words: Localizer) -> str:
    title = html(visible(overall(cases, words)))
    rows = []
    for case, link in zip(cases, links, strict=True):
        review, verdict = case
        outcome = f' class="{verdict.outcome.value}"' if verdict else ""
        about = "<br>".join(html(visible(line)) for line in _about(case, words))
        rows.append(
            f'<tr><td><a href="{html(link)}">{html(visible(pair_name(review)))}</a></td>'
            f"<td><strong{outcome}>{html(visible(first_line(case, words)))}</strong><br>{about}</td></tr>"
        )
    return (
        f'<!DOCTYPE html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<table>\n"
        f'<thead><tr><th scope="col">{html(words.say("texts"))}</th><th scope="col">{html(words.say("result"))}</th>'
        "</tr></thead>\n<tbody>\n" + "\n".join(rows) + "\n</tbody>\n</table>\n</body>\n</html>\n"
    )


def _markdown(cases: Sequence[Case], links: Sequence[str], words: Localizer) -> str:
    lines = [
        f"# {escape(overall(cases, words))}",
        "",
        f"| {words.say('texts')} | {words.say('result')} |",
        "| :-- | :-- |",
    ]
    for case, link in zip(cases, links, strict=True):
        said = "<br>".join(escape(line) for line in (first_line(case, words), *_about(case, words)))
        lines.append(f"| [{escape(pair_name(case[0]))}]({link}) | {said} |")
    return "\n".join(lines) + "\n"


def _about(case: Case, words: Localizer) -> list[str]:
    review, verdict = case
    said = [summary_line(summarise(review, verdict), words), approval(review, words)]
    return [line for line in said if line]
