"""Term candidates of the original."""

from aligner.terms.candidates import Term, TermKind, candidates
from aligner.terms.words import bead_words
from tests.pairs import pair


def terms(*sentences: str, doubtful: bool = False) -> dict[str, Term]:
    """The candidates of an English text, by their text."""
    checked = pair(sentences, [f"Phrase numéro {n}." for n in range(len(sentences))])
    found = candidates(bead_words(checked.original, checked.translation, checked.beads), "en", doubtful=doubtful)
    return {term.text: term for term in found}


def test_a_phrase_that_comes_back_is_a_term_and_its_parts_are_not_counted_again() -> None:
    found = terms(
        "Remove the filter cartridge.", "A filter cartridge lasts a year.", "Keep the old filter cartridge dry."
    )
    assert found["filter cartridge"].kind is TermKind.PHRASE
    assert len(found["filter cartridge"].occurrences) == 3
    assert "cartridge" not in found


def test_words_in_doubt_are_terms_where_they_are_asked_for() -> None:
    lines = ("Table 3.", "Table 4.", "Table 5.", "The public list is long.", "A public list.", "Public land is dear.")
    assert not {"table", "public"} & terms(*lines).keys()
    assert "table" in terms(*lines, doubtful=True)
    assert "public" not in terms(*lines, doubtful=True)
    nested = ("Remove the filter cartridge.", "A filter cartridge lasts long.", "Dry the filter cartridge.")
    assert {"filter cartridge", "cartridge"} <= terms(*nested, doubtful=True).keys()


def test_a_name_needs_two_occurrences_a_noun_three() -> None:
    found = terms("We saw Calais from the ferry.", "The ferry left Calais at noon.")
    assert found["Calais"].kind is TermKind.NAME
    assert "ferry" not in found


def test_singular_and_plural_are_one_term() -> None:
    found = terms("The ferry is late.", "All ferries are late.", "She likes the ferry.")
    assert len(found["ferry"].occurrences) == 3


def test_a_verb_is_no_term() -> None:
    assert "file" not in terms("We will file it.", "You must file it.", "They can file it.", "Please file it.")


def test_a_verb_between_nouns_is_no_occurrence() -> None:
    found = terms("The test is done.", "A test takes an hour.", "They test it.", "Read the test.")
    assert [o.sentence for o in found["test"].occurrences] == [0, 1, 3]


def test_an_adjective_is_no_term() -> None:
    assert "available" not in terms("It is available.", "They are available here.", "The room was available.")


def test_occurrences_slice_back() -> None:
    sentences = ("The White House said no.", "From the White House came nothing.")
    for term in terms(*sentences).values():
        for occurrence in term.occurrences:
            assert sentences[occurrence.sentence][occurrence.start : occurrence.end] == occurrence.text
