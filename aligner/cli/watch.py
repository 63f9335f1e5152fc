"""Do something again at each save of a file."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from aligner.errors import AlignerError

__all__ = ["watch"]

_PAUSE = 0.3  # seconds between looks; an editor saves in a few steps
_State = tuple[tuple[int, int] | None, ...]


def watch(paths: Iterable[str | Path], act: Callable[[], None], complain: Callable[[str], object]) -> None:
    """Act now, and again whenever one of the files has changed, until somebody interrupts.

    What cannot be used is said, and looked at again at the next save.

    :param complain: says what went wrong
    """
    files = [Path(path) for path in paths]
    last: _State | None = None
    while True:
        now = _state(files)
        if now != last:
            if last is not None:
                time.sleep(_PAUSE)
                now = _state(files)
            last = now
            try:
                act()
            except AlignerError as error:
                complain(f"aligner: {error}")
        time.sleep(_PAUSE)


def _state(files: Iterable[Path]) -> _State:
    found: list[tuple[int, int] | None] = []
    for path in files:
        try:
            about = path.stat()
            found.append((about.st_mtime_ns, about.st_size))
        except OSError:
            found.append(None)
    return tuple(found)
