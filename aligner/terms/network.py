"""A small network of one hidden layer beside a direct line: what the judge of renderings has learned."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

__all__ = ["Network", "load_network", "packed"]

Floats = NDArray[np.float32]

_FARTHEST = 4.0  #: standard deviations; evidence farther out counts as being there
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Network:
    """Weights for k kinds of evidence and h hidden units."""

    mean: Floats  #: (k,); of the evidence in the examples learned from
    scale: Floats  #: (k,); its standard deviation
    inner: Floats  #: (k, h)
    bias: Floats  #: (h,)
    outer: Floats  #: (h,)
    direct: Floats  #: (k,)
    constant: Floats  #: (1,)

    def standardised(self, rows: NDArray[np.floating]) -> Floats:
        """Evidence in standard terms, shape (n, k)."""
        known: Floats = np.clip((rows - self.mean) / self.scale, -_FARTHEST, _FARTHEST).astype(np.float32)
        return known

    def log_odds(self, rows: NDArray[np.floating]) -> Floats:
        """What the network says of rows of evidence, shape (n,).

        :param rows: shape (n, k)
        """
        known = self.standardised(rows)
        found: Floats = np.maximum(known @ self.inner + self.bias, 0) @ self.outer + known @ self.direct + self.constant
        return found


@cache
def load_network(evidence: Sequence[str]) -> Network:
    """The network that ships.

    :param evidence: what it should have been learned for
    :raises ValueError: if it was learned for other evidence
    """
    content = json.loads((files("aligner.terms") / "data" / "judge.json").read_text(encoding="utf-8"))
    if tuple(content["evidence"]) != tuple(evidence):
        raise ValueError("The judge of renderings was learned for other evidence: train it anew.")
    return Network(*(np.array(content[field.name], dtype=np.float32) for field in fields(Network)))


def packed(network: Network, evidence: Sequence[str], command: str) -> str:
    """The network as JSON, in the form that ``load_network`` reads."""
    weights = {field.name: _rounded(getattr(network, field.name)) for field in fields(Network)}
    lines = [f' "{name}": {json.dumps(value)}' for name, value in weights.items()]
    head = [f' "made by": {json.dumps(command)}', f' "evidence": {json.dumps(list(evidence))}']
    return "{\n" + ",\n".join([*head, *lines]) + "\n}\n"


def _rounded(weights: Floats) -> list[object]:
    digits = np.round(weights.astype(np.float64), _DIGITS)
    found: list[object] = digits.tolist()
    return found
