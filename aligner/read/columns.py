"""Which columns of a table hold the original and its translation."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from aligner.core import Message
from aligner.errors import InputError
from aligner.languages import get
from aligner.languages.detect import detect
from aligner.languages.tables import table_words
from aligner.read.units import Languages, Unit, same_language

__all__ = ["WIDEST", "Columns", "Row", "choose", "table_units"]

_SAMPLE = 300  # rows that tell
_TELLING = 500  # characters of a cell that tell
_ENOUGH = 20_000  # of a column
_SURE = 0.7  # of a column's language
_QUALIFIER = re.compile(r"(?<=\w) \([^()]*\)$")  # "Translation (French)", as our tables have it
_LETTERS = re.compile(r"[^\W\d_]")


#: Columns that are looked at; a cell far out to the right would make every row as wide.
WIDEST = 200


class Row(NamedTuple):
    """A row of a table."""

    number: int  #: counted from 1
    cells: Sequence[str]


class Columns(NamedTuple):
    """Where the texts are, counted from 0."""

    original: int
    translation: int
    header: bool  #: the first row names them


def table_units(
    rows: Iterable[Row], languages: Languages, name: str, place: Callable[[int, int], Message]
) -> Iterator[Unit]:
    """Yield the units of a table, one a row.

    :param place: the place of the cell in a column (from 0) and a row (from 1)
    :raises InputError: if it cannot be told which columns hold the texts
    """
    source = iter(rows)
    sample = list(islice(source, _SAMPLE))
    if not sample:
        return
    columns = choose([row.cells for row in sample], languages, name)
    for number, row in enumerate(chain(sample, source)):
        if number == 0 and columns.header:
            continue
        original, translation = (row.cells[at] if at < len(row.cells) else "" for at in columns[:2])
        if original.strip() or translation.strip():
            where, where_translation = (place(column, row.number) for column in columns[:2])
            yield Unit(original, translation, where, where_translation)


def choose(rows: Sequence[Sequence[str]], languages: Languages, name: str) -> Columns:
    """Return the columns that the first row names so; otherwise those in the right languages; otherwise the only two.

    :raises InputError: if none of that tells
    """
    head = [_QUALIFIER.sub("", " ".join(cell.split())).casefold() for cell in rows[0]]
    words = table_words("columns")
    original = _named(head, words["original"], languages.original)
    translation = _named(head, words["translation"], languages.translation)
    if original is not None and translation is not None and original != translation:
        return Columns(original, translation, True)
    width = max(map(len, rows))
    texts = [" ".join(row[at][:_TELLING] for row in rows if at < len(row)) for at in range(width)]
    guesses = [detect(text[:_ENOUGH]) if _LETTERS.search(text) else None for text in texts]
    by_language = [
        [at for at, guess in enumerate(guesses) if guess and guess[0] == language and guess[1] >= _SURE]
        for language in languages
    ]
    if by_language[0] and by_language[1]:
        longest = [max(columns, key=lambda at: len(texts[at])) for columns in by_language]
        return Columns(longest[0], longest[1], False)
    filled = [at for at, text in enumerate(texts) if _LETTERS.search(text)]
    if len(filled) == 2:
        return Columns(filled[0], filled[1], False)
    raise InputError(
        f"{name}: it cannot be told which of its {width} columns hold the original and the translation; "
        "name them 'original' and 'translation' in the first row."
    )


def _named(head: Sequence[str], words: frozenset[str], language: str) -> int | None:
    """Return the column whose name is one of these words, or a language."""
    names = {get(language).name.casefold(), *get(language).names}
    for at, cell in enumerate(head):
        if cell in words:
            return at
    for at, cell in enumerate(head):
        if cell in names or (len(cell) <= 6 and same_language(cell, language)):
            return at
    return None
