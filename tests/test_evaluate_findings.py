"""Planted errors: what is planted, where it is looked for, what counts as found, and what counts as an alarm."""

import json
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from aligner.check import load_profile
from aligner.core import Severity, Side
from aligner.encode import Encoder, VectorCache, cached, load
from aligner.errors import AlignerError, ConfigError, InputError
from aligner.evaluate.constituents import constituents, content_words
from aligner.evaluate.curves import curve, curves_table
from aligner.evaluate.edits import Edit, edit
from aligner.evaluate.findings import evaluate
from aligner.evaluate.known import read_known
from aligner.evaluate.pairs import CleanPair, load_pairs
from aligner.evaluate.plan import plan
from aligner.evaluate.planters import PLANTERS
from aligner.evaluate.plants import Kind, Plant, SentencePair, kinds_named, plant_all
from aligner.evaluate.results import Evaluation, Settings
from aligner.evaluate.stock import Stock
from aligner.evaluate.tables import json_text, table
from tests.commands import aligner
from tools.curves import main as draw

CORPORA = Path(__file__).resolve().parent.parent / "corpora"

KINDS = (Kind.SENTENCE_DELETED, Kind.NUMBER_CHANGED, Kind.SENTENCE_UNTRANSLATED)

ENGLISH = """The lighthouse of Port Serin
The lighthouse of Port Serin was built in 1874 by two brothers from Bristol. It has not been lit since 1962.
Every spring, volunteers from the village repaint its door, although nobody has asked them to.
In 2019, Anna Keller counted 318 visitors in a single afternoon. She did not expect half as many.
The stairs are steep, and the railing is rusty.
A café opened beside the lighthouse with the help of the council of Bristol.
The owner, a retired sailor, serves soup from noon until the last ferry leaves.
Tickets cost 4 euros for adults. Children do not pay.
Anna Keller has written a short history of the lighthouse for the museum in Port Serin.
The museum keeps the old lens in a room that is never heated.
Its keeper believes that the cold protects the glass from the salt of the sea.
This sentence was never translated by anyone.
The next guided tour starts in front of the main gate at 10 o'clock.
Visitors should bring warm clothes, because the wind is strong on the gallery.
"""

