"""A workspace: a folder with a project file and a database, in which people work on pairs of texts."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from aligner.config.project import DATABASE, NAME, Project, read_project
from aligner.core import Document, Finding, Review, Side
from aligner.errors import ConfigError, InputError
from aligner.workspace.database import connected, transaction

__all__ = ["Entry", "Pair", "Version", "Workspace", "keep_review", "now", "write_log"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, or one file that holds both; paths are seen from the folder of the workspace."""

    id: int
    original: str
    translation: str  #: empty where one file holds both texts

    @property
    def name(self) -> str:
        """The path of the file that has the translation."""
        return self.translation or self.original


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the log: who did what, when."""

    number: int
    at: str  #: ISO 8601
    who: str
    role: str
    pair: int | None
    kind: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Version:
    """A text as it once was."""

    id: int
    side: Side
    sha256: str
    at: str
    sentences: tuple[str, ...]


class Workspace:
    """A folder with ``aligner.toml`` and its database; it may be used by threads, each call has its own connection.

    :raises ConfigError: if there is no workspace, or its project file makes no sense
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.path = self.folder / DATABASE
        if not (self.folder / NAME).is_file() or not self.path.is_file():
            raise ConfigError(f"{folder} is no workspace: 'aligner init' makes one.")
        self.project: Project = read_project(self.folder / NAME)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection to read with."""
        with connected(self.path) as database:
            yield database

    @contextmanager
    def writing(self, patience: float | None = None) -> Iterator[sqlite3.Connection]:
        """Give a connection; what is written with it is written whole or not at all.

        :param patience: seconds to wait for others that write, instead of the usual ones
        """
        with connected(self.path, patience) as database, transaction(database):
            yield database

    def inside(self, name: str) -> Path:
        """Return the path of a file of the workspace.

        :raises InputError: if it lies outside of the folder
        """
        try:
            path = (self.folder / name).resolve()
            path.relative_to(self.folder)
        except (ValueError, OSError) as error:
            raise InputError(f"{name} lies outside of the workspace.") from error
        return path

    def pairs(self) -> list[Pair]:
        """Return the pairs that the project file lists, those that are new there entered into the database.

        :raises ConfigError: if the project file makes no sense
        """
        self.project = read_project(self.folder / NAME)
        listed = [(one[0], one[1] if len(one) == 2 else "") for one in self.project.pairs]
        listed += self._by_name()
        for names in listed:
            for name in filter(None, names):
                self.inside(name)
        with self.reading() as database:
            known = {(row["original"], row["translation"]): row["id"] for row in database.execute(_PAIRS)}
        missing = [names for names in dict.fromkeys(listed) if names not in known]
        if missing:
            with self.writing() as database:
                database.executemany(
                    "insert or ignore into pairs (original, translation, added) values (?, ?, ?)",
                    [(*names, now()) for names in missing],
                )
                known = {(row["original"], row["translation"]): row["id"] for row in database.execute(_PAIRS)}
        return [Pair(known[names], *names) for names in dict.fromkeys(listed)]

    def _by_name(self) -> list[tuple[str, str]]:
        from aligner.languages.defaults import ORIGINAL, TRANSLATION
        from aligner.pairing import pairs_by_name

        languages = self.project.original_language or ORIGINAL, self.project.translation_language or TRANSLATION
        found: list[tuple[str, str]] = []
        for pattern in self.project.by_name:
            files = sorted(str(path.relative_to(self.folder)) for path in self.folder.glob(pattern))
            pairs, _ = pairs_by_name([str(self.folder / file) for file in files], *languages)
            found += [
                (self._relative(pair.original), self._relative(pair.translation) if pair.translation else "")
                for pair in pairs
            ]
        return found

    def _relative(self, path: str) -> str:
        return str(Path(path).resolve().relative_to(self.folder))

    def pair_of(self, path: str) -> Pair | None:
        """Return the pair to which a translation belongs, by its path as seen from here."""
        try:
            name = str(Path(path).resolve().relative_to(self.folder))
        except (ValueError, OSError):
            return None
        return next((pair for pair in self.pairs() if pair.name == name), None)

    def entries(self, pair: int | None, after: int = 0, kinds: Collection[str] = ()) -> list[Entry]:
        """Return entries of the log, oldest first.

        :param pair: None for all
        :param after: only those with a greater number
        :param kinds: only these; all where there are none
        """
        wanted = json.dumps(list(kinds)) if kinds else None
        with self.reading() as database:
            if pair is None:
                rows = database.execute(_LOG, (after, wanted, wanted))
            else:
                rows = database.execute(_LOG_OF_PAIR, (pair, after, wanted, wanted))
            return [_entry(row) for row in rows]

    def last(self, pair: int) -> int:
        """Return the number of the last entry about a pair; 0 where there is none."""
        with self.reading() as database:
            (number,) = database.execute("select coalesce(max(number), 0) from log where pair = ?", (pair,)).fetchone()
        return int(number)

    def settled(self, pair: int) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Return the beads that people settled, by the ids of their segments."""
        with self.reading() as database:
            rows = database.execute(
                "select original, translation from beads where pair = ? and settled != '' order by position", (pair,)
            )
            return [(tuple(json.loads(row[0])), tuple(json.loads(row[1]))) for row in rows]

    def keep_version(self, pair: int, side: Side, document: Document, content: bytes) -> None:
        """Keep a text as it is, if it is not kept already."""
        texts = [" ".join(one.text.split()) for one in document.sentences]
        with self.writing() as database:
            database.execute(
                "insert or ignore into versions (pair, side, sha256, language, format, sentences, content, at) "
                "values (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(pair, side.value, sha256(content).hexdigest(), document.language, document.format),
                    *(json.dumps(texts), content, now()),
                ),
            )

    def versions(self, pair: int, side: Side = Side.TRANSLATION) -> list[Version]:
        """Return what a text of a pair was, oldest first."""
        with self.reading() as database:
            rows = database.execute(
                "select id, side, sha256, at, sentences from versions where pair = ? and side = ? order by id",
                (pair, side.value),
            )
            return [Version(row[0], Side(row[1]), row[2], row[3], tuple(json.loads(row[4]))) for row in rows]

    def approvals(self, pair: int) -> list[dict[str, Any]]:
        """Return who approved or rejected a pair, oldest first."""
        with self.reading() as database:
            return [
                dict(row) for row in database.execute("select * from approvals where pair = ? order by id", (pair,))
            ]


