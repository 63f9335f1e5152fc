"""The rule length."""

from tests.pairs import pair, reported, said

ENGLISH = "The ferry to the northern islands leaves from the old pier every morning at nine."
FRENCH = "Le bac pour les îles du Nord part du vieux débarcadère tous les matins à neuf heures."


def test_a_translation_far_shorter_than_the_rest_is_found() -> None:
    (finding,) = reported("length", pair([ENGLISH] * 25, [FRENCH] * 24 + ["Le bac part."]))
    assert "shorter" in said(finding)


def test_a_translation_far_longer_than_the_rest_is_found() -> None:
    (finding,) = reported("length", pair([ENGLISH] * 25, [FRENCH] * 24 + [FRENCH * 5]))
    assert "longer" in said(finding)


def test_short_texts_and_short_documents_show_no_habit() -> None:
    assert reported("length", pair([ENGLISH] * 5, [FRENCH] * 4 + ["Le bac part."])) == []
    assert reported("length", pair(["Yes."] * 25, ["Oui."] * 24 + ["Oui, bien entendu."])) == []
