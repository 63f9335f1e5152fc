"""Glossaries as tables: CSV and TSV, as spreadsheets and termbases write them."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from aligner.cells import restored
from aligner.errors import ConfigError
from aligner.languages import get, known
from aligner.languages.defaults import ORIGINAL, TRANSLATION
from aligner.languages.tables import table_words
from aligner.terms.glossary.model import Case, Concept, Glossary, GlossaryTerm, Status

__all__ = ["COLUMNS", "Layout", "layout_of", "read_table", "table_text"]

#: Columns that we write; the first two bear the languages' codes.
COLUMNS = ("status", "part-of-speech", "case", "note")

_SHOWN = {"original": "source", "translation": "target"}  #: a head that means the column, for messages
_LONGEST_CODE = 5  #: characters of a language's code with its country's: ``fr-CA``
_DELIMITERS = "\t;,"
_T = TypeVar("_T", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is written, and which column is which."""

    delimiter: str
    columns: Mapping[str, int]  #: of those we know
    width: int
    header: bool


def read_table(
    text: str, name: str, original: str = ORIGINAL, translation: str = TRANSLATION, *, tabs: bool = False
) -> Glossary:
    """Return the glossary of a CSV or TSV file; all rows of one term of the original are one concept.

    Columns are told by their heads: a language's code or name, ``source`` and ``target`` or the like, ``status``,
    ``part of speech``, ``case``, ``note``, ``definition``, ``subject``; others are passed over. Without heads, the
    first column is the original and the second the translation.

    :param name: what to call the file in messages
    :param original: ISO 639-1 code
    :param translation: the same
    :raises ConfigError: if it has no two columns of terms, or a row says something that makes no sense
    """
    rows = _rows(text, name, "\t" if tabs else _delimiter(text))
    if not rows:
        return Glossary((), name)
    layout = _layout(rows[0][1], name, original, translation, "\t" if tabs else _delimiter(text))
    grouped: dict[tuple[str, str], list[tuple[int, dict[str, str]]]] = {}
    for line, row in rows[layout.header :]:
        cells = {key: " ".join(restored(row[at]).split()) for key, at in layout.columns.items() if at < len(row)}
        if cells.get("original") or cells.get("translation"):
            key = cells.get("original", ""), cells.get("part-of-speech", "")
            grouped.setdefault(key if key[0] else (f"\0{line}", ""), []).append((line, cells))
    concepts = (_concept(n, some, name, original, translation) for n, some in enumerate(grouped.values(), 1))
    return Glossary(tuple(concepts), name)


def layout_of(text: str, name: str, original: str, translation: str, *, tabs: bool) -> Layout:
    """Return how a table is written; an empty one would be written as we do it.

    :raises ConfigError: if it has no two columns of terms
    """
    delimiter = "\t" if tabs else _delimiter(text)
    rows = _rows(text, name, delimiter)
    if not rows:
        head = (original, translation, *COLUMNS)
        named = ("original", "translation", *COLUMNS)
        return Layout(delimiter, {key: n for n, key in enumerate(named)}, len(head), header=False)
    return _layout(rows[0][1], name, original, translation, delimiter)


def table_text(
    glossary: Glossary, original: str = ORIGINAL, translation: str = TRANSLATION, *, tabs: bool = False
) -> str:
    """Return a CSV or TSV file: a row for each pair of terms.

    :param original: ISO 639-1 code
    :param translation: the same
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t" if tabs else ",", lineterminator="\n")
    writer.writerow([original, translation, *COLUMNS])
    for concept, mine, other in glossary.pairs(original, translation):
        note = other.note or concept.note
        writer.writerow([mine.text, other.text, other.status.value, other.part_of_speech, other.case.value, note])
    return out.getvalue()


def _rows(text: str, name: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """Return rows that aren't blank, with the lines they end in."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    try:
        return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise ConfigError(f"{name}, line {reader.line_num}: no readable table row: {error}.") from None


