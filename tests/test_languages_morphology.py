"""What word forms tell, of English, of French, and of a language of which nothing is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.languages import get, known
from aligner.languages.dictionary import lemma
from aligner.languages.morphology import morphology
from aligner.languages.pairs import facts, false_friends, spelling

WORDS = st.text("abcdefghijklmnopqrstuvwxyzéèàç", min_size=1, max_size=14)


@pytest.mark.parametrize(
    ("language", "word", "key"),
    [
        ("en", "policies", "policy"),
        ("en", "packaging", "packaging"),
        ("en", "class", "class"),
        ("fr", "cartouches", "cartouche"),
        ("fr", "réseaux", "reseau"),
        ("xx", "Wörter", "worter"),
    ],
)
def test_forms_of_a_word_share_a_key(language: str, word: str, key: str) -> None:
    low = word.lower()
    assert morphology(language).key(low, lemma(low, language)) == key


@pytest.mark.parametrize(
    ("language", "word", "key", "plural"),
    [
        ("en", "boxes", "box", True),
        ("en", "glass", "glass", False),
        ("fr", "tuyaux", "tuyau", True),
        ("fr", "voix", "voix", False),
        ("xx", "boxes", "box", False),
    ],
)
def test_plurals(language: str, word: str, key: str, plural: bool) -> None:
    assert morphology(language).is_plural(word, key) is plural


@pytest.mark.parametrize(
    ("word", "key", "verb", "conjugated"),
    [
        ("signaler", "signaler", True, False),
        ("signale", "signaler", False, True),
        ("signalant", "signaler", True, True),
        ("signal", "signal", False, False),
        ("hiver", "hiver", False, False),
    ],
)
def test_french_verbs_are_told_from_nouns(word: str, key: str, verb: bool, conjugated: bool) -> None:
    french = morphology("fr")
    assert (french.is_verb(word, key), french.is_conjugated(word, key)) == (verb, conjugated)


def test_english_superlatives_are_no_nouns() -> None:
    english = morphology("en")
    assert english.is_superlative("earliest", lemma("earliest", "en"))
    assert not english.is_superlative("forest", lemma("forest", "en"))


def test_every_language_has_its_letters_and_names() -> None:
    for code in known():
        language = get(code)
        assert language.code == code
        assert all(name == name.lower() for name in language.names)
        words = "".join(language.function_words).replace("'", "").replace("-", "")
        assert language.letters.issuperset(words)


def test_a_pair_serves_both_directions_and_false_friends_one() -> None:
    there, back = facts("en", "fr"), facts("fr", "en")
    assert there is not None
    assert back is not None
    assert (there.names.by_first.keys(), there.names_back.by_first.keys()) == (
        back.names_back.by_first.keys(),
        back.names.by_first.keys(),
    )
    assert false_friends("en", "fr")
    assert not false_friends("fr", "en")
    assert facts("en", "xx") is None


def test_names_are_compared_as_the_two_languages_spell_them() -> None:
    there, back, unknown = spelling("en", "fr"), spelling("fr", "en"), spelling("en", "xx")
    assert there.is_transliteration("chekhov", "tchekhov")
    assert not unknown.is_transliteration("chekhov", "tchekhov")
    assert there.is_adapted("lombardy", "lombardie")
    assert back.is_adapted("lombardie", "lombardy")
    assert not there.is_adapted("lombardie", "lombardy")


@given(WORDS, WORDS)
def test_likeness_is_symmetric_and_whole_for_equal_words(one: str, other: str) -> None:
    for how in (spelling("en", "fr"), spelling("en", "xx")):
        assert how.similarity(one, one) == 1
        assert how.similarity(one, other) == how.similarity(other, one)
        assert one in how.plural_forms(one)