_LOG = "select * from log where number > ? and (? is null or kind in (select value from json_each(?))) order by number"
_LOG_OF_PAIR = (
    "select * from log where pair = ? and number > ? and (? is null or kind in (select value from json_each(?))) "
    "order by number"
)
_PAIRS = "select id, original, translation from pairs"


def write_log(
    database: sqlite3.Connection, *, who: str, role: str, pair: int | None, kind: str, data: Mapping[str, Any]
) -> int:
    """Add an entry to the log, and return its number."""
    row = database.execute(
        "insert into log (at, who, role, pair, kind, data) values (?, ?, ?, ?, ?, ?) returning number",
        (now(), who, role, pair, kind, json.dumps(data)),
    ).fetchone()
    return int(row[0])


def keep_review(
    database: sqlite3.Connection,
    pair: int,
    review: Review,
    settled: Mapping[tuple[tuple[str, ...], tuple[str, ...]], str],
) -> None:
    """Write down the beads and the findings of a pair in place of those before."""
    left, right = ([one.id for one in document.sentences] for document in (review.original, review.translation))
    homes = dict[tuple[Side, int], int]()
    beads = []
    for position, bead in enumerate(review.beads):
        homes |= {(Side.ORIGINAL, n): position for n in bead.original}
        homes |= {(Side.TRANSLATION, n): position for n in bead.translation}
        ids = tuple(left[n] for n in bead.original), tuple(right[n] for n in bead.translation)
        beads.append((pair, position, *map(json.dumps, ids), bead.confidence, settled.get(ids, "")))
    database.execute("delete from beads where pair = ?", (pair,))
    database.executemany("insert into beads values (?, ?, ?, ?, ?, ?)", beads)
    database.execute("delete from findings where pair = ?", (pair,))
    database.executemany(
        "insert or replace into findings values (?, ?, ?, ?, ?, ?, ?)",
        [
            (pair, one.fingerprint, one.rule, one.severity.value, one.category, one.confidence, _place(one, homes))
            for one in review.findings
        ],
    )


def _place(finding: Finding, homes: Mapping[tuple[Side, int], int]) -> int:
    for side, span in ((Side.TRANSLATION, finding.translation), (Side.ORIGINAL, finding.original)):
        if span is not None and span.sentences:
            return homes.get((side, span.sentences[0]), -1)
    return -1


def _entry(row: Sequence[Any]) -> Entry:
    number, at, who, role, pair, kind, data = row
    return Entry(number, at, who, role, pair, kind, json.loads(data))


def now() -> str:
    """Return the time as ISO 8601, in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
