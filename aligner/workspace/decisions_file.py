"""Decisions of a workspace as sorted JSON lines for version control, and back, without loss."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from aligner.decisions.records import is_record
from aligner.errors import ConfigError
from aligner.workspace.workspace import Workspace

__all__ = ["SCHEMA", "exported", "imported"]

SCHEMA = "aligner.desk/1"


def exported(workspace: Workspace) -> str:
    """Return every decision and comment, one a line, sorted by file, finding and time.

    Two people who worked apart add lines at different places, so that version control merges them by itself.
    """
    counts = Counter[tuple[str, str]]()
    lines = []
    for record in _records(workspace):
        about = str(record.get("file", "")), record["fingerprint"]
        counts[about] += 1
        lines.append(_line({**record, "n": counts[about]}))
    return "\n".join([json.dumps({"schema": SCHEMA}), *sorted(lines, key=_key)]) + "\n"


def imported(workspace: Workspace, text: str, name: str) -> int:
    """Add what a file has and the workspace has not; return how much that was.

    Decisions about one finding are put in the order of their times, so that what was said last holds.

    :param name: of the file, for messages
    :raises ConfigError: if it is no such file, or of texts that are not here; nothing is added then
    """
    known = Counter(map(_line, _records(workspace)))
    new = []
    for record in sorted(_read(text, name), key=lambda one: (str(one.get("when", "")), one.get("n", 0))):
        bare = {key: value for key, value in record.items() if key != "n"}
        if known[_line(bare)]:
            known[_line(bare)] -= 1
        else:
            new.append(bare)
    ids = {pair.name: pair.id for pair in workspace.pairs()}
    for record in new:
        if record.get("file") not in ids:
            raise ConfigError(f"{name}: {record.get('file')} is no text of this workspace; list it in aligner.toml.")
    with workspace.writing() as database:
        for record in new:
            if "reply" in record:
                values = (str(record[key]) for key in ("fingerprint", "kind", "reply", "by", "role", "when"))
                database.execute(
                    "insert into comments (pair, fingerprint, kind, text, who, role, at, withdrawn) "
                    "values (?, ?, ?, ?, ?, ?, ?, ?)",
                    (ids[record["file"]], *values, int(bool(record.get("withdrawn")))),
                )
            else:
                database.execute(
                    "insert into decisions (fingerprint, record) values (?, ?)",
                    (record["fingerprint"], json.dumps(record)),
                )
    return len(new)


def _records(workspace: Workspace) -> Iterator[dict[str, Any]]:
    with workspace.reading() as database:
        for (record,) in database.execute("select record from decisions order by number"):
            yield json.loads(record)
        rows = database.execute(
            "select coalesce(nullif(p.translation, ''), p.original) as file, c.fingerprint, c.kind, c.text as reply, "
            "c.who as by, c.role, c.at as 'when', c.withdrawn from comments c join pairs p on p.id = c.pair"
        )
        yield from map(dict, rows)


def _read(text: str, name: str) -> Iterator[dict[str, Any]]:
    lines = [line for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines, 1):
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
            raise ConfigError(f"{name}, line {number}: version control left a conflict here; keep both sides.")
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        if number == 1 and (not isinstance(record, dict) or record.get("schema") != SCHEMA):
            raise ConfigError(f"{name} was not written by 'aligner desk export'.")
        if number == 1:
            continue
        if is_record(record) or _is_reply(record):
            yield record
        else:
            raise ConfigError(f"{name}, line {number}: this is no decision: {line[:40]}")


def _is_reply(record: object) -> bool:
    keys = ("file", "fingerprint", "reply", "by", "role", "when")
    return (
        isinstance(record, dict)
        and all(isinstance(record.get(key), str) for key in keys)
        and record.get("kind") in ("reply", "contest")
    )


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=True, sort_keys=True)


def _key(line: str) -> tuple[str, ...]:
    record = json.loads(line)
    return (*(str(record.get(key, "")) for key in ("file", "fingerprint", "when")), line)
