"""Filters: what stays, what goes, and why."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.core import Decision, Severity, State
from aligner.errors import ConfigError
from aligner.export import Corpus, Nulls, select
from aligner.export.decisions import Answer, Decisions
from aligner.export.duplicates import ExactDuplicates, NearDuplicates
from aligner.export.filter_settings import Duplicates, FilterSettings, filters
from tests.export_cases import review_of, units_of
from tests.literal import english


def _kept(corpus: Corpus) -> list[str]:
    return [unit.original for unit in corpus.units()]


def _said(corpus: Corpus) -> dict[str, int]:
    return {f"{one.filter}: {english(one.reason)}": one.units for one in corpus.dropped}


def _corpus(settings: FilterSettings, *pairs: tuple[str | None, str | None], **more: list[float]) -> Corpus:
    review = review_of(pairs, confidences=more.get("confidences", ()))
    return select(review, filters(settings))


def test_without_filters_only_null_beads_are_left_out() -> None:
    corpus = _corpus(FilterSettings(), ("One.", "Un."), ("Alone.", None), (None, "Seul."), (None, "Encore."))
    assert _kept(corpus) == ["One."]
    assert _said(corpus) == {"null: original without counterpart": 1, "null: translation without counterpart": 2}
    reasons = "1 null (original without counterpart), 2 null (translation without counterpart)"
    assert corpus.summary == f"1 of 4 beads exported; left out: {reasons}"


@pytest.mark.parametrize(
    ("nulls", "numbers"), [("none", [0]), ("original", [0, 1]), ("all", [0, 1, 2]), ("only", [1, 2])]
)
def test_null_beads_can_be_had(nulls: str, numbers: list[int]) -> None:
    review = review_of([("One.", "Un."), ("Alone.", None), (None, "Seul.")])
    assert list(select(review, nulls=Nulls(nulls)).numbers) == numbers


def test_confidence() -> None:
    corpus = _corpus(FilterSettings(confidence=0.5), ("a", "b"), ("c", "d"), confidences=[0.5, 0.499])
    assert _kept(corpus) == ["a"]
    assert _said(corpus) == {"confidence: below 0.5": 1}


def test_length_ratio_forgives_short_answers() -> None:
    long = "A sentence that goes on and on for quite a while, and then some more."
    corpus = _corpus(FilterSettings(length_ratio=2), ("Yes, I do.", "Oui."), (long, "Bref."), ("Short.", long))
    assert _kept(corpus) == ["Yes, I do."]
    assert _said(corpus) == {"length: original too long": 1, "length: translation too long": 1}


def test_language_is_contradicted_only_where_it_is_sure() -> None:
    english = "The committee will meet again on Monday to discuss what should be done."
    french = "Le comité se réunira de nouveau lundi pour discuter de ce qu'il faut faire."
    corpus = _corpus(
        FilterSettings(language=True), (english, french), (english, english + " "), (french, french), ("42", "42")
    )
    assert _kept(corpus) == [english, "42"]
    assert _said(corpus) == {"language: original in fr": 1, "language: translation in en": 1}


def test_identical_texts_differ_in_more_than_case_and_space() -> None:
    corpus = _corpus(FilterSettings(identical=True), ("BRT 4", "brt\u00a04"), ("Table", "Tables"))
    assert _kept(corpus) == ["Table"]


def test_exact_duplicates_keep_the_first() -> None:
    pairs = (("One.", "Un."), ("one. ", "un."), ("One.", "Une."))
    corpus = _corpus(FilterSettings(duplicates=Duplicates.EXACT), *pairs)
    assert list(corpus.numbers) == [0, 2]
    assert _said(corpus) == {"duplicates: exact": 1}


def test_near_duplicates_are_alike_on_both_sides() -> None:
    first = ("Press the green button to start the pump.", "Appuyez sur le bouton vert pour démarrer la pompe.")
    near = ("Press the green button to start the pumps.", "Appuyez sur le bouton vert pour démarrer les pompes.")
    other = (near[0], "Une traduction tout autre, qui n'a rien de commun avec la première.")
    corpus = _corpus(FilterSettings(duplicates=Duplicates.NEAR), first, near, other, first)
    assert list(corpus.numbers) == [0, 2]
    assert _said(corpus) == {"duplicates: exact": 1, "duplicates: near": 1}


_WORDS = st.lists(st.sampled_from(["pump", "valve", "open", "the", "close", "a", "3", "…"]), min_size=1, max_size=6)
_TEXTS = st.lists(st.tuples(_WORDS.map(" ".join), _WORDS.map(" ".join)), max_size=12)


@given(pairs=_TEXTS)
@settings(max_examples=30, deadline=None)
def test_every_exact_duplicate_is_a_near_one_and_nothing_kept_is_exact_twice(pairs: list[tuple[str, str]]) -> None:
    exact, near = ExactDuplicates(), NearDuplicates()
    kept = set()
    for unit in units_of(pairs):
        again, verdict = exact.keep(unit) is not True, near.keep(unit)
        assert not again or (verdict is not True and english(verdict[1]) in ("exact", "near"))
        if verdict is True:
            assert (unit.original, unit.translation) not in kept
            kept.add((unit.original, unit.translation))


def test_findings_by_severity() -> None:
    review = review_of([("a", "b"), ("c", "d"), ("e", "f")], [(0, Severity.MINOR), (1, Severity.MAJOR)])
    corpus = select(review, filters(FilterSettings(findings=Severity.MAJOR)))
    assert _kept(corpus) == ["a", "e"]
    assert _said(corpus) == {"findings: number (major)": 1}


def test_a_finding_that_somebody_accepted_keeps_nothing_out() -> None:
    review = review_of([("a", "b"), ("c", "d")], [(0, Severity.MAJOR), (1, Severity.MAJOR)])
    entries = [Decision(f"{0:020x}", State.ACCEPTED_RISK), Decision(f"{1:020x}", State.TO_BE_FIXED)]
    decided = Decisions({entry.fingerprint: entry for entry in entries})
    for chosen in (FilterSettings(findings=Severity.MINOR), FilterSettings(approved=True)):
        assert _kept(select(review, filters(chosen), decided)) == ["a"]


def test_approved_means_by_a_person_or_with_nothing_open() -> None:
    pairs = [("a", "b"), ("c", "d"), ("e", "f"), ("g", "h"), ("i", "j")]
    review = review_of(pairs, [(1, Severity.MINOR), (2, Severity.CRITICAL), (4, Severity.NEUTRAL)])
    ids = [unit.id for unit in select(review).units()]
    decided = Decisions(units={ids[2]: Answer("approved"), ids[3]: Answer("rejected")})
    corpus = select(review, filters(FilterSettings(approved=True)), decided)
    assert _kept(corpus) == ["a", "e", "i"]
    assert _said(corpus) == {"approved: open findings": 1, "approved: rejected": 1}


def test_a_unit_is_counted_by_the_first_filter_that_refuses_it() -> None:
    chosen = FilterSettings(identical=True, confidence=0.5, duplicates=Duplicates.EXACT)
    corpus = _corpus(chosen, ("a", "a"), ("a", "a"), ("b", "c"), confidences=[0.1, 0.9, 0.1])
    assert _said(corpus) == {"identical: both texts the same": 2, "confidence: below 0.5": 1}
    assert sum(_said(corpus).values()) + len(corpus) == 3


def test_the_signature_names_every_filter_with_its_settings() -> None:
    everything = FilterSettings(0.5, 2.5, True, True, Duplicates.NEAR, Severity.MAJOR, True)
    assert _corpus(everything, ("a", "b")).run["filters"] == (
        "identical,language,length(<=2.5),confidence(>=0.5),findings(<major),approved(<minor),duplicates(near>=0.9)"
    )


@pytest.mark.parametrize(
    "wrong", [{"confidence": 1.5}, {"confidence": -1}, {"length_ratio": 0.5}, {"length_ratio": float("nan")}]
)
def test_settings_that_make_no_sense_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ConfigError, match="expected a number from"):
        FilterSettings(**wrong)  # type: ignore[arg-type]
