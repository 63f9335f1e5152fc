"""What a sentence of a bead explains of the other side: much where it is translated, nothing where it is not."""

import numpy as np

from aligner.encode import load
from aligner.link import Linker, tokenize
from aligner.link.explained import least_explained

Bead = tuple[list[list[str]], list[list[str]]]


def _bead(original: list[str], translation: list[str]) -> Bead:
    sides = ((original, "en"), (translation, "fr"))
    one, other = ([[token.text for token in tokenize(text, lang)] for text in side] for side, lang in sides)
    return one, other


def test_a_sentence_that_is_not_translated_explains_nothing() -> None:
    true = _bead(
        ["The baker closed his shop.", "He went to the harbour."],
        ["Le boulanger ferma sa boutique et se rendit au port."],
    )
    lonely = _bead(
        ["The baker closed his shop.", "Snow covered every roof."],
        ["Le boulanger ferma sa boutique et se rendit au port."],
    )
    for encoder in (load(), None):  # words' vectors, or the lexicon alone
        explained = least_explained([true, lonely], Linker("en", "fr", encoder))
        assert (explained[0] > 0.1).all()
        assert (explained[1] < -1).all()


def test_it_works_from_either_side() -> None:
    bead = _bead(["The mayor opened the bridge and the band played."], ["Le maire inaugura le pont.", "Il pleuvait."])
    turned = (bead[1], bead[0])
    one = least_explained([bead], Linker("en", "fr", load()))
    other = least_explained([turned], Linker("fr", "en", load()))
    assert np.allclose(one, other, atol=0.5)


def test_where_there_is_nothing_to_explain_there_are_zeros() -> None:
    beads = [_bead(["One word."], ["Un mot."]), _bead(["One.", "Two."], [""]), _bead(["One.", ""], ["Un."])]
    assert least_explained(beads, Linker("en", "fr", load())).tolist() == [[0, 0]] * 3
    assert least_explained([], Linker("en", "fr", load())).shape == (0, 2)
