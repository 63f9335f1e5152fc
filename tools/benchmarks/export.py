"""What the filters of an export drop from clean pairs, what near duplicates cost, and whether novels come back whole.

``python -m tools.benchmarks.export filters FOLDER...``: gold pairs that each filter drops.
``python -m tools.benchmarks.export near FOLDER...``: near duplicates found, against comparing everything.
``python -m tools.benchmarks.export novels FOLDER...``: to Parquet and back, the same beads.
A FOLDER has en.txt, fr.txt and gold.txt.
"""

import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from aligner.core import Bead
from aligner.export.duplicates import NearDuplicates
from aligner.export.filters import Filter, Identical, Language, LengthRatio, alike
from aligner.export.units import ExportUnit

Pair = tuple[str, str]


def gold(folder: Path) -> Iterator[Pair]:
    """Return the gold pairs of a folder that have both sides."""
    left, right = ((folder / name).read_text(encoding="utf-8").split("\n") for name in ("en.txt", "fr.txt"))
    for line in (folder / "gold.txt").read_text(encoding="utf-8").splitlines():
        sides = [[int(n) for n in side.strip("[]").split(",") if n.strip()] for side in line.split(":")[:2]]
        texts = [" ".join(lines[n] for n in side) for lines, side in zip((left, right), sides, strict=True)]
        if all(text.strip() for text in texts):
            yield texts[0], texts[1]


def units_of(pairs: Sequence[Pair]) -> Iterator[ExportUnit]:
    """Return bare units of pairs of texts, for filters that look at nothing else."""
    for number, (original, translation) in enumerate(pairs):
        yield ExportUnit(
            number, Bead((number,), (number,)), original, translation, f"{number}-0", ((), ()), (None, None)
        )


def filters(folders: list[Path]) -> None:
    """Print what each filter drops from gold pairs, which are all fit for a corpus."""
    pairs = [pair for folder in folders for pair in gold(folder)]
    chosen: list[Filter] = [LengthRatio(ratio) for ratio in (1.5, 2, 2.5, 3)]
    for one in (*chosen, Language("en", "fr"), Identical()):
        reasons = Counter(verdict[1] for unit in units_of(pairs) if (verdict := one.keep(unit)) is not True)
        print(f"{one.name}{one.signature}: {sum(reasons.values())} of {len(pairs)} {dict(reasons)}")


def near(folders: list[Path]) -> None:
    """Print the pairs that have an earlier near duplicate, by the filter and by brute force."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract_iter

    pairs = list(dict.fromkeys((alike(a), alike(b)) for folder in folders for a, b in gold(folder)))
    began, one = time.perf_counter(), NearDuplicates()
    found = [number for number, unit in enumerate(units_of(pairs)) if one.keep(unit) is not True]
    seconds = time.perf_counter() - began
    print(f"{len(pairs)} distinct pairs: {len(found)} dropped, {one.compared:,} comparisons, {seconds:.1f} s")
    began, kept, every = time.perf_counter(), list[Pair](), list[int]()
    for number, (original, translation) in enumerate(pairs):
        earlier = extract_iter(original, [pair[0] for pair in kept], scorer=ratio, score_cutoff=90)
        if any(ratio(translation, kept[place][1]) >= 90 for _, _, place in earlier):
            every.append(number)
        else:
            kept.append((original, translation))
    print(f"brute force: {len(every)}, {time.perf_counter() - began:.1f} s; found of them {len({*found} & {*every})}")


def novels(folders: list[Path]) -> None:
    """Export each folder's texts to Parquet, null beads to a file of their own, and compare with the alignment."""
    from aligner.encode import default_cache
    from aligner.export.formats.parquet import read_beads
    from aligner.session import Configuration, Session

    for folder in folders:
        texts = (str(folder / "en.txt"), str(folder / "fr.txt"))
        with tempfile.TemporaryDirectory() as place:
            pairs, nulls = Path(place) / "pairs.parquet", Path(place) / "nulls.parquet"
            began = time.perf_counter()
            command = [sys.executable, "-m", "aligner", "export", *texts, "--lines", "--no-check", "--quiet"]
            subprocess.run([*command, "-o", str(pairs), "--nulls", str(nulls)], check=True)
            seconds = time.perf_counter() - began
            back = read_beads(pairs, nulls)
        with Session(Configuration(cache=default_cache(), lines=True)) as opened:
            beads = opened.context(opened.read(*texts)).beads
        verdict = "the same" if back == beads else "DIFFERENT"
        print(f"{folder.name}: {len(beads)} beads, {verdict}, {seconds:.1f} s")


if __name__ == "__main__":
    _COMMANDS = {"filters": filters, "near": near, "novels": novels}
    _COMMANDS[sys.argv[1]]([Path(name) for name in sys.argv[2:]])
