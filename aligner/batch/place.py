"""The folder that a batch writes: what lies where, and that everything in it appears whole or not at all.

::

    OUT/batch.json             what it was made with
        plan.parquet           the pairs
        leftovers.jsonl        the files that are in none
        beads/00000.parquet    a shard's beads with their texts and findings
        documents/00000.parquet
        done/00000.json        says that the shard is done: written last
        errors.parquet         the pairs that gave nothing, and why
        README.md, croissant.json, images/
"""

import json
import os
import shutil
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner.errors import ConfigError, InputError
from aligner.read.source_file import display_name

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

__all__ = ["Place"]

_ABOUT, _DONE, _DRAFTS, _LOCK = "batch.json", "done", ".drafts", ".lock"
_TABLES = ("beads", "documents")
#: What a batch may have left in its folder; anything else is not ours.
_OURS = frozenset(
    {_ABOUT, _DONE, _DRAFTS, _LOCK, *_TABLES, "plan.parquet", "leftovers.jsonl", "errors.parquet", "README.md"}
    | {"croissant.json", "images", "summary.json"}
)


class Place:
    """The folder of one batch."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)

    def file(self, name: str) -> Path:
        """Return where something lies."""
        return self.folder / name

    def table(self, name: str, shard: int) -> str:
        """Return the name of a shard's part of a table."""
        return f"{name}/{shard:05}.parquet"

    def tables(self, name: str) -> list[Path]:
        """Return the parts of a table of the shards that are done, in order."""
        return [self.file(self.table(name, shard)) for shard in self.done()]

    def open(self, *, afresh: bool = False) -> None:
        """Make the folder, or look whether it is one of ours.

        :param afresh: remove what an earlier run has written
        :raises InputError: if it cannot be written
        :raises ConfigError: if there are files of others in it
        """
        try:
            if self.folder.exists():
                foreign = sorted(set(os.listdir(self.folder)) - _OURS)
                if foreign or (os.listdir(self.folder) and not self._is_begun()):
                    raise ConfigError(
                        f"{display_name(self.folder)} has files that no batch has written, such as "
                        f"{display_name((foreign or sorted(os.listdir(self.folder)))[0])}: name another folder."
                    )
            if afresh:
                for name in _OURS - {_LOCK}:
                    path = self.file(name)
                    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
            for name in ("", _DONE, _DRAFTS, *_TABLES):
                self.file(name).mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else error
            raise InputError(f"Cannot write {display_name(self.folder)}: {reason}.") from error

    def _is_begun(self) -> bool:
        """Whether a batch has begun here: the drafts' folder is made first."""
        return self.file(_ABOUT).is_file() or self.file(_DRAFTS).is_dir()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs from the folder, and remove what killed ones have left half made.

        :raises ConfigError: if another run is at it
        """
        try:
            import fcntl
        except ImportError:  # no such locks here
            yield
            return
        with self.file(_LOCK).open("w", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise ConfigError(f"Another run is writing {display_name(self.folder)}; wait until it ends.") from None
            except OSError:  # the file system knows no locks
                pass
            for draft in self.file(_DRAFTS).iterdir():
                draft.unlink(missing_ok=True)
            yield

    @contextmanager
    def making(self, name: str) -> Iterator[Path]:
        """Give a path at which a file is made; it gets its name when it is whole.

        Two processes may make the same file at the same time: each has a draft of its own, and both are the same.
        """
        with self.draft(name) as draft:
            yield draft
            with draft.open("rb") as file:
                os.fsync(file.fileno())
            os.replace(draft, self.file(name))

    @contextmanager
    def draft(self, name: str) -> Iterator[Path]:
        """Give a path of this process's own at which a file may be made; it is gone afterwards."""
        draft = self.file(_DRAFTS) / f"{socket.gethostname()}.{os.getpid()}.{name.replace('/', '-')}"
        try:
            yield draft
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)

    def put(self, name: str, content: bytes) -> None:
        """Write a small file.

        :raises OSError: if it cannot be written
        """
        with self.making(name) as path:
            path.write_bytes(content)

    def put_json(self, name: str, content: Mapping[str, Any]) -> None:
        """Write data as JSON."""
        self.put(name, (json.dumps(content, ensure_ascii=True, indent=1) + "\n").encode())

    def about(self) -> dict[str, Any] | None:
        """Return what the batch was made with; None before it has begun."""
        return self._json(self.file(_ABOUT))

    def put_about(self, content: Mapping[str, Any]) -> None:
        """Write down what the batch is made with."""
        self.put_json(_ABOUT, content)

    def done(self) -> list[int]:
        """Return the shards that are done, in order."""
        names = os.listdir(self.file(_DONE))
        return sorted(int(name.removesuffix(".json")) for name in names if name.removesuffix(".json").isdecimal())

    def mark(self, shard: int, content: Mapping[str, Any]) -> None:
        """Say that a shard is done."""
        self.put_json(f"{_DONE}/{shard:05}.json", content)

    def marks(self) -> Iterator[dict[str, Any]]:
        """Yield what is written down of each shard that is done, in order.

        :raises InputError: if one is damaged
        """
        for shard in self.done():
            found = self._json(self.file(f"{_DONE}/{shard:05}.json"))
            assert found is not None
            yield found

    def mend(self) -> None:
        """Forget shards of which something is gone or is not as it was left, so that they are done again.

        Sizes are compared, not sums: a corpus is too large to be read at each start.
        """
        for shard in self.done():
            if not self._is_sound(shard):
                self.file(f"{_DONE}/{shard:05}.json").unlink(missing_ok=True)
                for name in _TABLES:
                    self.file(self.table(name, shard)).unlink(missing_ok=True)

    def _is_sound(self, shard: int) -> bool:
        try:
            mark = json.loads(self.file(f"{_DONE}/{shard:05}.json").read_bytes())
            sizes = {name: mark["files"][self.table(name, shard)]["bytes"] for name in _TABLES}
            return mark["shard"] == shard and all(
                self.file(self.table(name, shard)).stat().st_size == size for name, size in sizes.items()
            )
        except (OSError, ValueError, LookupError, TypeError):
            return False

    def forget(self) -> None:
        """Remove what shards have left, as they belong to another plan."""
        for name in (_DONE, *_TABLES):
            shutil.rmtree(self.file(name))
            self.file(name).mkdir()

    @contextmanager
    def parquet(self, path: Path) -> Iterator["ParquetFile"]:
        """Open one of the tables.

        :raises InputError: if it is damaged
        """
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile

        try:
            with ParquetFile(path) as file:
                yield file
        except (OSError, ArrowException) as error:
            if path.parent == self.folder:
                raise InputError(f"{display_name(path)} is damaged: begin anew with --fresh.") from error
            what = "is damaged: delete it, and" if path.exists() else "is gone:"
            raise InputError(f"{display_name(path)} {what} 'aligner batch' makes it anew.") from error

    def _json(self, path: Path) -> dict[str, Any] | None:
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise InputError(f"{display_name(path)} is damaged ({error}): begin anew with --fresh.") from error
        if not isinstance(found, dict):
            raise InputError(f"{display_name(path)} is damaged: begin anew with --fresh.")
        return found

    def leave(self) -> None:
        """Remove what was made for a batch that could not begin."""
        if not self.file(_ABOUT).exists():
            self.tidy()
            for name in ("plan.parquet", "leftovers.jsonl"):
                self.file(name).unlink(missing_ok=True)
            for name in (_DONE, *_TABLES, ""):
                with suppress(OSError):  # nothing that holds a file goes
                    self.file(name).rmdir()

    def tidy(self) -> None:
        """Remove what is only there while work is done."""
        shutil.rmtree(self.file(_DRAFTS), ignore_errors=True)
        self.file(_LOCK).unlink(missing_ok=True)
