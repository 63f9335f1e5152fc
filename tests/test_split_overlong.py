"""What is too long for a sentence is cut into parts that lie side by side in both texts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.split import split_text
from aligner.split.overlong import LONGEST
from tools.benchmarks.hostile import made


def _texts(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split_text(text, language)]


def test_a_sentence_that_people_write_stays_whole() -> None:
    text = "The harbour was closed, " * 70 + "and nobody said why."
    assert _texts(text) == [text]


def test_a_transcript_is_cut_between_words_alike_in_both_languages() -> None:
    original, translation = made("a transcript of 20,000 words")
    english, french = _texts(original), _texts(translation, "fr")
    assert 250 < len(english) < 450
    assert abs(len(english) - len(french)) < 0.1 * len(english)
    assert " ".join(english) == original
    assert " ".join(french) == translation
    assert sum(part.startswith(("and ", "but ", "because ", "when ")) for part in english) > 0.9 * len(english)


def test_parts_end_where_clauses_do() -> None:
    parts = _texts(made("a sentence of 20,000 words with commas")[0])
    assert all(part.endswith(",") for part in parts[:-1])


def test_more_text_is_never_cut_into_far_more_parts() -> None:
    counts = [len(_texts("harbour " * words)) for words in range(350, 5000, 50)]
    assert counts[0] == 1
    assert all(before <= after <= before + 3 for before, after in pairwise(counts))


@pytest.mark.parametrize(
    "text",
    [
        "7" * 60_000,
        "((" * 5_000,
        "e\u0301" * 5_000,
        "\u4e00" * 40_000,
        "\U0001f468\u200d\U0001f469 " * 5_000,
        "a/" * 5_000,
    ],
)
def test_whatever_it_is_made_of_the_parts_have_a_bound(text: str) -> None:
    parts = _texts(text)
    assert "".join(parts) == text.replace(" ", "") or " ".join(parts) == text.strip()
    assert max(map(len, parts)) <= 40 * LONGEST
    assert not any(part.startswith("\u0301") for part in parts)


@given(st.lists(st.sampled_from(["sea", "(", ",", "é", "e\u0301", "—", "7" * 50, "and", "\n", "。"]), max_size=3000))
def test_parts_together_are_the_text(words: list[str]) -> None:
    text = " ".join(words)
    parts = split_text(text, "en")
    assert "".join("".join(text[start:end] for start, end in parts).split()) == "".join(text.split())
    assert all(end <= start for (_, end), (start, _) in pairwise(parts))
