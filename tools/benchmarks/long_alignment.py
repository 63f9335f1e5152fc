"""Very long texts: time, memory and whether large gaps are found: ``python -m tools.benchmarks.long_alignment``.

``speed N...``: N sentences on either side. Encoding is done before and not counted; what an additive encoder's last
layers make of merges is counted apart. Each size runs in a process of its own, so that its peak memory is its own.
``gaps``: 5,000 sentences against the same without 2,000; with 300 foreign ones in front; without the middle third; with
its two halves in another order. The texts are those of the evaluation data, laid end to end.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from aligner.alignment import align_sentences
from aligner.encode import AdditiveEncoder, VectorCache, cached, default_cache
from aligner.encode.base import Vectors
from aligner.encode.embedded import EmbeddedEncoder
from aligner.evaluate.alignment import count
from tools.benchmarks.alignment import BeadList, Text, texts
from tools.data import data_folder

_UNIT = 20_000  # sentences; longer texts repeat these, so that all sizes are equally hard (novels cost most)


class Kept:
    """An encoder that has seen all its texts, and how long its last layers work."""

    def __init__(self, encoder: AdditiveEncoder) -> None:
        self._encoder = encoder
        self._pooled: dict[str, int] = {}
        self._vectors: Vectors = np.zeros((0, 0), dtype=np.float32)
        self.seconds = 0.0

    def learn(self, some: Sequence[str]) -> None:
        """Encode texts once."""
        distinct = sorted(set(some))
        self._vectors = self._encoder.pool(distinct)
        self._pooled = {text: n for n, text in enumerate(distinct)}

    def pool(self, sentences: Sequence[str], /) -> Vectors:
        """Return what is known; encode the rest, and count it as encoding."""
        if all(text in self._pooled for text in sentences):
            return np.asarray(self._vectors[[self._pooled[text] for text in sentences]])
        return self._timed(self._encoder.pool, sentences)

    def finish(self, pooled: Vectors, /) -> Vectors:
        """Run the last layers."""
        return self._timed(self._encoder.finish, pooled)

    def encode(self, sentences: list[str], /) -> Vectors:
        """Encode whole texts."""
        return self._timed(self._encoder.encode, sentences)

    def _timed(self, do: Callable[[Any], Vectors], what: Any) -> Vectors:
        began = time.process_time()
        found = do(what)
        self.seconds += time.process_time() - began
        return found


def corpus(data: Path) -> Text:
    """Join all texts end to end."""
    left: list[str] = []
    right: list[str] = []
    gold: BeadList = []
    for name in ("docs", "tico19", "novels"):
        for a, b, beads in texts(p for p in (data / name).iterdir() if p.is_dir()):
            gold += [(tuple(i + len(left) for i in x), tuple(j + len(right) for j in y)) for x, y in beads]
            left, right = left + a, right + b
    return left, right, gold


def without(text: Text, first: int, last: int) -> Text:
    """Return the text whose translation lacks the beads from one original sentence to another."""
    keep = {bead for bead in text[2] if not (bead[0] and first <= bead[0][0] < last)}
    kept = sorted(j for bead in keep for j in bead[1])
    new = {old: n for n, old in enumerate(kept)}
    gold: BeadList = []
    for bead in text[2]:
        if bead in keep:
            gold.append((bead[0], tuple(new[j] for j in bead[1])))
        else:
            gold += [((i,), ()) for i in bead[0]]
    return text[0], [text[1][j] for j in kept], gold


def part(text: Text, size: int) -> Text:
    """Return the first beads with this many original sentences."""
    gold = []
    for bead in text[2]:
        if bead[0] and bead[0][-1] >= size:
            break
        gold.append(bead)
    rows, columns = (max(n for bead in gold for n in bead[side]) + 1 for side in (0, 1))
    return text[0][:rows], text[1][:columns], gold


def gaps(data: Path) -> None:
    """Print lax and null F1 of each case."""
    encoder = cached(EmbeddedEncoder(), VectorCache(default_cache()))
    whole = corpus(data)
    text = part(whole, 5000)
    rows = len(text[0])
    foreign = whole[0][8000:8300]
    half = text[2][len(text[2]) // 2][1][0]
    cases = {
        "2,000 gone at the start": without(text, 0, 2000),
        "2,000 gone in the middle": without(text, 1500, 3500),
        "2,000 gone at the end": without(text, rows - 2000, rows),
        "the middle third gone": without(text, rows // 3, 2 * rows // 3),
        "300 foreign sentences in front": (
            foreign + text[0],
            text[1],
            [((n,), ()) for n in range(300)] + [(tuple(i + 300 for i in a), b) for a, b in text[2]],
        ),
    }
    for name, (left, right, gold) in cases.items():
        beads = align_sentences(left, right, encoder).beads
        total = count([(bead.original, bead.translation) for bead in beads], gold)
        print(f"{name:32} strict {total.strict[2]:.3f}  lax {total.lax[2]:.3f}  null {total.null[2]:.3f}", flush=True)
    swapped = text[1][half:] + text[1][:half]
    found = align_sentences(text[0], swapped, encoder)
    paired = sum(len(bead.original) for bead in found.beads if bead.translation)
    print(f"{'halves in another order':32} {paired} of {rows} paired in order, {len(found.moved)} found moved")


def _repeated(sentences: list[str], size: int) -> list[str]:
    return (sentences * -(-size // len(sentences)))[:size]


def speed(data: Path, size: int) -> None:
    """Print what one size took."""
    left, right, _ = corpus(data)
    left, right = (_repeated(_repeated(side, _UNIT), size) for side in (left, right))
    encoder = Kept(EmbeddedEncoder(1))
    encoder.learn(left + right)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    align_sentences(left[:50], right[:50], encoder)
    encoder.seconds = 0.0
    began = time.process_time()
    found = align_sentences(left, right, encoder)
    took = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{size:6} by {size}: {took - encoder.seconds:.1f} s CPU and {encoder.seconds:.1f} s in the encoder "
        f"(words, merges, pieces); peak {peak / 1e6:.2f} GB, {before / 1e6:.2f} before; "
        f"{found.work.cells:,} cells, characters encoded {found.work.characters_encoded / found.work.characters:.2f}",
        flush=True,
    )


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=("speed", "gaps"))
    parser.add_argument("sizes", nargs="*", type=int, default=[20_000, 40_000])
    options = parser.parse_args()
    data = data_folder()
    if not data.is_dir():
        print("The evaluation data is not there: set ALIGNER_DATA.", file=sys.stderr)
        return 2
    if options.what == "gaps":
        gaps(data)
    elif len(options.sizes) == 1:
        speed(data, options.sizes[0])
    else:
        for size in options.sizes:
            command = [sys.executable, "-m", "tools.benchmarks.long_alignment", "speed", str(size)]
            environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
            subprocess.run(command, check=True, env=environment)
    return 0


if __name__ == "__main__":
    sys.exit(main())
