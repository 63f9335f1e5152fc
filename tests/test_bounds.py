"""Texts made to keep the program busy for ever are reviewed in work that grows as they do, and give a result."""

import time
from pathlib import Path

import pytest

from aligner.core import Message
from aligner.session import Configuration, Session, Texts
from tests.encoders import Hashing
from tools.benchmarks.hostile import Text, made


def _read(text: Text, folder: Path, *, lines: bool = False) -> tuple[Session, Texts]:
    for name, side in zip(("en", "fr"), text, strict=True):
        (folder / f"{name}.txt").write_text(side, "utf-8")
    session = Session(Configuration(lines=lines), encoder=Hashing())
    return session, session.read(folder / "en.txt", folder / "fr.txt")


@pytest.mark.parametrize(
    "name",
    [
        "20,000 opening brackets apart",
        "20,000 brackets of two kinds",
        "20,000 hyphens in a word",
        "20,000 full stops between letters",
        "50,000 accents on a letter",
        "20,000 guillemets",
    ],
)
def test_signs_without_end_are_reviewed(name: str, tmp_path: Path) -> None:
    session, texts = _read(made(name), tmp_path)
    began = time.process_time()
    review = session.check(session.context(texts))
    assert time.process_time() - began < 12  # each took minutes or all the memory there is
    assert {n for bead in review.beads for n in bead.original} == set(range(len(texts.original.sentences)))


def test_a_row_of_numbers_without_end_is_compared_with_another(tmp_path: Path) -> None:
    one, other = made("900,000 digits, grouped")
    session, texts = _read((one[:90_000], other[200:90_200]), tmp_path)
    began = time.process_time()
    review = session.check(session.context(texts))
    assert time.process_time() - began < 12  # group by group it took most of a minute
    assert {n for bead in review.beads for n in bead.original} == set(range(len(texts.original.sentences)))


def test_links_take_no_more_for_a_text_on_one_line(tmp_path: Path) -> None:
    one, other = made("a sentence of 20,000 words with commas")
    session, texts = _read((one[:30_000], other[:30_000]), tmp_path)
    context = session.context(texts)
    cells = [evidence.ratios.size for bead in context.beads if (evidence := context.links.evidence(bead))]
    words = sum(len(sentence.text.split()) for sentence in texts.original.sentences)
    assert len(cells) > 50
    assert sum(cells) < 300 * words


def test_a_line_that_must_stay_whole_and_is_too_long_is_said_to_be_too_long(tmp_path: Path) -> None:
    one, other = (side[:9_000] for side in made("a transcript of 20,000 words"))
    session, texts = _read((f"{one}\nThe end.", f"{other}\nLa fin."), tmp_path, lines=True)
    context = session.context(texts)
    assert all(context.links.evidence(bead) is None for bead in context.beads if 0 in bead.original)
    about = [
        Message("pair.long-segments", {"file": document.path, "count": 1, "words": 1000})
        for document in (texts.original, texts.translation)
    ]
    assert [one for one in session.check(context).warnings if one.id == "pair.long-segments"] == about
