"""Omission and addition inside sentences that have a counterpart."""

from dataclasses import replace

import numpy as np
import pytest

from aligner.check import PairContext, check, load_profile
from aligner.check.context import Gap
from aligner.check.coverage import lost_inside, severity_inside
from aligner.check.deduplicate import without_echoes
from aligner.core import BlockKind, Finding, Severity, Side, Span
from aligner.encode import Encoder, load
from aligner.link.coverage import GAP_FEATURES, Candidate, Place, Suspect, load_model
from tests.literal import literal
from tests.pairs import pair, reported, said

ENGLISH = [
    "The harbour of Port Serin was built in 1874 by two brothers from Bristol.",
    "Every spring, volunteers from the village repaint the door of the lighthouse.",
    "The café beside the mill serves soup from noon until the last ferry leaves.",
    "Visitors should bring warm clothes, because the wind is strong on the gallery.",
    "The museum keeps the old lens in a room that is never heated.",
    "Anna Keller counted 318 visitors in a single afternoon.",
    "The stairs are steep, and the railing is rusty.",
    "Tickets cost four euros for adults and nothing for children.",
]
FRENCH = [
    "Le port de Port Serin a été construit en 1874 par deux frères de Bristol.",
    "Chaque printemps, des bénévoles du village repeignent la porte du phare.",
    "Le café à côté du moulin sert de la soupe de midi jusqu'au départ du dernier bac.",
    "Les visiteurs devraient apporter des vêtements chauds, car le vent est fort sur la galerie.",
    "Le musée garde la vieille lentille dans une salle qui n'est jamais chauffée.",
    "Anna Keller a compté 318 visiteurs en un seul après-midi.",
    "L'escalier est raide, et la rampe est rouillée.",
    "Les billets coûtent quatre euros pour les adultes et rien pour les enfants.",
]
LEAST = 0.4  #: of the default profile


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


def checked(
    encoder: Encoder | None, english: dict[int, str] | None = None, french: dict[int, str] | None = None
) -> PairContext:
    """The texts above with some sentences replaced."""
    left = [(english or {}).get(n, text) for n, text in enumerate(ENGLISH)]
    right = [(french or {}).get(n, text) for n, text in enumerate(FRENCH)]
    return replace(pair(left, right), encoder=encoder)


def both(text: PairContext) -> list[Finding]:
    return [*reported("omission", text, LEAST), *reported("addition", text, LEAST)]


def test_a_faithful_translation_raises_no_alarm(encoder: Encoder) -> None:
    assert both(checked(encoder)) == []


def test_a_clause_that_the_translation_leaves_out_is_quoted_from_the_original(encoder: Encoder) -> None:
    (finding,) = both(checked(encoder, french={3: "Les visiteurs devraient apporter des vêtements chauds."}))
    assert finding.rule == "omission"
    assert finding.original is not None
    assert finding.translation is not None
    assert "the wind is strong on the gallery" in finding.original.text
    assert "warm clothes" not in finding.original.text
    assert finding.original.sentences == finding.translation.sentences == (3,)
    assert "wind is strong" in said(finding)


@pytest.mark.parametrize(
    "note",
    ["(en anglais)", "(en anglais seulement)", "(page en anglais)", "[en anglais]", "(PDF, en langue anglaise)"],
)
def test_a_note_on_the_language_of_a_link_is_no_addition(note: str, encoder: Encoder) -> None:
    english = ["The museum's catalogue is online.", "See the full study for details."]
    french = [f"Le catalogue du musée {note} est en ligne.", f"Voir l'étude complète {note} pour les détails."]
    assert both(replace(pair(english, french), encoder=encoder)) == []


def test_a_clause_that_the_translation_adds_is_quoted_from_the_translation(encoder: Encoder) -> None:
    longer = "L'escalier est raide, construit par un charpentier norvégien pendant la guerre, et la rampe est rouillée."
    (finding,) = both(checked(encoder, french={6: longer}))
    assert finding.rule == "addition"
    assert finding.translation is not None
    assert "charpentier norvégien" in finding.translation.text
    assert "rampe" not in finding.translation.text
    assert finding.severity is Severity.MAJOR


@pytest.mark.parametrize(
    ("lost", "severity"),
    [
        ("for adults", Severity.NEUTRAL),
        ("for visiting adults", Severity.MINOR),
        ("for 12 adults", Severity.MINOR),
        ("for London adults", Severity.MINOR),
        ("and not for adults", Severity.MINOR),
        ("for the adults of that distant village", Severity.MINOR),
    ],
)
def test_one_word_without_a_counterpart_is_a_note_unless_it_comes_with_a_number_a_name_or_a_negation(
    lost: str, severity: Severity
) -> None:
    text = f"Tickets cost four euros {lost} every day."
    english = pair([text], ["Les billets coûtent quatre euros chaque jour."]).original
    span = english.locate(0, text.index(lost), text.index(lost) + len(lost))
    content = sum(word not in {"for", "the", "and", "not", "of", "that"} for word in lost.split())
    assert severity_inside(english, span, content, 0.75) is severity


