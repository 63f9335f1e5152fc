"""The rule name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pairs import pair, reported, said, spots

ENGLISH = ["Marta Kovacs met the ferry at Ullapool.", "On Friday Marta Kovacs spoke.", "Then Kovacs left Ullapool."]
FRENCH = [
    "Marta Kovacs attendait le bac à Ullapool.",
    "Vendredi, Marta Kovacs a parlé.",
    "Puis Kovacs a quitté Ullapool.",
]


def test_an_acronym_that_french_writes_in_another_way_is_found_with_its_french_form() -> None:
    (finding,) = reported("name", pair(["The princes of the UAE told me so."], ["Les princes de l'UA me l'ont dit."]))
    assert finding.original is not None
    assert finding.translation is not None
    assert (finding.original.text, finding.translation.text, finding.suggestion) == ("UAE", "UA", "EAU")
    assert "“EAU” in French" in said(finding)


def test_a_name_swapped_for_another_is_found() -> None:
    french = [*FRENCH[:2], "Puis Kovacs a quitté Lerwick."]
    (finding,) = reported("name", pair(ENGLISH, french))
    assert finding.original is not None
    assert finding.translation is not None
    assert (finding.original.text, finding.translation.text) == ("Ullapool", "Lerwick")


def test_a_misspelt_name_is_found_with_the_spelling_of_the_rest() -> None:
    (finding,) = reported("name", pair(ENGLISH, [FRENCH[0], "Vendredi, Marta Kovasc a parlé.", FRENCH[2]]))
    assert finding.suggestion == "Kovacs"
    assert finding.translation is not None
    assert finding.translation.text == "Kovasc"


def test_a_country_swapped_for_another_is_found_though_french_renders_it() -> None:
    found = reported("name", pair(["She flew to Austria in May."], ["Elle est partie en Australie en mai."]))
    assert spots(found) == ["Australie"]


def test_one_of_two_mentions_may_be_the_wrong_one() -> None:
    english = [*ENGLISH, "Ullapool is small, and Ullapool is wet."]
    french = [*FRENCH, "Ullapool est petite, et Lerwick est humide."]
    assert spots(reported("name", pair(english, french))) == ["Lerwick"]


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("Sergey Lavrov met Qassem Soleimani.", "Sergueï Lavrov a rencontré Qasem Soleimani."),
        ("President Putin flew to London.", "Le président Poutine est allé à Londres."),
        ("The UN, NATO and the WHO agree.", "L'ONU, l'OTAN et l'OMS sont d'accord."),
        ("The WHO says so.", "C'est ce que dit l'Organisation mondiale de la santé."),
        ("The RNA of the virus is short.", "L'ARN du virus est court."),
        (
            "The Islamic Revolutionary Guard Corps said no.",
            "Le Corps des Gardiens de la Révolution islamique a dit non.",
        ),
        ("The White House and the Iranians talk.", "La Maison-Blanche et les Iraniens se parlent."),
        ("She lives in the United States.", "Elle vit aux États-Unis."),
        ("Many Lombard towns in Lombardy closed.", "De nombreuses villes lombardes de Lombardie ont fermé."),
        ("The Ministry of Health closed the bridge.", "Le ministère de la Santé a fermé le pont."),
        ("Read the Terms of Use on Monday.", "Lisez les Conditions d'utilisation lundi."),
        ("See https://example.org/Ullapool and run Foo.py.", "Voyez https://example.org/Lerwick et lancez Bar.py."),
        ("Kovacs left. He was late.", "Il est parti. Kovacs était en retard."),
        ("CHAPTER XIV", "CHAPITRE XIV"),
        ("Ullapool was wet.", "Le village était humide."),
    ],
)
def test_names_that_are_right(english: str, french: str) -> None:
    assert reported("name", pair([english], [french])) == []


def test_what_the_document_teaches_is_no_mistake() -> None:
    english = ["The old town of Threnholt burnt.", "Nobody leaves Threnholt.", "They love Threnholt."]
    french = ["La vieille ville de Trinois a brûlé.", "Personne ne quitte Trinois.", "Ils aiment Trinois."]
    assert reported("name", pair(english, french)) == []


def test_french_to_english_works_with_the_same_facts() -> None:
    checked = pair(["We flew to London."], ["Nous sommes allés à Londres."])
    turned = type(checked)(checked.translation, checked.original, checked.beads)
    assert reported("name", turned) == []


@given(st.lists(st.sampled_from(["Ullapool", "UN", "ONU", "the", "Kovacs", "l'Iran", "U.S.", "mRNA", "—", "(", "A"])))
def test_no_text_breaks_the_rule_and_a_copy_is_never_wrong(words: list[str]) -> None:
    text = " ".join(words) or "x"
    assert reported("name", pair([text], [text])) == []
    reported("name", pair([text], [" ".join(reversed(words)) or "y"]), minimum=0.0)


def test_an_acronym_introduced_behind_its_words_is_what_the_text_says() -> None:
    english = "The European Interoperability Framework (EIF) was read aloud."
    french = "Le cadre d'interopérabilité européen (CEI) a été lu à haute voix."
    assert reported("name", pair([english], [french])) == []
