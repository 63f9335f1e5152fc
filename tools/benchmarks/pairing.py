"""Pairing by content: ``python -m tools.benchmarks.pairing found|half|many``.

``found`` shuffles all documents of docs/ and clean/ under neutral names and looks for their pairs. ``half`` takes a
random share of each side away, so that many texts have no partner, again and again. ``many`` pairs simulated vectors.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from aligner.alignment.ladder import read_ladder
from aligner.encode import Encoder, Vectors, load
from aligner.pairing.content import THRESHOLD, Scored, assign, by_content, candidates
from aligner.session import Configuration, Session
from tools.data import data_folder

__all__ = ["main"]

Texts = list[tuple[str, bytes, str, bytes, str]]


def _held_out(data: Path) -> Iterator[tuple[str, bytes, str, bytes, str]]:
    """Yield the documents of docs/ and clean/: name, original, its suffix, translation, its suffix."""
    folders = sorted((data / "docs").iterdir())
    folders += [one for name in ("developers", "handbook") for one in sorted((data / "clean" / name).iterdir())]
    for folder in [*folders, data / "clean" / "pud"]:
        yield folder.name, (folder / "en.txt").read_bytes(), ".txt", (folder / "fr.txt").read_bytes(), ".txt"
    for path in sorted((data / "clean" / "web").glob("*.en.*")):
        other = path.with_name(path.name.replace(".en.", ".fr."))
        yield path.name, path.read_bytes(), path.suffix, other.read_bytes(), other.suffix


def _learned(data: Path) -> Iterator[tuple[str, bytes, str, bytes, str]]:
    """Yield the texts that the threshold was chosen on: tico19, and novels in pieces of 40 beads."""
    for folder in sorted(one for one in (data / "tico19").iterdir() if one.is_dir()):
        yield folder.name, (folder / "en.txt").read_bytes(), ".txt", (folder / "fr.txt").read_bytes(), ".txt"
    for folder in sorted((data / "novels").iterdir()):
        sides = [(folder / f"{code}.txt").read_text(encoding="utf-8").splitlines() for code in ("en", "fr")]
        beads = read_ladder(folder / "gold.txt")
        for start in range(0, len(beads), 40):
            part = beads[start : start + 40]
            if len(part) < 20:
                continue
            texts = ["\n\n".join(sides[side][line] for bead in part for line in bead[side]) for side in (0, 1)]
            yield f"{folder.name}-{start}", texts[0].encode(), ".txt", texts[1].encode(), ".txt"


def found(texts: Texts) -> None:
    """Pair files under neutral names."""
    encoder = load("embedded", 1)
    names = [f"{number:04}" for number in range(2 * len(texts))]
    random.Random(7).shuffle(names)
    with tempfile.TemporaryDirectory() as place:
        files, partner = [], {}
        for name, original, suffix, translation, other in texts:
            pair = [Path(place) / f"{names.pop()}{ending}" for ending in (suffix, other)]
            pair[0].write_bytes(original)
            pair[1].write_bytes(translation)
            partner[str(pair[0])] = (str(pair[1]), name)
            files += pair
        began = time.process_time()
        read = Session(Configuration(threads=1)).read_document
        pairing = by_content(sorted(files), ("en", "fr"), read, encoder)
        right = sum(partner[one.original][0] == one.translation for one in pairing.pairs)
        wrong = len(pairing.pairs) - right
        print(f"{len(texts)} pairs: {right} found ({right / len(texts):.3f}), {wrong} wrong above {THRESHOLD}, "
              f"{time.process_time() - began:.0f} s of processor")  # fmt: skip
        for left in pairing.leftovers:
            known = partner.get(left.path)
            print(f"left over: {known[1] if known else 'a translation'}: {left.reason.value}")


def half(texts: Texts, times: int) -> None:
    """Pair random shares of both sides: whatever is paired without a partner is wrong."""
    encoder = load("embedded", 1)
    read = Session(Configuration(threads=1))
    with tempfile.TemporaryDirectory() as place:
        sides = [
            [_vectors(read, encoder, Path(place) / f"text{suffix}", content, code) for content, suffix in some]
            for code, some in (("en", [(one[1], one[2]) for one in texts]), ("fr", [(one[3], one[4]) for one in texts]))
        ]
    chance = np.random.default_rng(1)
    rights = wrongs = there = 0
    sure: list[tuple[float, bool]] = []
    for _ in range(times):
        share = chance.uniform(0.2, 0.9)
        kept = [np.nonzero(chance.random(len(texts)) < share)[0] for _ in sides]
        if not all(map(len, kept)):
            continue
        for one in _assigned(sides, kept):
            is_right = bool(kept[0][one.original] == kept[1][one.translation])
            sure.append((one.confidence, is_right))
        there += len(set(kept[0].tolist()) & set(kept[1].tolist()))
    rights = sum(right for confidence, right in sure if confidence >= THRESHOLD)
    wrongs = sum(not right for confidence, right in sure if confidence >= THRESHOLD)
    print(f"{there} pairs in {times} times, {rights} found ({rights / there:.3f}), {wrongs} wrong above {THRESHOLD}; "
          f"surest wrong {max((c for c, right in sure if not right), default=0):.3f}, "
          f"least sure right {min((c for c, right in sure if right), default=1):.3f}")  # fmt: skip


def _vectors(session: Session, encoder: Encoder, path: Path, content: bytes, code: str) -> Vectors:
    path.write_bytes(content)
    texts = [sentence.text for sentence in session.read_document(str(path), code).sentences]
    some = texts if len(texts) <= 64 else [texts[int((n + 0.5) * len(texts) / 64)] for n in range(64)]
    return np.asarray(encoder.encode(some), dtype=np.float32)


def _assigned(sides: Sequence[Sequence[Vectors]], kept: Sequence["np.typing.NDArray[np.int64]"]) -> list[Scored]:
    means = [np.array([sides[side][n].mean(axis=0) for n in kept[side]]) for side in (0, 1)]
    shape = (len(kept[0]), len(kept[1]))
    return assign(candidates(means[0], means[1]), lambda side, n: sides[side][kept[side][n]], shape)


def many(documents: int, sentences: int) -> None:
    """Pair simulated documents: vectors around 200 topics, translations with noise."""
    chance = np.random.default_rng(0)
    topics = chance.normal(size=(200, 512)).astype(np.float32)
    own = topics[chance.integers(0, 200, documents)] + chance.normal(size=(documents, 512)).astype(np.float32)
    order = chance.permutation(documents)
    noise = [chance.normal(size=(sentences, 512)).astype(np.float32) for _ in (0, 1)]

    def vectors(side: int, number: int) -> Vectors:
        text = own[order[number] if side else number] + noise[side] * np.float32(1.5)
        return np.asarray(text / np.linalg.norm(text, axis=1, keepdims=True), dtype=np.float32)

    means = own + noise[0].mean(axis=0), own[order] + noise[1].mean(axis=0)
    began, cpu = time.monotonic(), time.process_time()
    result = assign(candidates(*means), vectors, (documents, documents))
    right = sum(order[one.translation] == one.original for one in result)
    seconds = f"{time.monotonic() - began:.0f} s, {time.process_time() - cpu:.0f} s of processor"
    print(f"{documents} × {documents}: {seconds}, {right / documents:.4f} right")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tools.benchmarks.pairing", description=__doc__)
    parser.add_argument("what", choices=("found", "half", "many"))
    parser.add_argument("--learned", action="store_true", help="the texts that the threshold was chosen on")
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--sentences", type=int, default=16)
    asked = parser.parse_args(arguments)
    texts = list((_learned if asked.learned else _held_out)(data_folder())) if asked.what != "many" else []
    if asked.what == "found":
        found(texts)
    elif asked.what == "half":
        half(texts, asked.times)
    else:
        many(asked.documents, asked.sentences)
    return 0


if __name__ == "__main__":
    sys.exit(main())
