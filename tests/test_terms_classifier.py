"""What the judge of renderings has learned, and how it learns."""

import json

import numpy as np
import pytest

from aligner.encode import load
from aligner.errors import ModelError
from aligner.terms.classifier import FEATURES, Network, confidences, load_network, packed
from tools.train.planted_neighbours import neighbouring, nouns_of
from tools.train.terms import Example, learn

LINES = (
    ("The file is old.", "Le fichier est vieux."),
    ("Close the file.", "Fermez le fichier."),
    ("The folder is empty.", "Le dossier est vide."),
    ("Copy the file to a folder.", "Copiez le fichier dans un dossier."),
    ("Open the folder.", "Ouvrez le dossier."),
)


def example(rows: np.ndarray, slips: np.ndarray) -> Example:
    """An example to learn from."""
    nothing = np.full(len(rows), -1)
    return Example("some text", "clean", 0, (), (), rows.astype(np.float32), slips, nothing, slips)


def test_the_network_that_ships_is_for_the_evidence_that_is_gathered() -> None:
    network = load_network("en", "fr", FEATURES)
    assert network is not None
    assert network.mean.shape == network.scale.shape == network.direct.shape == (len(FEATURES),)
    assert network.inner.shape == (len(FEATURES), len(network.bias))
    with pytest.raises(ModelError, match="other evidence"):
        load_network("en", "fr", FEATURES[1:])
    assert load_network("fr", "en", FEATURES) is None


def test_nothing_to_judge_is_no_fault() -> None:
    assert confidences([], "en", "fr") == []


def test_learning_finds_what_only_two_kinds_of_evidence_together_tell() -> None:
    chance = np.random.RandomState(3)
    rows = chance.normal(size=(9000, 4)) * [1, 3, 0.5, 1] + [0, 2, 0, 5]
    slips = (rows[:, 0] > 0) ^ (rows[:, 1] > 2)
    odds = learn([example(rows[:8000], slips[:8000])]).log_odds(rows[8000:])
    assert ((odds > 0) == slips[8000:]).mean() > 0.9


def test_a_network_reads_back_as_it_was_written() -> None:
    chance = np.random.RandomState(5)
    shapes = ((2,), (2,), (2, 3), (3,), (3,), (2,), (1,))
    network = Network(*(chance.normal(size=shape).astype(np.float32) for shape in shapes))
    content = json.loads(packed(network, ("one", "two")))
    assert content["evidence"] == ["one", "two"]
    assert np.allclose(content["inner"], network.inner, atol=1e-3)


def test_nouns_near_a_rendering_replace_it() -> None:
    english, french = ([line[side] for line in LINES * 5] for side in (0, 1))
    nouns = nouns_of(french, load())
    assert nouns.genders == {"fichier": "m", "dossier": "m"}
    entries = {entry.term: entry for entry in neighbouring(english, french, nouns)}
    assert [other.plural for other in entries["file"].others] == ["dossiers"]
    assert entries["file"].original.findall("a file, files, profile") == ["file"]
