"""The rule untranslated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.core import BlockKind
from tests.pairs import pair, reported, said, spots

ENGLISH = "The council will not pay for the repairs."
FRENCH = "Le conseil ne paiera pas les réparations."


def test_a_sentence_left_in_english_is_found_with_its_source() -> None:
    (finding,) = reported("untranslated", pair([f"It rained. | {ENGLISH}"], [f"Il a plu. | {ENGLISH}"]))
    assert finding.translation is not None
    assert finding.original is not None
    assert (finding.translation.text, finding.original.text) == (ENGLISH, ENGLISH)
    assert "left in English" in said(finding)


def test_an_english_sentence_that_differs_from_the_original_is_found_too() -> None:
    found = reported("untranslated", pair([ENGLISH], ["The town hall would not pay for any of the repairs."]))
    assert len(found) == 1


def test_a_sentence_inside_a_bead_of_several_is_found() -> None:
    checked = pair(["One came. | " + ENGLISH], ["Un est venu. | " + ENGLISH], [((0, 1), (0, 1))])
    assert spots(reported("untranslated", checked)) == [ENGLISH]


def test_a_sentence_without_a_counterpart_is_found_and_traced_to_its_source() -> None:
    checked = pair(["Yes. | " + ENGLISH], ["Oui. | " + ENGLISH], [((0,), (0,)), ((1,), ()), ((), (1,))])
    (finding,) = reported("untranslated", checked)
    assert finding.original is not None
    assert finding.original.sentences == (1,)


def test_a_quoted_tweet_is_called_a_tweet_one_finding_a_sentence() -> None:
    blocks = ["Mayor Ida Moll @idamoll", "We are open again & glad of it. | Come and see the new pool!"]
    checked = pair(blocks, blocks, kinds=[BlockKind.QUOTATION, BlockKind.QUOTATION])
    found = reported("untranslated", checked)
    assert len(found) == 2
    assert all("tweet" in said(finding) for finding in found)


def test_a_quotation_block_is_called_a_quotation() -> None:
    (finding,) = reported("untranslated", pair([ENGLISH], [ENGLISH], kinds=[BlockKind.QUOTATION]))
    assert "quotation" in said(finding)


def test_a_clause_left_in_english_is_found_inside_a_french_sentence() -> None:
    english = "The bridge is closed because the council will not pay for the repairs this year."
    french = "Le pont est fermé because the council will not pay for the repairs cette année."
    assert spots(reported("untranslated", pair([english], [french]))) == [
        "because the council will not pay for the repairs"
    ]


@pytest.mark.parametrize(
    ("english", "french"),
    [
        (ENGLISH, FRENCH),
        ("She read The Old Man and the Sea.", "Elle a lu « The Old Man and the Sea »."),
        ("The Bank of New York", "The Bank of New York"),
        ("Write to info@example.org or see https://example.org/the/way/to/it.", "info@example.org"),
        ("Weekend", "Weekend"),
        ("Paris, France", "Paris, France"),
        ("apt-get install the-package", "apt-get install the-package"),
        ("Communication interface", "Communication interface"),
    ],
)
def test_french_names_titles_addresses_and_commands_are_fine(english: str, french: str) -> None:
    assert reported("untranslated", pair([english], [french])) == []


def test_code_is_fine() -> None:
    assert reported("untranslated", pair([ENGLISH], [ENGLISH], kinds=[BlockKind.CODE])) == []


def test_an_english_sentence_beside_its_translation_was_left_on_purpose() -> None:
    checked = pair([ENGLISH], [f"{ENGLISH} | {FRENCH}"], [((0,), (0, 1))])
    assert reported("untranslated", checked) == []


@given(st.text(alphabet="the a le é .,“«@/", min_size=1, max_size=40).map(str.strip).filter(bool))
def test_no_text_breaks_the_rule(text: str) -> None:
    for finding in reported("untranslated", pair([text], [text])):
        assert finding.translation is not None


LEFT = (
    "The council will not pay for the repairs.",
    "The boats have to wait until the spring.",
    "Some of the owners are very angry about it.",
)


def test_a_run_of_sentences_left_is_one_finding() -> None:
    (found,) = reported("untranslated", pair(LEFT, LEFT))
    assert found.translation is not None
    assert found.translation.sentences == (0, 1, 2)
    assert "3 sentences" in said(found)


def test_sentences_left_apart_are_findings_of_their_own() -> None:
    translated = (LEFT[0], "Les bateaux doivent attendre le printemps.", LEFT[2])
    assert len(reported("untranslated", pair(LEFT, translated))) == 2


@pytest.mark.parametrize(
    ("french", "says"),
    [
        ("La pompe robotisée (RP) est neuve.", True),
        ("La pompe robotisée (PR) est neuve.", False),
        ("La robotique pilotée (RP) est neuve.", False),
    ],
)
def test_an_acronym_of_other_words_is_said_to_strict_readers_only(french: str, says: bool) -> None:
    checked = pair(["The robotic pump (RP) is new."], [french])
    assert reported("untranslated", checked) == []
    assert bool(reported("untranslated", checked, minimum=0.35)) is says
