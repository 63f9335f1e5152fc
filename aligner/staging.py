"""Files that are made beside their places and then renamed: one, or several that appear together or not at all.

What is being made is called ``.aligner-…`` and locked by its process. A process that was killed leaves such a thing
behind unlocked; whoever writes into the same folder next removes it, or finishes it where all of it was there already.
"""

import json
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

__all__ = ["locked_folder", "replace_all", "replacing", "sweep"]

_PREFIX = ".aligner-"
_PLAN = "plan.json"
_OLD = "old-"
_STALE = 86_400  # seconds after which a thing is left over, where the file system knows no locks


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Give an open file that takes the target's place in one step if all goes well, and is gone otherwise.

    :param target: a real path, not that of a link
    :raises OSError: if it cannot be written
    """
    sweep(target.parent)
    handle, name = _made(lambda: tempfile.mkstemp(dir=target.parent, prefix=_PREFIX))
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
            os.chmod(name, _mode(target))
            os.replace(name, target)
    except BaseException:  # an interruption too
        Path(name).unlink(missing_ok=True)
        raise


def replace_all(targets: Mapping[Path, Callable[[Path], None]]) -> None:
    """Make files or folders beside their places, then rename them all; where one fails, all get back what they had.

    A run that is killed while it renames is finished by ``sweep``.

    :param targets: real paths, not those of links, with what makes the thing at a path that is given
    :raises OSError: if one cannot be written
    """
    home = next(iter(targets)).parent
    for folder in {target.parent for target in targets}:
        sweep(folder)
    handle, name = _made(lambda: _folder_in(home))
    staged = Path(name)
    elsewhere: list[Path] = []
    try:
        ready: dict[Path, Path] = {}
        for number, (target, make) in enumerate(targets.items()):
            place = staged / str(number)
            if target.parent != home:  # where links lead elsewhere
                place = Path(tempfile.mkdtemp(dir=target.parent, prefix=_PREFIX)) / str(number)
                elsewhere.append(place.parent)
            make(place)
            if place.is_file():
                os.chmod(place, _mode(target))
            ready[target] = place
        if not elsewhere:
            _promise(staged, {place.name: target.name for target, place in ready.items()})
        _rename(ready, staged)
    finally:
        for folder in (staged, *elsewhere):
            shutil.rmtree(folder, ignore_errors=True)
        if handle >= 0:
            os.close(handle)


def sweep(folder: Path) -> None:
    """Remove what killed runs have left in a folder; finish a set of files that was complete."""
    try:
        with os.scandir(folder) as entries:
            found = [Path(entry.path) for entry in entries if entry.name.startswith(_PREFIX)]
    except OSError:
        return
    for path in found:
        with suppress(OSError, ValueError, KeyError), _abandoned(path) as is_abandoned:
            if is_abandoned and path.is_dir():
                _finish(path)
                shutil.rmtree(path, ignore_errors=True)
            elif is_abandoned:
                path.unlink(missing_ok=True)


@contextmanager
def locked_folder(folder: Path) -> Iterator[None]:
    """Keep other processes that ask for the same from a folder; where there are no such locks, keep nobody."""
    handle = -1
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        _lock(handle)
    try:
        yield
    finally:
        if handle >= 0:
            os.close(handle)


def _folder_in(home: Path) -> tuple[int, str]:
    name = tempfile.mkdtemp(dir=home, prefix=_PREFIX)
    try:
        return os.open(name, os.O_RDONLY), name
    except OSError:  # folders cannot be opened everywhere
        return -1, name


def _made(make: Callable[[], tuple[int, str]]) -> tuple[int, str]:
    """Return a new locked thing; another process may have taken it for a leftover before it was locked."""
    while True:
        handle, name = make()
        if handle < 0:
            return handle, name
        with suppress(OSError):
            _lock(handle)
        if os.path.lexists(name):
            return handle, name
        os.close(handle)


def _lock(handle: int, *, wait: bool = True) -> None:
    """:raises OSError: if another process has it, or the file system knows no locks"""
    try:
        import fcntl
    except ImportError:
        raise OSError("no locks here") from None
    fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


@contextmanager
def _abandoned(path: Path) -> Iterator[bool]:
    """Say whether nobody works at a thing of ours any more, and keep others from it meanwhile."""
    state = path.lstat()
    mine = not hasattr(os, "getuid") or state.st_uid == os.getuid()
    if not mine or not (stat.S_ISREG(state.st_mode) or stat.S_ISDIR(state.st_mode)):
        yield False
        return
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    try:
        try:
            _lock(handle, wait=False)
        except BlockingIOError:
            yield False
        except OSError:
            yield time.time() - state.st_mtime > _STALE
        else:
            yield True
    finally:
        os.close(handle)


def _promise(staged: Path, names: Mapping[str, str]) -> None:
    """Write down what is to be renamed: from now on the set is complete."""
    draft = staged / f"{_PLAN}.draft"
    with draft.open("w", encoding="utf-8", errors="surrogateescape") as file:
        json.dump(names, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, staged / _PLAN)


def _finish(staged: Path) -> None:
    """Rename what a killed run had made in full; its plan names things in its own folder only."""
    plan = staged / _PLAN
    names = json.loads(plan.read_text(encoding="utf-8", errors="surrogateescape")) if plan.is_file() else {}
    for number, name in names.items():
        ready, target = staged / number, staged.parent / name
        if number.isdecimal() and target.parent == staged.parent and name not in ("", ".", "..") and ready.exists():
            _put(ready, target, staged / f"{_OLD}{number}")


def _rename(ready: Mapping[Path, Path], staged: Path) -> None:
    done: list[tuple[Path, Path]] = []
    try:
        for target, place in ready.items():
            old = staged / f"{_OLD}{place.name}"
            if len(ready) > 1 and target.is_file():
                _keep(target, old)
            done.append((target, old))
            _put(place, target, old)
    except BaseException:  # an interruption too
        (staged / _PLAN).unlink(missing_ok=True)
        for target, old in reversed(done):
            _undo(target, ready[target], old)
        raise


def _put(place: Path, target: Path, old: Path) -> None:
    """Rename one; a folder that is there has to step aside first."""
    if place.is_dir() and target.exists():
        os.replace(target, old)
    os.replace(place, target)


def _undo(target: Path, place: Path, old: Path) -> None:
    if not place.exists() and not old.exists():
        target.unlink(missing_ok=True)
    elif old.is_dir():
        if not place.exists():
            shutil.rmtree(target, ignore_errors=True)
        os.replace(old, target)
    elif not place.exists():
        os.replace(old, target)


def _keep(target: Path, old: Path) -> None:
    """Give what is there a second name, or copy it where the file system knows no links."""
    try:
        os.link(target, old)
    except OSError:
        shutil.copy2(target, old)


def _mode(target: Path) -> int:
    """Return the permissions that a file keeps, or those that any new file has."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0o077)  # it can only be read by setting it
    os.umask(mask)
    return 0o666 & ~mask
