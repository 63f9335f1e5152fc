"""The few positions that a path can sensibly take, the beads between them, the best path and how likely each bead is.

Nodes are positions (i, j) between sentences, edges lead from (i, j) to (i + m, j + n), so nodes of one diagonal are
never joined and a whole diagonal is one step.
Source: the model is the semi-Markov conditional random field of Sarawagi & Cohen (2004).
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

__all__ = ["Graph", "Posteriors"]

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Posteriors:
    """Probability of each edge under the scores, and the logarithm of the sum over all paths."""

    edges: Floats  #: (edges,)
    log_sum: float


class Graph:
    """Positions and the edges between them.

    :param shape: sentences of the original and of the translation
    :param nodes: positions (i, j), shape (count, 2), in reading order, each once; (0, 0) and ``shape`` are among them
    :param types: sides (m, n) of the edges, (1, 0) and (0, 1) for sentences that stand alone
    :param closed: for both texts, which sentences no edge with two sides may hold
    :param steps: further edges (i, j, m, n), between nodes; their sizes are added to the types
    """

    def __init__(
        self,
        shape: tuple[int, int],
        nodes: Integers,
        types: tuple[tuple[int, int], ...],
        closed: tuple[Flags, Flags] | None = None,
        steps: Sequence[tuple[int, int, int, int]] = (),
    ) -> None:
        sizes = sorted({step[2:] for step in steps})
        self.shape, self.types = shape, (*types, *sizes)
        keys = _keys(shape, nodes)
        shut = [np.concatenate(([0], np.cumsum(side))) for side in closed] if closed else None
        sources, targets, kinds = [], [], []
        for t, (m, n) in enumerate(types):
            place, there = _found(keys, _keys(shape, nodes + np.array((m, n))), nodes[:, 1] + n <= shape[1])
            if shut and m and n:
                here = nodes[there]
                there[there] = (shut[0][here[:, 0] + m] == shut[0][here[:, 0]]) & (
                    shut[1][here[:, 1] + n] == shut[1][here[:, 1]]
                )
            sources.append(np.flatnonzero(there))
            targets.append(place[there])
            kinds.append(np.full(len(sources[-1]), t))
        if steps:
            at = np.array(steps, dtype=np.int64)
            sources.append(np.searchsorted(keys, _keys(shape, at[:, :2])))
            targets.append(np.searchsorted(keys, _keys(shape, at[:, :2] + at[:, 2:])))
            kinds.append(np.array([len(types) + sizes.index(step[2:]) for step in steps]))
        source, target, kind = (np.concatenate(parts) for parts in (sources, targets, kinds))
        live = _reachable(len(nodes), source, target)
        kept = live[source] & live[target]
        number = np.cumsum(live) - 1
        order = np.lexsort((kind[kept], source[kept]))
        self.nodes = nodes[live]  #: (nodes, 2)
        self.source: Integers = number[source[kept]][order]  #: node that each edge starts from, in reading order
        self.target: Integers = number[target[kept]][order]
        self.kind: Integers = kind[kept][order]  #: place in ``types``

    def __len__(self) -> int:
        return len(self.source)

    @property
    def places(self) -> Integers:
        """Positions (i, j) that the edges start from, shape (edges, 2)."""
        return np.asarray(self.nodes[self.source])

    def kept(self, edges: Flags) -> "Graph":
        """Return the graph with some of its edges only.

        :param edges: which, shape (edges,); a path must be left
        """
        found = copy(self)
        found.source, found.target, found.kind = self.source[edges], self.target[edges], self.kind[edges]
        found.__dict__.pop("_forward", None)
        found.__dict__.pop("_backward", None)
        return found

    def most_inside(self, values: Doubles, least: float) -> Doubles:
        """Return for each edge the largest value of the nodes that it leads past, those beside its corners included.

        :param values: one for each node
        :param least: where there is none
        """
        keys, found = _keys(self.shape, self.nodes), np.full(len(self), least)
        for t, (m, n) in enumerate(self.types):
            who = np.flatnonzero(self.kind == t)
            for down in range(m + 1) if m and n else ():
                for along in range(n + 1):
                    if (down, along) not in ((0, 0), (m, n)):
                        at = self.places[who] + np.array((down, along))
                        place, there = _found(keys, _keys(self.shape, at), np.ones(len(who), dtype=bool))
                        found[who] = np.maximum(found[who], np.where(there, values[place], least))
        return found

    def best(self, scores: Floats) -> Integers:
        """Return the edges of the path with the largest sum of scores, in reading order.

        :param scores: one for each edge
        """
        wide = scores.astype(np.float64)
        worth = self._carried(np.maximum, self._forward, self.source, wide, 0)
        hits = np.flatnonzero(worth[self.source] + wide == worth[self.target])[::-1]
        came = np.full(len(self.nodes), -1, dtype=np.int64)
        came[self.target[hits]] = hits
        path = []
        node = len(self.nodes) - 1
        while (edge := int(came[node])) >= 0:
            path.append(edge)
            node = int(self.source[edge])
        return np.array(path[::-1], dtype=np.int64)

    def posteriors(self, scores: Floats) -> Posteriors:
        """Return how likely each edge is when paths are as likely as the exponential of their scores."""
        wide = scores.astype(np.float64)
        ahead = self._carried(np.logaddexp, self._forward, self.source, wide, 0)
        behind = self._carried(np.logaddexp, self._backward, self.target, wide, len(self.nodes) - 1)
        likely = ahead[self.source] + wide + behind[self.target] - ahead[-1]
        return Posteriors(np.exp(np.minimum(likely, 0.0)).astype(np.float32), float(ahead[-1]))

    def _carried(self, join: np.ufunc, waves: "_Waves", sources: Integers, scores: Doubles, begin: int) -> Doubles:
        """Return each node's value: what its edges bring from one side of it, joined; 0 where all paths begin."""
        found = np.full(len(self.nodes), -np.inf)
        found[begin] = 0.0
        sources, scores = sources[waves.order], scores[waves.order]
        nodes, firsts, edge, node = waves.nodes, waves.firsts, waves.edge_bounds, waves.node_bounds
        for n in range(len(edge) - 1):
            here, there = slice(edge[n], edge[n + 1]), slice(node[n], node[n + 1])
            found[nodes[there]] = join.reduceat(found[sources[here]] + scores[here], firsts[there])
        return found

    @cached_property
    def _forward(self) -> "_Waves":
        return _Waves(self.nodes.sum(axis=1)[self.target], self.target)

    @cached_property
    def _backward(self) -> "_Waves":
        return _Waves(-self.nodes.sum(axis=1)[self.source], self.source)


