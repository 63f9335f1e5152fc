"""The splitter keeps the precision and recall it was accepted with."""

from pathlib import Path

import pytest

from tools.benchmarks.splitters import boundaries, ours, scores

#: What the splitter has to reach on each set; see the benchmark for what it does reach.
LEAST_F1 = {"en_ewt_dev": 0.93, "fr_sequoia_Europar.550": 0.98, "fr_sequoia_emea-fr-dev": 0.70}


@pytest.mark.parametrize(("name", "least"), LEAST_F1.items())
def test_gold_boundaries_are_found(data_dir: Path, name: str, least: float) -> None:
    assert scores(ours, data_dir / "sentences", name)[2] >= least


def test_a_boundary_counts_characters_but_no_white_space() -> None:
    assert boundaries(["A b.", "", " c\u00a0d ?"]) == {3, 6}
