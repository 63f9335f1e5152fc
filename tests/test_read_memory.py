"""Large files stream: memory does not grow with them. The full sizes are in ``tools/benchmarks/reading.py``."""

from pathlib import Path

import pytest

from tools.benchmarks.large_files import DOCUMENT, STREAM, epub, peak, tmx


@pytest.fixture(autouse=True)
def _measurable() -> None:
    pytest.importorskip("resource")


def test_a_translation_memory_ten_times_as_large_takes_no_more_memory(tmp_path: Path) -> None:
    small, large = (peak(STREAM, tmx(tmp_path / f"{size}.tmx", size)) for size in (1, 10))
    assert large[0] > 8 * small[0]
    assert large[1] - small[1] < 10


def test_a_book_takes_little_more_memory_than_its_text(tmp_path: Path) -> None:
    small, large = (peak(DOCUMENT, epub(tmp_path / f"{pages}.epub", pages)) for pages in (20, 400))
    assert large[0] > 15 * small[0]
    # 5,000 pages may take 500 MB, and the program itself takes some of them.
    assert large[1] - small[1] < 500 * 400 / 5000
