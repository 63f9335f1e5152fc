"""Two files of texts by their keys as pairs: each text beside the one that has the same key in the other file."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from aligner.core import Message
from aligner.errors import InputError
from aligner.read.detect import format_of
from aligner.read.formats import Format, function
from aligner.read.keyed import Entry
from aligner.read.limits import DEFAULT, Limits
from aligner.read.pairs import Paired, paired
from aligner.read.source_file import Opened, opened
from aligner.read.units import Languages, Unit

__all__ = ["read_key_pairs"]


def read_key_pairs(
    original: str | Path, translation: str | Path, languages: tuple[str, str], *, limits: Limits = DEFAULT
) -> Paired | None:
    """Return two files as documents, split, and their beads; None if they are no files of texts by their keys.

    A text whose key the other file lacks is a null bead; those that only the translation has come last.

    :param languages: ISO 639-1 codes
    :raises InputError: if one cannot be read
    """
    if "-" in (str(original), str(translation)):
        return None
    with opened(original, limits) as left, opened(translation, limits) as right:
        formats = format_of(left), format_of(right)
        if not all(format.entries for format in formats):
            return None
        sides = [
            _entries(file, format, language)
            for file, format, language in zip((left, right), formats, languages, strict=True)
        ]
        if not sides[0].keys() & sides[1].keys():
            return None
        units = [
            Unit(sides[0].get(key, ""), sides[1].get(key, ""), Message("place.key", {"key": key}))
            for key in dict.fromkeys((*sides[0], *sides[1]))
        ]
        return paired(units, Languages(*languages), (left, right), formats, ())


def _entries(file: Opened, format: Format, language: str) -> dict[str, str]:
    """Return the texts by key, without the language that may stand above all of them."""
    found: Iterator[Entry] = function(format, "entries")(file)
    entries = list(islice(found, file.limits.units + 1))
    if len(entries) > file.limits.units:
        raise InputError(
            f"{file.name} is too large to be reviewed at once: more than {file.limits.units:,} texts "
            "(units in the profile's [limits])."
        )
    above = f"{entries[0].key.partition('.')[0]}." if entries else ""
    is_language = above.lower().replace("_", "-").rstrip(".").split("-")[0] == language
    cut = len(above) if is_language and all(entry.key.startswith(above) for entry in entries) else 0
    return {entry.key[cut:]: entry.text for entry in entries}
