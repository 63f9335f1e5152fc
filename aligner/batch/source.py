"""What a batch is pointed at: a list of pairs, a folder, two folders, or a file that holds both texts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from aligner.encode import load
from aligner.errors import ConfigError, InputError
from aligner.languages import get
from aligner.pairing import How, Leftover, Pair, files_below, in_folder, in_folders, is_folder
from aligner.pairing.content import by_content
from aligner.pairing.manifest import is_manifest, read_manifest
from aligner.read.formats import named_like
from aligner.read.pairs import is_paired
from aligner.read.source_file import display_name
from aligner.session import Configuration, Session

__all__ = ["Found", "Source", "found_in"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where pairs are looked for."""

    paths: tuple[str, ...]  #: a list, a folder or a paired file, or the folders of the originals and translations
    match: float | None = None  #: pair files by what stands in them, if that sure


class Found(NamedTuple):
    """The pairs of a source, which may come one by one."""

    pairs: Iterable[Pair]
    leftovers: Iterable[Leftover]
    root: Path | None  #: the folder from which names are seen


def found_in(source: Source, configuration: Configuration, progress: Callable[[int], None] = lambda _: None) -> Found:
    """Return the pairs of a source.

    :param progress: told how many files have been read, where what stands in them is compared
    :raises AlignerError: if it cannot be used
    """
    languages = configuration.languages
    for language in languages:
        get(language)
    first, *others = source.paths
    if len(others) > 1:
        raise ConfigError("Name one source: a list of pairs, a folder, or the folders of originals and translations.")
    if others:
        for one, other in ((first, others[0]), (others[0], first)):
            if not is_folder(one):
                raise InputError(
                    f"{display_name(other)} is a folder and {display_name(one)} is none: name two folders."
                )
        if source.match is not None:
            return _matched((first, others[0]), configuration, source.match, progress)
        found = in_folders(first, others[0], languages)
        return Found(found.pairs, found.leftovers, Path(first))
    if is_folder(first):
        if source.match is not None:
            return _matched((first,), configuration, source.match, progress)
        found = in_folder(first, languages)
        return Found(found.pairs, found.leftovers, Path(first))
    if not Path(first).exists():
        raise InputError(f"There is no file or folder {display_name(first)}.")
    if is_manifest(first):
        return Found(read_manifest(first, languages), (), Path(first).parent)
    if is_paired(first, configuration.profile.limits):
        return Found((Pair(first, None, How.PAIRED),), (), Path(first).parent)
    raise InputError(
        f"{display_name(first)} is neither a folder nor a list of pairs (CSV, TSV, JSON Lines, Parquet) nor a file "
        "that holds both texts (TMX, XLIFF, PO)."
    )


def _matched(
    folders: tuple[str, ...], configuration: Configuration, threshold: float, progress: Callable[[int], None]
) -> Found:
    """Return which files of one folder, or of two, belong together by what stands in them."""
    session = Session(replace(configuration, cache=None))
    whole: list[Pair] = []
    sides: dict[Path, int] = {}

    def files() -> Iterator[Path]:
        for side, folder in enumerate(folders):
            for path in files_below(Path(folder)):
                format = named_like(path.suffix.lower())
                if format is not None and format.paired:
                    whole.append(Pair(str(path), None, How.PAIRED))
                else:
                    if len(folders) > 1:
                        sides[path] = side
                    yield path

    found = by_content(
        files(),
        configuration.languages,
        session.read_document,
        load(configuration.encoder, configuration.threads),
        threshold=threshold,
        sides=sides.get,
        progress=progress,
    )
    return Found(sorted([*found.pairs, *whole], key=lambda one: one.original), found.leftovers, Path(folders[0]))