class _Waves:
    """Edges by the diagonal of the node that they bring something to, and by node."""

    def __init__(self, steps: Integers, nodes: Integers) -> None:
        self.order: Integers = np.lexsort((nodes, steps))
        steps, nodes = steps[self.order], nodes[self.order]
        begins = np.flatnonzero(np.diff(nodes, prepend=-1) | np.diff(steps, prepend=0))
        edges = np.flatnonzero(np.diff(steps, prepend=steps[:1] - 1))
        bounds = np.searchsorted(begins, edges)
        self.nodes = nodes[begins]  #: each node once, in the order of the waves
        self.firsts = begins - np.repeat(edges, np.diff(bounds, append=len(begins)))  #: its first edge in its wave
        self.edge_bounds: list[int] = [*edges.tolist(), len(nodes)]
        self.node_bounds: list[int] = [*bounds.tolist(), len(begins)]


def _keys(shape: tuple[int, int], nodes: Integers) -> Integers:
    return np.asarray(nodes[:, 0] * (shape[1] + 1) + nodes[:, 1])


def _found(keys: Integers, wanted: Integers, possible: Flags) -> tuple[Integers, Flags]:
    """Return where each wanted key stands among sorted ones, and whether it does."""
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return place, (keys[place] == wanted) & possible


def _reachable(count: int, source: Integers, target: Integers) -> Flags:
    """Return which nodes lie on a path from the first to the last."""
    order = np.argsort(source, kind="stable")
    ahead, behind = bytearray(count), bytearray(count)
    ahead[0] = behind[-1] = 1
    pairs = list(zip(source[order].tolist(), target[order].tolist(), strict=True))
    for s, t in pairs:
        if ahead[s]:
            ahead[t] = 1
    for s, t in reversed(pairs):
        if behind[t]:
            behind[s] = 1
    return np.asarray(np.frombuffer(bytes(ahead), np.uint8) & np.frombuffer(bytes(behind), np.uint8), dtype=bool)
