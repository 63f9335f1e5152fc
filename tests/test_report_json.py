"""The JSON report follows its schema, and its offsets lead back to the text."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given, settings

from aligner.check import load_profile
from aligner.core import Message, Review
from aligner.core.serialize import load
from aligner.errors import ConfigError
from aligner.gate import judge
from aligner.report import FORMATS, load_schema, render, render_all
from tests.literal import english
from tests.report_cases import reviews
from tests.report_samples import ENGLISH, FRENCH, REVIEWS, ferry

VALIDATOR = jsonschema.Draft202012Validator(load_schema())


def test_the_schema_is_a_valid_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(load_schema())


@pytest.mark.parametrize("sample", REVIEWS.values(), ids=REVIEWS.keys())
def test_reports_are_valid(sample: Callable[[], Review]) -> None:
    VALIDATOR.validate(json.loads(render(sample(), "json")))


@settings(max_examples=25, deadline=None)
@given(reviews())
def test_every_report_is_valid(review: Review) -> None:
    VALIDATOR.validate(json.loads(render(review, "json")))


@pytest.mark.parametrize("sample", REVIEWS.values(), ids=REVIEWS.keys())
@pytest.mark.parametrize("profile", ["default", "news"])
def test_reports_with_a_verdict_are_valid_and_hold_the_same_numbers(sample: Callable[[], Review], profile: str) -> None:
    verdict = judge(sample(), load_profile(profile))
    report = json.loads(render(sample(), "json", verdict))
    VALIDATOR.validate(report)
    assert report["verdict"]["passes"] is verdict.passes
    assert report["verdict"]["headline"] == english(verdict.headline)
    assert report["verdict"]["score"]["calculation"] == [english(line) for line in verdict.score.calculation]
    assert report["verdict"]["score"]["quality"] == pytest.approx(verdict.score.quality, abs=1e-4)
    assert {finding["standing"] for finding in report["findings"]} <= {"counts"}


def test_several_reports_stand_in_one_file_with_the_verdict_on_all() -> None:
    judged = [(sample(), judge(sample(), load_profile("news"))) for sample in REVIEWS.values()]
    data = json.loads(render_all(judged, "json"))
    assert list(data) == ["schema", "headline", "passes", "outcome", "reports"]
    assert (data["headline"], data["passes"]) == ("2 of 3 pairs fail.", False)
    for report in data["reports"]:
        VALIDATOR.validate(report)


def test_places_of_origin_are_told() -> None:
    blocks = tuple(
        replace(block, where=Message("place.page", {"page": n + 1})) for n, block in enumerate(FRENCH.blocks)
    )
    report = json.loads(render(replace(ferry(), translation=replace(FRENCH, blocks=blocks)), "json"))
    VALIDATOR.validate(report)
    assert report["findings"][0]["translation"]["where"] == "page 4"
    assert "where" not in report["findings"][0]["original"]


def test_the_schema_refuses_what_it_does_not_know() -> None:
    report = json.loads(render(ferry(), "json"))
    report["findings"][0]["colour"] = "red"
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(report)


def test_offsets_slice_back_to_the_texts_of_the_files() -> None:
    report = json.loads(render(ferry(), "json"))
    for side, text in (("original", ENGLISH), ("translation", FRENCH)):
        for sentence in report["documents"][side]["sentences"]:
            assert text.text[sentence["start"] : sentence["end"]].replace("*", "") == sentence["text"]
    found = report["findings"][0]["translation"]
    assert FRENCH.text[found["start"] : found["end"]] == found["text"] == "24 heures"


def test_the_summary_counts_what_the_report_holds() -> None:
    report = json.loads(render(ferry(), "json"))
    assert report["summary"] == {
        "sentences": {"original": 9, "translation": 15},
        "words": {"original": 106, "translation": 126},
        "unmatched": {"original": 1, "translation": 8},
        "beads": {"0-1": 8, "1-0": 1, "1-1": 6, "2-1": 1},
        "findings": {
            "total": 9,
            "by_severity": {"critical": 1, "major": 5, "minor": 2, "neutral": 1},
            "by_rule": {
                "addition": 2,
                "name": 1,
                "number": 1,
                "omission": 2,
                "repeated-word": 1,
                "term-inconsistent": 1,
                "untranslated": 1,
            },
        },
    }


@settings(max_examples=25, deadline=None)
@given(reviews())
def test_a_report_is_read_back_as_the_review_it_was_made_of(review: Review) -> None:
    assert load(render(review, "json").encode("utf-8")) == review


def test_a_report_with_a_verdict_is_read_back_as_well() -> None:
    judged = render(ferry(), "json", judge(ferry(), load_profile("news")))
    assert load(judged.encode("utf-8")) == ferry()


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match=r"'pdf'; known are terminal.*html, docx, .*markdown"):
        render(ferry(), "pdf")


@settings(max_examples=15, deadline=None)
@given(reviews())
def test_the_same_review_gives_the_same_text_in_every_format(review: Review) -> None:
    again = replace(review, run=dict(reversed(list(review.run.items()))))
    for name in (name for name, format in FORMATS.items() if not format.binary):
        first = render(review, name)
        assert first == render(again, name)
        assert first.endswith("\n")
        first.encode("utf-8")


def test_asking_for_the_formats_loads_neither_templates_nor_terminal() -> None:
    code = "import sys, aligner.report as r; r.FORMATS; print({'jinja2', 'rich', 'lxml', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
