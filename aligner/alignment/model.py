"""The weights of the evidence, and what they make of a pair of texts, at the first look and at the second."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.evidence import BEAD_EVIDENCE, NULL_EVIDENCE, OF_SEARCH, TYPES, PairEvidence, Search
from aligner.alignment.graph import Graph
from aligner.alignment.reexamine import SECOND_BEAD_EVIDENCE, SECOND_NULL_EVIDENCE, SecondLook
from aligner.models import Section, load_json

__all__ = [
    "FIRST_KINDS",
    "SECOND_KINDS",
    "Look",
    "Model",
    "Weights",
    "first_look",
    "load_model",
    "second_look",
    "sides",
]

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

_WORTH_KEEPING = 0.003  # least probability of an edge after the first look
_IN_DOUBT = 0.02  # probability from which on a merge or an unaligned sentence is looked at again


FIRST_KINDS = (BEAD_EVIDENCE, NULL_EVIDENCE)  #: of beads, of unaligned sentences
SECOND_KINDS = ((*BEAD_EVIDENCE[: -OF_SEARCH[0]], *SECOND_BEAD_EVIDENCE), (*NULL_EVIDENCE, *SECOND_NULL_EVIDENCE))


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence weighs; sums of weighted evidence are log-odds of beads."""

    bead: Floats
    null: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the first look, in the order of ``BEAD_EVIDENCE`` and ``NULL_EVIDENCE``, and of the second.

    Those of the second are of ``SECOND_KINDS``: what the search says of beads is not asked again.
    """

    first: Weights
    second: Weights


@dataclass(frozen=True, slots=True)
class Look:
    """The evidence of the edges of a graph, each matrix of shape (edges of its side, kinds)."""

    graph: Graph
    beads: Floats
    omitted: Floats
    added: Floats

    def scores(self, weights: Weights) -> Floats:
        """Log-odds of every edge; what a person has settled needs no evidence and has none."""
        found = np.zeros(len(self.graph), dtype=np.float32)
        beads, omitted, added = sides(self.graph)
        found[beads] = self.beads @ weights.bead
        found[omitted], found[added] = self.omitted @ weights.null, self.added @ weights.null
        return found


@cache
def load_model() -> Model:
    """Load the model that ships with the program.

    :raises ModelError: if it was learned for other evidence
    """
    content = load_json("alignment.json")
    return Model(_weights(content.section("first"), FIRST_KINDS), _weights(content.section("second"), SECOND_KINDS))


def _weights(content: Section, kinds: tuple[tuple[str, ...], tuple[str, ...]]) -> Weights:
    bead, null = (
        content.section(side).weights(names).astype(np.float32)
        for side, names in zip(("bead", "null"), kinds, strict=True)
    )
    return Weights(bead, null)


def sides(graph: Graph) -> tuple[Integers, Integers, Integers]:
    """Return edges with both sides, and those of unaligned sentences of the original and of the translation."""
    beads, omitted, added = (
        np.flatnonzero(which)
        for which in (graph.kind < len(TYPES), graph.kind == len(TYPES), graph.kind == len(TYPES) + 1)
    )
    return beads, omitted, added


def first_look(evidence: PairEvidence, graph: Graph, search: Search) -> Look:
    """Return all evidence that costs no further encoding."""
    beads, omitted, added = sides(graph)
    of_search = search.of_edges(graph)
    ours = np.concatenate((evidence.of_beads(graph.places[beads], graph.kind[beads]), of_search[beads]), axis=1)
    rows, row_of = np.unique(graph.places[omitted, 0], return_inverse=True)
    columns, column_of = np.unique(graph.places[added, 1], return_inverse=True)
    alone_rows, alone_columns = evidence.of_nulls(search.path, rows, columns)
    return Look(
        graph,
        ours,
        np.concatenate((alone_rows[row_of], of_search[omitted, :2]), axis=1),
        np.concatenate((alone_columns[column_of], of_search[added, :2]), axis=1),
    )


def second_look(look: Look, weights: Weights, second: SecondLook, keep: Flags | None = None) -> tuple[Look, Flags]:
    """Return what is left after the first look, with further evidence of what is in doubt, and which edges that is.

    :param weights: of the first look
    :param keep: edges that must be kept whatever their probability
    """
    worth = look.scores(weights)
    likely = look.graph.posteriors(worth).edges
    kept = likely > _WORTH_KEEPING
    kept[look.graph.best(worth)] = True
    if keep is not None:
        kept |= keep
    graph = look.graph.kept(kept)
    asked = (graph.kind <= len(TYPES) + 1) & (graph.kind != TYPES.index((1, 1)))
    doubt = np.flatnonzero((likely[kept] > _IN_DOUBT) & asked)
    beads = np.zeros((len(graph), len(SECOND_BEAD_EVIDENCE)), dtype=np.float32)
    nulls = np.zeros((len(graph), len(SECOND_NULL_EVIDENCE)), dtype=np.float32)
    beads[doubt], nulls[doubt] = second.of_edges(graph, doubt)
    before = [kept[which] for which in sides(look.graph)]
    after = sides(graph)
    found = (
        np.concatenate((old[mask], new[which]), axis=1)
        for old, mask, new, which in zip(
            (look.beads[:, : -OF_SEARCH[0]], look.omitted, look.added),
            before,
            (beads, nulls, nulls),
            after,
            strict=True,
        )
    )
    return Look(graph, *found), kept
