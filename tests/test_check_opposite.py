"""The rule opposite."""

from dataclasses import replace

import pytest

from aligner.encode import load
from aligner.languages.pairs.opposites import opposites
from tests.pairs import pair, reported, said, spots


@pytest.mark.parametrize(
    ("english", "french", "spot"),
    [
        ("The price of salt rose in the winter.", "Le prix du sel a baissé pendant l’hiver.", "baissé"),
        ("Turn left behind the customs house.", "Tournez à droite derrière la douane.", "à droite"),
        ("The museum is closed on Mondays.", "Le musée est fermé le mardi.", "mardi"),
        ("The regatta takes place in July.", "La régate a lieu en juin.", "juin"),
        ("Wash your hands before you enter the dairy.", "Lavez-vous les mains après être entré.", "après"),
        ("The blue boat belongs to the pilot.", "Le bateau vert appartient au pilote.", "vert"),
        ("The northern dyke must be repaired.", "La digue sud doit être réparée.", "sud"),
        ("The gate is always open.", "Le portail n'est jamais ouvert.", "jamais"),
        ("Note the minimum depth of the channel.", "Notez la profondeur maximale du chenal.", "maximale"),
        ("His sister owns the inn.", "Son frère est le propriétaire de l'auberge.", "frère"),
        ("The internal door is made of oak.", "La porte externe est en chêne.", "externe"),
    ],
)
def test_contraries_and_other_members_of_a_class_are_reported(english: str, french: str, spot: str) -> None:
    found = reported("opposite", replace(pair([english], [french]), encoder=load()))
    assert spots(found) == [spot]


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("The water level did not fall.", "Le niveau de l'eau est resté stable."),
        ("The road is not open in winter.", "La route est fermée en hiver."),
        ("It is not possible to leave the harbour.", "Il est impossible de quitter le port."),
        ("The sender is unknown.", "L'expéditeur n'est pas connu."),
        ("The old bridge was less expensive.", "L'ancien pont était moins cher."),
        ("They often do not reply.", "Ils répondent rarement."),
        ("The guide is also available in English.", "Le guide existe aussi en français."),
        ("He had been at the harbour since March.", "Il avait été au port depuis mars."),
        ("You have the right to a second ticket.", "Vous avez droit à un deuxième billet."),
    ],
)
def test_what_says_the_same_is_left_alone(english: str, french: str) -> None:
    assert reported("opposite", replace(pair([english], [french]), encoder=load())) == []


def test_one_of_two_months_is_told_from_the_other() -> None:
    english, french = "From March to May the ferry is idle.", "De mars à juin, le bac est à l'arrêt."
    (found,) = reported("opposite", replace(pair([english], [french]), encoder=load()))
    assert said(found) == "“May” became “juin”, which is its contrary or another of its kind."
    assert said(found, "fr").startswith("«\u00a0May\u00a0» est devenu «\u00a0juin\u00a0»")


def test_every_class_has_two_members_or_more_on_both_sides() -> None:
    known = opposites("en", "fr")
    assert known is not None
    for side in known:
        groups = [member.group for member in side.forms]
        assert all(groups.count(group) > 1 for group in set(groups))
    sizes = [sum(member.group == group for member in known[1].forms) for group in {m.group for m in known[1].forms}]
    assert sum(size * (size - 1) // 2 for size in sizes) > 2000


@pytest.mark.parametrize(
    ("french", "says"),
    [
        ("Il est rarement difficile de trouver une place près du vieux port.", True),
        ("Il est rarement facile de trouver une place près du vieux port.", False),
    ],
)
def test_what_stands_near_explains_a_contrary_only_where_the_whole_means_the_same(french: str, says: bool) -> None:
    english = "It is rarely easy to find a seat near the old harbour."
    assert bool(reported("opposite", replace(pair([english], [french]), encoder=load()))) is says