def _delimiter(text: str) -> str:
    """Return a tab, a semicolon or a comma, whichever the first line has most of."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=lambda mark: (first.count(mark), mark == ","))


def _layout(first: Sequence[str], name: str, original: str, translation: str, delimiter: str) -> Layout:
    columns: dict[str, int] = {}
    for at, cell in enumerate(first):
        known = _column(cell, original, translation)
        if known:
            columns.setdefault(known, at)
    if not columns or columns.keys() == {"original"} or columns.keys() == {"translation"}:
        return _without_head(first, columns, name, original, translation, delimiter)
    for wanted, language in (("original", original), ("translation", translation)):
        if wanted not in columns:
            raise ConfigError(
                f"{name}: no column for the {wanted}; expected one that is called {language!r}, {_SHOWN[wanted]!r} "
                f"or {wanted!r}, found {', '.join(repr(cell) for cell in first)}."
            )
    return Layout(delimiter, columns, len(first), header=True)


def _without_head(
    first: Sequence[str], columns: Mapping[str, int], name: str, original: str, translation: str, delimiter: str
) -> Layout:
    if len(first) < 2:
        raise ConfigError(
            f"{name}: one column only ({first[0][:40]!r}); expected at least two, such as "
            f"'{original},{translation}', parted by commas, semicolons or tabs."
        )
    if columns:
        wanted = "translation" if "original" in columns else "original"
        raise ConfigError(
            f"{name}: no column for the {wanted}; found {', '.join(repr(cell) for cell in first)}, "
            f"expected heads such as {original!r} and {translation!r}."
        )
    return Layout(delimiter, {"original": 0, "translation": 1}, len(first), header=False)


def _column(head: str, original: str, translation: str) -> str | None:
    plain = "".join(c for c in head.lower().strip("\ufeff") if c.isalpha())
    code = head.strip().replace("_", "-").split("-")[0].lower()
    for wanted, language in (("original", original), ("translation", translation)):
        names = _names(language)
        if plain in names or (code in names and len(head.strip()) <= _LONGEST_CODE):
            return wanted
    return next((key for key, names in table_words("glossary-columns").items() if plain in names), None)


def _names(language: str) -> frozenset[str]:
    """Return what a column of terms of a language may be called."""
    if language not in known():
        return frozenset({language})
    return get(language).names | {language, get(language).name.casefold()}


def _concept(
    number: int, rows: Sequence[tuple[int, dict[str, str]]], name: str, original: str, translation: str
) -> Concept:
    line, first = rows[0]
    speech = first.get("part-of-speech", "")
    mine = first.get("original", "")
    terms = (
        [GlossaryTerm(mine, original, part_of_speech=speech, case=_case(first, name, line), line=line)] if mine else []
    )
    for line, cells in rows:
        if cells.get("translation"):
            terms.append(
                GlossaryTerm(
                    cells["translation"],
                    translation,
                    _status(cells, name, line),
                    speech,
                    _case(cells, name, line),
                    cells.get("note", ""),
                    line,
                )
            )
    return Concept(f"c{number}", tuple(terms), _first(rows, "subject"), _first(rows, "definition"))


def _first(rows: Sequence[tuple[int, dict[str, str]]], key: str) -> str:
    return next((cells[key] for _, cells in rows if cells.get(key)), "")


def _status(cells: Mapping[str, str], name: str, line: int) -> Status:
    return _of(
        _meanings("statuses", Status), cells.get("status", ""), Status.ADMITTED, "status", list(Status), name, line
    )


def _case(cells: Mapping[str, str], name: str, line: int) -> Case:
    return _of(_meanings("cases", Case), cells.get("case", ""), Case.USUAL, "case", [Case.ANY, Case.EXACT], name, line)


def _meanings(section: str, kind: type[_T]) -> dict[str, _T]:
    """Return the members of an enumeration by their own names and by those in any language."""
    words = {word: kind(meaning) for meaning, some in table_words(section).items() for word in some}
    return {**words, **{member.value: member for member in kind if member.value}}


def _of(known: Mapping[str, _T], text: str, unsaid: _T, what: str, names: Sequence[str], name: str, line: int) -> _T:
    plain = "".join(c for c in text.lower() if c.isalpha())
    found = known.get(plain) if plain else unsaid
    if found is None:
        raise ConfigError(f"{name}, line {line}: the {what} is {text!r}; expected {', '.join(names)} or nothing.")
    return found