FRENCH = """Le phare de Port Serin
Le phare de Port Serin a été construit en 1874 par deux frères de Bristol. Il n’est plus allumé depuis 1962.
Chaque printemps, des bénévoles du village repeignent sa porte, bien que personne ne le leur ait demandé.
En 2019, Anna Keller a compté 318 visiteurs en un seul après-midi. Elle n’en attendait pas la moitié.
L’escalier est raide, et la rampe est rouillée.
Un café a ouvert à côté du phare avec l’aide de la municipalité de Bristol.
Le patron, un marin à la retraite, sert de la soupe de midi jusqu’au départ du dernier bac.
Les billets coûtent 4 euros pour les adultes. Les enfants ne paient pas.
Pour le musée de Port Serin, l’historienne Anna Keller a écrit une courte histoire du phare.
Le musée conserve la vieille lentille dans une salle qui n’est jamais chauffée.
Son gardien croit que le froid protège le verre contre le sel de la mer.
This sentence was never translated by anyone.
La prochaine visite guidée part devant la grille principale à 10 heures.
Les visiteurs doivent prévoir des vêtements chauds, car le vent est fort sur la galerie.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of lines with gold; one line was left in English."""
    path = tmp_path_factory.mktemp("lighthouse")
    lines = ENGLISH.splitlines()
    (path / "en.txt").write_text(ENGLISH, encoding="utf-8")
    (path / "fr.txt").write_text(FRENCH, encoding="utf-8")
    (path / "gold.txt").write_text("".join(f"[{n}]:[{n}]\n" for n in range(len(lines))), encoding="utf-8")
    rows = "".join(f"{n}\t{n}\tp\t\t{int('never translated' in line)}\n" for n, line in enumerate(lines))
    (path / "meta.tsv").write_text(f"en_block\tfr_block\ttag\tsection\tidentical\n{rows}", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def pairs(folder: Path) -> list[CleanPair]:
    """The lighthouse and the sample pairs."""
    return load_pairs([folder, CORPORA])


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Encoder:
    """The real one, with a cache of its own."""
    return cached(load(), VectorCache(tmp_path_factory.mktemp("cache") / "vectors.sqlite"))


@pytest.fixture(scope="module")
def result(folder: Path, encoder: Encoder) -> Evaluation:
    """An evaluation of the lighthouse alone."""
    rules = load_profile().narrowed(["number", "omission", "untranslated"])
    return evaluate(load_pairs([folder]), encoder, rules, Settings(KINDS, per_kind=2))


def stock_of(pairs: list[CleanPair]) -> Stock:
    return Stock(pairs, [pair.matches or () for pair in pairs])


def planted(pairs: list[CleanPair], kind: Kind) -> list[tuple[SentencePair, Plant]]:
    """Every plant of a kind that the lighthouse allows."""
    stock = stock_of(pairs)
    return [
        (unit, plant)
        for number, unit in enumerate(stock.units())
        if (plant := PLANTERS[kind](unit, stock, Random(number)))
    ]


texts = st.text(alphabet="ab \n", max_size=30)


@given(texts, st.data())
@hypothesis_settings(deadline=None)
def test_places_are_found_again_after_edits(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    edits = {
        Edit(a, b, data.draw(st.text(alphabet="xy", max_size=3))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    }
    kept: list[Edit] = []
    for one in sorted(edits):
        if not kept or kept[-1].end < one.start:
            kept.append(one)
    made = edit(text, kept)
    touched = {at for one in kept for at in range(one.start, one.end)}
    for at in set(range(len(text))) - touched:
        moved = at + sum(len(one.new) - (one.end - one.start) for one in kept if one.end <= at)
        assert made.text[moved] == text[at]
        assert made.backward(moved) == at
        start, end = made.forward((at, at + 1))
        assert start <= moved < end
    assert "".join(c for c in made.text if c in "xy") == "".join(one.new for one in kept)


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        edit("abcdef", [Edit(0, 3, ""), Edit(2, 4, "")])


@pytest.mark.parametrize(
    ("language", "text", "gone"),
    [
        ("fr", "Le patron, un marin à la retraite, sert de la soupe.", ", un marin à la retraite"),
        ("fr", "Le musée garde la lentille dans une salle froide.", " dans une salle froide"),
        ("fr", "Le froid protège le verre, qui est ancien, contre le sel.", ", qui est ancien"),
        ("fr", "La tour (la plus haute de la côte) est fermée.", " (la plus haute de la côte)"),
        ("fr", "Prévoyez des vêtements chauds car le vent est fort.", " car le vent est fort"),
        ("en", "The owner serves soup until the last ferry.", None),
        ("en", "A café opened with the help of the council.", " with the help of the council"),
        ("en", "Bring warm clothes because the wind is strong.", " because the wind is strong"),
    ],
)
def test_phrases_end_where_they_should(language: str, text: str, gone: str | None) -> None:
    found = [text[one.start : one.end] for one in constituents(text, language)]
    if gone:
        assert gone in found
    for one in constituents(text, language):
        assert one.content_words == content_words(text[one.start : one.end], language)


def test_a_phrase_never_takes_the_verb_or_half_a_noun_phrase() -> None:
    found = [
        "Les cas en Chine ont été graves pour la moitié des malades."[one.start : one.end]
        for one in constituents("Les cas en Chine ont été graves pour la moitié des malades.", "fr")
    ]
    assert not any("ont" in phrase.split() for phrase in found)
    assert " pour la moitié" not in found


# The sample has no limit of a number, no fraction and no duty; tests/test_evaluate_planters.py plants those.
RARE = {Kind.LIMIT_DROPPED, Kind.FRACTION_CHANGED, Kind.MOOD_CHANGED}


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in RARE])
def test_every_kind_can_be_planted_and_only_its_lines_change(pairs: list[CleanPair], kind: Kind) -> None:
    found = planted(pairs[:1], kind)
    assert found
    for unit, plant in found:
        made = plant_all(unit.pair, [plant])
        for side, document, text in (
            (Side.ORIGINAL, unit.pair.original, made.original.text),
            (Side.TRANSLATION, unit.pair.translation, made.translation.text),
        ):
            before, after = document.text.splitlines(), text.splitlines()
            gone, new = Counter(before) - Counter(after), Counter(after) - Counter(before)
            allowed = len(plant.lines) if any(one is side for one, _ in plant.edits) else 0
            assert gone.total() <= allowed
            assert new.total() <= allowed + (plant.kind is Kind.SENTENCE_INSERTED)
        assert (made.original.text, made.translation.text) != (unit.pair.original.text, unit.pair.translation.text)


def test_nothing_is_planted_in_a_line_left_in_english(pairs: list[CleanPair]) -> None:
    assert not any("never translated" in unit.original.text for unit in stock_of(pairs).units())


def test_a_dropped_negation_leaves_the_verb(pairs: list[CleanPair]) -> None:
    after = {plant.after for _, plant in planted(pairs[:1], Kind.NEGATION_DROPPED)}
    assert {"paient", "est", "en attendait"} <= after


def test_a_changed_number_is_another_number(pairs: list[CleanPair]) -> None:
    for _, plant in planted(pairs[:1], Kind.NUMBER_CHANGED):
        assert plant.before != plant.after
        assert plant.before.isdigit() == plant.after.isdigit()
        assert not (plant.after.startswith("0") and plant.before != "0")


def test_a_swapped_name_is_another_name_of_the_text(pairs: list[CleanPair]) -> None:
    names = {"Port Serin", "Anna Keller", "Bristol"}
    plants = [plant for _, plant in planted(pairs[:1], Kind.NAME_SWAPPED)]
    assert plants
    assert all(plant.before in names and plant.after in names - {plant.before} for plant in plants)


def test_clauses_have_three_content_words_and_small_deletions_two(pairs: list[CleanPair]) -> None:
    assert all(plant.content_words >= 3 for _, plant in planted(pairs, Kind.CLAUSE_DELETED))
    assert all(plant.content_words == 2 for _, plant in planted(pairs, Kind.WORDS_DELETED))


def test_the_same_seed_plants_the_same_errors(folder: Path) -> None:
    def plants(seed: int) -> list[list[Plant]]:
        return [copy.plants for copy in plan(stock_of(load_pairs([folder])), list(Kind), 2, seed)]

    assert plants(3) == plants(3)
    assert plants(3) != plants(4)


def test_plants_stand_far_apart(pairs: list[CleanPair]) -> None:
    for copy in plan(stock_of(pairs[:1]), list(Kind), 3, 1):
        assert len(copy.plants) <= max(1, copy.blocks // 10)


def test_whole_sentences_are_found(result: Evaluation) -> None:
    assert result.recall(Kind.SENTENCE_DELETED) == 1
    assert result.recall(Kind.SENTENCE_UNTRANSLATED) == 1
    assert result.recall(Kind.NUMBER_CHANGED) == 1


def test_a_line_left_in_english_is_no_false_alarm(result: Evaluation) -> None:
    assert [alarm.excuse for alarm in result.alarms] == ["left in English"]
    assert result.alarms_per_thousand() == 0


def test_a_known_defect_is_no_false_alarm(folder: Path, encoder: Encoder, tmp_path: Path) -> None:
    (folder / "meta.tsv").rename(folder / "meta.off")
    try:
        found = load_pairs([folder])
    finally:
        (folder / "meta.off").rename(folder / "meta.tsv")
    (tmp_path / "known.tsv").write_text(f"pair\tside\tline\trule\n{folder.name}\toriginal\t11\tuntranslated\n")
    for known in ((), read_known(tmp_path / "known.tsv")):
        alarms = evaluate(found, encoder, load_profile(), Settings(kinds=(), known=known))
        assert (alarms.alarms_per_thousand(severity=Severity.MAJOR) > 0) == (not known)


def test_texts_without_gold_are_matched_by_the_aligner(encoder: Encoder) -> None:
    settings = Settings(kinds=(Kind.SENTENCE_UNTRANSLATED,), per_kind=3, clean=False)
    found = evaluate(load_pairs([CORPORA]), encoder, load_profile().narrowed(["untranslated"]), settings)
    assert len(found.outcomes) == 3
    assert found.recall(Kind.SENTENCE_UNTRANSLATED) == 1
    assert not found.alarms


def test_alignments_are_remembered(folder: Path, encoder: Encoder, tmp_path: Path) -> None:
    settings = Settings(kinds=(), beads=tmp_path / "beads")
    first = evaluate(load_pairs([folder]), encoder, load_profile(), settings)
    assert list((tmp_path / "beads").glob("*.json"))
    assert evaluate(load_pairs([folder]), encoder, load_profile(), settings).alarms == first.alarms


def test_reports_say_everything(result: Evaluation) -> None:
    text = table(result)
    for kind in KINDS:
        assert kind in text
    assert "per 1,000 words" in text
    content = json.loads(json_text(result))
    assert len(content["plants"]) == len(result.outcomes)
    assert all(plant["edits"] for plant in content["plants"])


def test_curves_fall_in_recall_and_are_drawn(result: Evaluation, tmp_path: Path) -> None:
    points = curve(result, Kind.SENTENCE_DELETED)
    assert points
    assert [p.recall for p in points] == sorted((p.recall for p in points), reverse=True)
    assert "sentence-deleted" in curves_table(result)
    (tmp_path / "result.json").write_text(json_text(result), encoding="utf-8")
    pytest.importorskip("matplotlib")
    assert draw([str(tmp_path / "result.json"), "-o", str(tmp_path / "curves.svg")]) == 0
    assert "sentence-deleted" in (tmp_path / "curves.svg").read_text(encoding="utf-8")


def test_a_picture_of_something_else_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    assert draw([str(tmp_path / "other.json"), "-o", str(tmp_path / "curves.svg")]) == 2
    assert "is no evaluation of findings" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("gold.txt", "[0]:[99]\n", "names line 99"), ("meta.tsv", "a\tb\n", "no columns"), ("fr.txt", "", "empty")],
)
def test_bad_folders_are_told_in_a_sentence(folder: Path, tmp_path: Path, name: str, content: str, said: str) -> None:
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        load_pairs([tmp_path])


