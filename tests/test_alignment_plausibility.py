"""Texts that are no pair are said to be none."""

from pathlib import Path

import pytest

from aligner.alignment.plausibility import Plausibility, plausibility
from aligner.core import Bead
from tests.commands import aligner

CORPORA = Path(__file__).parents[1] / "corpora"
TEN = ["Ten letters"] * 10


@pytest.mark.parametrize(
    ("paired", "alone_left", "alone_right", "what"),
    [
        (10, 0, 0, Plausibility.TRANSLATION),
        (6, 4, 0, Plausibility.TRANSLATION),  # not finished yet
        (6, 4, 4, Plausibility.VERSION),
        (0, 10, 10, Plausibility.UNRELATED),
    ],
)
def test_plausibility_by_what_has_a_counterpart(
    paired: int, alone_left: int, alone_right: int, what: Plausibility
) -> None:
    beads = [Bead((n,), (n,)) for n in range(paired)]
    beads += [Bead((paired + n,), ()) for n in range(alone_left)]
    beads += [Bead((), (paired + n,)) for n in range(alone_right)]
    assert plausibility(TEN[: paired + alone_left], TEN[: paired + alone_right], beads) == what


def test_a_translation_of_something_else_is_told_and_stays_unpaired() -> None:
    found = aligner("align", CORPORA / "clock.en.md", CORPORA / "pump-manual.fr.clean.md", "--format", "ladder")
    assert found.status == 0
    assert "unrelated" in found.err
    sides = [line.split(":")[:2] for line in found.out.splitlines()]
    assert sum(left == "[]" or right == "[]" for left, right in sides) >= 0.5 * len(sides)


def test_a_pair_is_not_doubted() -> None:
    assert "counterpart" not in aligner("align", CORPORA / "clock.en.md", CORPORA / "clock.fr.clean.md").err
