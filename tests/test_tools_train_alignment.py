"""Weights learned from hand-aligned texts find these texts' beads again."""

import json
from pathlib import Path

from aligner.alignment.align import Decoding, decode, prepare
from aligner.encode import cached, load
from tools.train.alignment import example, learn, planted

CORPORA = Path(__file__).parents[1] / "corpora"


def test_weights_learned_from_a_text_find_its_beads() -> None:
    original: list[str] = []
    translation: list[str] = []
    gold: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    for bead in json.loads((CORPORA / "clock.beads.json").read_text(encoding="utf-8")):
        left = tuple(range(len(original), len(original) + len(bead["original"])))
        right = tuple(range(len(translation), len(translation) + len(bead["translation"])))
        original += bead["original"]
        translation += bead["translation"]
        gold.append((left, right))
    encoder = cached(load())
    prepared = prepare(original, translation, encoder)
    model = learn([example(prepared, gold)])
    found = [(tuple(rows), tuple(columns)) for rows, columns, _ in decode(prepared, model, Decoding())]
    assert len(set(found) & set(gold)) >= 0.9 * len(gold)


def test_planting_takes_one_side_of_beads_and_keeps_the_rest() -> None:
    original, translation = [f"a{n}" for n in range(100)], [f"b{n}" for n in range(100)]
    left, right, gold = planted(original, translation, [((n,), (n,)) for n in range(100)], seed=1)
    assert len(original) - len(left) == 3
    assert len(translation) - len(right) == 2
    assert sum(not bead[1] for bead in gold) == 2
    assert sum(not bead[0] for bead in gold) == 3
    assert all(left[a[0]][1:] == right[b[0]][1:] for a, b in gold if a and b)
