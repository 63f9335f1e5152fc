"""Sentences a second and core, beside Bertalign and Vecalign: ``python -m tools.benchmarks.aligners [--sentences N]``.

All three have the same sentences of the evaluation data's documents, cut already, and the embedded encoder on one
thread, in one process. Bertalign and Vecalign are run as their READMEs say: Bertalign(original, translation,
is_split=True, model=ENCODER).align_sents() with merges of up to four sentences encoded; overlap.py -n 10, the overlaps
encoded, and vecalign.py --alignment_max_size 8. Neither is a part of this project. To measure them, ``pip install
--no-deps bertalign``, ``numba``, ``lingua-language-detector`` and ``sentence-splitter``, and ``sentalign``, which has
Vecalign's own files; Bertalign needs Python 3.12. One that is not there is left out, and where torch is not, the few
functions of it that Bertalign calls are done by numpy.
"""

import argparse
import contextlib
import io
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, NamedTuple

import numpy as np

from aligner.batch import Place, Settings
from aligner.batch.plan import PlannedPair, Shard
from aligner.batch.shard import Worker
from aligner.encode import Encoder, load
from aligner.encode.load import DEFAULT
from aligner.session import Configuration, Session, align
from tools.data import data_folder

__all__ = ["main"]


class _Text(NamedTuple):
    """A pair of texts, cut into sentences."""

    name: str
    original: list[str]
    translation: list[str]


def _texts(most: int) -> list[_Text]:
    """Return documents until they have a number of sentences on both sides."""
    session = Session(Configuration(threads=1))
    found: list[_Text] = []
    for folder in sorted((data_folder() / "docs").iterdir()):
        sides = [session.read_document(folder / f"{code}.txt", code) for code in ("en", "fr")]
        texts = [[" ".join(sentence.text.split()) for sentence in side.sentences] for side in sides]
        if sum(map(len, texts)) <= most / 3:  # some documents rather than one
            found.append(_Text(folder.name, *texts))
        if _count(found) >= most:
            break
    return found


def _count(texts: Sequence[_Text]) -> int:
    return sum(len(text.original) + len(text.translation) for text in texts)


def _ours(encoder: Encoder) -> Callable[[Sequence[_Text]], None]:
    def run(texts: Sequence[_Text]) -> None:
        for text in texts:
            align(text.original, text.translation, encoder=encoder)

    return run


def _batch(encoder: Encoder, *, check: bool) -> Callable[[Sequence[_Text]], None]:
    """The whole of a batch: the texts are read and cut as well, and the rows are written."""

    def run(texts: Sequence[_Text]) -> None:
        pairs = []
        with tempfile.TemporaryDirectory() as folder:
            place = Place(folder)
            place.open()
            for text in texts:
                original, translation = ("\n\n".join(side) for side in (text.original, text.translation))
                pairs.append(PlannedPair(text.name, original, translation, "listed", 1.0, True, 0))
            Worker(Settings(Configuration(threads=1), check), place, encoder)(Shard(0, tuple(pairs)))

    return run


def _bertalign(encoder: Encoder) -> Callable[[Sequence[_Text]], None] | None:
    if find_spec("bertalign") is None:
        return None
    transformers: Any = ModuleType("sentence_transformers")
    transformers.SentenceTransformer = lambda *_, **__: SimpleNamespace(encode=encoder.encode)
    sys.modules["sentence_transformers"] = transformers
    if find_spec("torch") is None:
        sys.modules["torch"] = _torch()
    package = import_module("bertalign")
    model = package.Encoder(DEFAULT)

    def run(texts: Sequence[_Text]) -> None:
        for text in texts:
            sides = ("\n".join(text.original), "\n".join(text.translation))
            package.Bertalign(*sides, is_split=True, model=model).align_sents()

    return run


class _Tensor:
    """An array as torch has it, as far as Bertalign asks."""

    def __init__(self, values: Any) -> None:
        self.values, self.shape, self.T = values, values.shape, None if values.ndim < 2 else _Transposed(values)

    def to(self, _: str) -> "_Tensor":
        """Stay where it is."""
        return self

    def cpu(self) -> "_Tensor":
        """Stay where it is."""
        return self

    def numpy(self) -> Any:
        """Return the array."""
        return self.values

    def __matmul__(self, other: "_Transposed") -> Any:
        return self.values @ other.values.T


class _Transposed(NamedTuple):
    values: Any


def _torch() -> ModuleType:
    def topk(scores: Any, count: int, dim: int) -> tuple[_Tensor, _Tensor]:
        best = np.argsort(-scores, axis=dim)[:, :count]
        return _Tensor(np.take_along_axis(scores, best, axis=dim)), _Tensor(best)

    found: Any = ModuleType("torch")
    found.cuda = SimpleNamespace(is_available=lambda: False)
    found.from_numpy, found.topk = _Tensor, topk
    return found  # type: ignore[no-any-return]


def _vecalign(encoder: Encoder) -> Callable[[Sequence[_Text]], None] | None:
    if find_spec("sentalign") is None:
        return None
    overlap, package = import_module("sentalign.overlap"), import_module("sentalign.vecalign")

    def run(texts: Sequence[_Text]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            arguments = ["vecalign", "--alignment_max_size", "8"]
            for number, side in enumerate(("src", "tgt")):
                files = [f"{folder}/{text.name}.{side}" for text in texts]
                for file, text in zip(files, texts, strict=True):
                    Path(file).write_text("".join(f"{line}\n" for line in text[1 + number]), encoding="utf-8")
                overlaps = Path(folder, f"overlaps.{side}")
                overlap.go(str(overlaps), files, 10)
                lines = overlaps.read_text(encoding="utf-8").split("\n")[:-1]
                np.asarray(encoder.encode(lines), dtype=np.float32).tofile(f"{overlaps}.emb")
                arguments += [f"--{side}", *files, f"--{side}_embed", str(overlaps), f"{overlaps}.emb"]
            before, sys.argv = sys.argv, arguments
            try:
                with contextlib.redirect_stdout(io.StringIO()):
                    package._main()
            finally:
                sys.argv = before

    return run


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure."""
    parser = argparse.ArgumentParser(prog="python -m tools.benchmarks.aligners", description=__doc__)
    parser.add_argument("--sentences", type=int, default=1_000)
    asked = parser.parse_args(arguments)
    encoder = load(DEFAULT, 1)
    texts = _texts(asked.sentences)
    rows = {
        "one pass of the encoder": lambda some: [encoder.encode(text.original + text.translation) for text in some],
        "aligner.align": _ours(encoder),
        "aligner batch --no-check, reading and writing too": _batch(encoder, check=False),
        "aligner batch, with the checks too": _batch(encoder, check=True),
        "Bertalign": _bertalign(encoder),
        "Vecalign": _vecalign(encoder),
    }
    print(f"{len(texts)} documents, {_count(texts)} sentences of both sides, one thread; CPU seconds")
    for name, run in rows.items():
        if run is None:
            print(f"{name:52} not installed")
            continue
        run(texts[:1])  # what is loaded or compiled once a process
        began = time.process_time()
        run(texts)
        seconds = time.process_time() - began
        print(f"{name:52} {seconds:8.1f} s {_count(texts) / seconds:8.0f} sentences a second and core", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
