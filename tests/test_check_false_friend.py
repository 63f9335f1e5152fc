"""The rule false-friend."""

import pytest

from tests.pairs import pair, reported


@pytest.mark.parametrize(
    ("english", "french", "word", "friend"),
    [
        ("The actual price is higher.", "Le prix actuel est plus élevé.", "actual", "actuel"),
        ("She studies in the library.", "Elle étudie à la librairie.", "library", "librairie"),
        ("Eventually the boat sank.", "Éventuellement, le bateau a coulé.", "Eventually", "Éventuellement"),
        ("The island is inhabited.", "L'île est inhabitée.", "inhabited", "inhabitée"),
        ("It contains preservatives.", "Il contient des préservatifs.", "preservatives", "préservatifs"),
    ],
)
def test_false_friends_are_found_on_both_sides(english: str, french: str, word: str, friend: str) -> None:
    (finding,) = reported("false-friend", pair([english], [french]))
    assert finding.original is not None
    assert finding.translation is not None
    assert (finding.original.text, finding.translation.text) == (word, friend)


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("The actual price is higher than the current one.", "Le prix réel est plus élevé que le prix actuel."),
        ("The current price is high.", "Le prix actuel est élevé."),
        ("The bookshop is open.", "La librairie est ouverte."),
        ("She studies in the library.", "Elle étudie à la bibliothèque."),
        ("Get it from the App Store.", "Trouvez-le sur l'App Store."),
    ],
)
def test_words_in_their_right_place_are_fine(english: str, french: str) -> None:
    assert reported("false-friend", pair([english], [french])) == []
