"""A diff of what repairs change, as people read it: whole lines of text, with the words that went and came."""

from collections.abc import Iterator
from difflib import unified_diff

from aligner.fix import Fixed

__all__ = ["diff"]


def diff(fixed: Fixed, name: str) -> str:
    """Return a unified diff of a text and its repaired version; of a package, of the paragraphs that changed."""
    if "\n" in fixed.before.strip() and not fixed.before.lstrip().startswith("<?xml"):
        before, after = (text.splitlines(keepends=True) for text in (fixed.before, fixed.after))
        return "".join(_ended(unified_diff(before, after, name, name, n=1)))
    return "".join(f"-{repair.edit.span.text}\n+{repair.edit.text}\n" for repair in fixed.made)


def _ended(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
