"""Places of glossary terms are real places, whatever the text is made of."""

from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.link.tokens import tokenize
from aligner.terms.glossary.match import cut, pieces


@settings(deadline=None)  # the first words load a dictionary
@given(st.text(alphabet="aéIlnqu ʼ'’-.1_", max_size=16), st.sampled_from(["en", "fr"]))
def test_pieces_are_what_stands_there(text: str, language: str) -> None:
    for piece in cut(text, language):
        assert text[piece.start : piece.end] == piece.text


@settings(deadline=None)  # the first words load a dictionary
@given(st.text(alphabet="aéIlnquʼ ", max_size=16), st.sampled_from(["en", "fr"]))
def test_words_of_letters_are_cut_as_all_others(text: str, language: str) -> None:
    tokens = [(token.text, token.start) for token in tokenize(text, language)]
    assert [(piece.text, piece.start) for piece in pieces(text, language)] == tokens
