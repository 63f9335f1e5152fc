"""Files that belong together by what stands in them, whatever they are called.

Of each text up to 64 sentences, spread evenly, are encoded. The mean of their vectors finds for each original the few
translations that may be its own; each of these is then scored by how well every sentence finds a counterpart among the
sentences of the other text, in both directions. The best one-to-one assignment of scores is taken (Jonker & Volgenant
1987, as scipy has it for sparse graphs). How sure a pair is follows from its margin: its score less that of the best
other candidate of either text.
"""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import exp
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from aligner.core import Document
from aligner.encode import Encoder, Vectors
from aligner.errors import AlignerError, MissingExtraError
from aligner.languages.detect import detect
from aligner.pairing.models import How, Leftover, Pair, Pairing, Reason

__all__ = ["THRESHOLD", "Scored", "assign", "by_content", "candidates"]

#: Confidence from which on a pair is taken. Chosen on 101 texts and their translations (tico19, and novels cut into
#: pieces of 40 beads), as they are and with a random share of each side taken away:
#: ``python -m tools.benchmarks.pairing``.
THRESHOLD = 0.9

_SENTENCES = 64
_CANDIDATES = 10  # of an original
_ROWS = 1_000  # originals whose similarities are held at a time
# Confidence is 1 / (1 + exp((_EVEN - x) / _STEP)), where x is the margin less half of what the score is below _MIDDLE.
# On the same texts x is .061 and more for right pairs, .040 and less for wrong ones.
_EVEN, _STEP, _MIDDLE = 0.05, 0.01, 0.5
_UNRELATED = 0.4  # what the best of some unrelated texts scores; the margin of a text without rivals is counted from it

# Sentences that are surely in a language, from which on a text may be a translation into it: this many, and this share.
_SURE, _FEW, _SHARE = 0.9, 2, 0.02

_Array = NDArray[Any]


class Scored(NamedTuple):
    """An original and a translation, by their numbers, that are assigned to each other."""

    original: int
    translation: int
    score: float
    confidence: float
    rival: int | None  #: the best other translation of the original


@dataclass(frozen=True, slots=True)
class _Scores:
    """Scores of candidates: rows and columns are texts, others are lower."""

    rows: _Array
    columns: _Array
    values: _Array
    shape: tuple[int, int]


