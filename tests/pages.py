"""The README and the pages of docs/ as the tests read them: blocks of code, and links."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md")))

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


class Code(NamedTuple):
    """A block of code: what it is written in, and its text."""

    language: str
    text: str


def codes(page: Path) -> Iterator[Code]:
    for match in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        yield Code(match[1], match[2])


def commands(code: Code) -> Iterator[str]:
    """The commands of a block, one after the other, without comments; lines that go on are put together."""
    for line in code.text.replace("\\\n", " ").splitlines():
        command = line.partition(" #")[0].strip()
        if command and not command.startswith("#"):
            yield " ".join(command.split())


def links(page: Path) -> list[str]:
    """Addresses of a page's links and pictures, those of examples in code left out."""
    return _LINK.findall(_BLOCK.sub("", page.read_text(encoding="utf-8")))
