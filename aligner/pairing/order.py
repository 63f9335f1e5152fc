"""Which texts belong together, from what stands on a command line."""

import re
from collections.abc import Sequence
from pathlib import Path

from aligner.errors import ConfigError
from aligner.files import is_file
from aligner.pairing.models import PairPaths
from aligner.read.pairs import is_paired

__all__ = ["pairs_by_name", "pairs_in_order"]


def pairs_in_order(paths: Sequence[str]) -> list[PairPaths]:
    """Return the pairs of ``ORIGINAL TRANSLATION ...``; a file that holds both texts, or a single one, stands alone.

    :raises ConfigError: if one has no partner, or standard input would be read twice
    """
    if paths.count("-") > 1:
        raise ConfigError("Only one of the texts can come from standard input.")
    if len(paths) == 1:
        return [PairPaths(paths[0], None)]
    pairs, waiting = list[PairPaths](), ""
    for path in paths:
        if waiting:
            pairs.append(PairPaths(waiting, path))
            waiting = ""
        elif is_paired(path):
            pairs.append(PairPaths(path, None))
        else:
            waiting = path
    if waiting:
        raise ConfigError(
            f"{waiting} has no partner: each pair is an original and its translation. With --by-name, files are paired "
            "by their names."
        )
    return pairs


def pairs_by_name(
    paths: Sequence[str], original_language: str, translation_language: str
) -> tuple[list[PairPaths], list[str]]:
    """Return the pairs to which files belong by their names: ``NAME.en.EXT`` beside ``NAME.fr.EXT``.

    :return: each pair once, in order of first mention, and the files whose partner is not there
    :raises ConfigError: if a file's name says no language
    """
    languages = (original_language, translation_language)
    name = re.compile(rf"(.+)\.({'|'.join(map(re.escape, languages))})(\.[^./\\]+)")
    pairs: dict[PairPaths, None] = {}
    alone = []
    for path in paths:
        found = name.fullmatch(path)
        if not found:
            raise ConfigError(
                f"{path} cannot be paired by its name: NAME.{original_language}.EXT or NAME.{translation_language}.EXT "
                "is expected."
            )
        left, right = (f"{found[1]}.{language}{found[3]}" for language in languages)
        if is_file(Path(left)) and is_file(Path(right)):
            pairs[PairPaths(left, right)] = None
        elif is_file(Path(path)):
            alone.append(path)
        else:
            raise ConfigError(f"There is no file {path}.")
    return list(pairs), alone
