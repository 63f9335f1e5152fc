"""Pairs of texts to plant errors in: folders of lines with gold beads, and ordinary pairs of files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aligner.alignment.ladder import read_ladder
from aligner.core import Bead, Block, BlockKind, Document, Sentence, Side
from aligner.errors import InputError
from aligner.languages.defaults import ORIGINAL, TRANSLATION
from aligner.pairing import by_names
from aligner.read import read, read_text
from aligner.read.decode import decode, load
from aligner.read.formats import named_like
from aligner.read.source import BLANK, split_lines
from aligner.split import split

__all__ = ["CleanPair", "load_pairs", "matches_of_beads"]

#: A sentence and its translation hardly belong together if one is this many times as long, in characters.
_LONGEST_RATIO = 2.2
_SPARE = 12  # further characters that short sentences may differ by

Match = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CleanPair:
    """A pair in which nothing is planted yet."""

    name: str
    original: Document
    translation: Document
    by_lines: bool  #: whether each line is a block, whatever it looks like
    matches: (
        tuple[Match, ...] | None
    )  #: sentences that translate each other and nothing else; None where it is not known
    #: Blocks of each text that really are untranslated: findings about them are right.
    left_alone: Mapping[Side, frozenset[int]] = field(default_factory=dict)

    def rebuilt(self, side: Side, text: str) -> Document:
        """Return the document of an edited text, split as the clean one was."""
        old = self.original if side is Side.ORIGINAL else self.translation
        if self.by_lines:
            return split(_of_lines(text, old.language, old.path))
        return split(read_text(text, old.language, markdown=_is_markdown(old.path), path=old.path))


def load_pairs(folders: Sequence[Path]) -> list[CleanPair]:
    """Return the pairs of folders, each split into sentences.

    A folder holds ``en.txt``, ``fr.txt`` (a sentence or a block a line) and ``gold.txt`` (beads of lines), perhaps with
    ``meta.tsv`` (columns ``en_block``, ``fr_block``, ``identical``: 1 where the French block still is English); or any
    number of pairs ``NAME.en.EXT`` with ``NAME.fr.EXT`` or ``NAME.fr.clean.EXT``, read as ``aligner review`` does it.

    :raises InputError: if a folder has neither, or a file cannot be read
    """
    pairs = [pair for folder in folders for pair in _pairs_in(folder)]
    if not pairs:
        raise InputError("There is no folder to look into.")
    return pairs


def matches_of_beads(beads: Sequence[Bead]) -> tuple[Match, ...]:
    """Return the sentences that an alignment pairs one to one."""
    return tuple((bead.original[0], bead.translation[0]) for bead in beads if bead.type == "1-1")


def _pairs_in(folder: Path) -> Iterator[CleanPair]:
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder.")
    if (folder / f"{ORIGINAL}.txt").is_file() and (folder / "gold.txt").is_file():
        yield _with_gold(folder)
        return
    # A folder has its own pairs only: those in it are folders to be named.
    files = sorted(path for path in folder.iterdir() if path.is_file())
    pairs = by_names(files, (ORIGINAL, TRANSLATION), root=folder, middle=("clean",)).pairs
    found = [(Path(pair.original), Path(pair.translation)) for pair in pairs if pair.translation is not None]
    if not found:
        raise InputError(
            f"{folder} has neither {ORIGINAL}.txt, {TRANSLATION}.txt and gold.txt nor a pair such as "
            f"NAME.{ORIGINAL}.md and NAME.{TRANSLATION}.md."
        )
    for source, target in found:
        original, translation = split(read(source, ORIGINAL)), split(read(target, TRANSLATION))
        yield CleanPair(source.name.split(f".{ORIGINAL}.")[0], original, translation, False, None)


def _with_gold(folder: Path) -> CleanPair:
    original, translation = (
        split(_of_lines(decode(load(path), str(path)), language, str(path)))
        for path, language in ((folder / f"{code}.txt", code) for code in (ORIGINAL, TRANSLATION))
    )
    beads = read_ladder(folder / "gold.txt")
    sizes = len(original.blocks), len(translation.blocks)
    for bead in beads:
        for numbers, size in zip(bead, sizes, strict=True):
            if any(n >= size for n in numbers):
                raise InputError(f"{folder / 'gold.txt'} names line {max(numbers)}, the text has {size} lines.")
    identical = _identical(folder / "meta.tsv")
    left_alone = {
        Side.ORIGINAL: frozenset(line for line, _ in identical),
        Side.TRANSLATION: frozenset(line for _, line in identical),
    }
    matches = tuple(_matches(original, translation, beads, identical))
    return CleanPair(folder.name, original, translation, True, matches, left_alone)


def _matches(
    original: Document,
    translation: Document,
    beads: Sequence[tuple[tuple[int, ...], tuple[int, ...]]],
    identical: frozenset[Match],
) -> Iterator[Match]:
    """Pair sentences of lines that translate each other, have as many sentences, all of about the right length."""
    left, right = _by_block(original.sentences), _by_block(translation.sentences)
    for lines, answers in beads:
        if len(lines) != 1 or len(answers) != 1 or (lines[0], answers[0]) in identical:
            continue
        sides = left.get(lines[0], []), right.get(answers[0], [])
        if len(sides[0]) == len(sides[1]) and all(_about_as_long(a, b) for a, b in zip(*sides, strict=True)):
            yield from ((a.number, b.number) for a, b in zip(*sides, strict=True))


def _by_block(sentences: Sequence[Sentence]) -> dict[int, list[Sentence]]:
    found: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        found.setdefault(sentence.block, []).append(sentence)
    return found


def _about_as_long(one: Sentence, other: Sentence) -> bool:
    short, long = sorted((len(one.text), len(other.text)))
    return long <= _LONGEST_RATIO * short + _SPARE


def _identical(path: Path) -> frozenset[Match]:
    """Return lines of both texts that meta.tsv marks as the same: the translation still is the original."""
    if not path.is_file():
        return frozenset()
    rows = [line.split("\t") for line in decode(load(path), str(path)).splitlines()]
    header = rows[0] if rows else []
    columns = [f"{ORIGINAL}_block", f"{TRANSLATION}_block", "identical"]
    if not set(columns) <= set(header):
        raise InputError(f"{path} has no columns {', '.join(columns[:2])} and {columns[2]}.")
    here, there, mark = map(header.index, columns)
    try:
        return frozenset((int(row[here]), int(row[there])) for row in rows[1:] if row[mark] == "1")
    except (IndexError, ValueError) as error:
        expected = f"expected {len(header)} columns with line numbers in {', '.join(columns[:2])}"
        raise InputError(f"{path}: {expected}.") from error


def _of_lines(text: str, language: str, path: str) -> Document:
    """Return a document whose every line is a block, not yet split; an empty line is an empty block."""
    blocks = []
    for line in split_lines(text):
        body = line.text.strip(BLANK)
        start = line.start + (len(line.text) - len(line.text.lstrip(BLANK)) if body else 0)
        blocks.append(Block(BlockKind.PARAGRAPH, body, range(start, start + len(body))))
    if not any(block.text for block in blocks):
        raise InputError(f"{path} has no text in it.")
    return Document(path, language, text, tuple(blocks), "")


def _is_markdown(path: str) -> bool:
    named = named_like(Path(path).suffix.lower())
    return named is not None and named.id == "markdown"
