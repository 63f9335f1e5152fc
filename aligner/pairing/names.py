"""Files that belong together by their names: a language's code or name in the one, the other's in its place.

What a name says is read in ways that are more or less plain, the plainest first. ``guide.en.md`` and ``guide.fr.md``
belong together; so do ``en/guide.md`` and ``fr/guide.md``, then ``guide_en.md`` and ``guide_fr.md``, and last
``guide.md`` and ``guide.fr.md``. A file that was paired takes no part in what follows.
"""

import os
import re
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import NamedTuple

from aligner.core import Message
from aligner.errors import InputError
from aligner.messages import LANGUAGES, render
from aligner.pairing.models import How, Leftover, Pair, Pairing, Reason
from aligner.read.formats import named_like
from aligner.read.source_file import display_name

__all__ = ["by_names", "files_below", "in_folder", "in_folders", "is_endless"]

#: What the program keeps beside translations, and what tells it how to work.
_OURS = (".decisions.jsonl", ".decisions.sqlite", ".approval.json", ".approval.json.sig", "aligner.toml")
_SKIPPED = frozenset({"node_modules", "__pycache__"})

_DOT, _FOLDER, _TOKEN, _PLAIN = range(4)  # how plainly a name says it, the plainest first
_CONFIDENCE = (1.0, 1.0, 0.95, 0.8)
_OTHER_SUFFIX = 0.95  # times that, where the files are of different formats


class _Reading(NamedTuple):
    """One way to read a name."""

    rank: int
    side: int  #: 0 for an original, 1 for a translation
    key: str  #: what the partner's name has as well


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    suffix: str
    readings: tuple[_Reading, ...]


def in_folder(folder: str | Path, languages: Sequence[str], *, middle: Sequence[str] = ()) -> Pairing:
    """Return what belongs together in a folder and those in it; files that hold both texts stand alone.

    :param languages: ISO 639-1 codes of the original's and the translation's
    :param middle: words that may stand between the code and the suffix: ``guide.fr.clean.md``
    :raises InputError: if there is no such folder
    """
    place = Path(folder)
    if not place.is_dir():
        raise InputError(f"There is no folder {display_name(folder)}.")
    return by_names(files_below(place), languages, root=place, middle=middle)


def in_folders(original: str | Path, translation: str | Path, languages: Sequence[str]) -> Pairing:
    """Return what belongs together in two folders: files of the same name, but for codes of languages in them.

    :raises InputError: if one is no folder
    """
    sides: list[dict[str, Path]] = []
    for folder, code in zip((Path(original), Path(translation)), languages, strict=True):
        if not folder.is_dir():
            raise InputError(f"There is no folder {display_name(folder)}.")
        sides.append({_without_code(path.relative_to(folder), code): path for path in files_below(folder)})
    pairs = [Pair(str(path), str(sides[1][key]), How.NAME) for key, path in sides[0].items() if key in sides[1]]
    alone = [
        Leftover(str(path), Reason.ALONE)
        for one, other in (sides, reversed(sides))
        for key, path in one.items()
        if key not in other and _is_text(path)
    ]
    return Pairing(tuple(sorted(pairs, key=lambda pair: pair.original)), tuple(sorted(alone)))


def files_below(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and of those in it, sorted, without hidden ones and what the program keeps.

    A folder that a link leads to is read once, however many links there are, and none is read within itself.
    """
    seen: set[tuple[int, int]] = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        with suppress(OSError):
            here = os.stat(place)
            if (identity := (here.st_dev, here.st_ino)) in seen:
                folders[:] = []
                continue
            seen.add(identity)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED)
        if "batch.json" in names and "beads" in folders:
            folders[:] = []  # what an earlier run has written
            continue
        paths = (Path(place, name) for name in sorted(names) if not name.startswith(".") and not name.endswith(_OURS))
        yield from (path for path in paths if not is_endless(path))


def is_endless(path: str | Path) -> bool:
    """Return whether a path leads to a pipe, a device or the like: reading it may never end."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def by_names(
    files: Iterable[Path], languages: Sequence[str], *, root: Path | None = None, middle: Sequence[str] = ()
) -> Pairing:
    """Return which of some files belong together by their names.

    :param root: what stands before it in a path says nothing
    :param middle: words that may stand between the code and the suffix
    """
    pairs: list[Pair] = []
    alone: list[tuple[Path, PurePath]] = []
    for path in files:
        found = named_like(path.suffix.lower())
        if found is not None and found.paired:
            pairs.append(Pair(str(path), None, How.PAIRED))
        else:
            alone.append((path, path.relative_to(root) if root is not None else path))
    ambiguous: set[str] = set()
    for words in ((), middle) if middle else ((),):
        files_read = [_File(str(path), path.suffix, tuple(_readings(shown, languages, words))) for path, shown in alone]
        for rank, confidence in enumerate(_CONFIDENCE):
            for same_suffix in (True, False):
                sure = confidence if same_suffix else round(confidence * _OTHER_SUFFIX, 4)
                made = list(_matched(files_read, rank, same_suffix, ambiguous))
                pairs += (Pair(left.path, right.path, How.NAME, sure) for left, right in made)
                taken = {file.path for pair in made for file in pair}
                files_read = [file for file in files_read if file.path not in taken]
        left = {file.path for file in files_read}
        alone = [(path, shown) for path, shown in alone if str(path) in left]
    leftovers = [
        Leftover(file.path, Reason.AMBIGUOUS if file.path in ambiguous else Reason.ALONE)
        for file in files_read
        if _is_text(Path(file.path)) or any(reading.rank == _DOT for reading in file.readings)
    ]
    return Pairing(tuple(sorted(pairs, key=lambda pair: pair.original)), tuple(sorted(leftovers)))


