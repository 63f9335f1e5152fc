"""The Word file: both texts, and each finding a comment on the words that it is about."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from aligner.check import load_profile
from aligner.core import Review
from aligner.errors import ConfigError
from aligner.gate import judge
from aligner.read import read
from aligner.report import render, render_bytes
from aligner.report.labels import visible
from tests.literal import english, place
from tests.report_cases import reviews
from tests.report_samples import REVIEWS, ferry

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(review: Review, language: str = "en") -> dict[str, ElementTree.Element]:
    content = render_bytes(review, "docx", judge(review, load_profile("news")), language)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}


def text_of(element: ElementTree.Element) -> str:
    return "".join(found.text or "" for found in element.iter(f"{W}t"))


def commented(document: ElementTree.Element) -> dict[int, str]:
    """Comment -> the words it stands on."""
    found: dict[int, str] = {}
    running = set[int]()
    for element in document.iter():
        number = int(element.get(f"{W}id") or -1)
        if element.tag == f"{W}commentRangeStart":
            running.add(number)
            found[number] = ""
        elif element.tag == f"{W}commentRangeEnd":
            running.remove(number)
        elif element.tag == f"{W}t":
            for one in running:
                found[one] += element.text or ""
    assert not running
    return found


def test_each_comment_stands_on_the_words_of_its_finding() -> None:
    stands_on = commented(parts(ferry())["word/document.xml"])
    assert stands_on[0] == "24 heures"
    assert stands_on[1] == "Nobody at the shipping company has said who will pay for the new pier."
    assert stands_on[5] == "Helen March"
    assert len(stands_on) == len(ferry().findings)


def test_a_comment_says_what_how_bad_what_to_do_and_where() -> None:
    comment = next(parts(ferry())["word/comments.xml"].iter(f"{W}comment"))
    assert [text_of(line) for line in comment.iter(f"{W}p")] == [
        "critical · number",
        "48 became 24.",
        "Suggestion: 48 heures",
        "en 7, line 7 / fr 5, line 7, 0794f4ac",
    ]


@settings(max_examples=15, deadline=None)
@given(reviews())
def test_any_review_makes_a_file_with_one_comment_a_finding(review: Review) -> None:
    made = parts(review)
    comments = [found.get(f"{W}id", "") for found in made["word/comments.xml"].iter(f"{W}comment")]
    references = [found.get(f"{W}id", "") for found in made["word/document.xml"].iter(f"{W}commentReference")]
    assert sorted(comments) == sorted(references) == sorted(map(str, range(len(review.findings))))
    commented(made["word/document.xml"])
    shown = text_of(made["word/document.xml"])
    assert all(visible(sentence.text) in shown for sentence in review.translation.sentences)


@pytest.mark.parametrize("sample", REVIEWS.values(), ids=REVIEWS.keys())
def test_the_verdict_comes_first_and_our_own_reader_reads_the_file(
    sample: Callable[[], Review], tmp_path: Path
) -> None:
    review = sample()
    verdict = judge(review, load_profile("news"))
    path = tmp_path / "report.docx"
    path.write_bytes(render_bytes(review, "docx", verdict))
    document = read(str(path), "en")
    assert document.blocks[0].text == english(verdict.headline)
    assert any(place(block.where).startswith("table ") for block in document.blocks)


def test_a_word_file_is_no_text() -> None:
    with pytest.raises(ConfigError, match="docx"):
        render(ferry(), "docx")
