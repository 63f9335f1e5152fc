"""What is no translation never passes, through the command that people call."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from aligner.check import load_profile
from aligner.core import Finding, Severity, Span
from aligner.gate import score
from tests.commands import CORPORA, aligner
from tests.literal import english, literal

ENGLISH, FRENCH = CORPORA / "clock.en.md", CORPORA / "clock.fr.clean.md"
OTHER = CORPORA / "harbour.fr.clean.md"

STRANGE = {
    "Spanish": (
        "La primera frase del texto habla de un reloj que no funciona desde hace muchos años. Nadie en el pueblo sabe "
        "por qué se paró, pero todos esperan que vuelva a sonar algún día. El relojero subió a la torre con sus "
        "herramientas y encontró una pieza rota."
    ),
    "Italian": (
        "La prima frase del testo parla di un orologio che non funziona da molti anni. Nessuno nel villaggio sa perché "
        "si è fermato, ma tutti sperano che torni a suonare un giorno. L'orologiaio salì sulla torre con i suoi "
        "attrezzi e trovò un pezzo rotto."
    ),
    "German": (
        "Der erste Satz des Textes handelt von einer Uhr, die seit vielen Jahren nicht mehr geht. Niemand im Dorf "
        "weiß, warum sie stehen geblieben ist, aber alle hoffen, dass sie eines Tages wieder schlägt. Der Uhrmacher "
        "stieg mit seinem Werkzeug auf den Turm und fand ein zerbrochenes Teil."
    ),
}
CLOCK = (
    "The first sentence of the text is about a clock that has not worked for many years. Nobody in the village knows "
    "why it stopped, but everybody hopes that it will strike again one day. The clockmaker climbed the tower with his "
    "tools and found a broken part."
)
HORLOGE = (
    "La première phrase du texte parle d'une horloge qui ne marche plus depuis de nombreuses années. Personne au "
    "village ne sait pourquoi elle s'est arrêtée, mais tout le monde espère qu'elle sonnera de nouveau un jour. "
    "L'horloger est monté dans la tour avec ses outils et a trouvé une pièce cassée."
)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def refused(*arguments: str | Path) -> str:
    """The first line about a pair that does not pass, with status 1."""
    found = aligner("gate", *arguments)
    assert found.status == 1, found
    return found.out.splitlines()[0]


def test_unrelated_texts_are_not_judged() -> None:
    line = refused(ENGLISH, OTHER)
    assert line.startswith("Not judged by default: the texts look unrelated: their likeness is ")


def test_unrelated_texts_of_two_sentences_are_not_judged_either(tmp_path: Path) -> None:
    source = write(tmp_path / "a.en.txt", "The pump has two valves. Close both before you open the lid.")
    french = write(tmp_path / "a.fr.txt", "Ma grand-mère aimait les cerises. Elle en plantait chaque année.")
    assert "the texts look unrelated" in refused(source, french)


def test_units_of_a_file_that_pairs_unrelated_texts_are_not_judged(tmp_path: Path) -> None:
    rows = ("The pump has two valves.\tMa grand-mère aimait les cerises.", "Close the lid.\tIl neige depuis lundi.")
    table = write(tmp_path / "a.tsv", "en\tfr\n" + "\n".join(rows) + "\n")
    assert "the texts look unrelated" in refused(table)


def test_half_a_text_fails_by_the_words_that_it_lacks(tmp_path: Path) -> None:
    text = FRENCH.read_text(encoding="utf-8")
    half = write(tmp_path / "half.fr.md", text[: text.index("\n\n", 2 * len(text) // 3)])
    line = refused(ENGLISH, half, "--max-major", "9", "--min-score", "0")
    assert "of the original’s words have no counterpart, at most 5% may" in line
    assert aligner("gate", ENGLISH, half, "--max-major", "9", "--min-score", "0", "--max-uncovered", "60").status == 0


def test_a_translation_of_one_word_is_not_judged(tmp_path: Path) -> None:
    line = refused(ENGLISH, write(tmp_path / "one.fr.md", "Bonjour.\n"), "--max-major", "9", "--min-score", "0")
    assert line.startswith("Not judged by default: ")
    assert "times as long as" in line


@pytest.mark.parametrize("language", STRANGE)
def test_a_translation_into_another_language_is_not_judged(language: str, tmp_path: Path) -> None:
    source = write(tmp_path / "a.en.txt", CLOCK)
    other = write(tmp_path / "a.fr.txt", STRANGE[language])
    line = refused(source, other, "--profile", "strict")
    assert line.startswith("Not judged by strict: ")
    assert f"{other} should be in French, but does not read as French" in line
    assert aligner("gate", source, write(other, HORLOGE), "--max-minor", "9").status == 0


def test_a_translation_half_in_another_language_is_not_judged(tmp_path: Path) -> None:
    source = write(tmp_path / "a.en.txt", "\n\n".join([CLOCK] * 4))
    french = write(tmp_path / "a.fr.txt", "\n\n".join([HORLOGE, HORLOGE, STRANGE["Spanish"], STRANGE["Spanish"]]))
    assert "reads as neither French nor English" in refused(source, french)


def test_an_original_in_another_language_is_not_judged(tmp_path: Path) -> None:
    other = write(tmp_path / "a.en.txt", STRANGE["German"])
    assert "should be in English, but does not read as English" in refused(other, write(tmp_path / "a.fr.txt", HORLOGE))


def test_the_same_file_twice_is_not_judged() -> None:
    line = refused(FRENCH, FRENCH)
    assert f"{FRENCH} and {FRENCH} are one and the same text" in line
    assert f"{FRENCH} should be in English, but reads as French" in line


def test_a_copy_in_another_format_is_one_and_the_same_text(tmp_path: Path) -> None:
    copy = write(tmp_path / "copy.txt", "\n\n".join(["One day.", "Two nights."]))
    page = write(tmp_path / "copy.html", "<html><body><p>One day.</p><p>Two nights.</p></body></html>")
    assert "are one and the same text" in refused(copy, page)


def test_no_pair_at_all_is_an_error(tmp_path: Path) -> None:
    alone = write(tmp_path / "alone.fr.md", HORLOGE)
    found = aligner("gate", "--by-name", alone)
    assert (found.status, found.out) == (2, "")
    assert "There is no pair to judge" in found.err


def test_a_run_of_missing_sentences_costs_by_its_words() -> None:
    short, long = (
        Finding("omission", Severity.MAJOR, "accuracy/omission", literal("Missing."), Span((0,), 0, 1, "word " * words))
        for words in (18, 360)
    )
    assert score([short], 2000, load_profile()).points == 5
    found = score([long], 2000, load_profile())
    assert found.points == 18 * 5
    assert "1 run, 18 errors" in english(found.calculation[1])


def test_a_precondition_that_does_not_hold_for_a_house_can_be_left_out(tmp_path: Path) -> None:
    text = write(tmp_path / "a.txt", HORLOGE)
    assert aligner("gate", text, text, "--set", 'gate.assume=["identical", "language"]').status == 0
    found = aligner("gate", text, text, "--set", 'gate.assume=["langage"]')
    assert (found.status, "the nearest known one is 'language'" in found.err) == (2, True)


@pytest.mark.parametrize(
    ("translation", "rest", "status"),
    [
        ("Le bac part à neuf heures.", "| true", 0),
        ("Le bac part à dix heures.", "| head -1", 1),
        ("Le bac part à neuf heures.", ">&-", 0),
        ("Le bac part à dix heures.", "--format json >&-", 1),
        ("Le bac part à neuf heures.", "--format json > /dev/full", 2),
        ("Le bac part à dix heures.", "> /dev/full", 2),
    ],
)
def test_the_exit_status_is_the_verdict_whatever_becomes_of_the_output(
    translation: str, rest: str, status: int, tmp_path: Path
) -> None:
    if "/dev/full" in rest and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    source = write(tmp_path / "a.en.txt", "The ferry leaves at nine o'clock.")
    french = write(tmp_path / "a.fr.txt", translation)
    command = f'"{sys.executable}" -m aligner gate "{source}" "{french}" {rest}; exit ${{PIPESTATUS[0]}}'
    found = subprocess.run(["bash", "-c", command], capture_output=True, env=dict(os.environ), timeout=120)
    assert found.returncode == status, found
    said = found.stderr.decode()
    assert said == ("aligner: The result cannot be written: No space left on device.\n" if status == 2 else "")


def test_quiet_says_nothing_and_the_status_tells(tmp_path: Path) -> None:
    source = write(tmp_path / "a.en.txt", "The ferry leaves at nine o'clock.")
    french = write(tmp_path / "a.fr.txt", "Le bac part à dix heures.")
    found = aligner("gate", source, french, "-q")
    assert (found.status, found.out, found.err) == (1, "", "")
    assert aligner("gate", source, french, "-q", "--format", "json").out.startswith("{")
    page = tmp_path / "verdict.txt"
    aligner("gate", source, french, "-q", "-o", page)
    assert page.read_text(encoding="utf-8").startswith("Fails default: ")
