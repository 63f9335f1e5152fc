"""Reads a workbook with a finding a row back after people have answered in it."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from aligner.core import Decision, Message, Reason, State
from aligner.errors import InputError
from aligner.messages import LANGUAGES, render
from aligner.read.archive import archive, is_zip
from aligner.read.source_file import opened
from aligner.read.xml import Element, children, events, forget

__all__ = ["COLUMNS", "read_workbook", "state_name"]

#: In this order; the last three are for answers.
COLUMNS = ("id", "severity", "rule", "message", "original", "translation", "suggestion", "state", "note", "by")


def state_name(state: State, language: str) -> str:
    """Return what a state is called."""
    return render(Message(f"decisions.{state.value}"), language)


def read_workbook(path: Path) -> list[Decision]:
    """Return what the rows answer; rows that were deleted or have no id say nothing.

    :raises InputError: if it cannot be read, is no such workbook, or has a state that is unknown
    """
    with opened(path) as file:
        if not is_zip(file.head):
            raise InputError(f"{file.name} is no Excel file (XLSX).")
        with archive(file) as found:
            names = set(found.names)
            strings = list[str]()
            if "xl/sharedStrings.xml" in names:
                with found.open("xl/sharedStrings.xml") as part:
                    for _, element in events(part, file.name, ("end",), ("{*}si",)):
                        strings.append(_text(element))
                        forget(element)
            if "xl/worksheets/sheet1.xml" not in names:
                raise InputError(f"{file.name} has no first sheet.")
            with found.open("xl/worksheets/sheet1.xml") as part:
                rows = []
                for _, element in events(part, file.name, ("end",), ("{*}row",)):
                    rows.append(_cells(element, strings))
                    forget(element)
    return list(_answers(rows, str(path)))


def _answers(rows: Sequence[dict[int, str]], name: str) -> Iterator[Decision]:
    heads = {_heads().get(text.strip().lower(), ""): column for column, text in (rows[0] if rows else {}).items()}
    if not {"id", "state"} <= heads.keys():
        raise InputError(f"{name} is no workbook of this program: its first row has no columns for id and state.")
    for number, row in enumerate(rows[1:], 2):
        fingerprint, state, note, by = (
            row.get(heads.get(key, -1), "").strip() for key in ("id", "state", "note", "by")
        )
        if not fingerprint:
            continue
        if state and state.lower() not in _states():
            known = ", ".join(state_name(one, LANGUAGES[0]) for one in State)
            raise InputError(f"{name}, row {number}: the state {state!r} is unknown; known are {known}.")
        yield Decision(fingerprint, _states().get(state.lower(), State.OPEN), Reason.OTHER if note else None, note, by)


def _cells(row: Element, strings: Sequence[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for place, cell in enumerate(children(row, "c")):
        letters = "".join(filter(str.isalpha, cell.get("r") or ""))
        column = place
        if letters:
            column = 0
            for letter in letters:
                column = 26 * column + ord(letter) - ord("A") + 1
            column -= 1
        text = _text(cell)
        if cell.get("t") == "s" and text.isdigit() and int(text) < len(strings):
            text = strings[int(text)]
        found[column] = text
    return found


def _text(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter() if str(one.tag).rpartition("}")[2] in ("t", "v"))


@cache
def _heads() -> dict[str, str]:
    return {render(Message(f"workbook.{column}"), code).lower(): column for code in LANGUAGES for column in COLUMNS}


@cache
def _states() -> dict[str, State]:
    return {state_name(state, code).lower(): state for code in LANGUAGES for state in State} | {"": State.OPEN}
