"""Files that belong together by what stands in them, and the assignment of many."""

from pathlib import Path

import numpy as np
import pytest

from aligner.encode import Encoder, Vectors, load
from aligner.pairing import How, Reason
from aligner.pairing.content import assign, by_content, candidates
from aligner.session import Configuration, Session
from tests.commands import CORPORA

CODES = ("en", "fr")


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load("embedded", 1)


def laid(folder: Path, *names: str) -> list[Path]:
    """Put sample texts under neutral names."""
    files = []
    for number, name in enumerate(names):
        files.append(folder / f"{number:02}.md")
        files[-1].write_bytes((CORPORA / name).read_bytes())
    return files


def test_shuffled_texts_find_their_translations(tmp_path: Path, encoder: Encoder) -> None:
    files = laid(
        tmp_path,
        *("clock.fr.draft.md", "harbour.en.md", "pump-manual.fr.clean.md", "clock.en.md"),
        *("harbour.fr.draft.md", "solaris-results.en.md", "pump-manual.en.md"),
    )
    (tmp_path / "09.md").write_text("Das ist ein Text in einer anderen Sprache, und er ist kurz.", encoding="utf-8")
    (tmp_path / "10.md").write_text("", encoding="utf-8")
    read = Session(Configuration(threads=1)).read_document
    found = by_content([*files, tmp_path / "09.md", tmp_path / "10.md"], CODES, read, encoder)
    assert [(Path(one.original).stem, Path(str(one.translation)).stem) for one in found.pairs] == [
        ("01", "04"),
        ("03", "00"),
        ("06", "02"),
    ]
    assert all(one.how is How.CONTENT and one.confidence >= 0.9 for one in found.pairs)
    assert [(Path(left.path).stem, left.reason) for left in found.leftovers] == [
        ("05", Reason.ALONE),
        ("09", Reason.LANGUAGE),
        ("10", Reason.UNREAD),
    ]


def test_unrelated_texts_are_not_paired_for_want_of_others(tmp_path: Path, encoder: Encoder) -> None:
    files = laid(tmp_path, "clock.en.md", "pump-manual.fr.clean.md")
    found = by_content(files, CODES, Session(Configuration(threads=1)).read_document, encoder)
    assert found.pairs == ()
    assert [(left.reason, Path(left.nearest).stem) for left in found.leftovers] == [
        (Reason.UNSURE, "01"),
        (Reason.UNSURE, "00"),
    ]


def test_every_text_is_in_one_pair_at_most_and_twins_are_unsure() -> None:
    chance = np.random.default_rng(1)
    texts = chance.normal(size=(30, 8, 16)).astype(np.float32)
    texts[7] = texts[3]  # the same text twice
    texts /= np.linalg.norm(texts, axis=2, keepdims=True)
    order = chance.permutation(30)

    def vectors(side: int, number: int) -> Vectors:
        return np.asarray(texts[order[number]] if side else texts[number])

    means = texts.mean(axis=1)
    found = assign(candidates(means, means[order]), vectors, (30, 30))
    assert len({one.original for one in found}) == len({one.translation for one in found}) == len(found)
    right = [one for one in found if order[one.translation] == one.original]
    assert len(right) >= 28
    assert all(one.confidence < 0.9 for one in found if one.original in (3, 7))
    assert all(one.confidence > 0.99 for one in right if one.original not in (3, 7))


def test_more_originals_than_translations_leave_some_alone() -> None:
    chance = np.random.default_rng(2)
    texts = chance.normal(size=(12, 4, 8)).astype(np.float32)
    texts /= np.linalg.norm(texts, axis=2, keepdims=True)
    means = texts.mean(axis=1)
    found = assign(candidates(means, means[:5]), lambda _, number: texts[number], (12, 5))
    assert {one.translation for one in found} == set(range(5))
    assert all(one.original == one.translation for one in found)


def test_a_translation_that_is_mostly_in_the_original_language_is_found(tmp_path: Path, encoder: Encoder) -> None:
    english = (CORPORA / "harbour.en.md").read_text(encoding="utf-8").split("\n\n")
    french = (CORPORA / "harbour.fr.clean.md").read_text(encoding="utf-8").split("\n\n")
    files = laid(tmp_path, "harbour.en.md", "clock.en.md", "clock.fr.draft.md")
    files.append(tmp_path / "03.md")
    files[-1].write_text("\n\n".join([*french[:4], *english[4:]]), encoding="utf-8")
    found = by_content(files, CODES, Session(Configuration(threads=1)).read_document, encoder)
    assert [(Path(one.original).stem, Path(str(one.translation)).stem) for one in found.pairs] == [
        ("00", "03"),
        ("01", "02"),
    ]
    assert found.leftovers == ()
