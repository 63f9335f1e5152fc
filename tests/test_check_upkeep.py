"""Sizes and dates of files, and the day of a page's last change, are each language's own."""

import pytest

from tests.pairs import pair, reported


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("Last modification 12.03.2024", "Dernière modification 14.03.2024"),
        ("Date modified: 2023-11-02", "Date de modification : 2023-11-17"),
        ("This page was last updated on 3 May 2021.", "Dernière mise à jour le 9 juin 2021."),
        ("Last change 10. | 01. 2024", "Dernière modification 12. | 02. 2024"),
        (
            "Fees of the harbour (PDF, 165 kB, 11.12.2024)",
            "Taxes portuaires (PDF, 169 kB, 12.12.2024)",
        ),
        ("Map of the moorings [PDF 1.2 MB]", "Plan des amarrages [PDF 2,4 Mo]"),
        ("All data (in German, ZIP, 80 kB)", "Toutes les données (en allemand, ZIP, 85 ko)"),
    ],
)
def test_what_a_page_says_of_its_files_and_of_itself_may_differ(english: str, french: str) -> None:
    beads = [((0, 1), (0, 1))] if " | " in english else ()
    assert reported("number", pair([english], [french], beads)) == []


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("The boat (built in 1998) has 12 berths.", "Le bateau (construit en 1989) a 12 couchettes."),
        ("The film (PDF, 40 pages) costs 12 euros.", "Le film (PDF, 40 pages) coûte 21 euros."),
        ("The last boat of 2019 left at noon.", "Le dernier bateau de 2018 est parti à midi."),
        ("A file of 3 MB holds 20 maps.", "Un fichier de 3 Mo contient 25 cartes."),
    ],
)
def test_other_numbers_may_not(english: str, french: str) -> None:
    assert reported("number", pair([english], [french]))
