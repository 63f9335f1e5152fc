"""What a person has settled stays, whatever the search thinks."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aligner.alignment import align_sentences
from aligner.alignment.anchors import Anchors, read_anchors
from aligner.core import Bead
from aligner.encode import Encoder, cached, load
from aligner.errors import InputError
from tests.commands import aligner

ORIGINAL = [
    "The harbour master counted the boats at dawn.",
    "Two of them were missing.",
    "Nobody had heard a motor in the night.",
    "He rang the lighthouse.",
    "The keeper had seen a lantern near the rocks.",
    "It went out before midnight.",
    "By noon the fog had lifted.",
    "A child found an oar on the beach.",
]
TRANSLATION = [
    "Le maître du port compta les bateaux à l'aube.",
    "Il en manquait deux.",
    "Personne n'avait entendu de moteur pendant la nuit.",
    "Il téléphona au phare.",
    "Le gardien avait vu une lanterne près des rochers.",
    "Elle s'éteignit avant minuit.",
    "À midi, le brouillard s'était levé.",
    "Un enfant trouva une rame sur la plage.",
]
Numbers = tuple[int, ...]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    """The embedded encoder; its cache makes many alignments of few sentences cheap."""
    return cached(load())


@st.composite
def settled(draw: st.DrawFn) -> tuple[list[tuple[Numbers, Numbers]], list[tuple[int, int]]]:
    """Beads that run forward, with holes between them, and pairs in some of the holes."""
    beads: list[tuple[Numbers, Numbers]] = []
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(ORIGINAL) and j < len(TRANSLATION):
        i, j = i + draw(st.integers(0, 2)), j + draw(st.integers(0, 2))
        m, n = draw(st.sampled_from([(1, 1), (2, 1), (1, 3), (3, 2), (0, 2), (1, 0)]))
        if i + m > len(ORIGINAL) or j + n > len(TRANSLATION):
            break
        if (m, n) == (1, 1) and draw(st.booleans()):
            pairs.append((i, j))
        else:
            beads.append((tuple(range(i, i + m)), tuple(range(j, j + n))))
        i, j = i + m, j + n
    return beads, pairs


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(settled())
def test_settled_beads_and_pairs_stay_and_every_sentence_has_one_bead(
    encoder: Encoder, case: tuple[list[tuple[Numbers, Numbers]], list[tuple[int, int]]]
) -> None:
    kept, pairs = case
    found = align_sentences(ORIGINAL, TRANSLATION, encoder, None, Anchors(tuple(pairs), tuple(kept))).beads
    beads = [(bead.original, bead.translation) for bead in found]
    assert set(kept) <= set(beads)
    assert all(any(i in left and j in right for left, right in beads) for i, j in pairs)
    assert sorted(n for left, _ in beads for n in left) == list(range(len(ORIGINAL)))
    assert sorted(n for _, right in beads for n in right) == list(range(len(TRANSLATION)))


def test_sentences_with_several_anchors_become_one_bead(encoder: Encoder) -> None:
    found = align_sentences(ORIGINAL, TRANSLATION, encoder, None, Anchors(pairs=((3, 3), (3, 4), (4, 4))))
    assert Bead((3, 4), (3, 4), confidence=1.0).original in [bead.original for bead in found.beads]
    assert ((3, 4), (3, 4)) in [(bead.original, bead.translation) for bead in found.beads]


@pytest.mark.parametrize(
    ("anchors", "says"),
    [
        (Anchors(pairs=((2, 5), (4, 3))), "Sentences 2 of the original and 5 of the translation"),
        (Anchors(pairs=((8, 1),)), "has sentences 0 to 7"),
        (Anchors(beads=(((1, 2), (1,)), ((2,), (2,)))), "Sentence 2 of the original stands in two beads"),
        (Anchors(beads=(((4,), (1,)), ((1,), (4,)))), "cross"),
        (Anchors(pairs=((1, 5),), beads=(((1,), (1,)),)), "different beads"),
    ],
)
def test_what_cannot_be_is_said(anchors: Anchors, says: str) -> None:
    with pytest.raises(InputError, match=says):
        anchors.within(len(ORIGINAL), len(TRANSLATION))


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Both texts, one sentence a line."""
    for name, lines in (("en.txt", ORIGINAL), ("fr.txt", TRANSLATION)):
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path / "en.txt", tmp_path / "fr.txt"


def test_a_corrected_ladder_is_kept_and_the_rest_realigned(files: tuple[Path, Path], tmp_path: Path) -> None:
    corrected = tmp_path / "corrected.txt"
    corrected.write_text("[0, 1]:[0]\n[]:[1]\n# [2]:[2]\n[5]:[4, 5]\n", encoding="utf-8")
    found = aligner("align", "--lines", *files, "--format", "ladder", "--resume-from", corrected)
    assert found.status == 0
    lines = found.out.splitlines()
    assert lines[:3] == ["[0, 1]:[0]", "[]:[1]", "[2]:[2]"]
    assert "[5]:[4, 5]" in lines
    assert lines[-2:] == ["[6]:[6]", "[7]:[7]"]


def test_anchors_from_a_file(files: tuple[Path, Path], tmp_path: Path) -> None:
    anchors = tmp_path / "anchors.txt"
    anchors.write_text("# by hand\n3 4\n6, 7  # the fog\n", encoding="utf-8")
    assert read_anchors(anchors, None).pairs == ((3, 4), (6, 7))
    found = aligner("align", "--lines", *files, "--format", "ladder", "--anchors", anchors)
    beads = [[set(json.loads(side)) for side in line.split(":")] for line in found.out.splitlines()]
    assert any(3 in left and 4 in right for left, right in beads)
    assert any(6 in left and 7 in right for left, right in beads)


@pytest.mark.parametrize(
    ("option", "content", "says"),
    [
        ("--anchors", "3 4\nsix seven\n", "line 2: expected the numbers of two sentences"),
        ("--anchors", "3 4\n4 3\n", "cross"),
        ("--anchors", "99 1\n", "Sentence 99 of the original"),
        ("--resume-from", "[0]:[0]\nnonsense\n", "line 2: expected a bead"),
        ("--resume-from", "[0, 2]:[0]\n", "hole"),
    ],
)
def test_bad_anchors_are_a_sentence(
    files: tuple[Path, Path], tmp_path: Path, option: str, content: str, says: str
) -> None:
    given_file = tmp_path / "given.txt"
    given_file.write_text(content, encoding="utf-8")
    found = aligner("align", "--lines", *files, option, given_file)
    assert found.status == 2
    assert says in found.err.replace("\n", " ")
    assert "Traceback" not in found.err


def test_anchors_that_are_not_there(files: tuple[Path, Path], tmp_path: Path) -> None:
    found = aligner("align", "--lines", *files, "--anchors", tmp_path / "nowhere.txt")
    assert (found.status, "nowhere.txt" in found.err) == (2, True)
