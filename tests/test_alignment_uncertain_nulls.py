"""Rules read a sentence of which the aligner is unsure together with the bead it may belong to."""

from pathlib import Path

import aligner
from aligner.alignment.uncertain_nulls import with_doubtful
from aligner.core import Bead

CORPORA = Path(__file__).parents[1] / "corpora"


def test_an_unsure_lonely_sentence_is_read_with_the_less_sure_of_its_neighbours() -> None:
    beads = [
        Bead((0,), (0,), 0.8, 0.99),
        Bead((1,), (1,), 0.4, 0.5),
        Bead((2,), (), 0.0, 0.5),
        Bead((3,), (2,), 0.9, 1),
    ]
    assert with_doubtful(beads) == (beads[0], Bead((1, 2), (1,), 0.4, 0.5), beads[3])


def test_a_sure_one_stands_alone_and_so_does_a_long_run() -> None:
    beads = (
        Bead((0,), (0,), 0.8, 0.6),
        Bead((1,), (), 0.0, 0.9),
        Bead((2,), (1,), 0.8, 0.6),
        Bead((), (2, 3, 4), 0, 0.3),
    )
    assert with_doubtful(beads) == beads


def test_lonely_sentences_without_a_neighbour_to_belong_to_stay_what_they_are() -> None:
    beads = (Bead((0,), (), 0.0, 0.4), Bead((), (0,), 0.0, 0.4))
    assert with_doubtful(beads) == beads


def test_two_sentences_turned_round_and_made_one_are_no_omission() -> None:
    found = aligner.review(CORPORA / "solaris-results.en.md", CORPORA / "solaris-results.fr.clean.md").findings
    assert not [one for one in found if one.original and one.original.text.endswith("the Brussels stock exchange.")]
    assert not [one for one in found if one.translation and "Bourse" in one.translation.text]
