"""``aligner gate``, as an editor and a pipeline call it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from aligner import review
from aligner.check import load_profile
from aligner.core import Bead, Finding, Review, Severity
from aligner.gate import judge
from tests.commands import Outcome, aligner, program
from tests.literal import english

ENGLISH = """\
# Night ferries

The night ferry to the islands was cancelled for 48 hours. Nobody at the company explained why.

The mayor asked for a report. It is due on Friday.
"""
FRENCH = """\
# Bacs de nuit

Le bac de nuit vers les îles a été supprimé pendant 48 heures. Personne dans la compagnie n'a expliqué pourquoi.

Le maire a demandé un rapport. Il est attendu vendredi.
"""
WRONG = FRENCH.replace("48 heures", "24 heures")
ANOTHER = "A quiet day in the hills. The sheep slept. The rain came late."
AUTRE = "Une journée calme dans les collines. Les moutons dormaient. La pluie est venue tard."


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder with a text, its faultless translation and one with a wrong number."""

    folder: Path

    @property
    def right(self) -> tuple[Path, Path]:
        return self.folder / "ferry.en.md", self.folder / "ferry.fr.md"

    @property
    def wrong(self) -> tuple[Path, Path]:
        return self.folder / "ferry.en.md", self.folder / "draft.fr.md"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    for name, text in {"ferry.en.md": ENGLISH, "ferry.fr.md": FRENCH, "draft.fr.md": WRONG}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Desk(tmp_path)


def _verdict(found: Outcome) -> Any:
    return json.loads(found.out)["verdict"]


def test_a_good_translation_passes_and_the_first_line_says_so(desk: Desk) -> None:
    found = aligner("gate", *desk.right, "--profile", "news")
    assert (found.status, found.err) == (0, "")
    assert found.out.splitlines()[0] == "Passes news: no findings; too small to score, the findings decide."


def test_the_other_way_round_is_not_judged_and_the_reason_is_said(desk: Desk) -> None:
    backwards: list[str | Path] = [*reversed(desk.right), "--from", "fr", "--to", "en"]
    found = aligner("gate", *backwards)
    assert found.status == 1
    assert found.out.startswith(
        "Not judged by default: 3 rules could not run (false-friend, qualifier, term-inconsistent); otherwise"
    )
    assert "false-friend, because no false friends are known for translations from French into English" in found.out
    french = aligner("gate", *backwards, "--interface-language", "fr")
    assert french.out.startswith(
        "Non jugé par le profil default\u00a0: 3 règles n’ont pas pu s’appliquer (faux ami, restriction, terme "
    )
    skipping = "gate.may-skip=['false-friend', 'qualifier', 'term-inconsistent']"
    assert aligner("gate", *backwards, "--set", skipping).status == 0


def test_a_wrong_number_fails_the_other_way_round_too(desk: Desk) -> None:
    found = aligner("gate", *reversed(desk.wrong), "--from", "fr", "--to", "en")
    assert found.status == 1
    assert found.out.startswith("Fails default: ")
    assert "The original says 24 heures, the translation 48 hours." in found.out


def test_a_wrong_number_fails_and_the_line_says_where(desk: Desk) -> None:
    found = aligner("gate", *desk.wrong, "--profile", "news")
    assert (found.status, found.err) == (1, "")
    assert found.out.startswith("Fails news: 1 major finding, none is allowed.")
    (line,) = [line for line in found.out.splitlines() if " number: " in line]
    assert line.startswith(
        f"{desk.wrong[1]}:3:53: major number: The original says 48 hours, the translation 24 heures. ["
    )
    assert "per 1,000 words: 5 × 1,000 / " in found.out


def test_several_pairs_are_judged_at_once_and_one_that_fails_is_enough(desk: Desk) -> None:
    found = aligner("gate", *desk.right, *desk.wrong)
    assert found.status == 1
    assert found.out.startswith("1 of 2 pairs fails.\n")
    assert aligner("gate", *desk.right, *desk.right).out.startswith("All 2 pairs pass.\n")
    both = json.loads(aligner("gate", *desk.right, *desk.wrong, "--format", "json").out)
    assert (both["schema"], both["passes"]) == ("aligner.gate/1", False)
    assert [report["verdict"]["passes"] for report in both["reports"]] == [True, False]


def test_files_are_paired_by_name_for_tools_that_pass_what_was_changed(desk: Desk) -> None:
    (desk.folder / "alone.fr.md").write_text(FRENCH, encoding="utf-8")
    found = aligner("gate", "--by-name", desk.right[1], desk.folder / "alone.fr.md")
    assert found.status == 0
    assert "alone.fr.md has no counterpart beside it" in found.err
    assert found.out.startswith("Passes default")


def test_limits_of_the_command_line_hold(desk: Desk) -> None:
    lenient = ("--set", "gate.major=1", "--set", "score.pass-mark=0")
    assert aligner("gate", *desk.wrong, *lenient).status == 0
    assert aligner("gate", *desk.wrong, *lenient, "--set", "rules.number.severity=critical").status == 1


