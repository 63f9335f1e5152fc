"""Sentences that changed places are one finding, not an omission and an addition."""

from pathlib import Path

import aligner
from aligner.alignment.moved import moved
from aligner.alignment.windows import Windows
from aligner.encode import load

ORIGINAL = """The ferry leaves the harbour at seven every morning.

Nobody has repaired the bridge since the flood.

Our neighbour grows tomatoes behind the old school.

The library will stay closed until the end of April.

Two children found a wallet under the bench.
"""
TRANSLATION = """Le ferry quitte le port à sept heures tous les matins.

Notre voisin cultive des tomates derrière la vieille école.

Personne n’a réparé le pont depuis l’inondation.

La bibliothèque restera fermée jusqu’à la fin du mois d’avril.

Deux enfants ont trouvé un portefeuille sous le banc.
"""


def test_swapped_sentences_are_said_to_have_moved(tmp_path: Path) -> None:
    original, translation = tmp_path / "a.txt", tmp_path / "b.txt"
    original.write_text(ORIGINAL, encoding="utf-8")
    translation.write_text(TRANSLATION, encoding="utf-8")
    found = aligner.review(original, translation).findings
    assert not {"omission", "addition"} & {finding.rule for finding in found}
    found = tuple(finding for finding in found if finding.rule == "moved")
    assert len(found) == 1
    assert found[0].original
    assert found[0].translation
    pair = {found[0].original.sentences[0], found[0].translation.sentences[0]}
    assert pair <= {1, 2}


def test_a_word_elsewhere_is_not_the_whole_sentence() -> None:
    encoder = load()
    beads = [(range(1), range(0)), (range(1, 2), range(1)), (range(0), range(1, 2))]
    original = Windows(["The blue umbrella stand", "Rain fell."], encoder)
    assert moved(original, Windows(["Il pleuvait.", "Parapluie"], encoder), beads) == ()
    whole = Windows(["Il pleuvait.", "Le porte-parapluies bleu"], encoder)
    assert [(i, j) for i, j, _ in moved(original, whole, beads)] == [(0, 1)]


def test_what_faces_its_counterpart_between_aligned_sentences_has_not_moved() -> None:
    encoder = load()
    english = ["The ferry leaves at seven.", "The blue umbrella stand", "Rain fell."]
    french = ["Le ferry part à sept heures.", "Le porte-parapluies bleu", "Il pleuvait."]
    beads = [(range(1), range(1)), (range(1, 2), range(0)), (range(0), range(1, 2)), (range(2, 3), range(2, 3))]
    assert moved(Windows(english, encoder), Windows(french, encoder), beads) == ()


LIST = """You can borrow or use all of this here:

- Audiobooks for long journeys
- Board games for four players or more
- A sewing machine with all its accessories
- Seeds for vegetable gardens
- Tickets for the museum of clocks
- Laptops for use in the reading room
"""
REORDERED = """Voici ce que vous pouvez emprunter ou utiliser ici :

- Des billets pour le musée des horloges
- Des graines pour le potager
- Des jeux de société pour quatre joueurs ou plus
- Des livres audio pour les longs trajets
- Une machine à coudre avec tous ses accessoires
- Des ordinateurs portables à utiliser dans la salle de lecture
"""


def test_items_of_a_list_in_another_order_have_moved_and_none_is_lost_or_added(tmp_path: Path) -> None:
    original, translation = tmp_path / "a.md", tmp_path / "b.md"
    original.write_text(LIST, encoding="utf-8")
    translation.write_text(REORDERED, encoding="utf-8")
    found = aligner.review(original, translation).findings
    rules = [finding.rule for finding in found]
    assert not {"omission", "addition"} & set(rules)
    assert rules.count("moved") >= 2