def by_content(
    files: Iterable[Path],
    languages: tuple[str, str],
    read: Callable[[str, str], Document],
    encoder: Encoder,
    *,
    threshold: float = THRESHOLD,
    sides: Callable[[Path], int | None] = lambda _: None,
    progress: Callable[[int], None] = lambda _: None,
) -> Pairing:
    """Return which of some files belong together.

    :param read: returns the text of a path in a language, split
    :param threshold: least confidence of a pair that is taken
    :param sides: says on which side a file stands; where it does not, its language tells it
    :param progress: told how many files have been read
    :raises MissingExtraError: if scipy is not installed
    """
    _require()
    names: tuple[list[str], list[str]] = ([], [])
    leftovers: list[Leftover] = []
    with tempfile.TemporaryFile() as store:  # vectors of many texts would not fit into memory
        places: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
        means: tuple[list[Vectors], list[Vectors]] = ([], [])
        width = 0
        for number, path in enumerate(files):
            progress(number)
            try:
                given = sides(path)
                document = read(str(path), languages[given or 0])
                fit = _sides(document, languages) if given is None else [given]
                if not fit:
                    leftovers.append(Leftover(str(path), Reason.LANGUAGE))
                for side in fit:
                    if languages[side] != document.language:
                        document = read(str(path), languages[side])
                    vectors = np.asarray(encoder.encode(_some(document)), dtype=np.float32)
                    width = vectors.shape[1]
                    names[side].append(str(path))
                    places[side].append((store.tell() // (2 * width), len(vectors)))
                    means[side].append(vectors.mean(axis=0))
                    store.write(vectors.astype(np.float16).tobytes())
            except AlignerError:
                leftovers.append(Leftover(str(path), Reason.UNREAD))
        if not names[0] or not names[1]:
            alone = [Leftover(name, Reason.ALONE) for name in {*names[0], *names[1]}]
            return Pairing((), tuple(sorted([*leftovers, *alone])))
        store.flush()
        every = np.memmap(store, dtype=np.float16, mode="r").reshape(-1, width)

        def of(side: int, number: int) -> Vectors:
            start, count = places[side][number]
            return np.asarray(every[start : start + count], dtype=np.float32)

        def itself(original: int, translation: int) -> bool:
            return names[0][original] == names[1][translation]

        near = candidates(np.array(means[0]), np.array(means[1]))
        found = assign(near, of, (len(names[0]), len(names[1])), itself)
    pairs: list[Pair] = []
    nearest: dict[str, str] = {}
    known: set[str] = set()
    for one in sorted(found, key=lambda one: (-one.confidence, one.original)):  # a text may stand on both sides
        both = names[0][one.original], names[1][one.translation]
        if one.confidence >= threshold and known.isdisjoint(both):
            pairs.append(Pair(*both, How.CONTENT, round(one.confidence, 4)))
            known.update(both)
        else:
            nearest.setdefault(both[0], both[1])
            nearest.setdefault(both[1], both[0])
    for name in {*names[0], *names[1]} - known:
        reason = Reason.UNSURE if name in nearest else Reason.ALONE
        leftovers.append(Leftover(name, reason, nearest.get(name, "")))
    return Pairing(tuple(sorted(pairs, key=lambda pair: pair.original)), tuple(sorted(leftovers)))


def _require() -> None:
    try:
        import scipy.sparse.csgraph  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("Pairing by content", "batch") from error


def _sides(document: Document, languages: tuple[str, str]) -> list[int]:
    """Return on which sides a text may stand: in the language that most of it is in, and in that of some sentences.

    A translation that was not finished is in both languages, most of it perhaps in that of the original.
    """
    guess = detect("\n".join(block.text for block in document.blocks))
    votes = [0, 0]
    for sentence in document.sentences:
        one = detect(sentence.text)
        if one and one[1] >= _SURE and one[0] in languages:
            votes[languages.index(one[0])] += 1
    some = [side for side in (0, 1) if votes[side] >= _FEW and votes[side] >= _SHARE * sum(votes)]
    most = [languages.index(guess[0])] if guess and guess[0] in languages else []
    return sorted({*most, *some}) if most else []


def _some(document: Document) -> list[str]:
    texts = [sentence.text for sentence in document.sentences]
    if len(texts) <= _SENTENCES:
        return texts
    return [texts[int((number + 0.5) * len(texts) / _SENTENCES)] for number in range(_SENTENCES)]


def candidates(originals: Vectors, translations: Vectors, most: int = _CANDIDATES) -> Iterator[tuple[_Array, _Array]]:
    """Yield for some originals at a time the translations that lie nearest, by their document vectors.

    :param originals: shape (n, d); what all have in common is taken away from them
    :param translations: shape (m, d)
    :returns: numbers of originals, shape (r,), and of translations, shape (r, k), nearest anywhere among them
    """
    left, right = (_centred(side) for side in (originals, translations))
    count = min(most, len(right))
    for start in range(0, len(left), _ROWS):
        near = left[start : start + _ROWS] @ right.T
        best = np.argpartition(-near, count - 1, axis=1)[:, :count]
        yield np.arange(start, start + len(near)), best


def _centred(vectors: Vectors) -> Vectors:
    rest = vectors - vectors.mean(axis=0) if len(vectors) > 2 else vectors
    return np.asarray(rest / np.maximum(np.linalg.norm(rest, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def assign(
    near: Iterable[tuple[_Array, _Array]],
    vectors: Callable[[int, int], Vectors],
    shape: tuple[int, int],
    barred: Callable[[int, int], bool] = lambda _original, _translation: False,
) -> list[Scored]:
    """Return the best one-to-one assignment.

    :param near: what ``candidates`` gives
    :param vectors: returns those of the sentences of a text: of a side, 0 or 1, and a number
    :param shape: how many originals and translations there are
    :param barred: says that an original and a translation are no pair, whatever stands in them
    """
    scores = _scores(near, vectors, shape, barred)
    return list(_with_confidence(scores, *_matching(scores)))


def _scores(
    near: Iterable[tuple[_Array, _Array]],
    vectors: Callable[[int, int], Vectors],
    shape: tuple[int, int],
    barred: Callable[[int, int], bool],
) -> _Scores:
    rows, columns, values = list[int](), list[int](), list[float]()
    for originals, translations in near:
        for original, some in zip(originals, translations, strict=True):
            mine = vectors(0, int(original))
            for translation in sorted(int(one) for one in some if not barred(int(original), int(one))):
                between = mine @ vectors(1, translation).T
                rows.append(int(original))
                columns.append(translation)
                values.append(float(between.max(axis=1).mean() + between.max(axis=0).mean()) / 2)
    return _Scores(np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64), np.array(values), shape)


def _matching(scores: _Scores) -> tuple[_Array, _Array]:
    """Return numbers of originals and translations; one that is better left alone is in neither."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    n, m = scores.shape
    # Each original may also be assigned to nothing, for a score of zero; costs have to be positive.
    rows = np.concatenate((scores.rows, np.arange(n)))
    columns = np.concatenate((scores.columns, m + np.arange(n)))
    costs = 2.0 - np.concatenate((np.maximum(scores.values, 0), np.zeros(n)))
    left, right = min_weight_full_bipartite_matching(csr_matrix((costs, (rows, columns)), shape=(n, m + n)))
    return left[right < m], right[right < m]


def _with_confidence(scores: _Scores, left: _Array, right: _Array) -> Iterator[Scored]:
    by_row: dict[int, list[tuple[float, int]]] = defaultdict(list)
    by_column: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for row, column, value in zip(scores.rows.tolist(), scores.columns.tolist(), scores.values.tolist(), strict=True):
        by_row[row].append((value, column))
        by_column[column].append((value, row))
    for row, column in zip(left.tolist(), right.tolist(), strict=True):
        score = next(value for value, other in by_row[row] if other == column)
        others = sorted((value, other) for value, other in by_row[row] if other != column)
        rivals = [value for value, other in by_column[column] if other != row]
        margin = score - max((_UNRELATED, *(value for value, _ in others), *rivals))
        sure = 1 / (1 + exp(min((_EVEN - margin - min(score - _MIDDLE, 0) / 2) / _STEP, 700.0)))
        yield Scored(row, column, score, sure, others[-1][1] if others else None)
