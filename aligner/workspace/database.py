"""The database of a workspace: how it is opened, and how an older one becomes one of today."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib import resources
from pathlib import Path

from aligner.decisions import WORKSPACE
from aligner.errors import ConfigError, InputError
from aligner.files import is_file

__all__ = ["VERSION", "DatabaseError", "backup", "connected", "create", "migrate", "migrations", "transaction"]

_PATIENCE = 30.0  # seconds to wait for others who write

#: What is wrong, by what SQLite says.
_KINDS = {
    "full": "the disk is full",
    "readonly": "it may not be written",
    "unable to open": "it cannot be opened, or its folder may not be written",
    "malformed": "it is damaged; 'aligner desk backup' copies may be older, but whole",
    "disk i/o": "the disk fails, or is full",
    "locked": "another program has it locked",
}


class DatabaseError(InputError):
    """The database of a workspace cannot be used by now.

    :param path: where it lies
    :param error: what SQLite says
    """

    def __init__(self, path: Path, error: sqlite3.Error) -> None:
        self.reason = str(error)
        found = next((sign for sign in _KINDS if sign in self.reason.lower()), "")
        self.kind = found.replace(" ", "-").replace("/", "") or "other"  #: one word
        super().__init__(f"{path} cannot be used: {_KINDS.get(found, self.reason)}.")


def migrations() -> list[tuple[int, str]]:
    """Return the scripts that make a database, each with the version that it makes, oldest first."""
    folder = resources.files("aligner.workspace").joinpath("migrations")
    scripts = sorted((one for one in folder.iterdir() if one.name.endswith(".sql")), key=lambda one: one.name)
    return [(int(one.name.partition("_")[0]), one.read_text(encoding="utf-8")) for one in scripts]


#: What this program works with.
VERSION = len(list(migrations()))


@contextmanager
def connected(path: Path, patience: float | None = None) -> Iterator[sqlite3.Connection]:
    """Give a connection to the database of a workspace, brought up to date.

    Rows are ``sqlite3.Row``; nothing is written outside of ``transaction``.

    :param patience: seconds to wait for others that write, instead of the usual ones
    :raises DatabaseError: if it cannot be used
    :raises ConfigError: if it is something else, or of a later version of the program
    """
    if not is_file(path):
        raise InputError(f"{path} cannot be read: there is no such file.")
    try:
        with closing(_opened(path, _PATIENCE if patience is None else patience)) as database:
            _check(path, database)
            migrate(database)
            yield database
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error):
            raise ConfigError(f"{path} is no database of a workspace.") from error
        raise DatabaseError(path, error) from error


def _opened(path: Path, patience: float) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)
    database.row_factory = sqlite3.Row
    database.execute("pragma foreign_keys = on")
    database.execute("pragma synchronous = full")
    return database


def _check(path: Path, database: sqlite3.Connection) -> None:
    (mark,) = database.execute("pragma application_id").fetchone()
    if mark != WORKSPACE:
        raise ConfigError(f"{path} is no database of a workspace.")
    (version,) = database.execute("pragma user_version").fetchone()
    if version > VERSION:
        raise ConfigError(
            f"{path} was written by a later version of aligner: it has version {version}, this one knows {VERSION}."
        )


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """Write everything of a block or nothing of it; once this returns, it outlives a crash."""
    database.execute("begin immediate")
    try:
        yield
        database.execute("commit")
    except BaseException:
        if database.in_transaction:  # a full disk has ended it already
            database.execute("rollback")
        raise


def migrate(database: sqlite3.Connection, upto: int | None = None) -> None:
    """Bring a database up to date, each step whole or not at all.

    :param upto: the version to stop at, for tests
    """
    wanted = VERSION if upto is None else upto
    (version,) = database.execute("pragma user_version").fetchone()
    if version >= wanted:
        return
    database.execute("pragma journal_mode = wal")
    for number, script in migrations():
        if number > wanted:
            break
        with transaction(database):
            (version,) = database.execute("pragma user_version").fetchone()  # another process may have been first
            if version >= number:
                continue
            for statement in _statements(script):
                database.execute(statement)
            database.execute(f"pragma user_version = {number}")


def create(path: Path) -> None:
    """Make the database of a workspace.

    :raises DatabaseError: if it cannot be written
    """
    try:
        with closing(_opened(path, _PATIENCE)) as database:
            database.execute(f"pragma application_id = {WORKSPACE}")
            migrate(database)
    except sqlite3.Error as error:
        raise DatabaseError(path, error) from error


def backup(path: Path, target: Path) -> None:
    """Copy a database while others work with it; the copy appears whole or not at all.

    :param target: a file that need not be there
    :raises InputError: if it cannot be written
    """
    draft = target.with_name(f"{target.name}.part")
    with connected(path) as database:
        try:
            with closing(sqlite3.connect(draft)) as copy:
                database.backup(copy)
                copy.execute("pragma journal_mode = delete")
                (said,) = copy.execute("pragma integrity_check").fetchone()
            if said != "ok":
                raise InputError(f"{path} is damaged: {said}.")
            draft.replace(target)
        except (sqlite3.Error, OSError) as error:
            raise InputError(f"Cannot write {target}: {error}.") from error
        finally:
            draft.unlink(missing_ok=True)


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script; a trigger has semicolons inside."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