def test_limits_have_short_options(desk: Desk) -> None:
    assert aligner("gate", *desk.wrong, "--max-major", "1", "--min-score", "0").status == 0
    found = aligner("gate", *desk.right, "--max-minor", "-1")
    assert (found.status, found.out) == (2, "")
    assert "gate.minor is -1, expected a whole number, at least 0" in found.err


def test_a_review_takes_the_same_settings_and_says_so(desk: Desk) -> None:
    found = aligner("review", *desk.wrong, "--set", "rules.number.enabled=false", "--format", "json")
    report = json.loads(found.out)
    assert report["findings"] == []
    assert report["run"]["profile"] == "default, rules.number.enabled=false"


def test_the_score_is_in_the_json_as_it_is_printed(desk: Desk) -> None:
    verdict = _verdict(aligner("gate", *desk.wrong, "--format", "json"))
    assert verdict["score"]["points"] == 5
    assert verdict["score"]["per_thousand"] == pytest.approx(5 * 1000 / verdict["score"]["words"], abs=1e-3)
    assert verdict["score"]["quality"] == pytest.approx(100 - verdict["score"]["per_thousand"] / 10, abs=1e-3)
    printed = aligner("gate", *desk.wrong).out
    assert all(line in printed for line in verdict["score"]["calculation"])


def test_a_baseline_lets_old_findings_pass_and_new_ones_fail(desk: Desk) -> None:
    baseline = desk.folder / "baseline.jsonl"
    wrote = aligner("gate", *desk.wrong, "--write-baseline", baseline)
    assert (wrote.status, wrote.out) == (0, "")
    assert "has 1 finding" in wrote.err
    assert aligner("gate", *desk.wrong, "--baseline", baseline).out.startswith("Passes default: no new findings")
    desk.wrong[1].write_text(WRONG.replace("Il est attendu vendredi.", "It is due on Friday."), encoding="utf-8")
    again = aligner("gate", *desk.wrong, "--baseline", baseline)
    assert again.status == 1
    assert again.out.startswith("Fails default: 1 new major finding, none is allowed")
    assert "Not counted: 1 known from the baseline." in again.out


def test_a_baseline_of_another_text_is_one_sentence(desk: Desk) -> None:
    texts = desk.folder / "hills.en.md", desk.folder / "hills.fr.md"
    texts[0].write_text(ANOTHER, encoding="utf-8")
    texts[1].write_text(AUTRE, encoding="utf-8")
    baseline = desk.folder / "baseline.jsonl"
    aligner("gate", *texts, "--write-baseline", baseline)
    found = aligner("gate", *desk.right, "--baseline", baseline)
    assert (found.status, found.out, found.err.count("\n")) == (2, "", 1)
    assert f"{baseline}, line 2: this baseline is of another text: it was written for {texts[0]}" in found.err


