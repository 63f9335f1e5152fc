"""Saving a pair into its files, approving and rejecting it, and what has changed since."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from aligner.approval import (
    Record,
    Surroundings,
    beside,
    differences,
    read_record,
    record_of,
    surroundings,
    write_record,
)
from aligner.core import Approval, Document, Message, Review
from aligner.desk.errors import ConflictError, RefusedError
from aligner.desk.openpair import OpenPair
from aligner.desk.people import Person, role_for
from aligner.desk.rows import ids_of
from aligner.files import is_file, write_bytes
from aligner.workspace.own_format import StuckError, can_be_written, own_format
from aligner.workspace.reading import review_texts
from aligner.workspace.workspace import now, write_log

__all__ = ["Rejection", "approval_of_pair", "approve", "approved_sentences", "bytes_now", "reject", "save", "unsaved"]


class Rejection(NamedTuple):
    """That an editor has sent a text back."""

    by: str
    role: str
    when: str
    note: str


def unsaved(pair: OpenPair) -> bool:
    """Return whether the desk has edits that are not in the file yet."""
    return pair.review.translation.sha256 != pair.base[1]


def bytes_now(pair: OpenPair) -> bytes:
    """Return the translation in its own format, as it is at the desk by now, and nothing else of the file changed.

    :raises AlignerError: if the format cannot be written into, or the file was changed elsewhere, or what was written
        would not be read as it is at the desk
    """
    with pair.lock:
        data, wanted = _written(pair), pair.review.translation
    with TemporaryDirectory() as folder:
        copy = Path(folder) / _path(pair).name
        copy.write_bytes(data)
        original = pair.workspace.inside(pair.pair.original) if pair.pair.translation else None
        found = pair.session.read(str(original or copy), str(copy) if original else None)
    if _words(found.translation) != _words(wanted):
        raise RefusedError(Message("desk.reads-otherwise", {"file": pair.pair.name}))
    return data


def _written(pair: OpenPair) -> bytes:
    texts, *sums = pair.read_files()
    if sums != pair.base:
        raise ConflictError(Message("desk.file-changed", {"file": pair.pair.name}))
    try:
        return own_format(_path(pair).read_bytes(), texts.translation, pair.review.translation)
    except StuckError as error:
        raise RefusedError(Message("desk.edit-stuck", error.facts)) from error


def save(pair: OpenPair, person: Person) -> bool:
    """Write the edits into the file of the translation; return whether there were any.

    :raises AlignerError: see ``bytes_now``; the file is as it was then
    """
    with pair.lock:
        pair.refresh()
        if not unsaved(pair):
            texts, *sums = pair.read_files()
            if sums != pair.base:
                raise ConflictError(Message("desk.file-changed", {"file": pair.pair.name}))
            return False
        if not can_be_written(pair.review.translation):
            raise RefusedError(Message("desk.no-own-format", {"file": pair.pair.name}))
        path = _path(pair)
        before, data = path.read_bytes(), _written(pair)
        write_bytes(path, data)
        try:
            texts, *sums = pair.read_files()
            if _words(texts.translation) != _words(pair.review.translation):
                raise RefusedError(Message("desk.reads-otherwise", {"file": pair.pair.name}))
        except BaseException:
            write_bytes(path, before)
            raise
        with pair.workspace.writing() as database:
            write_log(
                database,
                who=person.name,
                role=role_for(person, "save") or role_for(person, "approve"),
                pair=pair.pair.id,
                kind="saved",
                data={"sha256": sums[1]},
            )
        pair.base = sums
        pair.complete()
        pair.review = _with_text(pair, texts.original, texts.translation)
        pair.refresh()
        pair.dirty = True
        pair.keep()
        return True


def _with_text(pair: OpenPair, original: Document, saved: Document) -> Review:
    """Return the review of what was saved: the same sentences, known by the same ids."""
    now_ = pair.review.translation
    if len(saved.sentences) == len(now_.sentences):
        named = [replace(new, id=old.id) for new, old in zip(saved.sentences, now_.sentences, strict=True)]
        saved = replace(saved, sentences=tuple(named))
        if (saved.blocks, saved.text, saved.sentences) == (now_.blocks, now_.text, now_.sentences):
            return replace(pair.review, translation=saved)
    from aligner.session import Texts

    return review_texts(pair.session, Texts(original, saved), pair.settled)


def approve(pair: OpenPair, person: Person, note: str, *, despite: bool) -> None:
    """Put a person's name to the text as it is: saved into its file, judged, and written down beside it.

    :param despite: although the gate does not pass it; the note has to say why
    :raises RefusedError: if the gate does not pass it
    """
    pair.complete()
    with pair.lock:
        save(pair, person)
        pair.complete()
        review, verdict = pair.decided, pair.verdict()
        if not verdict.passes and not (despite and note.strip()):
            raise RefusedError(Message("desk.gate-says-no", {"headline": verdict.headline}), {"gate": True})
        role, when = role_for(person, "approve"), now()
        record = record_of(review, verdict, _around(pair), by=person.name, role=role, when=when, note=note.strip())
        write_record(beside(str(_path(pair))), record)
        _write_down(pair, person, "approved", note, verdict.outcome.value)


def reject(pair: OpenPair, person: Person, note: str) -> None:
    """Send a text back to the translator; an approval that there was is withdrawn.

    :param note: why
    :raises RefusedError: if it says nothing
    """
    if not note.strip():
        raise RefusedError(Message("desk.say-why"))
    with pair.lock:
        pair.refresh()
        record = beside(str(_path(pair)))
        for path in (record, record.with_name(f"{record.name}.sig")):
            path.unlink(missing_ok=True)
        _write_down(pair, person, "rejected", note, pair.verdict().outcome.value)


def _write_down(pair: OpenPair, person: Person, kind: str, note: str, outcome: str) -> None:
    role = role_for(person, "approve")
    sums = (pair.review.original.sha256, pair.review.translation.sha256, _digest(pair.review))
    with pair.workspace.writing() as database:
        database.execute(
            "insert into approvals (pair, kind, who, role, at, note, outcome, original, translation, beads) "
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (pair.pair.id, kind, person.name, role, now(), note.strip(), outcome, *sums),
        )
        data = {"note": note.strip(), "outcome": outcome, "translation": sums[1]}
        write_log(database, who=person.name, role=role, pair=pair.pair.id, kind=kind, data=data)
    pair.refresh()


def approval_of_pair(pair: OpenPair) -> Approval | Rejection | None:
    """Return who approved or rejected a pair last, and what of what was approved has changed since."""
    rows = pair.workspace.approvals(pair.pair.id)
    if rows and rows[-1]["kind"] == "rejected":
        last = rows[-1]
        return Rejection(last["who"], last["role"], last["at"], last["note"])
    place = beside(str(_path(pair)))
    if not is_file(place):
        return None
    with pair.lock:
        record, review = read_record(place), pair.review
        changed = list(differences(record, review.original, review.translation, _around(pair)))
    if rows and rows[-1]["at"] == record.when and rows[-1]["beads"] != _digest(review):
        changed.append(Message("desk.paired-otherwise"))
    return Approval(record.by, record.role, record.when, record.note, record.outcome, tuple(changed))


def approved_sentences(pair: OpenPair) -> Sequence[str] | None:
    """Return the translation as it was approved last; None where it never was."""
    place = beside(str(_path(pair)))
    if not is_file(place):
        return None
    record: Record = read_record(place)
    return record.translation.sentences


def _around(pair: OpenPair) -> Surroundings:
    session = pair.session
    return surroundings(session.configuration.profile, session.glossary, pair.workspace.path, str(_path(pair)))


def _path(pair: OpenPair) -> Path:
    return pair.workspace.inside(pair.pair.name)


def _words(document: Document) -> list[str]:
    return " ".join(one.text for one in document.sentences).split()


def _digest(review: Review) -> str:
    return hashlib.sha256(json.dumps(ids_of(review)).encode()).hexdigest()
