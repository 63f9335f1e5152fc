"""The planters of contraries, placeholders, limits, doubled sentences and clauses that were left."""

from random import Random

import pytest

from aligner.evaluate.pairs import CleanPair
from aligner.evaluate.plan import plan
from aligner.evaluate.planters import PLANTERS
from aligner.evaluate.plants import Kind, plant_all
from aligner.evaluate.stock import Stock
from tests.pairs import document

ENGLISH = "The northern gate is closed for at least 12 days, because the river rose in the spring of the last year."
FRENCH = (
    "La porte nord est fermée pendant au moins 12 jours, parce que la rivière a monté au printemps de l’année dernière."
)


def stock(english: str = ENGLISH, french: str = FRENCH) -> Stock:
    pair = CleanPair("gate", document("en", [english]), document("fr", [french]), True, ((0, 0),))
    return Stock([pair], [((0, 0),)])


def planted(kind: Kind, seed: int) -> tuple[str, str]:
    made = stock()
    (unit,) = made.units()
    plant = PLANTERS[kind](unit, made, Random(seed))
    assert plant is not None
    assert plant.kind is kind
    found = plant_all(unit.pair, [plant])
    return found.original.text.strip(), found.translation.text.strip()


@pytest.mark.parametrize("seed", range(8))
def test_a_contrary_changes_one_word_of_the_translation(seed: int) -> None:
    original, translation = planted(Kind.OPPOSITE_SAID, seed)
    assert original == ENGLISH
    words = [(one, other) for one, other in zip(FRENCH.split(), translation.split(), strict=True) if one != other]
    assert len(words) == 1


def test_the_limit_of_a_number_goes_and_the_number_stays() -> None:
    assert planted(Kind.LIMIT_DROPPED, 1) == (ENGLISH, FRENCH.replace("au moins ", ""))


@pytest.mark.parametrize(
    ("kind", "english", "french", "gone"),
    [
        (
            Kind.FRACTION_CHANGED,
            "Half of the boats left the port at noon.",
            "La moitié des bateaux ont quitté le port à midi.",
            "moitié",
        ),
        (Kind.MOOD_CHANGED, "The pilot must sign the list.", "Le pilote doit signer la liste.", "doit"),
        (Kind.MOOD_CHANGED, "Guests may use the sauna.", "Les clients peuvent utiliser le sauna.", "peuvent"),
    ],
)
def test_a_fraction_or_a_mood_becomes_another(kind: Kind, english: str, french: str, gone: str) -> None:
    made = stock(english, french)
    (unit,) = made.units()
    plant = PLANTERS[kind](unit, made, Random(1))
    assert plant is not None
    changed = plant_all(unit.pair, [plant]).translation.text.strip()
    assert gone not in changed
    assert len(changed.split()) == len(french.split())


@pytest.mark.parametrize("seed", range(6))
def test_a_placeholder_comes_into_the_original_and_not_as_it_is_into_the_translation(seed: int) -> None:
    original, translation = planted(Kind.PLACEHOLDER_DAMAGED, seed)
    placeholder = original.removeprefix(ENGLISH.rstrip(".")).rstrip(".").strip()
    assert placeholder
    assert placeholder not in translation


@pytest.mark.parametrize("seed", range(4))
def test_a_doubled_sentence_or_clause_stands_there_twice(seed: int) -> None:
    _, translation = planted(Kind.SENTENCE_DOUBLED, seed)
    assert translation.count("parce que la rivière a monté") == 2


@pytest.mark.parametrize("seed", range(4))
def test_a_clause_that_was_left_is_one_of_the_original(seed: int) -> None:
    original, translation = planted(Kind.CLAUSE_UNTRANSLATED, seed)
    assert original == ENGLISH
    assert any(" ".join(ENGLISH.split()[n : n + 3]).strip(",.") in translation for n in range(len(ENGLISH.split()) - 2))


def test_every_kind_has_a_planter_and_its_place_in_a_plan() -> None:
    assert set(PLANTERS) == set(Kind)
    copies = plan(stock(), list(Kind), 1, 1)
    assert {plant.kind for copy in copies for plant in copy.plants} >= {Kind.OPPOSITE_SAID, Kind.PLACEHOLDER_DAMAGED}