def _matched(
    files: Sequence[_File], rank: int, same_suffix: bool, ambiguous: set[str]
) -> Iterator[tuple[_File, _File]]:
    """Yield files of which one original and one translation can be read the same way."""
    sides: dict[str, tuple[dict[str, _File], dict[str, _File]]] = defaultdict(lambda: ({}, {}))
    for file in files:
        for reading in file.readings:
            if reading.rank == rank:
                key = f"{reading.key}\0{file.suffix.lower()}" if same_suffix else reading.key
                sides[key][reading.side][file.path] = file
    taken: set[str] = set()
    for originals, translations in sides.values():
        left = [file for path, file in originals.items() if path not in taken]
        right = [file for path, file in translations.items() if path not in taken]
        if len(left) == len(right) == 1 and left[0] is not right[0]:
            taken |= {left[0].path, right[0].path}
            yield left[0], right[0]
        elif left and right:
            ambiguous.update(file.path for file in (*left, *right))


def _readings(path: PurePath, languages: Sequence[str], middle: Sequence[str]) -> Iterator[_Reading]:
    """Yield the ways to read a name, each with what the partner's name has to have as well."""
    stem = path.name.removesuffix(path.suffix)
    for word in middle:
        stem = stem.removesuffix(f".{word}")
    parents = path.parent.parts
    beside = "/".join((*parents, ""))
    coded = False
    for side, language in enumerate(languages):
        for match in _code(language).finditer(stem):
            coded = True
            plain = match.end() == len(stem) and stem[: match.start()].endswith(".") and match.start() > 1
            key = f"{beside}{stem[: match.start()]}\0{stem[match.end() :]}"
            yield _Reading(_DOT if plain else _TOKEN, side, key)
            if side == 1 and match.end() == len(stem) and match.start() > 1:
                yield _Reading(_PLAIN, side, f"{beside}{stem[: match.start() - 1]}")
        for number, part in enumerate(parents):
            if _code(language).fullmatch(part):
                rest = "/".join((*parents[:number], "\0", *parents[number + 1 :]))
                yield _Reading(_FOLDER, side, f"{rest}/{_without_code(PurePath(stem), language)}")
    if not coded:
        yield _Reading(_PLAIN, 0, f"{beside}{stem}")


@cache
def _code(language: str) -> re.Pattern[str]:
    """Return what a language is called in names: its code, perhaps with a country's, or its name."""
    names = set[str]()
    with suppress(LookupError):  # a language whose name is not known
        names = {render(Message(f"languages.{language}"), interface) for interface in LANGUAGES}
    either = "|".join(re.escape(name) for name in sorted({language, *names}, key=len, reverse=True))
    return re.compile(rf"(?i)(?<![^\W_])(?:{either})(?:[-_][a-z]{{2}}(?![^\W_]))?(?![^\W_])")


def _without_code(path: PurePath, language: str) -> str:
    """Return a name without the language's code in it."""
    parts = path.name.split(".")
    kept = [part for at, part in enumerate(parts) if at == 0 or part.lower() != language]
    return path.with_name(".".join(kept)).as_posix()


def _is_text(path: Path) -> bool:
    return named_like(path.suffix.lower()) is not None or path.suffix.lower() in (".txt", ".text")