def test_what_a_person_accepts_stays_accepted(desk: Desk) -> None:
    first = aligner("gate", *desk.wrong)
    fingerprint = first.out.split(" [")[1].partition("]")[0]
    accepted = aligner(
        "gate",
        *desk.wrong,
        "--accept",
        fingerprint,
        "--by",
        "Ana",
        "--role",
        "editor",
        "--note",
        "the ferry ran again after a day",
    )
    assert accepted.status == 0
    assert "Not counted: 1 accepted by a person." in accepted.out
    assert "· does not count: accepted risk, Ana (editor), 20" in accepted.out
    again = aligner("gate", *desk.wrong, "--format", "json")
    assert (again.status, _verdict(again)["ignored"]["accepted"]) == (0, 1)
    _, line = desk.wrong[1].with_name("draft.fr.md.decisions.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["note"] == "the ferry ran again after a day"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (lambda desk: (*desk.right, desk.wrong[0]), "has no partner"),
        (lambda desk: (*desk.right, "--profile", "nwes"), "Did you mean 'news'?"),
        (lambda desk: (*desk.right, "--set", "gate.mayor=1"), "the nearest known one is 'major'"),
        (lambda desk: (*desk.right, "--set", "score.pass-mark=120"), "expected a number from 0 to 100"),
        (lambda desk: (*desk.right, "--set", "rules.omision.enabled=false"), "the nearest known one is 'omission'"),
        (lambda desk: (*desk.right, "--baseline", "none.jsonl"), "none.jsonl cannot be read: No such file"),
        (lambda desk: (*desk.right, "--decisions", "none.jsonl"), "none.jsonl cannot be read: No such file"),
        (lambda desk: (*desk.right, "--accept", "0123"), "is the id of no finding"),
        (lambda desk: (*desk.right, "--format", "pdf"), "no report format 'pdf'; known are terminal"),
        (lambda desk: ("--by-name", desk.folder / "ferry.md"), "cannot be paired by its name"),
        (lambda desk: (*desk.right, "-o", desk.folder / "none" / "report.json"), "there is no folder"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(
    arguments: Callable[[Desk], tuple[object, ...]], says: str, desk: Desk
) -> None:
    found = aligner("gate", *map(str, arguments(desk)))
    assert (found.status, found.out) == (2, "")
    assert found.err.count("\n") == 1
    assert says in found.err


@pytest.mark.parametrize("format", ["terminal", "json", "sarif", "junit", "github", "markdown"])
def test_the_same_input_gives_the_same_bytes_in_every_format(format: str, desk: Desk) -> None:
    path = desk.folder / "report"
    printed = aligner("gate", *desk.wrong, "--format", format)
    assert aligner("gate", *desk.wrong, "--format", format, "-o", path).status == printed.status == 1
    assert path.read_bytes().decode() == printed.out


def test_another_process_gives_the_same_bytes(desk: Desk) -> None:
    elsewhere = program("gate", *desk.wrong, "--format", "json", PYTHONHASHSEED="1")
    assert elsewhere == aligner("gate", *desk.wrong, "--format", "json")


@pytest.fixture(scope="module")
def seed(data_dir: Path) -> tuple[Review, dict[str, Any]]:
    """The review of a real translation and what an editor expects of it."""
    folder = data_dir / "seed"
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return review(folder / "original.en.md", folder / "translation.fr.md", profile="news"), expected


class TestSeed:
    """A real published translation, and a copy in which this test mends what the gate complains of."""

    #: Our own French for what was left out or left in English, in the order in which expected.json lists it.
    OMITTED = (
        "Personne dans l'entreprise n'a expliqué cette interdiction.",
        "Oman transmettrait une partie des lettres.",
    )
    UNTRANSLATED = (
        "L'Iran a pris et mené à terme des mesures proportionnées de légitime défense, conformément à l'article 51 de "
        "la Charte des Nations unies, contre la base d'où ont été lancées de lâches attaques armées visant nos "
        "citoyens et nos hauts responsables.",
        "Nous ne cherchons ni l'escalade ni la guerre, mais nous nous défendrons contre toute agression.",
    )

    def test_it_fails_for_the_right_reasons(self, seed: tuple[Review, dict[str, Any]]) -> None:
        found, expected = seed
        verdict = judge(found, load_profile("news"))
        assert not verdict.passes
        assert english(verdict.headline).startswith("Fails news: 8 major findings, none is allowed; the score is ")
        serious = [one for one in found.findings if one.severity.rank >= Severity.MAJOR.rank]
        for want in (one for one in expected["must_find"] if one["kind"] != "term_inconsistency"):
            if want.get("fr") != "Avis de non-responsabilité":  # boilerplate at the foot is minor
                assert any(_is(one, want) for one in serious), want

    def test_it_passes_once_the_faults_are_mended(self, seed: tuple[Review, dict[str, Any]], tmp_path: Path) -> None:
        found, expected = seed
        text, edits = found.translation.text, list[tuple[int, int, str]]()
        for one in found.findings:
            if one.severity.rank < Severity.MAJOR.rank and one.rule != "addition":
                continue
            edits.append(self._mended(one, found, expected["must_find"]))
        for start, end, instead in sorted(edits, reverse=True):
            text = text[:start] + instead + text[end:]
        path = tmp_path / "mended.fr.md"
        path.write_text(text, encoding="utf-8")
        verdict = judge(review(found.original, path, profile="news"), load_profile("news"))
        assert verdict.passes, verdict.headline
        assert verdict.counts[Severity.MAJOR] == 0

    def _mended(self, finding: Finding, found: Review, wanted: list[dict[str, str]]) -> tuple[int, int, str]:
        """What an editor does about a finding: file offsets in the translation and what comes there instead."""
        span = finding.translation
        if finding.rule == "omission":
            quotes = [one["en"] for one in wanted if one["kind"] == "omission"]
            place = _place_of(finding, found)
            return place, place, " " + self.OMITTED[_of(finding, quotes)]
        assert span is not None
        if finding.rule == "untranslated":
            quotes = [one["fr"] for one in wanted if one["kind"] == "untranslated"]
            return span.start, span.end, self.UNTRANSLATED[_of(finding, quotes)]
        return span.start, span.end, finding.suggestion or ""


def _of(finding: Finding, quotes: list[str]) -> int:
    """Which of the quotes a finding is about."""
    spans = [span.text for span in (finding.original, finding.translation) if span]
    return next(n for n, quote in enumerate(quotes) if any(quote in text for text in spans))


def _is(finding: Finding, want: dict[str, str]) -> bool:
    """Whether a finding is the one that is wanted."""
    quotes = " ".join(span.text for span in (finding.original, finding.translation) if span)
    named = [part for part in (want.get("en"), want.get("fr")) if part]
    return any(part in quotes for part in named)


def _place_of(finding: Finding, found: Review) -> int:
    """Where the sentence that is missing belongs: behind the translation of the one before it."""
    assert finding.original is not None
    lonely = found.beads.index(next(one for one in found.beads if one.original == finding.original.sentences))
    before: Bead = next(one for one in reversed(found.beads[:lonely]) if one.translation)
    return found.translation.sentences[before.translation[-1]].end
