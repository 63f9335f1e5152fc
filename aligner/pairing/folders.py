"""Folders in place of files: their files are paired by their names."""

from collections.abc import Sequence
from pathlib import Path

from aligner.errors import InputError
from aligner.pairing.names import in_folder, in_folders
from aligner.read.source_file import display_name

__all__ = ["is_folder", "one_pair", "pairs_in", "without_folders"]

_SHOWN = 3  # names in a sentence


def is_folder(path: str | Path | None) -> bool:
    """Return whether a path leads to a folder."""
    try:
        return bool(path) and str(path) != "-" and Path(str(path)).is_dir()
    except (OSError, ValueError):
        return False


def pairs_in(original: str, translation: str | None, languages: Sequence[str]) -> list[tuple[str, str]]:
    """Return the pairs of a folder, or of two folders, by their names, sorted.

    In one folder, ``names`` tells which files belong together; in two, files of the same name below them do, with their
    languages' codes in their names or without.

    :param languages: ISO 639-1 codes of the original's and the translation's
    :raises InputError: if one is a folder and the other is none, or there is no pair
    """
    if translation is None:
        found = in_folder(original, languages)
        where = display_name(original)
        wanted = (
            f"NAME.{languages[0]}.EXT beside NAME.{languages[1]}.EXT, or {languages[0]}/NAME and {languages[1]}/NAME"
        )
    else:
        for one, other in ((original, translation), (translation, original)):
            if not is_folder(one):
                raise InputError(
                    f"{display_name(other)} is a folder and {display_name(one)} is none: name two of a kind."
                )
        found = in_folders(original, translation, languages)
        where = f"{display_name(original)} and {display_name(translation)}"
        wanted = "equal names"
    pairs = [(one.original, one.translation) for one in found.pairs if one.translation is not None]
    if not pairs:
        raise InputError(f"There is no pair of files in {where}; expected {wanted}.")
    return sorted(pairs)


def one_pair(original: str, translation: str | None, languages: Sequence[str]) -> tuple[str, str | None]:
    """Return two files, or the only pair that there is in folders which stand in their place.

    :raises InputError: if there is none, or more than one
    """
    if not is_folder(original) and not is_folder(translation):
        return original, translation
    pairs = pairs_in(original, translation, languages)
    if len(pairs) > 1:
        shown = ", ".join(display_name(left) for left, _ in pairs[:_SHOWN])
        more = f" and {len(pairs) - _SHOWN} more" if len(pairs) > _SHOWN else ""
        raise InputError(
            f"{display_name(original)} has {len(pairs)} pairs of files ({shown}{more}): name one pair, or judge them "
            "all with 'aligner gate'."
        )
    return pairs[0]


def without_folders(paths: Sequence[str], languages: Sequence[str]) -> list[str]:
    """Return the files of a list of pairs; a folder, or two in a row, stand for the pairs that are in them.

    :raises InputError: if there is none
    """
    found: list[str] = []
    at = 0
    while at < len(paths):
        path, following = paths[at], paths[at + 1] if at + 1 < len(paths) else None
        at += 1
        if not is_folder(path) and not (len(found) % 2 == 0 and is_folder(following) and len(paths) == 2):
            found.append(path)
            continue
        alone = following is None or (is_folder(following) and _has_pairs(path, languages))
        if not alone:
            at += 1
        for pair in pairs_in(path, None if alone else following, languages):
            found += pair
    return found


def _has_pairs(folder: str, languages: Sequence[str]) -> bool:
    return any(one.translation is not None for one in in_folder(folder, languages).pairs)
