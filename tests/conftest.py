"""Fixtures that several test modules share."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of evaluation data: ``$ALIGNER_DATA``, or ``shared/data`` beside the repository."""
    folder = Path(os.environ.get("ALIGNER_DATA") or Path(__file__).parents[2] / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"no evaluation data at {folder}")
    return folder
