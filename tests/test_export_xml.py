"""TMX and XLIFF: valid by their rules, and read with equal text by other people's software."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.core import Severity
from aligner.errors import InputError
from aligner.export import Corpus, Nulls, select
from aligner.export.filter_settings import FilterSettings, filters
from tests.export_cases import LINES, NASTY, corpus_of, review_of, written
from tests.literal import literal
from tests.report_cases import reviews
from tests.report_samples import ferry
from tests.xliff21 import faults

etree = pytest.importorskip("lxml.etree")

_XML = ("tmx", "xliff", "xliff-1.2")
_NAMES = {"tmx": "{*}tu", "xliff": "{*}unit", "xliff-1.2": "{*}trans-unit"}
_HELD_BY_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PAIRS = st.lists(st.tuples(LINES, LINES), min_size=1, max_size=4)


def _dtd() -> Any:
    return etree.DTD(str(Path(__file__).parent / "tmx14.dtd"))


def _judged(content: bytes, format: str) -> list[tuple[str, str]]:
    """Originals and translations as translate-toolkit reads them."""
    storage = {"tmx": "tmx", "xliff": "xliff2", "xliff-1.2": "xliff"}[format]
    module = pytest.importorskip(f"translate.storage.{storage}")
    reader = {"tmx": "tmxfile", "xliff": "Xliff2File", "xliff-1.2": "xlifffile"}[format]
    units = getattr(module, reader)(io.BytesIO(content)).units
    return [(str(unit.source or ""), str(unit.target or "")) for unit in units]


def _back(content: bytes, format: str) -> list[list[str]]:
    """The same by the formats' own rules, control characters put back where their elements stand."""
    root = etree.fromstring(content)
    sides = ("seg",) if format == "tmx" else ("source", "target")
    return [
        ["".join(_text(side)) for name in sides for side in unit.iter(f"{{*}}{name}")]
        for unit in root.iter(_NAMES[format])
    ]


