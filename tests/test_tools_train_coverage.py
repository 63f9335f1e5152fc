"""Learning what tells a lost stretch: logistic regression, trees, and the examples that they learn from."""

import json
from pathlib import Path

import numpy as np
import pytest

from aligner.core import Side
from aligner.encode import cached, load
from aligner.evaluate.plants import Kind
from aligner.link.trees import trees_of
from aligner.models import Section
from tests.test_evaluate_findings import ENGLISH, FRENCH
from tools.train.coverage import Rows, learned_trees
from tools.train.coverage_corpora import COLLECTIONS, KINDS, gathered
from tools.train.logistic import fit, log_odds


def test_logistic_regression_finds_the_weights_that_made_the_data() -> None:
    chance = np.random.RandomState(3)
    rows = chance.normal(size=(20_000, 3)) * [1, 5, 0.2] + [0, 2, 1]
    labels = chance.uniform(size=len(rows)) < 1 / (1 + np.exp(-(rows @ [1.5, -0.4, 0.0] + 0.5)))
    weights = fit(rows, labels)
    assert np.allclose(weights[:3], [0.5, 1.5, -0.4], atol=0.2)
    assert np.allclose(log_odds(weights, rows[:5]), rows[:5] @ weights[1:] + weights[0])


def test_a_row_that_weighs_twice_is_as_two_rows() -> None:
    chance = np.random.RandomState(5)
    rows, labels = chance.normal(size=(400, 2)), chance.uniform(size=400) < 0.4
    twice = fit(np.concatenate((rows, rows[:100])), np.concatenate((labels, labels[:100])))
    weighed = fit(rows, labels, weights=np.where(np.arange(400) < 100, 2.0, 1.0))
    assert np.allclose(twice, weighed, atol=0.05)


def test_trees_tell_what_depends_on_two_features_together() -> None:
    chance = np.random.RandomState(4)
    rows = chance.uniform(-1, 1, size=(3000, 3))
    lost = (rows[:, 0] > 0) == (rows[:, 1] > 0)
    learned = learned_trees([Rows(rows, lost, np.zeros(len(rows), bool))], 2)
    names = ["one", "other"]
    trees = trees_of(Section("file.json", json.loads(json.dumps({"features": names, **learned}))), names)
    assert ((trees.log_odds(rows) > 0) == lost).mean() > 0.97


def test_planted_examples_say_which_words_are_lost(tmp_path: Path) -> None:
    lines = len(ENGLISH.splitlines())
    folder = tmp_path / COLLECTIONS["tico19"] / "text"
    folder.mkdir(parents=True)
    (folder / "en.txt").write_text(ENGLISH, encoding="utf-8")
    (folder / "fr.txt").write_text(FRENCH, encoding="utf-8")
    (folder / "gold.txt").write_text("".join(f"[{n}]:[{n}]\n" for n in range(lines)), encoding="utf-8")
    (corpus,) = gathered(tmp_path, "tico19", (), cached(load(), None))
    assert len(corpus.beads) == len(corpus.texts) == len(corpus.evidence)
    assert {one.kind for one in corpus.planted} == {*KINDS, Kind.SENTENCE_INSERTED}
    for one in corpus.planted:
        if one.kind is not Kind.SENTENCE_INSERTED:
            assert one.side is (Side.TRANSLATION if one.kind is Kind.CLAUSE_INSERTED else Side.ORIGINAL)
        text = " ".join(one.texts.original if one.side is Side.ORIGINAL else one.texts.translation)
        assert one.lost
        assert all(0 <= start < end <= len(text) for start, end in one.lost)


@pytest.mark.parametrize("side", list(Side))
def test_the_other_side_of_the_other_side_is_the_side(side: Side) -> None:
    assert side.other is not side
    assert side.other.other is side
