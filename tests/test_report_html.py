"""The HTML page: self-contained, nothing of a text ever becomes markup, every finding once and linked."""

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from aligner.check import load_profile
from aligner.core import Message, Review, Severity
from aligner.gate import Standing, judge
from aligner.messages import render as say
from aligner.report import render
from aligner.report.formats.html import MOST_SHOWN
from aligner.report.labels import visible
from tests.literal import english
from tests.report_cases import reviews
from tests.report_samples import REVIEWS, ferry, hostile

VOID = {"meta", "link", "input"}


class Page(HTMLParser):
    """Every element with its attributes, and the text of every cell of the whole text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements = list[tuple[str, dict[str, str | None]]]()
        self.open = list[str]()
        self.cells = list[str]()
        self.skipping = 0
        self.depth: int | None = None
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        if tag in VOID:
            return
        self.open.append(tag)
        classes = (found.get("class") or "").split()
        if tag == "div" and "cell" in classes and "li" in self.open and found.get("lang"):
            self.cells.append("")
            self.depth = len(self.open)
        elif "label" in classes or "tag" in classes:
            self.skipping = len(self.open)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1] == tag, f"<{self.open[-1]}> closed by </{tag}>"
        if self.skipping == len(self.open):
            self.skipping = 0
        if self.depth == len(self.open):
            self.depth = None
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.depth and not self.skipping:
            self.cells[-1] += data

    def ids(self) -> list[str]:
        return [found["id"] or "" for _, found in self.elements if "id" in found]


@pytest.mark.parametrize("sample", REVIEWS.values(), ids=REVIEWS.keys())
def test_the_page_asks_nothing_of_the_network_and_allows_no_script_but_its_own(sample: Callable[[], Review]) -> None:
    page = Page(render(sample(), "html"))
    assert [tag for tag, _ in page.elements].count("script") == 1
    for _, found in page.elements:
        for name in ("src", "href", "action"):
            assert (found.get(name) or "#").startswith(("#", "data:,"))
        assert not any(name.startswith("on") or name == "style" for name in found)
    policy = next(found["content"] or "" for _, found in page.elements if "http-equiv" in found)
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_text_never_becomes_markup() -> None:
    source = render(hostile(), "html")
    assert "<script>alert" not in source
    assert source.count("&lt;script&gt;alert(1)") >= 6
    assert "{{ 7" in source


def test_each_finding_stands_once_with_its_rule_and_severity() -> None:
    review = ferry()
    page = Page(render(review, "html"))
    articles = [found for tag, found in page.elements if tag == "article"]
    assert [(found["id"], found["data-rule"], found["data-severity"]) for found in articles] == [
        (f"finding-{number}", finding.rule, finding.severity.value) for number, finding in enumerate(review.findings, 1)
    ]
    source = render(review, "html")
    for message in {say(finding.message, "en") for finding in review.findings}:
        shown = message.replace("'", "&#39;")
        assert source.count(shown) == sum(say(finding.message, "en") == message for finding in review.findings)


@settings(max_examples=25, deadline=None)
@given(reviews())
def test_the_page_is_well_formed_and_holds_the_whole_text(review: Review) -> None:
    page = Page(render(review, "html"))
    assert not page.open
    shown = sorted(" ".join(cell.split()) for cell in page.cells)
    expected = [
        " ".join(text.sentences[number].text for number in side)
        for bead in review.beads
        for text, sentences in ((review.original, bead.original), (review.translation, bead.translation))
        for side in ([(number,) for number in sentences] if bead.is_null else [sentences])
        if side
    ]
    assert shown == sorted(" ".join(visible(text).split()) for text in expected)


@settings(max_examples=15, deadline=None)
@given(reviews())
def test_every_link_arrives_and_every_mark_is_linked(review: Review) -> None:
    page = Page(render(review, "html"))
    ids = page.ids()
    assert len(ids) == len(set(ids))
    links = {(found.get("href") or "")[1:] for tag, found in page.elements if tag == "a"}
    assert links <= set(ids)


def test_cells_say_their_language() -> None:
    source = render(ferry(), "html")
    assert re.search(r'<div class="cell" lang="fr"><span class="label" lang="en">fr 1</span> Le ferry', source)
    assert '<html lang="en">' in source


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio of two colours given as ``#rrggbb``."""

    def luminance(colour: str) -> float:
        channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_text_colour_has_enough_contrast_in_both_schemes() -> None:
    source = render(ferry(), "html")
    palettes = [
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", part)) for part in re.findall(r":root \{.*?\}", source, re.S)
    ]
    for colours in palettes[:2]:
        severities = ("critical", "major", "minor", "neutral")
        pairs = [("good", "card"), ("good", "page")]
        pairs += [("ink", ground) for ground in ("page", "card", "wash", *(f"{name}-wash" for name in severities))]
        pairs += [(text, ground) for text in ("soft", "link") for ground in ("page", "card", "wash")]
        pairs += [(name, ground) for name in severities for ground in ("card", "page", "wash", f"{name}-wash")][1:]
        for text, ground in pairs:
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


