"""Units: tokenisers that cut at apostrophes and hyphens get the same links as those that do not."""

from hypothesis import given
from hypothesis import strategies as st

from aligner.link.units import WordUnit, splits_hyphens, units


def _words(text: str, join_hyphens: bool = False) -> list[str]:
    return [unit.word for unit in units(text.split(), "fr", join_hyphens=join_hyphens)]


def test_an_elided_word_takes_its_apostrophe() -> None:
    assert _words("C ' est l ' eau") == ["c'", "est", "l'", "eau"]


def test_a_pronoun_behind_the_verb_takes_its_hyphens() -> None:
    assert _words("pense - t - il", join_hyphens=True) == ["pense", "-t-il"]


def test_compounds_are_joined_where_the_tokeniser_cut_them() -> None:
    assert _words("un vis - à - vis", join_hyphens=True) == ["un", "vis-à-vis"]
    assert _words("un vis - à - vis", join_hyphens=False) == ["un", "vis", "-", "à", "-", "vis"]


def test_one_whole_compound_shows_that_hyphens_are_dashes() -> None:
    assert splits_hyphens([["vis", "-", "à", "-", "vis"]])
    assert not splits_hyphens([["vis", "-", "à"], ["demi-mot"]])
    assert not splits_hyphens([["rien"]])


def test_a_contraction_is_two_words() -> None:
    assert units(["au", "bord"], "fr")[:2] == [WordUnit("à", (0,)), WordUnit("le", (0,))]


@given(st.lists(st.sampled_from(["l", "'", "-", "t", "il", "du", "eau", "peut-être", "."]), max_size=12), st.booleans())
def test_no_token_is_lost(tokens: list[str], join: bool) -> None:
    found = units(tokens, "fr", join_hyphens=join)
    assert list(dict.fromkeys(n for unit in found for n in unit.tokens)) == list(range(len(tokens)))


def test_an_expression_of_several_words_is_one_unit() -> None:
    assert _words("il est tout à fait prêt") == ["il", "est", "tout à fait", "prêt"]
    assert _words("au cours du mois") == ["à le cours de", "le", "mois"]
