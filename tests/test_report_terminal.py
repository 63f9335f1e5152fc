"""The terminal report at every width, with colour and without."""

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from aligner.check import load_profile
from aligner.core import Message, Review
from aligner.gate import judge
from aligner.report import render_all, show
from aligner.report.labels import visible
from aligner.report.terminal.wrap import wrap
from tests.literal import english
from tests.report_cases import assert_golden, reviews
from tests.report_samples import REVIEWS, clean, ferry, hostile


def printed(review: Review, width: int, *, colour: bool = False, no_color: bool = False) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour or no_color, no_color=no_color,
        color_system="standard" if colour or no_color else None, legacy_windows=False,
    )  # fmt: skip
    show([(review, None)], console)
    return out.getvalue()


@pytest.mark.parametrize("width", [50, 80, 160])
def test_the_report_looks_as_reviewed(width: int) -> None:
    assert_golden(f"report-ferry-{width}.txt", printed(ferry(), width))


@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_verdict_comes_first_and_everything_fits(width: int, language: str) -> None:
    verdict = judge(ferry(), load_profile("news"))
    out = io.StringIO()
    show([(ferry(), verdict)], Console(file=out, width=width), language=language)
    text = out.getvalue()
    assert text.startswith("Fails news: " if language == "en" else "Refusé par le profil news")
    assert all(cell_len(line) <= width for line in text.splitlines())
    for limit in verdict.limits:
        assert f"{limit.found:g}"[:2] in text
    calculated = " ".join(text.split())
    if language == "en":
        assert all(english(step) in calculated for step in verdict.score.calculation)


def test_the_report_with_a_verdict_looks_as_reviewed() -> None:
    out = io.StringIO()
    show([(ferry(), judge(ferry(), load_profile("news")))], Console(file=out, width=120), language="fr")
    assert_golden("report-ferry-120-fr.txt", out.getvalue())


def test_places_of_origin_stand_in_the_heads_of_findings() -> None:
    translation = ferry().translation
    blocks = tuple(
        replace(block, where=Message("place.page", {"page": n + 1})) for n, block in enumerate(translation.blocks)
    )
    review = replace(ferry(), translation=replace(translation, path="ferry.pdf", blocks=blocks))
    assert "number · en 7, line 7 / fr 5, page 4" in printed(review, 80)


@pytest.mark.parametrize("width", [20, 40, 59, 60, 80, 120, 200, 300])
@pytest.mark.parametrize("sample", REVIEWS.values(), ids=REVIEWS.keys())
def test_no_line_is_wider_than_the_terminal_or_ends_in_spaces(sample: Callable[[], Review], width: int) -> None:
    for line in printed(sample(), width).splitlines():
        assert cell_len(line) <= width
        assert line == line.rstrip(" ")


@settings(max_examples=20, deadline=None)
@given(reviews(), st.integers(24, 220))
def test_any_review_fits_any_width(review: Review, width: int) -> None:
    assert all(cell_len(line) <= width for line in printed(review, width).split("\n"))


def test_without_colour_the_spot_stands_in_brackets() -> None:
    for plain in (printed(ferry(), 200), printed(ferry(), 200, no_color=True)):
        assert "⟦48 hours⟧" in plain
        assert "⟦24 heures⟧" in plain


def test_with_colour_the_spot_is_coloured_and_not_bracketed() -> None:
    coloured = printed(ferry(), 200, colour=True)
    assert "⟦" not in coloured
    assert "\x1b[1;97;41m48 hours\x1b[0m" in coloured


def test_an_omission_shows_where_in_the_translation_it_belongs() -> None:
    lines = printed(ferry(), 200).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(" 2. MAJOR omission"))
    assert "before: fr\u00a03,\u00a0line\u00a03  Le conseil portuaire" in lines[start + 2]
    assert "⟦Nobody at the shipping company" in lines[start + 3]
    assert "— nothing —" in lines[start + 3]
    assert "after: fr\u00a04,\u00a0line\u00a05  La présidente" in lines[start + 4]


def test_a_long_addition_is_abridged_with_the_numbers_left_out() -> None:
    for format, times in (("terminal", 1), ("whole", 2)):  # among the findings, and in the text
        report = render_all([(ferry(), None)], format)
        assert report.count("… 4 more sentences, fr 11–14 …") == times
        assert "Tous droits réservés." not in report


def test_a_clean_text_has_no_section_of_findings() -> None:
    report = printed(clean(), 80)
    assert report.startswith("No findings in 3 words; 1 sentence against 1\n")
    assert "worst first" not in report


def test_control_characters_of_the_text_never_reach_the_terminal() -> None:
    report = printed(hostile(), 80)
    assert not {"\x1b", "\x07", "\u202e"} & set(report)
    assert "[bold]rich[/bold]" in report.replace("\n", "")


def test_lines_break_neither_before_french_punctuation_nor_after_an_opening_quotation_mark() -> None:
    lines = [line.plain for line in wrap(Text("Il dit : « oui » ; et « non » ! Vraiment ?"), 10)]
    assert lines == ["Il dit :", "« oui » ;", "et", "« non » !", "Vraiment ?"]


@given(st.text(max_size=60), st.integers(1, 30))
def test_wrapping_loses_nothing_but_white_space(text: str, width: int) -> None:
    text = visible(text)
    lines = wrap(Text(text), width)
    assert "".join("".join(line.plain for line in lines).split()) == "".join(text.split())
