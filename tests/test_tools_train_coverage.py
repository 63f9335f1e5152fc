"""Learning what tells a lost stretch: logistic regression and the examples it learns from."""

from pathlib import Path

import numpy as np

from aligner.core import Side
from aligner.evaluate.pairs import load_pairs
from aligner.evaluate.plants import Kind
from aligner.evaluate.stock import Stock
from aligner.link import Linker
from aligner.link.coverage import Texts
from tests.test_evaluate_findings import ENGLISH, FRENCH
from tools.train.coverage_examples import KINDS, examples
from tools.train.logistic import fit, log_odds


def test_logistic_regression_finds_the_weights_that_made_the_data() -> None:
    chance = np.random.RandomState(3)
    rows = chance.normal(size=(20_000, 3)) * [1, 5, 0.2] + [0, 2, 1]
    labels = chance.uniform(size=len(rows)) < 1 / (1 + np.exp(-(rows @ [1.5, -0.4, 0.0] + 0.5)))
    weights = fit(rows, labels)
    assert np.allclose(weights[:3], [0.5, 1.5, -0.4], atol=0.2)
    assert np.allclose(log_odds(weights, rows[:5]), rows[:5] @ weights[1:] + weights[0])


def test_planted_examples_say_which_words_are_lost(tmp_path: Path) -> None:
    lines = len(ENGLISH.splitlines())
    (tmp_path / "en.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "fr.txt").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "gold.txt").write_text("".join(f"[{n}]:[{n}]\n" for n in range(lines)), encoding="utf-8")
    (pair,) = load_pairs([tmp_path])
    stock = Stock([pair], [pair.matches or ()])
    clean = [Texts(("One.",), ("Un.",))]
    found = examples(pair, clean, stock, Linker("en", "fr"), 1)
    assert found[0].kind is None
    assert found[0].lost == ()
    planted = found[1:]
    assert {example.kind for example in planted} == set(KINDS)
    for example in planted:
        assert example.side is (Side.TRANSLATION if example.kind is Kind.CLAUSE_INSERTED else Side.ORIGINAL)
        text = " ".join(example.texts.original if example.side is Side.ORIGINAL else example.texts.translation)
        assert example.lost
        assert all(0 <= start < end <= len(text) for start, end in example.lost)
