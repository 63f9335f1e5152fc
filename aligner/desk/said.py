"""What people have said of the findings of a pair: answers and replies, as the log has them."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from aligner.core import Decision, Message, State
from aligner.decisions import from_record, to_record
from aligner.desk.errors import ConflictError, RefusedError
from aligner.desk.rows import Talk
from aligner.workspace.workspace import Entry, Pair, Workspace

__all__ = ["Said", "check_note", "faster"]

_MOST_NOTE = 5000  # characters


class Said:
    """The answers to the findings of a pair by now, and how much was said under each."""

    def __init__(self, workspace: Workspace, pair: Pair) -> None:
        self.workspace, self.pair = workspace, pair
        self.talk: dict[str, Talk] = {}  #: by fingerprint
        self._answers: dict[str, tuple[int, Decision]] = {}

    def take(self, entries: Iterable[Entry]) -> None:
        """Take in new entries of the log."""
        for one in entries:
            if one.kind == "decision":
                decision = from_record(one.data)
                self._answers[decision.fingerprint] = one.number, decision
        self.talk = self._talked()

    def answer(self, fingerprint: str) -> tuple[int, Decision | None]:
        """Return the last answer to a finding, behind the entry of the log that has it."""
        return self._answers.get(fingerprint, (0, None))

    def standing(self) -> dict[str, Decision]:
        """Return the answers that have not been withdrawn, by fingerprint."""
        return {key: one for key, (_, one) in self._answers.items() if one.state is not State.OPEN}

    def settles(self, fingerprint: str) -> bool:
        """Return whether somebody has settled a finding."""
        _, said = self.answer(fingerprint)
        return said is not None and said.state.settles

    def replies(self, fingerprint: str) -> list[dict[str, Any]]:
        """Return what was said under a finding, oldest first."""
        with self.workspace.reading() as database:
            rows = database.execute(
                "select * from comments where pair = ? and fingerprint = ? and not withdrawn order by id",
                (self.pair.id, fingerprint),
            )
            return [dict(row) for row in rows]

    def write(
        self, database: sqlite3.Connection, made: Sequence[tuple[Decision | None, Decision]]
    ) -> dict[str, list[Any]]:
        """Write answers down; return what the log has to know to take them back.

        :param made: each behind the one that it replaces
        """
        database.executemany(
            "insert into decisions (fingerprint, record) values (?, ?)",
            [(after.fingerprint, json.dumps(to_record(replace(after, file=self.pair.name)))) for _, after in made],
        )
        return {after.fingerprint: [to_record(before) if before else None, to_record(after)] for before, after in made}

    def _talked(self) -> dict[str, Talk]:
        with self.workspace.reading() as database:
            rows = database.execute(
                "select fingerprint, kind, at from comments where pair = ? and not withdrawn order by id",
                (self.pair.id,),
            ).fetchall()
        found = dict[str, Talk]()
        for fingerprint, kind, at in rows:
            before = found.get(fingerprint, Talk())
            contested = before.contested or (kind == "contest" and not self._ruled(fingerprint, at))
            found[fingerprint] = Talk(before.replies + 1, contested)
        return found

    def _ruled(self, fingerprint: str, since: str) -> bool:
        """Return whether an editor has decided about a finding since."""
        _, said = self.answer(fingerprint)
        return said is not None and said.role == "editor" and said.when >= since


def faster(said: Decision) -> ConflictError:
    """Return that somebody else has answered meanwhile, and what."""
    state = Message(f"decisions.{said.state.value}") if said.state is not State.OPEN else Message("decisions.withdrawn")
    return ConflictError(Message("desk.answered-meanwhile", {"who": said.by, "state": state}))


def check_note(text: str) -> None:
    """Refuse a note that is too long.

    :raises RefusedError: if it is
    """
    if len(text) > _MOST_NOTE:
        raise RefusedError(Message("desk.note-too-long", {"count": _MOST_NOTE}))
