"""Inconsistency classifier: the probability that an alternative equivalent of a term is an error."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache, partial
from math import log
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray

from aligner.models import load_json, resource
from aligner.terms.alternatives import Alternative
from aligner.terms.features import Features
from aligner.terms.reuse import Memory

__all__ = ["CAUTION", "FEATURES", "Floats", "Network", "confidences", "has_judge", "load_network", "packed", "table"]

_MOST_KNOWN = 0.3  #: share in the lexicon beyond which an equivalent is no better known
_UNSEEN = 0.7  #: share of the dominant equivalent where the lexicon has never seen the term
_COUNTED = 0.5  #: score of a link from which on a noun counts as one of a term's other equivalents
_NO_OTHER = 0.2  #: closeness in meaning to the dominant equivalent of a second best candidate where there is none
#: Taken off the log-odds, for fewer alarms: what is reported from one half on was learned as .67. Chosen on documents
#: left out of the learning, see docs/experiments/terms.md.
CAUTION = 0.7

#: What the network looks at, in its order. Its weights are learned by `python -m tools.train terms`; what each group of
#: evidence brings is in docs/experiments/terms.md.
_NAMES = """
company frequency counted beside share present association similarity noun usual_noun alone link link_lead
elsewhere taken known expected to_term to_usual meaning_lead to_other back_translation derived number same frame
compound free idle in_name verb conjugated length candidates term_words longer shorter explained answers
answers_other unknown position follower nearby behind capital family partial answered accounted first common
term_common spread heading
"""
FEATURES = tuple(_NAMES.split())
#: Those that are taken as they were weighed.
_PLAIN = tuple(name for name in FEATURES if name in {field.name for field in fields(Features)})
_plain = attrgetter(*_PLAIN)

Floats = NDArray[np.float32]

_FARTHEST = 4.0  #: standard deviations; evidence farther out counts as being there
_DIGITS = 3


def confidences(
    found: Sequence[Alternative], original: str, translation: str, memory: Memory | None = None
) -> list[float]:
    """Return for all alternatives of a document the probability that a careful editor would object, 0 to 1.

    It is 0 where nothing was learned for the languages of original and translation.

    :param memory: of what was found before the pair was edited
    """
    network = load_network(original, translation, FEATURES)
    if not found or network is None:
        return [0.0] * len(found)
    odds = network.log_odds(table(found, memory)).astype(np.float64) - CAUTION
    return [float(chance) for chance in 1 / (1 + np.exp(-odds))]


def table(found: Sequence[Alternative], memory: Memory | None = None) -> NDArray[np.float32]:
    """Return the features of all alternatives of a document, shape (n, len(FEATURES)), of about the same size.

    :param memory: of what was found before the pair was edited
    """
    terms: dict[int, list[int]] = defaultdict(list)
    for n, alternative in enumerate(found):
        terms[id(alternative.usual)].append(n)
    rows: list[list[float]] = [[]] * len(found)
    for numbers in terms.values():
        some = [found[n] for n in numbers]
        made = memory.rows(some, partial(_rows, some)) if memory else _rows(some)
        for n, row in zip(numbers, made, strict=True):
            rows[n] = row
    return np.array(rows, dtype=np.float32).reshape(len(found), len(FEATURES))


def _rows(found: Sequence[Alternative]) -> list[list[float]]:
    """Return the features of all alternatives of one term."""
    counted = len({one.occurrence.bead for one in found if one.features.noun and one.features.link >= _COUNTED})
    places: dict[tuple[int, int], list[Alternative]] = defaultdict(list)
    for alternative in found:
        places[alternative.occurrence.sentence, alternative.occurrence.start].append(alternative)
    rows = []
    for alternative in found:
        here = places[alternative.occurrence.sentence, alternative.occurrence.start]
        values = _values(alternative, [other for other in here if other is not alternative], max(1, counted))
        rows.append([values[name] for name in FEATURES])
    return rows


def _values(alternative: Alternative, others: Sequence[Alternative], counted: int) -> dict[str, float]:
    """Return features by name.

    :param others: of the same occurrence
    :param counted: beads in which another noun is linked to the term
    """
    features, usual = alternative.features, alternative.usual
    words, size = len(usual.term.keys), len(usual.keys)
    several = max(words, sum(bool(word.key) for word in alternative.words)) > 1
    return dict(zip(_PLAIN, [float(value or 0) for value in _plain(features)], strict=True)) | {
        "company": features.company if features.frequency > 1 else 0.5,
        "frequency": log(features.frequency),
        "share": len(usual.present) / (len(usual.present) + usual.missing),
        "present": log(len(usual.present)),
        "association": usual.association,
        "similarity": usual.similarity,
        "alone": len(usual.present) / (len(usual.present) + counted),
        "link_lead": features.link - max((other.features.link for other in others), default=0.0),
        "known": min(features.known, _MOST_KNOWN),
        "expected": _expected(alternative),
        "meaning_lead": features.to_usual - max((other.features.to_usual for other in others), default=_NO_OTHER),
        "back_translation": (features.back_translation or 0.0) ** 0.5,
        "number": float(features.number or several),
        "length": log(1 + features.length),
        "candidates": log(1 + len(others)),
        "term_words": float(words > 1),
        "longer": float(size > words),
        "shorter": float(size < words),
    }


def _expected(alternative: Alternative) -> float:
    """Return how dominant the equivalent is by the lexicon, which does not know terms of several words."""
    features = alternative.features
    if len(alternative.usual.term.keys) > 1:
        return max(features.expected, _UNSEEN)
    return features.expected if features.expected or features.known else _UNSEEN


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
        """Return standardised features, shape (n, k)."""
        known: Floats = np.clip((rows - self.mean) / self.scale, -_FARTHEST, _FARTHEST).astype(np.float32)
        return known

    def log_odds(self, rows: NDArray[np.floating]) -> Floats:
        """Return what the network says of rows of evidence, shape (n,).

        :param rows: shape (n, k)
        """
        known = self.standardised(rows)
        found: Floats = np.maximum(known @ self.inner + self.bias, 0) @ self.outer + known @ self.direct + self.constant
        return found


def has_judge(original: str, translation: str) -> bool:
    """Return whether anything was learned for an original's and a translation's language."""
    return resource(_file(original, translation)).is_file()


def _file(original: str, translation: str) -> str:
    return f"terms.{original}-{translation}.json"


@cache
def load_network(original: str, translation: str, evidence: Sequence[str]) -> Network | None:
    """Load what was learned for an original's and a translation's language, or nothing; it serves no other direction.

    :param evidence: what it should have been learned for
    :raises ModelError: if it was learned for other evidence
    """
    if not has_judge(original, translation):
        return None
    content = load_json(_file(original, translation))
    if tuple(content.value("evidence")) != tuple(evidence):
        raise content.mismatch("it was learned for other evidence")
    kinds, hidden = len(evidence), len(content.value("bias"))
    shapes = {"inner": (kinds, hidden), "bias": (hidden,), "outer": (hidden,), "constant": (1,)}
    arrays = (content.array(field.name, shapes.get(field.name, (kinds,))) for field in fields(Network))
    return Network(*(array.astype(np.float32) for array in arrays))


def packed(network: Network, evidence: Sequence[str]) -> str:
    """Return the network as JSON, in the form that ``load_network`` reads."""
    weights = {field.name: _rounded(getattr(network, field.name)) for field in fields(Network)}
    lines = [f' "{name}": {json.dumps(value)}' for name, value in weights.items()]
    return "{\n" + ",\n".join([f' "evidence": {json.dumps(list(evidence))}', *lines]) + "\n}\n"


def _rounded(weights: Floats) -> list[object]:
    digits = np.round(weights.astype(np.float64), _DIGITS)
    found: list[object] = digits.tolist()
    return found
