"""The lattice gives what trying every path gives."""

from collections.abc import Iterator

import numpy as np
import pytest

from aligner.alignment.band import Band, around
from aligner.alignment.lattice import Edges, Lattice

TYPES = ((1, 1), (1, 2), (2, 1), (2, 2))
Path = list[tuple[int, int, int, int]]


def every_path(band: Band, i: int = 0, j: int = 0) -> Iterator[Path]:
    """All ways from (i, j) to the end, as (i, j, m, n)."""
    if (i, j) == (band.rows, band.columns):
        yield []
        return
    for m, n in (*TYPES, (1, 0), (0, 1)):
        row, column = i + m, j + n
        if row <= band.rows and column <= band.columns and band.low[row] <= column <= band.high[row]:
            for rest in every_path(band, row, column):
                yield [(i, j, m, n), *rest]


def worth(path: Path, lattice: Lattice, scores: Edges) -> float:
    """Sum of the scores of a path."""
    total = 0.0
    for i, j, m, n in path:
        if not n:
            total += float(scores.omitted[i])
        elif not m:
            total += float(scores.added[j])
        else:
            total += float(scores.beads[lattice.node(i, j), TYPES.index((m, n))])
    return total


def random_case(seed: int) -> tuple[Lattice, Edges]:
    """A small lattice with a band that is no rectangle, and scores."""
    chance = np.random.default_rng(seed)
    rows, columns = (int(n) for n in chance.integers(1, 6, 2))
    path = [(0, 0), (rows // 2, columns // 2)]
    lattice = Lattice(around(path, rows, columns, int(chance.integers(1, 3))), TYPES)
    draw = chance.normal(size=lattice.nodes * len(TYPES) + rows + columns).astype(np.float32)
    beads, omitted, added = np.split(draw, [lattice.nodes * len(TYPES), lattice.nodes * len(TYPES) + rows])
    return lattice, Edges(beads.reshape(lattice.nodes, -1), omitted, added)


@pytest.mark.parametrize("seed", range(12))
def test_the_best_path_is_the_best_of_all(seed: int) -> None:
    lattice, scores = random_case(seed)
    found = [(rows.start, columns.start, len(rows), len(columns)) for rows, columns in lattice.best(scores)]
    best = max(worth(path, lattice, scores) for path in every_path(lattice.band))
    assert worth(found, lattice, scores) == pytest.approx(best, abs=1e-4)


@pytest.mark.parametrize("seed", range(12))
def test_positions_are_as_likely_as_the_paths_that_pass_them(seed: int) -> None:
    lattice, scores = random_case(seed)
    passed = np.zeros(lattice.nodes)
    for path in every_path(lattice.band):
        for i, j, m, n in [(0, 0, 0, 0), *path]:
            passed[lattice.node(i + m, j + n)] += np.exp(worth(path, lattice, scores))
    assert np.exp(lattice.marginals(scores)) == pytest.approx(passed / passed[0], abs=1e-3)


@pytest.mark.parametrize("gap", [(0, 400), (300, 700), (600, 1000)])
def test_a_band_round_a_path_with_a_gap_holds_the_path(gap: tuple[int, int]) -> None:
    path = [(i, i if i <= gap[0] else max(gap[0], i - (gap[1] - gap[0]))) for i in range(1001)]
    band = around(path, 1000, 1000 - (gap[1] - gap[0]), 4)
    assert all(band.low[i] <= j <= band.high[i] for i, j in path)
    assert (np.diff(band.low) >= 0).all()
    assert (np.diff(band.high) >= 0).all()
    assert Lattice(band, TYPES).best(
        Edges(
            np.zeros((band.cells, len(TYPES)), dtype=np.float32),
            np.zeros(1000, dtype=np.float32),
            np.zeros(band.columns, dtype=np.float32),
        )
    )
