"""The graph of likely positions gives what trying every path gives."""

from collections.abc import Iterator

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.alignment.graph import Graph

TYPES = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 0), (0, 1))
Path = list[tuple[int, int, int, int]]


@st.composite
def positions(draw: st.DrawFn) -> tuple[tuple[int, int], set[tuple[int, int]]]:
    """Sizes of two texts and some positions in them, among them those of one path."""
    rows, columns = draw(st.integers(0, 5)), draw(st.integers(0, 5))
    every = [(i, j) for i in range(rows + 1) for j in range(columns + 1)]
    path = {(min(n, rows), min(n, columns)) for n in range(max(rows, columns) + 1)}
    return (rows, columns), path | draw(st.sets(st.sampled_from(every)))


def every_path(nodes: set[tuple[int, int]], end: tuple[int, int], i: int = 0, j: int = 0) -> Iterator[Path]:
    """All ways from (i, j) to the end, as (i, j, m, n)."""
    if (i, j) == end:
        yield []
        return
    for m, n in TYPES:
        if (i + m, j + n) in nodes:
            for rest in every_path(nodes, end, i + m, j + n):
                yield [(i, j, m, n), *rest]


@settings(max_examples=150, deadline=None)
@given(positions(), st.integers(0, 1000))
def test_best_path_and_probabilities_are_those_of_all_paths(
    case: tuple[tuple[int, int], set[tuple[int, int]]], seed: int
) -> None:
    shape, nodes = case
    graph = Graph(shape, np.array(sorted(nodes), dtype=np.int64), TYPES)
    scores = np.random.default_rng(seed).normal(size=len(graph)).astype(np.float32)
    number = {
        (int(i), int(j), *TYPES[kind]): n
        for n, ((i, j), kind) in enumerate(zip(graph.places, graph.kind.tolist(), strict=True))
    }
    paths = [[number[step] for step in path] for path in every_path(nodes, shape)]
    worth = np.array([scores[path].sum(dtype=np.float64) for path in paths])
    best = graph.best(scores)
    assert [int(edge) for edge in best] in paths
    assert np.isclose(scores[best].sum(dtype=np.float64), worth.max(), atol=1e-4)
    likely = graph.posteriors(scores)
    shares = np.zeros(len(graph))
    for path, weight in zip(paths, np.exp(worth) / np.exp(worth).sum(), strict=True):
        shares[path] += weight
    assert np.allclose(likely.edges, shares, atol=1e-4)
    assert np.isclose(likely.log_sum, np.log(np.exp(worth).sum()), atol=1e-4)


def test_edges_that_lead_nowhere_are_left_out() -> None:
    graph = Graph((2, 2), np.array([(0, 0), (1, 1), (1, 2), (2, 0), (2, 2)]), ((1, 1), (0, 1), (2, 0)))
    assert graph.nodes.tolist() == [[0, 0], [1, 1], [2, 2]]
    assert [tuple(place) for place in graph.places] == [(0, 0), (1, 1)]