def _text(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        code = child.get("hex") or (child.get("type") or child.get("ctype")).removeprefix("x-control-")
        parts += [chr(int(code, 16)), child.tail or ""]
    return "".join(parts)


def _without_surrogates(text: str) -> str:
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


@pytest.mark.parametrize("format", _XML)
def test_translate_toolkit_reads_the_same_texts(format: str) -> None:
    pairs = [(text, text[::-1]) for text in NASTY]
    expected = [tuple(_HELD_BY_NO_XML.sub("", _without_surrogates(text)) for text in pair) for pair in pairs]
    assert _judged(written(corpus_of(pairs), format), format) == expected


@pytest.mark.parametrize("format", _XML)
@given(pairs=_PAIRS)
@settings(max_examples=30, deadline=None)
def test_any_text_comes_back_as_it_was(format: str, pairs: list[tuple[str, str]]) -> None:
    expected = [[_without_surrogates(text) for text in pair] for pair in pairs]
    assert _back(written(corpus_of(pairs), format), format) == expected


@given(review=reviews(), nulls=st.sampled_from(Nulls))
@settings(max_examples=30, deadline=None)
def test_every_tmx_is_valid_by_its_dtd(review: Any, nulls: Nulls) -> None:
    dtd = _dtd()
    assert dtd.validate(etree.fromstring(written(select(review, nulls=nulls), "tmx"))), dtd.error_log


@given(review=reviews(), nulls=st.sampled_from((Nulls.NONE, Nulls.ORIGINAL, Nulls.ALL)))
@settings(max_examples=30, deadline=None)
def test_every_xliff_keeps_the_rules_of_the_specification(review: Any, nulls: Nulls) -> None:
    assert faults(written(select(review, nulls=nulls), "xliff")) == []


@pytest.mark.parametrize(
    ("break_it", "rule"),
    [
        (lambda text: text.replace('version="2.1"', 'version="1.2"'), "version"),
        (lambda text: text.replace(' srcLang="en"', ""), "srcLang"),
        (lambda text: re.sub(r'unit id="0-\w+"', 'unit id="a b"', text), "NMTOKEN"),
        (lambda text: re.sub(r'unit id="(\d+)-\w+"', 'unit id="same"', text), "twice"),
        (lambda text: text.replace('state="translated"', 'state="done"', 1), "state"),
        (lambda text: text.replace('state="translated" subState', "subState", 1), "subState"),
        (lambda text: text.replace('subState="aligner:open"', 'subState="open"', 1), "subState"),
        (lambda text: text.replace("<source>", "<target>", 1).replace("</source>", "</target>", 1), "segment"),
        (lambda text: text.replace('priority="1"', 'priority="11"'), "priority"),
        (lambda text: text.replace('appliesTo="source"', 'appliesTo="both"', 1), "appliesTo"),
        (lambda text: re.sub(r"(?s)<unit .*</unit>", "", text), "file"),
        (lambda text: re.sub(r"(?s)(<notes>.*?</notes>\n)(<segment .*?</segment>\n)", r"\2\1", text, count=1), "unit"),
        (lambda text: text.replace("<source>", '<source><cp hex="7"/>', 1), "hex"),
        (lambda text: text.replace("<source>", "<source><b/>", 1), "source"),
        (lambda text: text.replace("<mda:meta type", "<mda:meta kind", 1), "meta"),
    ],
)
def test_the_rules_find_what_breaks_them(break_it: Any, rule: str) -> None:
    good = written(select(ferry(), nulls=Nulls.ORIGINAL), "xliff").decode()
    bad = break_it(good)
    assert bad != good
    assert any(rule in fault for fault in faults(bad.encode())), faults(bad.encode())


@pytest.mark.parametrize("format", _XML)
def test_findings_are_notes_and_states_say_what_is_open(format: str) -> None:
    text = written(select(ferry(), nulls=Nulls.ORIGINAL), format).decode()
    assert "number (critical): 48 became 24. Suggestion: 48 heures" in text
    if format == "xliff":
        assert '<segment id="s1" state="translated" subState="aligner:open">' in text
        assert re.search(r'<segment id="s1" state="initial"[^>]*><source>(?:[^<]|</?mrk)*</source></segment>', text)
        assert 'appliesTo="source" category="omission" priority="2"' in text
    if format == "xliff-1.2":
        assert '<target state="needs-review-translation">' in text


@pytest.mark.parametrize("format", _XML)
def test_the_run_and_what_was_dropped_stand_in_the_file(format: str) -> None:
    review = review_of(
        [("One.", "Un."), ("Same.", "Same."), ("Low.", "Bas."), (None, "Seul.")], confidences=[1, 1, 0.2, 1]
    )
    corpus = select(review, filters(FilterSettings(confidence=0.5, identical=True)), nulls=Nulls.NONE)
    text = written(corpus, format).decode()
    assert "encoder:test &amp; &lt;co&gt;" in text
    assert "filters:identical,confidence(&gt;=0.5)" in text
    for reason in (
        "identical, both texts the same: 1",
        "confidence, below 0.5: 1",
        "null, translation without counterpart: 1",
    ):
        assert reason in text


def test_an_empty_tmx_is_valid_and_an_empty_xliff_is_refused() -> None:
    nothing = corpus_of([("alone", None)], nulls=Nulls.NONE)
    assert _dtd().validate(etree.fromstring(written(nothing, "tmx")))
    with pytest.raises(InputError, match="at least one unit"):
        written(nothing, "xliff")


def test_a_unit_of_several_sentences_says_so() -> None:
    text = written(select(ferry()), "tmx").decode()
    assert 'segtype="block"' in text


def test_a_finding_without_a_place_is_a_note_on_the_file() -> None:
    review = review_of([("One.", "Un.")], [(0, Severity.MAJOR)])
    homeless = [
        type(one)(one.rule, one.severity, one.category, literal("The texts look swapped.")) for one in review.findings
    ]
    review = type(review)(review.original, review.translation, review.beads, tuple(homeless))
    for format in _XML:
        head = written(select(review), format).decode().split(_NAMES[format].removeprefix("{*}") + " ")[0]
        assert "The texts look swapped." in head


def _kinds() -> Corpus:
    return select(ferry(), nulls=Nulls.ALL)


@pytest.mark.parametrize("format", _XML)
def test_ids_are_never_used_twice(format: str) -> None:
    root = etree.fromstring(written(_kinds(), format))
    ids = [unit.get("tuid") or unit.get("id") for unit in root.iter(_NAMES[format])]
    assert len(ids) == len(set(ids)) == len(_kinds())