def test_one_rule_can_be_weighed_alone(folder: Path, encoder: Encoder) -> None:
    rules = load_profile().narrowed(["number"])
    found = evaluate(load_pairs([folder]), encoder, rules, Settings(kinds_named([], ["number"]), per_kind=1))
    kinds = {outcome.plant.kind for outcome in found.outcomes}
    assert kinds <= {Kind.NUMBER_CHANGED, Kind.FRACTION_CHANGED, Kind.OPPOSITE_SAID}
    assert set(found.seconds_by_rule) == {"number"}
    with pytest.raises(ConfigError, match="no rule"):
        load_profile().narrowed(["numbers"])


def test_bad_arguments_are_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="neither"):
        load_pairs([tmp_path])
    with pytest.raises(InputError, match="not a folder"):
        load_pairs([tmp_path / "none"])
    with pytest.raises(ConfigError, match="known are"):
        kinds_named(["typo"])
    (tmp_path / "known.tsv").write_text("a\tnowhere\t1\t*\n")
    with pytest.raises(AlignerError, match="line 1"):
        read_known(tmp_path / "known.tsv")


def test_the_command_prints_json_or_curves(folder: Path) -> None:
    arguments = ("--kind", "number-changed", "--per-kind", "1", "--no-cache", "--curves")
    found = aligner("evaluate", "findings", folder, *arguments, "--format", "json")
    assert found.status == 0, found.err
    content = json.loads(found.out)
    assert content["recall"] == {"number-changed": 1.0}
    assert content["curves"]["number-changed"]
    assert "confidence from  recall" in aligner("evaluate", "findings", folder, *arguments, "--only", "plants").out


def test_the_command_says_what_it_cannot_use(folder: Path) -> None:
    found = aligner("evaluate", "findings", folder, "--kind", "typo")
    assert found.status == 2
    assert "There is no kind 'typo'" in found.err