def judged(profile: str = "news") -> str:
    return render(ferry(), "html", judge(ferry(), load_profile(profile)))


def test_the_verdict_is_the_heading_and_each_limit_says_whether_it_is_kept() -> None:
    source = judged()
    verdict = judge(ferry(), load_profile("news"))
    assert f'<h1 class="failed">{english(verdict.headline)}</h1>' in source
    page = Page(source)
    kept = [
        found["class"] for tag, found in page.elements if tag == "div" and found.get("class") in ("passes", "fails")
    ]
    assert kept == ["passes" if limit.passes else "fails" for limit in verdict.limits]
    for line in verdict.score.calculation:
        assert english(line) in source


def test_the_chart_has_a_tick_for_each_place_in_reading_order() -> None:
    source = render(ferry(), "html")
    rows = dict(re.findall(r'<tr><th scope="row"><a [^>]*>([\w-]+)</a></th>(.*?)</tr>', source, re.S))
    assert set(rows) == {finding.rule for finding in ferry().findings}
    for row in rows.values():
        across = [float(x) for x in re.findall(r'<rect [^>]*x="([\d.]+)%"', row)]
        assert across == sorted(across)
        assert all(0 <= x <= 100 for x in across)
    ticks = re.findall(r'<a href="#finding-(\d+)" tabindex="-1" aria-label="\d+"><rect class="(\w+)"', source)
    assert [(int(number), severity) for number, severity in ticks if number == "1"] == [(1, "critical")]


def test_a_page_with_very_many_findings_shows_the_worst_and_counts_the_rest() -> None:
    base = ferry()
    findings = tuple(replace(base.findings[n % 9], fingerprint=str(n)) for n in range(MOST_SHOWN + 500))
    source = render(replace(base, findings=tuple(sorted(findings, key=lambda f: -f.severity.rank))), "html")
    assert source.count("<article ") == MOST_SHOWN
    assert "The 1,000 worst findings are shown in full; 500 more are only counted." in source
    page = Page(source)
    links = {(found.get("href") or "")[1:] for tag, found in page.elements if tag == "a"}
    assert links <= set(page.ids())


def test_findings_that_do_not_count_say_why() -> None:
    verdict = judge(ferry(), load_profile("news"))
    standing = {**verdict.standing, ferry().findings[0].fingerprint: Standing.ACCEPTED}
    source = render(ferry(), "html", replace(verdict, standing=standing))
    assert "does not count: accepted by a person" in source
    assert "Not counted: 1 accepted by a person." in source


def test_the_french_page_is_french() -> None:
    source = render(ferry(), "html", judge(ferry(), load_profile("news")), "fr")
    assert '<html lang="fr">' in source
    assert "Findings" not in re.sub(r"<style>.*?</style>|<script>.*?</script>", "", source, flags=re.S)


def test_places_of_origin_stand_beside_the_sentences() -> None:
    blocks = tuple(
        replace(block, where=Message("place.page", {"page": n + 1}))
        for n, block in enumerate(ferry().translation.blocks)
    )
    review = replace(ferry(), translation=replace(ferry().translation, path="ferry.pdf", blocks=blocks))
    source = render(review, "html")
    assert ">fr 5, page 4</span>" in source
    assert "en 7, line 7 / fr 5, page 4" in source


def test_notes_are_folded_behind_the_other_findings() -> None:
    review = ferry()
    first, *others = review.findings
    assert others
    note = replace(others[-1], severity=Severity.NEUTRAL)
    page = render(replace(review, findings=(first, note)), "html")
    folded = page.index('<details class="notes">')
    assert page.index('id="finding-1"') < folded < page.index('id="finding-2"') < page.index("</details>", folded)
    assert "Worth a look: 1 note<" in page
    assert '<details class="notes"' not in render(replace(review, findings=(first,)), "html")
    assert '<details class="notes" open>' in render(replace(review, findings=(note,)), "html")
