"""Where the evaluation data lies."""

import os
from pathlib import Path

__all__ = ["data_folder"]


def data_folder() -> Path:
    """Return the folder that ``ALIGNER_DATA`` names, by default ``../shared/data`` beside the repository."""
    return Path(os.environ.get("ALIGNER_DATA") or Path(__file__).parents[2] / "shared" / "data")
