"""Languages are told well enough to warn about a wrong file, and not told where they are none of ours."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.languages import known
from aligner.languages.detect import detect

ENGLISH = [
    "The committee has not yet decided whether to publish its findings.",
    "She didn't say why they'd left the village before dawn.",
    "Press the button to switch the machine off.",
    "Rising prices are worrying small farmers.",
    "We do not want another winter like that one.",
]
FRENCH = [
    "Le comité n'a pas encore décidé s'il publiera ses conclusions.",
    "Elle n'a pas dit pourquoi ils avaient quitté le village avant l'aube.",
    "Appuyez sur le bouton pour éteindre la machine.",
    "La hausse des prix inquiète les petits agriculteurs.",
    "Nous ne voulons pas d’un autre hiver comme celui-là.",
]
NEITHER = [
    "El comité todavía no ha decidido si va a publicar sus conclusiones.",
    "La subida de los precios preocupa a los pequeños agricultores de la región.",
    "Der Ausschuss hat noch nicht entschieden, ob er seine Ergebnisse veröffentlicht.",
    "Wir wollen keinen weiteren Winter wie diesen, sagte die alte Bäuerin.",
    "Il comitato non ha ancora deciso se pubblicare le sue conclusioni.",
    "L'aumento dei prezzi preoccupa i piccoli agricoltori della regione.",
    "O comité ainda não decidiu se vai publicar as suas conclusões.",
    "De commissie heeft nog niet besloten of zij haar bevindingen zal publiceren.",
    "Комитет ещё не решил, публиковать ли свои выводы.",
    "委员会尚未决定是否公布调查结果。",
]


@pytest.mark.parametrize(("code", "sentences"), [("en", ENGLISH), ("fr", FRENCH)])
def test_a_single_sentence_is_enough(code: str, sentences: list[str]) -> None:
    assert [found and found[0] for found in map(detect, sentences)] == [code] * len(sentences)


@pytest.mark.parametrize("sentence", NEITHER)
def test_other_languages_are_neither(sentence: str) -> None:
    assert detect(sentence) is None


@pytest.mark.parametrize("text", ["", "  \n", "1,350 km", "Qassem Soleimani", "https://example.org/the/of/and", "***"])
def test_nothing_is_said_of_too_few_words(text: str) -> None:
    assert detect(text) is None


def test_longer_text_makes_it_surer() -> None:
    for code, sentences in (("en", ENGLISH), ("fr", FRENCH)):
        found = detect(" ".join(sentences))
        assert found is not None
        assert found[0] == code
        assert found[1] > 0.99


def test_a_quotation_does_not_change_a_texts_language() -> None:
    found = detect(" ".join((*FRENCH, ENGLISH[0])))
    assert found is not None
    assert found[0] == "fr"


def test_both_apostrophes_count() -> None:
    assert detect("l'eau d'ici qu'on aime") == detect("l’eau d’ici qu’on aime")


@given(st.text())
def test_any_text_gets_an_answer_in_range(text: str) -> None:
    found = detect(text)
    assert found is None or (found[0] in known() and 0.5 <= found[1] <= 1)


def test_real_documents_are_told_apart(data_dir: Path) -> None:
    files = [*data_dir.glob("tico19/*/??.txt"), *data_dir.glob("novels/*/??.txt"), *data_dir.glob("seed/*.md")]
    assert files
    for file in files:
        found = detect(file.read_text())
        assert found is not None, file
        assert (found[0], found[1] > 0.99) == ("fr" if "fr" in file.name.split(".") else "en", True), file
