"""The Markdown report shows the texts as they are, whatever is in them."""

import re
from html import unescape

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from aligner.core import Review
from aligner.report import render
from aligner.report.formats.markdown import escape
from aligner.report.labels import visible
from tests.report_cases import assert_golden, reviews
from tests.report_samples import HOSTILE, ferry, hostile

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(markdown: str) -> str:
    """What a reader sees of a paragraph."""
    text = unescape(re.sub(r"<[^>]*>", "", PARSER.render(markdown)))
    return text.replace("\u200b", "").strip()


def test_the_report_looks_as_reviewed() -> None:
    assert_golden("report-ferry.md", render(ferry(), "markdown"))


@given(
    st.text(st.characters(exclude_characters="\u200b"), min_size=1).map(lambda text: " ".join(visible(text).split()))
)
@example(HOSTILE)
@example("1. one")
@example("- a")
@example("# b")
@example("=")
@example("<!-- c")
@example("a | b \\| c \\")
def test_escaped_text_shows_as_itself(text: str) -> None:
    text = visible(text).strip()
    assert shown(escape(text)) == text
    assert "<a " not in PARSER.render(escape(text))
    table = PARSER.render(f"| a |\n| - |\n| {escape(text)} |")
    assert table.count("<td>") == 1
    assert shown(f"| a |\n| - |\n| {escape(text)} |").split("a", 1)[1].strip() == text


def test_nobody_is_mentioned_and_no_issue_is_linked() -> None:
    report = render(hostile(), "markdown")
    assert "@someone" not in report
    assert "#12" not in report


@settings(max_examples=25, deadline=None)
@given(reviews())
def test_every_bead_has_its_row_and_every_row_three_cells(review: Review) -> None:
    html = PARSER.render(render(review, "markdown").split("## The whole text")[1])
    rows = re.findall(r"<tr>.*?</tr>", html.split("<tbody>")[1], re.S)
    assert len(rows) == sum(
        max(len(bead.original), len(bead.translation)) if bead.is_null else 1 for bead in review.beads
    )
    assert all(row.count("<td") == 3 for row in rows)
    texts = unescape(re.sub(r"<[^>]*>|⟦|⟧", "", "".join(rows))).replace("\u200b", "")
    assert "<script" not in html
    assert visible(review.original.sentences[0].text) in texts or review.findings
