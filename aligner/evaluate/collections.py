"""Collections: texts of one kind and maker. What is said of one should be learned from the others."""

from collections.abc import Sequence
from pathlib import Path

from aligner.errors import InputError
from aligner.evaluate.pairs import CleanPair, load_pairs
from aligner.evaluate.readings import READINGS, Reading, read_readings
from aligner.languages.defaults import ORIGINAL

__all__ = ["load_collection", "readings_beside"]


def load_collection(folder: Path) -> list[CleanPair]:
    """Return the pairs of a collection: those of the folder itself, or of the folders in it.

    :raises InputError: if there is no pair
    """
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder.")
    if (folder / f"{ORIGINAL}.txt").is_file() or any(folder.glob(f"*.{ORIGINAL}.*")):
        return load_pairs([folder])
    inside = [one for one in sorted(folder.glob("*/")) if (one / f"{ORIGINAL}.txt").is_file()]
    if not inside:
        raise InputError(f"Neither {folder} nor a folder in it has pairs of texts.")
    return load_pairs(inside)


def readings_beside(folders: Sequence[Path]) -> tuple[Reading, ...]:
    """Return the readings of all folders that have some.

    :raises InputError: if a file of readings cannot be read
    """
    return tuple(one for folder in folders if (folder / READINGS).is_file() for one in read_readings(folder / READINGS))
