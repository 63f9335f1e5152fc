"""A fingerprint is the same as long as what its finding is about and the words beside it are."""

from collections.abc import Sequence
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from aligner.check.fingerprints import with_fingerprints
from aligner.check.tokens import span_between
from aligner.core import Document, Finding, Message, Severity, Span
from tests.pairs import document

VOCABULARY = ("the", "pump", "not", "runs", "hot", "cold", "valve", "is", "open", "at", "night")
WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=12)
BESIDE = 2


def found(rule: str, original: Span | None, translation: Span | None, **arguments: str) -> Finding:
    message: Any = Message(f"{rule}.found", arguments)
    return Finding(rule, Severity.MINOR, "accuracy", message, original, translation)


def prints(texts: tuple[Document, Document], *findings: Finding) -> list[str]:
    return [one.fingerprint for one in with_fingerprints(*texts, findings)]


def texts(original: str | Sequence[str], translation: str | Sequence[str]) -> tuple[Document, Document]:
    left, right = ([one] if isinstance(one, str) else list(one) for one in (original, translation))
    return document("en", left), document("fr", right)


def words_of(text: Document, words: Sequence[str], first: int, last: int, sentence: int = 0) -> Span:
    """The words from the first to the last of a sentence."""
    start = len(" ".join([*words[:first], ""]))
    return text.locate(sentence, start, start + len(" ".join(words[first : last + 1])))


@given(WORDS, st.data())
def test_an_edit_elsewhere_in_the_sentence_keeps_it_and_an_edit_of_the_quote_does_not(
    words: list[str], data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    edited = data.draw(st.integers(0, len(words) - 1))
    assume(len(words) > last - first + 1)
    changed = [*words[:edited], "anything else", *words[edited + 1 :]]
    moved = edited < first
    inside = first <= edited <= last
    before, after = texts(" ".join(words), "Rien."), texts(" ".join(changed), "Rien.")
    span = words_of(before[0], words, first, last)
    again = words_of(after[0], " ".join(changed).split(), first + moved, last + moved + inside)
    same = prints(before, found("x", span, None)) == prints(after, found("x", again, None))
    if inside or first - BESIDE <= edited <= last + BESIDE:
        assert not same
    else:
        assert same


@given(WORDS, WORDS, st.data())
def test_a_whole_sentence_beside_a_narrower_span_does_not_count(
    words: list[str], others: list[str], data: st.DataObject
) -> None:
    assume(len(words) > 1)
    at = data.draw(st.integers(0, len(words) - 1))
    marks = set()
    for translation in (" ".join(others), "Une autre phrase."):
        pair = texts(" ".join(words), translation)
        marks.update(prints(pair, found("negation", words_of(pair[0], words, at, at), pair[1].locate(0))))
    assert len(marks) == 1


def test_a_whole_sentence_counts_where_the_finding_is_about_it() -> None:
    marks = set()
    for translation in ("Il dort.", "Il dort bien."):
        pair = texts("He sleeps.", translation)
        marks.update(prints(pair, found("length", pair[0].locate(0), pair[1].locate(0))))
        marks.update(prints(pair, found("addition", None, pair[1].locate(0))))
    assert len(marks) == 4


def test_a_whole_sentence_counts_where_the_message_quotes_it() -> None:
    marks = set()
    for translation in ("24", "36"):
        pair = texts("Within 48 hours", translation)
        marks.update(prints(pair, found("number", pair[0].locate(0, 7, 9), pair[1].locate(0), here=translation)))
    assert len(marks) == 2


def test_equal_findings_are_told_apart_by_their_neighbours_first() -> None:
    before = texts(["He did not run fast", "It was not cold then"], ["Il courut", "Il fit froid"])
    second = found("negation", before[0].locate(1, 7, 10), before[1].locate(1))
    kept = prints(before, found("negation", before[0].locate(0, 7, 10), before[1].locate(0)), second)
    assert len(set(kept)) == 2
    assert prints(before, second) == kept[1:]


def test_what_is_equal_in_every_way_is_numbered() -> None:
    pair = texts(["It is not so"] * 3, ["Si"] * 3)
    every = [found("negation", pair[0].locate(n, 6, 9), None) for n in range(3)]
    marks = prints(pair, *every)
    assert len(set(marks)) == 3
    assert prints(pair, *every[:2]) == marks[:2]


def test_markup_and_marks_beside_the_words_do_not_count() -> None:
    one, other = texts("the pump, the valve", "x"), texts("the pump – the valve", "x")
    spans = one[0].locate(0, 14, 19), other[0].locate(0, 15, 20)
    assert spans[0].text == spans[1].text == "valve"
    assert prints(one, found("name", spans[0], None)) == prints(other, found("name", spans[1], None))


def test_a_span_over_several_sentences_has_its_neighbours_in_the_first_and_the_last() -> None:
    marks = list[str]()
    for text in (
        "One two three four. | Five six seven eight.",
        "Any two three four. | Five six seven any.",
        "One any three four. | Five six seven eight.",
        "One two three four. | Five six any eight.",
    ):
        pair = document("en", [text]), document("fr", ["Rien."])
        marks += prints(pair, found("omission", span_between(pair[0], (0, 14), (1, 4)), None))
    assert marks[0] == marks[1]
    assert len(set(marks)) == 3
