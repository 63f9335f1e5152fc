"""The columns of a bilingual table for people, and what its head and its states are called."""

from functools import cache

from aligner.core import Message
from aligner.export.units import Corpus, Status
from aligner.messages import LANGUAGES, render

__all__ = ["COLUMNS", "STATUSES", "column_called", "heads", "is_known", "status_called", "status_name"]

#: In this order.
COLUMNS = ("id", "original", "translation", "findings", "status", "comment")
#: What a reviewer can say of a unit; anything else in the column is a state that the program gave.
STATUSES = ("approved", "rejected")


def heads(corpus: Corpus) -> tuple[str, ...]:
    """Return the head's cells: by its first word each column is known again."""
    languages = {"original": corpus.original.language, "translation": corpus.translation.language}
    return tuple(
        corpus.render(Message(f"export.head-{column}", {"language": Message(f"languages.{languages.get(column, '')}")}))
        for column in COLUMNS
    )


def status_name(status: str, language: str) -> str:
    """Return what a unit's state, or what a reviewer said of it, is called."""
    return render(Message(f"export.status-{status}"), language)


def column_called(head: str) -> str | None:
    """Return the column that a head's cell names, in any language that the table can be in."""
    first = head.split()[:1]
    return _columns().get(first[0].lower()) if first else None


def is_known(name: str) -> bool:
    """Return whether the text of the column is a reviewer's answer or a state that the program gives."""
    return name.strip().lower() in _states()


def status_called(name: str) -> str:
    """Return what a reviewer said, in any language; empty where that is a state that the program gave."""
    return _statuses().get(name.strip().lower(), "")


@cache
def _states() -> frozenset[str]:
    every = ("", *(render(Message(f"export.status-{one}"), code) for one in (*STATUSES, *Status) for code in LANGUAGES))
    return frozenset(name.lower() for name in every)


@cache
def _columns() -> dict[str, str]:
    return {
        render(Message(f"export.head-{column}", {"language": ""}), language).split()[0].lower(): column
        for language in LANGUAGES
        for column in COLUMNS
    }


@cache
def _statuses() -> dict[str, str]:
    return {status_name(status, language): status for language in LANGUAGES for status in STATUSES}
