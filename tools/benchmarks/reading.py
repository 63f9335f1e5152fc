"""How much memory and time large files take: ``python -m tools.benchmarks.reading``.

A translation memory of 200 MB and a book of 5,000 pages, each read by a program of its own; both must stay below
500 MB.
"""

import tempfile
import time
from pathlib import Path

from tools.benchmarks.large_files import DOCUMENT, STREAM, epub, peak, tmx

MOST_MEGABYTES = 500


def main() -> None:
    """Print a line a file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for what, code, path in (
            ("TMX, unit by unit", STREAM, tmx(folder / "large.tmx", 200)),
            ("EPUB of 5,000 pages, read and split", DOCUMENT, epub(folder / "large.epub", 5000)),
        ):
            began = time.perf_counter()
            count, megabytes = peak(code, path)
            seconds, size = time.perf_counter() - began, path.stat().st_size / 1_000_000
            print(f"{what}: {size:.0f} MB, {count:,} units or sentences, {seconds:.0f} s, peak {megabytes} MB")
            assert megabytes < MOST_MEGABYTES


if __name__ == "__main__":
    main()
