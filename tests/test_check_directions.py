"""What works from French into English is found there; what cannot be judged, in that direction or another, is said."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from aligner.check import Need, PairContext, check, load_profile, load_rules, run
from aligner.check.needs import missing
from aligner.check.run import skipped
from aligner.config.own_checks import OwnCheck
from aligner.core import Bead, BlockKind, Finding, Message, Severity, Skipped
from aligner.encode import Encoder, Vectors, load
from aligner.messages import LANGUAGES, render
from aligner.session import Session
from aligner.terms.glossary.table import read_table
from tests.pairs import document

Numbers = tuple[tuple[int, ...], tuple[int, ...]]

FERRY = (
    "Le bac des îles part du vieux quai tous les matins à neuf heures.",
    "The ferry leaves the old pier every morning at nine.",
)
BOOK = read_table(
    "fr,en,status\nsoupape,valve,preferred\nsoupape,tap,deprecated\n,drain cock,forbidden\n", "glossary", "fr", "en"
)
VISITORS = [
    ("Le port de Port Serin a été construit en 1874.", "The harbour of Port Serin was built in 1874."),
    (
        "Les visiteurs devraient apporter des vêtements chauds, car le vent est fort sur la galerie.",
        "Visitors should bring warm clothes.",
    ),
]


def pair_of(
    texts: Sequence[tuple[str, str]],
    languages: tuple[str, str] = ("fr", "en"),
    *,
    beads: Sequence[Numbers] = (),
    kinds: Sequence[BlockKind] = (),
    encoder: Encoder | None = None,
) -> PairContext:
    """Blocks and their translations; a block that is empty is not there."""
    sides = [[text[side] for text in texts if text[side]] for side in (0, 1)]
    original, translation = (document(code, side, kinds) for code, side in zip(languages, sides, strict=True))
    pairs = beads or [((n,), (n,)) for n in range(len(original.sentences))]
    return PairContext(original, translation, tuple(Bead(one, other) for one, other in pairs), encoder or load())


#: For each rule a translation into English with an error.
FOUND: dict[str, PairContext] = {
    "addition": pair_of([FERRY, ("", "Tickets are sold at the gate.")], beads=[((0,), (0,)), ((), (1,))]),
    "brackets": pair_of([("Le vieux quai (de 1910) est fermé.", "The old pier (of 1910 is closed.")]),
    "foreign-words": pair_of(
        [("Le vieux quai est fermé pour les réparations.", "The old pier is fermé pour les réparations.")]
    ),
    "length": pair_of([*[FERRY] * 24, (FERRY[0] + " " + FERRY[0], "It leaves.")]),
    "link": pair_of([("Voir https://bacs.example.org/hiver ici.", "See https://bac.example.org/hiver here.")]),
    "markup": pair_of([("# Nouvelles", "# News"), ("Le **vieux** quai est fermé.", "The old pier is closed.")]),
    "moved": replace(pair_of([FERRY, ("Il pleut.", "It rains.")]), moved=((0, 1, 0.9),)),
    "name": pair_of(
        [
            ("Marta Kovacs a quitté Ullapool.", "Marta Kovacs left Ullapool."),
            ("Vendredi, Marta Kovacs a parlé.", "On Friday Marta Kovacs spoke."),
            ("Puis Kovacs a quitté Ullapool.", "Then Kovacs left Lerwick."),
        ]
    ),
    "negation": pair_of([("La pompe ne doit pas être mise en marche.", "The pump must be started.")]),
    "number": pair_of([("Les camions ont attendu 48 heures.", "The lorries waited for 24 hours.")]),
    "omission": pair_of(VISITORS),
    "opposite": pair_of([("Le bac part le lundi.", "The ferry leaves on Thursdays.")]),
    "own-check": replace(
        pair_of([("Le vieux quai est fermé.", "The old quay is closed.")]),
        checks=(OwnCheck("pier", "A quai is a pier here.", "On dit pier.", forbidden=r"\bquay\b"),),
    ),
    "placeholder": pair_of([("{nombre} bacs manquent.", "{number} ferries are missing.")]),
    "punctuation": pair_of([("Le capitaine le savait-il ?", "The captain knew it.")]),
    "quotation-marks": pair_of([("« Le navire est perdu », dit le pilote.", "“The ship is lost, said the pilot.")]),
    "repeated": pair_of([("Le bac ne part pas.", "The ferry does not sail today, the ferry does not sail today.")]),
    "repeated-word": pair_of([("Le toit de la gare fuit.", "The roof of of the station leaks.")]),
    "sentence-inconsistent": pair_of(
        [
            ("Tenir à l'écart des flammes.", "Keep away from open fire."),
            ("Tenir à l'écart des flammes.", "Do not go near any flames."),
        ]
    ),
    "spacing": pair_of([("L'écluse ouvre à six heures.", "The lock opens  at six.")]),
    "term-forbidden": replace(pair_of([("Vérifiez la soupape.", "Check the drain cock.")]), glossary=BOOK),
    "term-glossary": replace(pair_of([("Vérifiez la soupape.", "Check the tap.")]), glossary=BOOK),
    "untranslated": pair_of(
        [("Le conseil ne paiera pas les réparations du pont.", "Le conseil ne paiera pas les réparations du pont.")]
    ),
}
#: What nothing is known of in that direction.
NOT_JUDGED = {"false-friend", "qualifier", "term-inconsistent"}
RIGHT = [
    FERRY,
    (
        "À 21 h 32, le train avait parcouru 1350 km, soit 3,5 fois plus.",
        "At 9:32 PM the train had covered 1,350 km, 3.5 times as much.",
    ),
    ("L'OTAN a envoyé deux navires à Londres.", "NATO sent two ships to London."),
    (
        "Il est peu probable que la route ouvre avant le printemps.",
        "It is unlikely that the road will open before spring.",
    ),
    ("« Le navire est perdu », dit le pilote.", "“The ship is lost,” said the pilot."),
    ("Qui est là ? Vérifiez la soupape !", "Who is there? Check the valve!"),
]


def of(rule: str, pair: PairContext) -> list[Finding]:
    """What a rule says of a pair, as confident as the default profile asks."""
    return list(check(pair, load_profile().narrowed([rule])).findings)


def test_no_rule_fails_from_french_into_english() -> None:
    assert {*FOUND, *NOT_JUDGED} <= set(load_rules())
    for pair in (*FOUND.values(), pair_of(RIGHT)):
        reasons = {one.rule: one.reason.id for one in check(pair, load_profile()).skipped}
        assert "skipped.fault" not in reasons.values(), reasons


@pytest.mark.parametrize("rule", FOUND)
def test_a_rule_finds_errors_of_translations_from_french_into_english(rule: str) -> None:
    found = of(rule, FOUND[rule])
    assert {one.rule for one in found} == {rule}
    for language in LANGUAGES:
        assert render(found[0].message, language)


def test_a_right_translation_from_french_into_english_is_left_alone() -> None:
    assert check(replace(pair_of(RIGHT), glossary=BOOK), load_profile()).findings == ()


def test_what_is_not_judged_from_french_into_english_is_said() -> None:
    left_out = check(pair_of(RIGHT), load_profile()).skipped
    assert {one.rule for one in left_out if not one.partly} == NOT_JUDGED
    assert {one.rule for one in left_out if one.partly} == {"name", "negation", "opposite"}
    reasons = {one.rule: render(one.reason, "fr") for one in left_out}
    assert reasons["false-friend"] == "aucun faux ami n’est connu pour cette combinaison\u00a0: français vers anglais"


def test_what_was_not_measured_gives_hints() -> None:
    (lost,) = of("negation", FOUND["negation"])
    assert (lost.severity, lost.confidence) == (Severity.MINOR, 0.6)
    english = pair_of([("The pump must not be opened.", "La pompe doit être ouverte.")], ("en", "fr"))
    (lost,) = of("negation", english)
    assert lost.severity is Severity.CRITICAL


def test_everything_is_judged_from_english_into_french() -> None:
    turned = pair_of([(english, french) for french, english in RIGHT], ("en", "fr"))
    assert check(turned, load_profile()).skipped == ()


def test_rules_that_a_profile_does_not_ask_for_are_not_said_to_be_skipped() -> None:
    assert check(pair_of(RIGHT), load_profile().narrowed(["number"])).skipped == ()


def test_a_language_without_data_is_no_pass() -> None:
    spanish = pair_of([("The lorries waited for 48 hours.", "Los camiones no esperaron 24 horas.")], ("en", "es"))
    wanted = load_profile().narrowed(["number", "negation", "name", "omission", "false-friend", "term-inconsistent"])
    found = skipped(spanish, wanted)
    said = {one.rule: (one.partly, render(one.reason, "en")) for one in found}
    assert said["number"] == (False, "it is not known how numbers are written in Spanish")
    assert said["negation"] == (False, "it is not known how negation is expressed in Spanish")
    assert said["name"][0]
    assert said["omission"][0]


class Plain:
    """An encoder whose vectors do not add up."""

    def encode(self, sentences: list[str]) -> Vectors:
        return load().encode(sentences)


def test_an_encoder_that_helps_less_is_said() -> None:
    found = check(pair_of(RIGHT, encoder=Plain()), load_profile().narrowed(["omission"])).skipped
    assert found == (Skipped("omission", Message("skipped.additive-encoder"), partly=True),)
    without = replace(pair_of(RIGHT), encoder=None)
    (lacking,) = check(without, load_profile().narrowed(["omission"])).skipped
    assert lacking.reason == Message("skipped.encoder")


def test_a_rule_that_fails_is_said_and_the_others_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: PairContext) -> Iterator[Finding]:
        raise ValueError("no such plate")

    rules = dict(load_rules())
    rules["number"] = replace(rules["number"], check=fails)
    monkeypatch.setattr(run, "load_rules", lambda: rules)
    found = check(FOUND["brackets"], load_profile().narrowed(["number", "brackets"]))
    assert found.skipped == (Skipped("number", Message("skipped.fault", {"error": "ValueError: no such plate"})),)
    assert {finding.rule for finding in found.findings} == {"brackets"}


@pytest.mark.parametrize("need", Need)
def test_every_need_that_is_not_met_is_said_in_both_languages(need: Need) -> None:
    unknown = replace(pair_of(RIGHT, ("xx", "xx")), encoder=None)
    reason = missing(unknown, need)
    assert reason is not None
    for language in LANGUAGES:
        said = render(reason, language)
        assert said[0].islower()
        assert said[-1] not in ".?"


def test_texts_in_one_language_are_not_said_to_be_translated() -> None:
    same = pair_of([("It rained all night long here.", "It rained all night long here.")], ("en", "en"))
    (lacking,) = check(same, load_profile().narrowed(["untranslated"])).skipped
    assert render(lacking.reason, "en") == "both texts are in English"


def test_a_rule_that_failed_judges_everything_once_the_text_is_mended(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(pair: PairContext) -> Iterator[Finding]:
        if "48" in pair.translation.text:
            raise ValueError("no such plate")
        yield from load_rules()["number"].check(pair)

    rules = dict(load_rules())
    rules["number"] = replace(rules["number"], check=fails)
    for module in ("run", "recheck"):
        monkeypatch.setattr(f"aligner.check.{module}.load_rules", lambda: rules)
    (tmp_path / "en.txt").write_text("The lorries waited for 24 hours.\n\nThe ferry left at nine on 3 May.\n", "utf-8")
    (tmp_path / "fr.txt").write_text("Les camions ont attendu 48 heures.\n\nLe bac est parti le 4 mai.\n", "utf-8")
    session = Session()
    before = session.review(tmp_path / "en.txt", tmp_path / "fr.txt")
    assert [one.rule for one in before.skipped] == ["number"]
    quick = session.edit(before, before.translation.sentences[0].id, "Les camions ont attendu 24 heures.", whole=False)
    assert [one.rule for one in quick.skipped] == ["number"]
    after = session.complete(quick)
    assert after.skipped == ()
    assert "number" in [finding.rule for finding in after.findings]
    assert session.edit(before, before.translation.sentences[0].id, "Ils ont attendu 24 heures.").skipped == ()
