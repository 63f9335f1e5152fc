"""Decisions in a database, for a desk at which several people work."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from aligner.core import Message
from aligner.core.decisions import Decision
from aligner.decisions.records import from_record, is_record, to_record
from aligner.decisions.store import Read, name_in
from aligner.errors import ConfigError, InputError
from aligner.files import exists

__all__ = ["WORKSPACE", "Sqlite"]

_APPLICATION = 0x616C6463  # "aldc": told by it, a file is a database of decisions
WORKSPACE = 0x616C776B  #: "alwk": told by it, a file is the database of a workspace, which has decisions too
_PATIENCE = 30.0  # seconds to wait for others who write
_TABLE = "create table if not exists decisions (number integer primary key, fingerprint text not null, record text)"


class Sqlite:
    """A database of decisions."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        """Return whether the file is there."""
        return exists(self.path)

    def read(self) -> Read:
        """Return all decisions; see ``Store``."""
        if not self.path.is_file():
            raise InputError(f"{self.path} cannot be read: there is no such file.")
        with self._opened() as database:
            rows = database.execute("select number, record from decisions order by number").fetchall()
        decisions, warnings = [], []
        for number, record in rows:
            try:
                found = json.loads(record)
            except ValueError:
                found = None
            if is_record(found):
                decisions.append(from_record(found))
            else:
                said = {"file": str(self.path), "line": number, "text": str(record)[:40]}
                warnings.append(Message("decisions.set-aside", said))
        return Read(tuple(decisions), tuple(warnings))

    def add(self, decisions: Sequence[Decision]) -> None:
        """Add decisions in one transaction; see ``Store``."""
        with self._opened() as database, database:
            if self._mark(database) == WORKSPACE:
                decisions = [replace(one, file=name_in(self.path, one.file)) for one in decisions]
            rows = [(one.fingerprint, json.dumps(to_record(one))) for one in decisions]
            database.execute("begin immediate")
            database.executemany("insert into decisions (fingerprint, record) values (?, ?)", rows)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.path, timeout=_PATIENCE)) as database:
                self._check(database)
                database.execute("pragma synchronous = full")
                yield database
        except sqlite3.DatabaseError as error:
            if "not a database" in str(error):
                raise ConfigError(f"{self.path} is no database of decisions.") from error
            raise InputError(f"{self.path} cannot be used: {error}.") from error

    def _check(self, database: sqlite3.Connection) -> None:
        """:raises ConfigError: if it is another program's database"""
        mark = self._mark(database)
        if mark in (_APPLICATION, WORKSPACE):
            return
        if mark or database.execute("select count(*) from sqlite_master").fetchone()[0]:
            raise ConfigError(f"{self.path} is no database of decisions.")
        with database:
            database.execute("begin immediate")
            database.execute(_TABLE)
            database.execute(f"pragma application_id = {_APPLICATION}")

    def _mark(self, database: sqlite3.Connection) -> int:
        (mark,) = database.execute("pragma application_id").fetchone()
        return int(mark)
