"""The rule term-inconsistent."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from aligner.alignment import align
from aligner.check.base import PairContext
from aligner.core import Finding, Severity, Side
from aligner.encode import Encoder, load
from aligner.messages import render
from aligner.session import Session
from aligner.terms.glossary import Concept, Glossary, GlossaryTerm, Status
from tests.pairs import pair, reported, said, spots


@cache
def _encoder() -> Encoder:
    return load()


def _inconsistent(checked: PairContext) -> list[Finding]:
    return reported("term-inconsistent", replace(checked, encoder=_encoder()))


CORPORA = Path(__file__).resolve().parent.parent / "corpora"
ENGLISH = (
    "The lighthouse was built in 1840.",
    "Every evening the keeper climbs the lighthouse.",
    "From the village one sees the lighthouse very well.",
    "The storm broke two windows of the lighthouse.",
    "Tourists may visit the lighthouse in summer.",
    "Next year the county will repaint the lighthouse.",
)
FRENCH = (
    "Le phare a été construit en 1840.",
    "Chaque soir, le gardien monte au phare.",
    "Depuis le village, on voit très bien le phare.",
    "La tempête a brisé deux fenêtres du phare.",
    "Les touristes peuvent visiter le phare en été.",
    "L'an prochain, le département repeindra le phare.",
)


def found(
    *changes: tuple[str, str], english: tuple[str, ...] = ENGLISH, french: tuple[str, ...] = FRENCH
) -> list[Finding]:
    """What is reported once some words of the French have been replaced."""
    text = list(french)
    for old, new in changes:
        (at,) = [n for n, sentence in enumerate(text) if old in sentence]
        text[at] = text[at].replace(old, new)
    return _inconsistent(pair(english, text))


def test_a_consistent_text_is_left_alone() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("Run and warn the village!", "Courez avertir tout le monde !"),  # an expression
        ("In winter they learn to village.", "L'hiver, ils apprennent la construction."),  # a verb
        ("The village pump is broken.", "La pompe communale est en panne."),  # a compound
    ],
)
def test_what_is_no_rendering_of_the_term_is_left_alone(english: str, french: str) -> None:
    text = (
        *(("The village slept.", "Le village dormait."), ("We left the village.", "Nous avons quitté le village.")),
        *(("The village was rich.", "Le village était riche."),),
        *(("The fire reached the village.", "Le feu a atteint le village."), (english, french)),
    )
    assert found(english=tuple(one for one, _ in text), french=tuple(other for _, other in text)) == []


def test_another_word_for_the_term_is_found_with_all_renderings_and_places() -> None:
    (finding,) = found(("visiter le phare", "visiter la tour"))
    assert finding.original is not None
    assert finding.translation is not None
    assert (finding.original.text, finding.translation.text) == ("lighthouse", "tour")
    assert finding.category == "terminology/inconsistent-use-of-terminology"
    assert "“phare” 5 times" in said(finding)
    assert {render(place.note, "en") for place in finding.related if place.note} == {"“phare”"}
    assert len(finding.related) == 5


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("monte au phare", "y monte"),
        ("voit très bien le phare", "les voit très bien, ces phares"),
        ("Le phare a", "L'ancien phare a"),
        ("du phare", "de celui-ci"),
        ("fenêtres du phare", "fenêtres"),
    ],
)
def test_inflection_pronouns_and_ellipsis_are_no_other_rendering(old: str, new: str) -> None:
    assert found((old, new)) == []


HOUSE = (
    "The White House said nothing on Monday.",
    "A spokesman of the White House came out at noon.",
    "Nobody at the White House knew the letter.",
)
MAISON = (
    "La Maison Blanche n'a rien dit lundi.",
    "Un porte-parole de la Maison Blanche est sorti à midi.",
    "Personne à la Maison Blanche ne connaissait la lettre.",
)


def test_another_spelling_of_a_name_is_a_minor_fault_with_a_cure() -> None:
    (finding,) = found(("Personne à la Maison Blanche", "Personne à la Maison-Blanche"), english=HOUSE, french=MAISON)
    assert finding.translation is not None
    assert finding.translation.text == "Maison-Blanche"
    assert finding.severity is Severity.MINOR
    assert finding.suggestion == "Maison Blanche"
    assert "“Maison Blanche” twice, “Maison-Blanche” once" in said(finding)


def test_of_two_equally_frequent_spellings_the_later_one_is_reported() -> None:
    one_each = found(
        ("Un porte-parole de la Maison Blanche", "Un porte-parole de la Maison-Blanche"),
        english=HOUSE[:2],
        french=MAISON[:2],
    )
    assert spots(one_each) == ["Maison-Blanche"]


def test_capitals_differ_in_a_name_but_not_at_the_start_of_a_sentence() -> None:
    assert spots(found(("Personne à la Maison B", "Personne à la Maison b"), english=HOUSE, french=MAISON)) == [
        "Maison blanche"
    ]
    assert found(("La Maison Blanche n'a", "Maison Blanche n'a"), english=HOUSE, french=MAISON) == []


def test_a_pair_in_other_languages_or_without_text_in_common_is_fine() -> None:
    assert _inconsistent(pair(["One."], ["Un."])) == []


def of_corpus(name: str, version: str) -> list[Finding]:
    """What the rule reports on a sample pair."""
    original = Session().read_document(CORPORA / f"{name}.en.md", "en")
    translation = Session().read_document(CORPORA / f"{name}.fr.{version}.md", "fr")
    return _inconsistent(PairContext(original, translation, align(original, translation, _encoder()).beads))


@pytest.mark.parametrize(
    ("name", "term", "other"),
    [
        ("harbour", "dredging permit", "autorisation de draguer"),
        ("solaris-results", "order backlog", "commandes en attente"),
        ("pump-manual", "filter cartridge", "élément filtrant"),
    ],
)
def test_every_planted_fault_of_the_samples_is_found_and_nothing_else(name: str, term: str, other: str) -> None:
    (finding,) = of_corpus(name, "draft")
    assert finding.original is not None
    assert finding.original.text == term
    assert spots([finding]) == [other]


@pytest.mark.parametrize("name", ["harbour", "solaris-results", "pump-manual", "clock"])
def test_clean_samples_are_left_alone(name: str) -> None:
    assert of_corpus(name, "clean") == []


def test_the_seed_article_has_one_name_in_two_spellings(data_dir: Path) -> None:
    original = Session().read_document(data_dir / "seed" / "original.en.md", "en")
    translation = Session().read_document(data_dir / "seed" / "translation.fr.md", "fr")
    beads = align(original, translation, _encoder()).beads
    (finding,) = _inconsistent(PairContext(original, translation, beads))
    assert "“Maison Blanche” twice, “Maison-Blanche” once" in said(finding)


def test_masculine_and_feminine_of_a_nationality_are_no_two_spellings() -> None:
    english = ("The European Union grows.", "A European city may join.", "Every European law counts.")
    french = ("L'Union européenne grandit.", "Une ville européenne peut adhérer.", "Tout droit européen compte.")
    assert _inconsistent(pair(english, french)) == []


def test_two_terms_of_one_sentence_rendered_alike_are_found() -> None:
    english = (
        "The lock is old.",
        "The weir is new.",
        "Boats wait at the lock.",
        "Fish climb the weir.",
        "Between the lock and the weir lies an island.",
    )
    french = (
        "L'écluse est vieille.",
        "L'écluse est neuve.",
        "Les bateaux attendent à l'écluse.",
        "Les poissons remontent l'écluse.",
        "Entre l'écluse et l'écluse se trouve une île.",
    )
    (finding,) = _inconsistent(pair(english, french))
    assert said(finding) == "“lock” and “weir” are both translated as “écluse” in one sentence."
    assert [place.side for place in finding.related] == [Side.ORIGINAL, Side.TRANSLATION]


def test_synonyms_that_the_original_varies_may_share_a_rendering() -> None:
    english = ("The illness spreads.", "A disease spreads.", "The illness ends.", "The disease ends.", "No illness.")
    french = ("La maladie s'étend.", "Une maladie s'étend.", "La maladie finit.", "La maladie finit.", "Nulle maladie.")
    assert _inconsistent(pair(english, french)) == []


def test_what_the_glossary_accepts_is_no_deviation_and_what_it_wants_is_said() -> None:
    text = [line.replace("visiter le phare", "visiter la tour") for line in FRENCH]
    for status, expected in (("admitted", 0), ("forbidden", 1)):
        terms = (
            GlossaryTerm("lighthouse", "en"),
            GlossaryTerm("phare", "fr"),
            GlossaryTerm("tour", "fr", Status(status)),
        )
        book = Glossary((Concept("c1", terms),))
        found = _inconsistent(replace(pair(ENGLISH, text), glossary=book))
        assert len(found) == expected
        assert all(said(finding).endswith("The glossary has “phare”.") for finding in found)


def test_an_acronym_after_its_expansion_is_no_deviation() -> None:
    english = [f"{opening} the World Health Organization." for opening in ("We saw", "They left", "You know", "I like")]
    full = [
        f"{opening} l'Organisation mondiale de la santé." for opening in ("Nous vîmes", "Ils ont quitté", "Tu sais")
    ]
    assert _inconsistent(pair(english, [*full, "J'aime l'OMS."])) == []


@pytest.mark.parametrize(
    ("term", "usual", "here", "severity"),
    [
        ("harbour permit", "permis de port", "autorisation de port", Severity.MAJOR),  # one of two words changed
        ("program", "programme", "logiciel", Severity.NEUTRAL),  # a synonym
    ],
)
def test_what_may_be_meant_is_a_note(term: str, usual: str, here: str, severity: Severity) -> None:
    english = (
        f"The {term} was changed in May.",
        f"We read the {term} twice.",
        f"Nobody knows the {term}.",
        f"They spoke of the {term} for hours.",
        f"In the end the {term} was lost.",
    )
    french = (
        f"Le {usual} a été modifié en mai.",
        f"Nous avons lu deux fois le {usual}.",
        f"Personne ne connaît le {usual}.",
        f"Ils ont parlé du {usual} pendant des heures.",
        f"À la fin, le {here} a été perdu.",
    )
    severities = {one.severity for one in found(english=english, french=french)}
    assert severities <= {severity}
    assert severities or severity is Severity.NEUTRAL
