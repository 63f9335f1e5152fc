"""What another equivalent of a term is recognised by, and what only looks like one."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

from aligner.core import Finding
from aligner.encode import Encoder, load
from aligner.terms import phrase_index
from tests.commands import CORPORA
from tests.pairs import pair, reported, spots
from tools.train.planted_terms import plant

SECTIONS = (
    "See Section 3.1 for the list of parts.",
    "The pump is described in Section 4.2.",
    "Section 5.3 tells how to change the filter.",
    "Noise is treated in Section 6.1.",
    "See Section 7.4 before you call the dealer.",
)
PARTIES = (
    "Consultez section 3.1 pour la liste des pièces.",
    "La pompe est décrite dans la section 4.2.",
    "La section 5.3 dit comment changer le filtre.",
    "Le bruit est traité dans la section 6.1.",
    "Consultez section 7.4 avant d'appeler le revendeur.",
)
HOSPITALS = (
    "The hospital opened in May.",
    "Nurses left the hospital at night.",
    "The new hospital has ninety beds.",
    "Visitors may enter the hospital until six.",
    "Then the Royal Greenvale Hospital Trust signed the lease.",
)
HOPITAUX = (
    "L'hôpital a ouvert en mai.",
    "Les infirmières ont quitté l'hôpital la nuit.",
    "Le nouvel hôpital compte quatre-vingt-dix lits.",
    "Les visiteurs peuvent entrer à l'hôpital jusqu'à six heures.",
    "La fondation Royal Greenvale a ensuite signé le bail.",
)


@cache
def _encoder() -> Encoder:
    return load()


def inconsistent(original: Sequence[str], translation: Sequence[str]) -> list[Finding]:
    return reported("term-inconsistent", replace(pair(original, translation), encoder=_encoder()))


def test_a_noun_needs_no_article_before_a_number() -> None:
    changed = [*PARTIES[:-1], "Consultez partie 7.4 avant d'appeler le revendeur."]
    assert spots(inconsistent(SECTIONS, changed)) == ["partie"]


def test_a_longer_name_has_a_rendering_of_its_own() -> None:
    assert inconsistent(HOSPITALS, HOPITAUX) == []


def test_a_text_with_one_rendering_is_left_alone() -> None:
    assert inconsistent(SECTIONS, PARTIES) == []


def test_planted_deviations_read_as_french_does() -> None:
    english = ["The file is old.", "Close the file.", "The name of the file is long.", "Nothing more."]
    french = ["Le fichier est vieux.", "Fermez le fichier.", "Le nom du fichier est long.", "Rien de plus."]
    planted = {each.text for seed in range(12) for each in plant(english, french, seed)}
    assert planted == {"Le document est vieux.", "Fermez le document.", "Le nom du document est long."}


def test_nothing_is_planted_where_a_text_wanders_already_or_names_a_command() -> None:
    english = ["The script is old.", "Run script(1).", "Close the script."]
    french = ["Le script est vieux.", "Lancez script(1).", "Fermez le script."]
    assert plant(english, french, 1) == []
    assert plant(["A file.", "A file.", "A file."], ["Un fichier.", "Un document.", "Un dossier."], 1) == []


def test_a_long_texts_rare_chunks_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"{name}.{side}.md" for name in ("pump-manual", "clock") for side in ("en", "fr.draft")]
    texts = [[line for line in (CORPORA / name).read_text("utf-8").splitlines() if line] for name in lines]
    original, translation = texts[0][:30] + texts[2][:20], texts[1][:30] + texts[3][:20]
    found = inconsistent(original, translation)
    monkeypatch.setattr(phrase_index, "_LONG", 5)
    assert inconsistent(original, translation) == found
    assert found
