"""The code reads as agreed: ruff's rules and format, and mypy --strict, hold for every file."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize("command", ["ruff check", "ruff format --check", "mypy"])
def test_code_is_clean(command: str) -> None:
    pytest.importorskip(command.split()[0])
    arguments = command.split() + ([] if command == "mypy" else ["aligner", "tests"])
    found = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr
