"""Files with a JSON object a line, so that version control shows what changed."""

import json
from pathlib import Path
from typing import Any

from aligner.errors import ConfigError
from aligner.files import read_text

__all__ = ["read_records"]


def read_records(path: Path) -> list[tuple[int, dict[str, Any]]]:
    """Return the objects of a file, each with the number of its line; blank lines are none.

    :raises InputError: if it cannot be read
    :raises ConfigError: if a line is no object
    """
    lines = enumerate(read_text(path).split("\n"), 1)  # no other line ends: JSON may hold them
    return [(number, _object(line, f"{path}, line {number}")) for number, line in lines if line.strip()]


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        content = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{where}: this is no JSON object: {error}.") from error
    if not isinstance(content, dict):
        raise ConfigError(f"{where}: expected a JSON object, found {line[:40]}.")
    return content
