"""Runs commands for tests: inside this process where that shows the same, as a program of its own where it matters."""

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from aligner.cli.app import run

CORPORA = Path(__file__).resolve().parent.parent / "corpora"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


def aligner(*arguments: str | Path, stdin: bytes = b"") -> Outcome:
    """Run ``aligner ARGUMENTS`` in this process, as in a pipe: neither output is a terminal."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    argv = ["aligner", *map(str, arguments)]
    with (
        patch.object(sys, "argv", argv),
        patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        status = run()
    return Outcome(status, _text(out), _text(err))


def program(*arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, **environment: str) -> Outcome:
    """Run ``python -m aligner ARGUMENTS`` as a program of its own; ``environment`` adds to this process's own."""
    found = subprocess.run(
        [sys.executable, "-m", "aligner", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd or CORPORA.parent,
        env={**os.environ, **environment},
        timeout=120,
    )
    return Outcome(found.returncode, found.stdout.decode(errors="replace"), found.stderr.decode(errors="replace"))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()
