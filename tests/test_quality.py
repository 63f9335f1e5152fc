"""The code reads as agreed: ruff's rules and format, and mypy --strict, hold for every file."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    "command",
    [
        "ruff check --output-format concise aligner tests tools docs",
        "ruff format --check aligner tests tools docs",
        "mypy",
    ],
)
def test_code_is_clean(command: str) -> None:
    pytest.importorskip(command.split()[0])
    found = subprocess.run([sys.executable, "-m", *command.split()], cwd=ROOT, capture_output=True, text=True)
    if found.returncode:
        pytest.fail(found.stdout + found.stderr, pytrace=False)
