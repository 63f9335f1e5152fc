"""Word links of tokenised pairs in the Pharaoh format: ``0-0 1-2``, one line a pair.

Source of the format: Koehn (2004), "Pharaoh: a beam search decoder for phrase-based statistical machine translation
models"; fast_align, eflomal and the shared tasks on word alignment write and read it.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from aligner.encode.base import Encoder
from aligner.errors import InputError
from aligner.languages.defaults import ORIGINAL, TRANSLATION

__all__ = ["link_file", "read_pairs", "write_links"]

_PAIRS_AT_ONCE = 4000  # that teach each other; bounds memory, and a longer document teaches hardly more

Pair = tuple[Sequence[str], Sequence[str]]


def link_file(
    path: str | Path, encoder: Encoder, original_language: str = ORIGINAL, translation_language: str = TRANSLATION
) -> str:
    """Link each line of a file, see ``read_pairs`` and ``write_links``.

    :raises InputError: if the file cannot be read, or a line is no pair
    """
    from aligner.link.linker import Linker

    linker = Linker(original_language, translation_language, encoder)
    pairs = read_pairs(path)
    parts = (pairs[start : start + _PAIRS_AT_ONCE] for start in range(0, len(pairs), _PAIRS_AT_ONCE))
    return "".join(write_links((i, j) for i, j, _ in links) for part in parts for links in linker.link_pairs(part))


def read_pairs(path: str | Path) -> list[Pair]:
    """Read the pairs of a file; ``-`` is standard input.

    Each line is a pair: tokens with spaces between them, a tab, the tokens of the other side. A side may be empty;
    what follows a second tab is not looked at.

    :raises InputError: if the file cannot be read, or a line has no tab
    """
    from aligner.read.decode import decode, load
    from aligner.read.source import split_lines

    name = "Standard input" if str(path) == "-" else str(path)
    pairs: list[Pair] = []
    for number, line in enumerate(split_lines(decode(load(path), name)), 1):
        sides = line.text.split("\t")
        if len(sides) < 2:
            found = f"found {line.text[:60]!r}" if line.text.strip() else "the line is empty"
            raise InputError(f"{name}, line {number}: expected two sides with a tab between them, {found}.")
        pairs.append((sides[0].split(), sides[1].split()))
    return pairs


def write_links(links: Iterable[tuple[int, int]]) -> str:
    """Return one line: each link as two token numbers, counted from zero; an empty line where there is none."""
    return " ".join(f"{i}-{j}" for i, j in sorted(links)) + "\n"
