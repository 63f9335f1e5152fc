"""A corpus out of a batch: a data set in parts with its card, or one file in any format of ``export``, streamed."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner._version import __version__
from aligner.batch import schema
from aligner.batch.card import Config, card, croissant
from aligner.batch.histogram import count_bead, histograms_of_beads, put_pictures
from aligner.batch.place import Place
from aligner.batch.scores import Score, Scorer, columns_of
from aligner.batch.selection import Chosen, Selection
from aligner.core import Document
from aligner.errors import ConfigError, InputError
from aligner.export import Corpus, ExportUnit
from aligner.languages.defaults import INTERFACE
from aligner.messages import render
from aligner.read.source_file import display_name
from aligner.staging import replace_all

if TYPE_CHECKING:
    import pyarrow
    from pyarrow.parquet import ParquetWriter

__all__ = ["Taken", "as_corpus", "languages_of", "take_dataset"]

_GROUP = 10_000  # rows that are scored and written together
_FILE = 1_000_000  # rows of a file
_CARD, _COUNTS = "README.md", "corpus.json"


class Taken:
    """What a data set has."""

    def __init__(self) -> None:
        self.beads = 0  #: that there were
        self.parts: Counter[str] = Counter()  #: rows by part
        self.documents: Counter[str] = Counter()
        self.dropped: dict[str, dict[str, int]] = {}  #: by filter and reason


def languages_of(place: Place) -> tuple[str, str]:
    """Return the languages of a batch that is done.

    :raises ConfigError: if there is none, or it has not ended yet
    """
    about = place.about() if place.folder.is_dir() else None
    if about is None:
        raise ConfigError(f"{display_name(place.folder)} is no folder that 'aligner batch' has written.")
    if not place.file("summary.json").is_file():
        raise ConfigError(f"The batch in {display_name(place.folder)} has not ended: run it again, and it goes on.")
    original, translation = about["languages"]
    return str(original), str(translation)


def as_corpus(selection: Selection, language: str = INTERFACE) -> Corpus:
    """Return what is taken as a corpus that any export format writes, read from the shards as it is written."""
    beads = sum(1 for _ in selection.chosen())
    name, digest = str(selection.place.folder), _digest(selection.place)
    original, translation = (Document(name, code, "", (), digest) for code in selection.languages)

    def units(_: Sequence[int] | None) -> Iterator[ExportUnit]:
        return (one.unit for one in selection.chosen())

    dropped = selection.dropped
    return Corpus(
        original, translation, selection.beads, range(beads), units, selection.run, dropped, language=language
    )


def _digest(place: Place) -> str:
    """Return what tells the contents of a batch from those of others."""
    found = hashlib.sha256()
    for mark in place.marks():
        found.update("".join(one["sha256"] for one in mark["files"].values()).encode())
    return found.hexdigest()


def take_dataset(
    selection: Selection,
    folder: Path,
    recipe: str = "",
    scores: Sequence[Score] = (),
    scorer: Scorer | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Taken:
    """Write what is taken as a data set: all of its folder appears, or nothing does.

    :param recipe: the file of filters as it was written, kept beside the data
    :param progress: told how many rows are written
    :raises InputError: if it cannot be written, or the folder has files of others
    """
    _check(folder)
    taken = Taken()
    try:
        name = folder.resolve().name
        replace_all(
            {folder.resolve(): lambda path: _make(path, name, selection, recipe, scores, scorer, taken, progress)}
        )
    except OSError as error:
        raise InputError(f"Cannot write {display_name(folder)}: {error.strerror or error}.") from error
    return taken


def _check(folder: Path) -> None:
    try:
        if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / _COUNTS).is_file())):
            raise InputError(
                f"Cannot write {display_name(folder)}: there is something that 'aligner corpus' has not written."
            )
        if not folder.parent.is_dir():
            raise InputError(f"Cannot write {display_name(folder)}: there is no folder {display_name(folder.parent)}.")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise InputError(f"Cannot write {display_name(folder)}: {reason}.") from error


def _make(
    path: Path,
    name: str,
    selection: Selection,
    recipe: str,
    scores: Sequence[Score],
    scorer: Scorer | None,
    taken: Taken,
    progress: Callable[[int], None],
) -> None:
    import pyarrow as pa

    added = [pa.field(column, pa.float64()) for column in columns_of(scores)]
    kind = pa.schema([*schema.beads(selection.languages), *added])
    histograms = histograms_of_beads()
    (path / "data").mkdir(parents=True)
    writers = _Writers(path / "data", kind)
    seen: dict[str, set[str]] = {}
    try:
        rest = selection.chosen()
        while some := list(islice(rest, _GROUP)):
            columns = scorer([one.unit for one in some]) if scorer else [{} for _ in some]
            for one, extra in zip(some, columns, strict=True):
                one.row.update(extra)
                seen.setdefault(one.part, set()).add(one.row["document"])
                count_bead(histograms, one.row)
            writers.write(some)
            taken.parts.update(one.part for one in some)
            progress(taken.parts.total())
    finally:
        writers.close()
    taken.beads = selection.beads
    taken.documents.update({part: len(names) for part, names in seen.items()})
    for left in selection.dropped:
        taken.dropped.setdefault(left.filter, {})[render(left.reason, INTERFACE)] = left.units
    parts = [part for part in ("train", "validation", "test") if taken.parts[part]]
    config = Config("default", {part: f"data/{part}-*.parquet" for part in parts}, kind, "a bead a row")
    amounts = {
        "beads": taken.parts.total(),
        **({f"of these {part}": taken.parts[part] for part in parts} if len(parts) > 1 else {}),
        "documents": taken.documents.total(),
    }
    pictures = put_pictures(path, histograms)
    put = {
        _CARD: card(name, selection.languages, [config], amounts, selection.dropped, selection.run, pictures),
        "croissant.json": _json(croissant(name, selection.languages, [config], __version__, "Aligned sentences.")),
        _COUNTS: _json(
            {
                "beads": taken.beads,
                "taken": dict(sorted(taken.parts.items())),
                "documents": dict(sorted(taken.documents.items())),
                "dropped": taken.dropped,
                "run": selection.run,
            }
        ),
        **({"filters.toml": recipe} if recipe else {}),
    }
    for file, text in put.items():
        (path / file).write_text(text, encoding="utf-8")


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


class _Writers:
    """Files of rows, by part; a new one is begun when one is full."""

    def __init__(self, folder: Path, kind: "pyarrow.Schema") -> None:
        self._folder, self._kind = folder, kind
        self._open: dict[str, ParquetWriter] = {}
        self._rows: Counter[str] = Counter()

    def write(self, chosen: Sequence[Chosen]) -> None:
        """Write rows to the files of their parts."""
        from pyarrow import RecordBatch
        from pyarrow.parquet import ParquetWriter

        parts: dict[str, list[dict[str, Any]]] = {}
        for one in chosen:
            parts.setdefault(one.part, []).append(one.row)
        for part, rows in parts.items():
            number = self._rows[part] // _FILE
            if part not in self._open:
                path = self._folder / f"{part}-{number:05}.parquet"
                self._open[part] = ParquetWriter(path, self._kind, compression="zstd")
            self._open[part].write_batch(RecordBatch.from_pylist(rows, schema=self._kind))
            self._rows[part] += len(rows)
            if self._rows[part] // _FILE > number:
                self._open.pop(part).close()

    def close(self) -> None:
        """Finish all files."""
        for writer in self._open.values():
            writer.close()
