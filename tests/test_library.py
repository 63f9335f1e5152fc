"""The library's front door: what ``aligner.review`` promises of every pair it is given."""

import json
from functools import cache
from pathlib import Path

import pytest

import aligner
from aligner.core import Document, Review, Span
from aligner.encode import DEFAULT, VectorCache, cached, default_cache, load
from aligner.errors import ConfigError, InputError
from aligner.messages import render as say
from aligner.read import read_text
from aligner.report import load_schema, render
from tests.commands import CORPORA
from tests.encoders import Hashing

PAIRS = sorted(
    (path.with_name(path.name.replace(".fr.", ".en.").replace(".draft", "").replace(".clean", "")), path)
    for path in CORPORA.glob("*.fr.*.md")
)


@cache
def reviewed(original: Path, translation: Path) -> Review:
    """A sample's review; its vectors are shared with other tests through the cache of the run."""
    return aligner.review(original, translation, encoder=cached(load(DEFAULT), VectorCache(default_cache())))


@pytest.fixture(params=PAIRS, ids=lambda pair: pair[1].name)
def review(request: pytest.FixtureRequest) -> Review:
    return reviewed(*request.param)


def spaces(text: str) -> str:
    return " ".join(text.split())


def assert_in_place(span: Span, document: Document) -> None:
    """The span's offsets give its text back, but for markup and line ends inside."""
    cut = document.text[span.start : span.end]
    assert cut[0] == span.text[0]
    assert cut[-1] == span.text[-1]
    left = iter(cut)
    assert all(character in left for character in span.text if not character.isspace())
    first, last = document.sentences[span.sentences[0]], document.sentences[span.sentences[-1]]
    assert first.start <= span.start < span.end <= last.end
    assert list(span.sentences) == list(range(span.sentences[0], span.sentences[-1] + 1))


def test_every_sentence_is_in_one_bead_and_slices_back(review: Review) -> None:
    for document, side in ((review.original, "original"), (review.translation, "translation")):
        assert [n for bead in review.beads for n in getattr(bead, side)] == list(range(len(document.sentences)))
        for sentence in document.sentences:
            assert_in_place(document.locate(sentence.number), document)
            block = document.blocks[sentence.block]
            assert block.text[sentence.at : sentence.at + len(sentence.text)] == sentence.text


def test_every_finding_points_at_what_it_quotes(review: Review) -> None:
    assert len({finding.fingerprint for finding in review.findings}) == len(review.findings)
    for finding in review.findings:
        assert finding.original or finding.translation
        assert say(finding.message, "en").endswith((".", "?", "”", ")"))
        assert 0 < finding.confidence <= 1
        for span, document in ((finding.original, review.original), (finding.translation, review.translation)):
            if span:
                assert_in_place(span, document)
        for place in finding.related:
            assert_in_place(place.span, review.original if place.side == "original" else review.translation)


def test_findings_come_worst_first(review: Review) -> None:
    ranks = [finding.severity.rank for finding in review.findings]
    assert ranks == sorted(ranks, reverse=True)


def test_the_json_report_is_what_its_schema_says(review: Review) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    report = json.loads(render(review, "json"))
    jsonschema.Draft202012Validator(load_schema()).validate(report)
    assert report["schema"] == "aligner.report/2"
    assert len(report["findings"]) == len(review.findings)


def test_the_run_says_how_to_get_the_same_again(review: Review) -> None:
    assert review.run["aligner"] == aligner.__version__
    assert review.run["encoder"] == "use-multilingual-v3"
    assert review.run["languages"] == "en-fr"
    assert review.run["profile"] == "default"
    assert review.warnings == ()


def test_documents_and_paths_give_the_same() -> None:
    original, translation = PAIRS[0]
    texts = [
        read_text(path.read_text(encoding="utf-8"), language, markdown=True, path=str(path))
        for path, language in ((original, "en"), (translation, "fr"))
    ]
    store = cached(load(), VectorCache(default_cache()))
    found = aligner.review(*texts, encoder=store)
    assert found.findings == reviewed(original, translation).findings
    assert found.beads == aligner.review(str(original), str(translation), encoder=store).beads


def test_a_plain_object_is_an_encoder() -> None:
    found = aligner.review(*PAIRS[0], encoder=Hashing())
    assert found.run["encoder"] == "Hashing"
    assert [n for bead in found.beads for n in bead.original] == list(range(len(found.original.sentences)))


def test_the_function_stays_a_function() -> None:
    """The package ``aligner.align`` bears the same name."""
    from aligner.alignment import Alignment

    assert Alignment.__module__ == "aligner.alignment.align"
    for _ in range(2):
        assert aligner.align(["one boat", "two ships"], ["one boat", "two ships"], encoder=Hashing())[1].type == "1-1"


def test_unusable_input_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no file"):
        aligner.review(tmp_path / "none.md", PAIRS[0][1])
    with pytest.raises(ConfigError, match="There is no profile 'strictest'"):
        aligner.review(*PAIRS[0], profile="strictest")
    with pytest.raises(aligner.AlignerError, match="known are ar, de, en"):
        aligner.review(*PAIRS[0], translation_language="xx")


def test_the_public_names_are_there() -> None:
    assert aligner.__all__ == sorted(aligner.__all__, key=lambda name: (name.islower(), name))
    for name in aligner.__all__:
        assert getattr(aligner, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = aligner.nothing


def test_a_findings_fingerprint_survives_edits_elsewhere(tmp_path: Path) -> None:
    texts = ("The bridge is not open.\n\nThe toll is 12 euros.\n", "Le pont est ouvert.\n\nLe péage est de 15 euros.\n")
    added = ("Snow fell all night.\n\n", "Il a neigé toute la nuit.\n\n")

    def fingerprints(name: str, sides: tuple[str, str]) -> set[str]:
        paths = (tmp_path / f"{name}.en.txt", tmp_path / f"{name}.fr.txt")
        for path, text in zip(paths, sides, strict=True):
            path.write_text(text, encoding="utf-8")
        return {finding.fingerprint for finding in aligner.review(*paths).findings}

    before = fingerprints("before", texts)
    assert len(before) == 2
    assert fingerprints("after", (added[0] + texts[0], added[1] + texts[1])) == before
