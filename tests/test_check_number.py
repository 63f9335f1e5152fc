"""The rule number."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.core import Severity
from tests.pairs import pair, reported

EQUAL = [
    ("The mast is 1,350 km away.", "Le mât est à 1350 km."),
    ("Some 500,000 letters came.", "Quelque 500 000 lettres sont arrivées."),
    ("Some 500,000 letters came.", "Quelque 500\u00a0000 lettres sont arrivées."),
    ("Some 500,000 letters came.", "Quelque 500\u202f000 lettres sont arrivées."),
    ("Some 500,000 letters came.", "Quelque 500\u2009000 lettres sont arrivées."),
    ("It weighs 3.5 kg.", "Elle pèse 3,5 kg."),
    ("It costs 1,234.56 francs.", "Cela coûte 1 234,56 francs."),
    ("It left at 9:32 PM.", "Il est parti à 21 h 32."),
    ("It left at 9:32 p.m.", "Il est parti à 21h32."),
    ("It left at 9:32 pm.", "Il est parti à 21:32."),
    ("It left at 9:32 in the evening.", "Il est parti à 9 h 32 du soir."),
    ("Doors open at 7 p.m.", "Ouverture à 19 heures."),
    ("Doors open at 7 o'clock.", "Ouverture à 19 h."),
    ("Doors open at half past seven.", "Ouverture à sept heures et demie."),
    ("Doors open at a quarter to nine.", "Ouverture à neuf heures moins le quart."),
    ("We met at noon and left at midnight.", "Rendez-vous à midi, départ à minuit."),
    ("We met at noon.", "Rendez-vous à 12 heures."),
    ("We left at midnight.", "Départ à 0 h."),
    ("Three boats sank.", "Trois bateaux ont coulé."),
    ("Three boats sank.", "3 bateaux ont coulé."),
    ("3 boats sank.", "Trois bateaux ont coulé."),
    ("Twenty-one boats sank.", "Vingt et un bateaux ont coulé."),
    ("Twenty-one boats sank.", "Vingt-et-un bateaux ont coulé."),
    ("He is 77 years old.", "Il a soixante-dix-sept ans."),
    ("He is 77 years old.", "Il a septante-sept ans."),
    ("He is ninety-nine.", "Il a quatre-vingt-dix-neuf ans."),
    ("He is ninety-nine.", "Il a nonante-neuf ans."),
    ("One hundred and fifty came.", "Cent cinquante personnes sont venues."),
    ("It sold a million copies.", "Il s'en est vendu un million."),
    ("It sold one million copies.", "Il s'en est vendu 1 million."),
    ("It made $1m.", "Il a rapporté un million de dollars."),
    ("It made 1.5 billion.", "Il a rapporté 1,5 milliard."),
    ("It lost two trillion dollars.", "Il a perdu deux billions de dollars."),
    ("It lost two trillion dollars.", "Il a perdu deux mille milliards de dollars."),
    ("It cost $5 million.", "Cela a coûté 5 millions de dollars."),
    ("It cost $5 million.", "Cela a coûté 5 M$."),
    ("It cost €5 million.", "Cela a coûté 5 M€."),
    ("It cost €5.2bn.", "Cela a coûté 5,2 Md€."),
    ("It cost US$300+ million.", "Cela a coûté plus de 300 millions de dollars."),
    ("The 21st edition.", "La 21e édition."),
    ("The 21st edition.", "La vingt et unième édition."),
    ("The first of all bridges.", "Le 1er de tous les ponts."),
    ("The first bridge.", "Le premier pont."),
    ("A 19th-century mill.", "Un moulin du XIXe siècle."),
    ("It rose by 5%.", "Il a augmenté de 5 %."),
    ("It rose by 5 per cent.", "Il a augmenté de cinq pour cent."),
    ("On January 7, 2020 it snowed.", "Il a neigé le 7 janvier 2020."),
    ("On 7 January 2020 it snowed.", "Il a neigé le 07/01/2020."),
    ("On 01/07/2020 it snowed.", "Il a neigé le 7 janvier 2020."),
    ("It opens on May 1.", "Il ouvre le 1er mai."),
    ("It opens on the 3rd of March.", "Il ouvre le 3 mars."),
    ("It opens on 3 March.", "Il ouvre le 03/03."),
    ("It runs from 5 to 10 March.", "Il dure du 5 mars au 10 mars."),
    ("Dated 2016-03.", "Daté de mars 2016."),
    ("In the 1990s it was a mill.", "Dans les années 1990, c'était un moulin."),
    ("In the 1990s it was a mill.", "Dans les années 90, c'était un moulin."),
    ("In the nineties it was a mill.", "Dans les années quatre-vingt-dix, c'était un moulin."),
    ("The 2019–20 season.", "La saison 2019-2020."),
    ("Wait 5–10 minutes.", "Attendez 5 à 10 minutes."),
    ("Wait 5 to 10 minutes.", "Attendez de 5 à 10 minutes."),
    ("Half of the crew is sick.", "La moitié de l'équipage est malade."),
    ("A third of the crew is sick.", "Un tiers de l'équipage est malade."),
    ("Two-thirds of the crew is sick.", "Les deux tiers de l'équipage sont malades."),
    ("Three quarters of the crew is sick.", "Les trois quarts de l'équipage sont malades."),
    ("Use 1/2 cup.", "Mettre une demi-tasse."),
    ("It took 2½ hours.", "Il a fallu deux heures et demie."),
    ("It took a year and a half.", "Il a fallu un an et demi."),
    ("A dozen eggs.", "Une douzaine d'œufs."),
    ("12 eggs.", "Une douzaine d'œufs."),
    ("About fifteen people.", "Une quinzaine de personnes."),
    ("Around two dozen people.", "Une vingtaine de personnes."),
    ("It lasted a fortnight.", "Cela a duré quinze jours."),
    ("Dozens came, and hundreds more.", "Ils étaient nombreux à venir."),
    ("He rang twice.", "Il a sonné deux fois."),
    ("Both came.", "Les deux sont venus."),
    ("Louis XIV built it.", "Louis XIV l'a fait bâtir."),
    ("See Chapter IV.", "Voir le chapitre 4."),
    ("Version 2.1.53 of Python 3.11.", "La version 2.1.53 de Python 3.11."),
    ("Section 6.1 applies.", "La section 6.1 s'applique."),
    ("COVID-19 and H1N1 cases.", "Les cas de COVID-19 et de H1N1."),
    ("It has 55.9K likes.", "Il a 55 900 mentions."),
    ("It is 5 miles away.", "C'est à 8 km."),
    ("It was 86 °F.", "Il faisait 30 °C."),
    ("He is 6 feet 2 inches tall.", "Il mesure 1,88 m."),
    ("It lasts 2 hours and 30 minutes.", "Cela dure 2,5 heures."),
    ("It lasts 24 hours.", "Cela dure un jour."),
    ("Every one of them, on the one hand.", "Tous, d'une part."),
    ("Call 020 7946 0018.", "Appelez le 020 7946 0018."),
    ("It was .08% at most.", "C'était 0,08 % au plus."),
    ("The price is 3,5 or so.", "Le prix est d'environ 3,5."),
    ("Between twenty-five and thirty came.", "Entre vingt-cinq et trente personnes sont venues."),
    ("In nineteen eighty-four.", "En 1984."),
    ("Use 100% wool.", "N'utilisez que de la laine."),
]

DIFFERENT = [
    ("I was away for 48 hours.", "J'ai été absent 24 heures.", "48 hours", "24 heures"),
    ("It cost $5 million.", "Cela a coûté 5 milliards de dollars.", "$5 million", "5 milliards de dollars"),
    ("It cost 1.5 billion.", "Cela a coûté 1,5 billion.", "1.5 billion", "1,5 billion"),
    ("It left at 9:32 PM.", "Il est parti à 9 h 32.", "9:32 PM", "9 h 32"),
    ("On January 7, 2020 it snowed.", "Il a neigé le 8 janvier 2020.", "January 7, 2020", "8 janvier 2020"),
    ("On 7 March it snowed.", "Il a neigé le 7 mai.", "7 March", "7 mai"),
    ("In the 1990s it was a mill.", "Dans les années 1980, c'était un moulin.", "1990s", "1980"),
    ("Louis XIV built it.", "Louis XVI l'a fait bâtir.", "XIV", "XVI"),
    ("See section 6.3.8.", "Voir la section 3.6.8.", "6.3.8", "3.6.8"),
    ("It rose by 2.3%.", "Il a augmenté de 3,2 %.", "2.3%", "3,2 %"),
    ("COVID-19 is here.", "La COVID-91 est là.", "19", "91"),
    ("Twenty-one boats sank.", "Vingt-deux bateaux ont coulé.", "Twenty-one", "Vingt-deux"),
    ("For three weeks it rained.", "Il a plu pendant quatre semaines.", "three weeks", "quatre semaines"),
    ("It is 5 miles away.", "C'est à 12 km.", "5 miles", "12 km"),
    ("It cost $5.", "Cela a coûté 5 €.", "$5", "5 €"),
    ("It is 5 km away.", "C'est à 5 milles.", "5 km", "5 milles"),
]


@pytest.mark.parametrize(("english", "french"), EQUAL)
def test_the_same_quantity_in_the_other_language_is_no_finding(english: str, french: str) -> None:
    assert [finding.message for finding in reported("number", pair([english], [french]))] == []


@pytest.mark.parametrize(("english", "french", "one", "other"), DIFFERENT)
def test_a_contradiction_is_one_finding_that_shows_both_places(english: str, french: str, one: str, other: str) -> None:
    (finding,) = reported("number", pair([english], [french]))
    assert finding.original is not None
    assert finding.translation is not None
    assert (finding.original.text, finding.translation.text) == (one, other)
    assert finding.severity is Severity.MAJOR
    assert finding.category == "accuracy/mistranslation/number"


def test_the_message_says_what_each_text_says() -> None:
    (finding,) = reported("number", pair(["I was away for 48 hours."], ["J'ai été absent 24 heures."]))
    assert finding.message == "The original says 48 hours, the translation 24 heures."


def test_a_number_that_is_missing_is_found_in_the_original() -> None:
    (finding,) = reported("number", pair(["In all, 4,200 trees were planted."], ["Des arbres ont été plantés."]))
    assert finding.original is not None
    assert finding.original.text == "4,200"
    assert finding.translation is None


def test_a_number_that_was_added_is_found_in_the_translation() -> None:
    (finding,) = reported("number", pair(["Trees were planted."], ["En 2014, des arbres ont été plantés."]))
    assert finding.original is None
    assert finding.translation is not None
    assert finding.translation.text == "2014"


def test_only_the_lost_year_of_a_date_is_reported() -> None:
    (finding,) = reported("number", pair(["It opened on 7 January 2020."], ["Il a ouvert le 7 janvier."]))
    assert finding.original is not None
    assert finding.original.text == "2020"


def test_a_number_that_stands_in_the_next_sentence_is_a_matter_of_alignment() -> None:
    checked = pair(
        ["The bridge opened in 1932.", "It is made of steel."], ["Le pont a ouvert.", "De 1932, il est en acier."]
    )
    assert reported("number", checked) == []


def test_a_number_in_a_lonely_neighbour_sentence_is_a_matter_of_alignment() -> None:
    checked = pair(
        ["The bridge opened in 1932."], ["Le pont a ouvert.", "C'était en 1932."], [((0,), (0,)), ((), (1,))]
    )
    assert reported("number", checked) == []


def test_sentences_without_counterpart_are_left_to_other_rules() -> None:
    checked = pair(["It opened in 1932.", "It rained."], ["Il a plu."], [((0,), ()), ((1,), (0,))])
    assert reported("number", checked) == []


def test_numbers_may_change_places_within_a_bead() -> None:
    checked = pair(
        ["Of 30 boats, 12 sank. | The rest, 18, came home."],
        ["Douze des trente bateaux ont coulé et les 18 autres sont rentrés."],
        [((0, 1), (0,))],
    )
    assert reported("number", checked) == []


def test_a_number_that_one_language_repeats_is_no_finding() -> None:
    assert reported("number", pair(["Between 5% and 5.5% of 200."], ["Sur 200 : 5 % à 5,5 % de 200."])) == []


def test_a_small_spelled_out_number_may_be_reworded() -> None:
    assert reported("number", pair(["The two of us were late."], ["Nous étions en retard."])) == []


def test_the_right_figure_is_suggested_in_french_spelling() -> None:
    (finding,) = reported("number", pair(["It has 12,500 readers."], ["Il compte 15 200 lecteurs."]))
    assert finding.suggestion == "12\u202f500"


@pytest.mark.parametrize(
    ("english", "french", "suggestion"),
    [
        ("I was away for 48 hours.", "J'ai été absent 24 heures.", "48 heures"),
        ("It cost $5.5 million.", "Cela a coûté 5,7 millions de dollars.", "5,5 millions de dollars"),
        ("It rose by 0.25%.", "Il a augmenté de 2,5 %.", "0,25 %"),
        ("The 21st edition.", "La 22e édition.", "21e"),
    ],
)
def test_the_suggestion_keeps_what_is_right(english: str, french: str, suggestion: str) -> None:
    (finding,) = reported("number", pair([english], [french]))
    assert finding.suggestion == suggestion


def test_no_figure_is_suggested_where_the_unit_changed_too() -> None:
    (finding,) = reported("number", pair(["It is 5 miles away."], ["C'est à 12 km."]))
    assert finding.suggestion is None


@given(st.integers(2, 9_999_999), st.integers(2, 9_999_999))
def test_every_other_figure_is_found_and_the_same_never(one: int, other: int) -> None:
    english = f"The town counted {one:,} souls."
    french = f"La ville comptait {other:,} âmes.".replace(",", "\u202f")
    assert len(reported("number", pair([english], [french]))) == (one != other)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    english, french = one.replace("|", "") or "a", other.replace("|", "") or "a"
    reported("number", pair([english], [french]))


@pytest.mark.parametrize("text", ["9" * 20_000, "1 million " * 1_000, "a1" * 4_000, "x:" * 20_000, "3 " * 2_000])
def test_hostile_text_takes_no_long_time(text: str) -> None:
    start = time.process_time()
    reported("number", pair([text], [text.replace("1", "2").replace("3", "4 5")]))
    assert time.process_time() - start < 5


def test_a_thousand_sentences_are_checked_in_no_time() -> None:
    english = ["On 3 May 2019 the 42 boats of the harbour, two thirds of them new, left at 7 p.m. for $1,200 each."]
    french = ["Le 3 mai 2019, les 42 bateaux du port, neufs aux deux tiers, sont partis à 19 h pour 1 200 dollars."]
    checked = pair(english * 1000, french * 1000)
    start = time.process_time()
    assert reported("number", checked) == []
    assert time.process_time() - start < 3  # 0.4 s on a quiet machine
