"""The rule sentence-inconsistent."""

from tests.pairs import pair, reported

ENGLISH = "Close the valve before you begin."


def test_one_sentence_in_two_translations_is_one_finding_at_the_odd_one() -> None:
    french = [
        "Fermez la vanne avant de commencer.",
        "Fermez le robinet d'abord.",
        "Fermez la vanne avant de commencer.",
    ]
    (finding,) = reported("sentence-inconsistent", pair([ENGLISH] * 3, french))
    assert finding.translation is not None
    assert finding.translation.text == "Fermez le robinet d'abord."
    assert len(finding.related) == 4


def test_case_and_punctuation_make_no_difference() -> None:
    french = ["Fermez la vanne avant de commencer.", "FERMEZ LA VANNE avant de commencer !"]
    assert reported("sentence-inconsistent", pair([ENGLISH, ENGLISH.upper()], french)) == []


def test_short_sentences_depend_on_their_place() -> None:
    assert reported("sentence-inconsistent", pair(["Go on.", "Go on."], ["Continuez.", "Allez."])) == []


def test_the_reverse_is_only_a_hint() -> None:
    english = [ENGLISH, "Shut the valve before you start."]
    checked = pair(english, ["Fermez la vanne avant de commencer."] * 2)
    assert reported("sentence-inconsistent", checked) == []
    assert len(reported("sentence-inconsistent", checked, minimum=0.3)) == 1