def test_without_an_encoder_or_in_code_nothing_is_said_of_the_inside_of_sentences(encoder: Encoder) -> None:
    shorter = {3: "Les visiteurs devraient apporter des vêtements chauds."}
    assert both(checked(None, french=shorter)) == []
    text = pair(ENGLISH, [shorter.get(n, line) for n, line in enumerate(FRENCH)], kinds=[BlockKind.CODE] * len(ENGLISH))
    assert both(replace(text, encoder=encoder)) == []


def test_both_sides_of_other_language_pairs_are_left_alone(encoder: Encoder) -> None:
    text = checked(encoder, french={3: "Les visiteurs devraient apporter des vêtements chauds."})
    unknown = replace(text, translation=replace(text.translation, language="de"))
    assert both(unknown) == []


def test_a_number_inside_a_lost_clause_is_not_said_to_be_lost_besides(encoder: Encoder) -> None:
    text = checked(
        encoder,
        english={7: "Tickets cost four euros for adults, and the council of Bristol paid 27 workers for the new roof."},
        french={7: "Les billets coûtent quatre euros pour les adultes."},
    )
    (finding,) = check(text, load_profile()).findings
    assert finding.rule == "omission"
    assert finding.original is not None
    assert "27 workers" in finding.original.text


def finding(rule: str, original: tuple[int, int] | None, translation: tuple[int, int] | None) -> Finding:
    def span(place: tuple[int, int] | None) -> Span | None:
        return place and Span((0,), *place, "x" * (place[1] - place[0]))

    return Finding(rule, Severity.MINOR, "accuracy", literal(""), span(original), span(translation))


def test_where_the_number_is_all_that_is_missing_only_the_number_is_said_to_be() -> None:
    gap, number = finding("omission", (10, 20), (0, 50)), finding("number", (12, 19), (0, 50))
    assert list(without_echoes([gap, number])) == [number]


def test_a_number_elsewhere_in_the_sentence_is_still_reported() -> None:
    gap, number = finding("omission", (10, 40), (0, 50)), finding("number", (42, 45), (0, 50))
    assert list(without_echoes([gap, number])) == [gap, number]


def test_a_sentence_without_a_counterpart_says_it_all() -> None:
    whole, number = finding("omission", (0, 60), None), finding("number", (42, 45), None)
    assert list(without_echoes([whole, number])) == [whole]


def test_a_sentence_left_in_english_has_lost_no_clause() -> None:
    left, gap = finding("untranslated", (0, 60), (0, 60)), finding("omission", (10, 40), (0, 60))
    assert list(without_echoes([gap, left])) == [left]


NEW = "Children under twelve ride the little train for free on Sundays."
ANEW = "Le dimanche, le petit train est gratuit pour les enfants de moins de douze ans."


@pytest.mark.parametrize(("between", "said_so"), [(0, False), (2, True)])
def test_sentences_side_by_side_that_say_the_same_anew_are_not_lost(
    between: int, said_so: bool, encoder: Encoder
) -> None:
    beads = [((0,), ()), *(((n + 1,), (n,)) for n in range(between)), ((), (between,))]
    text = replace(pair([NEW, *ENGLISH[:between]], [*FRENCH[:between], ANEW], beads), encoder=encoder)
    found = both(text)
    assert {one.rule for one in found} == ({"omission", "addition"} if said_so else set())


@pytest.mark.parametrize(("words", "confidence"), [(12, 0.5), (4, 0.2)])
def test_a_long_stretch_is_worth_a_look_where_little_speaks_for_a_loss(
    words: int, confidence: float, encoder: Encoder
) -> None:
    text = checked(encoder)
    candidate = Candidate(0, Side.ORIGINAL, Place(0, 4), Place(0, 40), "", words, (0.0,) * len(GAP_FEATURES))
    text.__dict__["gaps"] = [Gap(text.beads[0], Suspect(candidate, 0.2))]
    (found,) = lost_inside(text, Side.ORIGINAL)
    assert found.severity is Severity.NEUTRAL
    assert found.confidence == confidence


@pytest.mark.parametrize("side", list(Side))
def test_more_evidence_of_a_loss_never_makes_it_less_likely(side: Side) -> None:
    model = load_model("en", "fr")
    assert model is not None
    rows = np.random.RandomState(2).uniform(0, 2, size=(200, len(GAP_FEATURES)))
    more = rows.copy()
    more[:, GAP_FEATURES.index("score")] += 1
    more[:, GAP_FEATURES.index("gain")] += 0.1
    more[:, GAP_FEATURES.index("unanswered opposite, share")] -= 0.5
    trees = model.side(side).gaps_by_meaning
    assert (trees.log_odds(more) >= trees.log_odds(rows)).all()
    assert (trees.log_odds(more) > trees.log_odds(rows)).any()


@pytest.mark.parametrize(("cosine", "severity"), [(0.8, Severity.MINOR), (0.55, Severity.NEUTRAL)])
def test_sentences_that_only_seem_alike_have_moved_as_a_note(cosine: float, severity: Severity) -> None:
    text = pair(ENGLISH[:3], FRENCH[:3], [((0,), ()), ((1,), (1,)), ((), (2,))])
    (found,) = reported("moved", replace(text, moved=((0, 2, cosine),)))
    assert found.severity is severity
