"""A pair that is being worked on: its texts, beads and findings as they are by now, and all that changes them.

Every change is an entry of the log before it is answered. What an entry says is enough to make the change again, so
that a desk that was killed finds everything when it starts: the last review that was kept, and the entries behind it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

from aligner.core import Decision, Finding, Message, Review, Severity, Side, State
from aligner.decisions import answered, from_record
from aligner.decisions.recording import decision_about
from aligner.desk.errors import ConflictError, RefusedError
from aligner.desk.kept import keep, kept, settled_beads
from aligner.desk.people import Person, role_for
from aligner.desk.rows import Ids, ids_of, key_of, rows_of
from aligner.desk.said import Said, check_note, faster
from aligner.desk.shown import Shown
from aligner.desk.text import Step, Text, inverse
from aligner.errors import AlignerError
from aligner.gate import Verdict, judge
from aligner.session import Session, Texts
from aligner.workspace.reading import review_texts
from aligner.workspace.workspace import Entry, Pair, Workspace, now, write_log

__all__ = ["UNDOABLE", "OpenPair", "Place"]

UNDOABLE = ("answer", "edit", "fix", "merge", "split", "shift", "pin", "realign", "mark", "reply")
_TEXTS = ("edit", "fix", "merge", "split", "shift", "pin", "realign", "undo", "redo", "saved")


class Place(NamedTuple):
    """Where somebody saw an error."""

    side: Side
    segment: str
    start: int  #: first character in the segment, counted from zero
    end: int  #: just behind the last


class OpenPair:
    """A pair of a workspace; its methods may be called by threads, one change is made at a time.

    :param session: for this pair alone
    :raises AlignerError: if its files cannot be read
    """

    def __init__(self, workspace: Workspace, pair: Pair, session: Session) -> None:
        self.workspace, self.pair, self.session = workspace, pair, session
        self.lock = RLock()
        self.notices: list[Message] = []  #: edits that could not be made again after a file was changed elsewhere
        self.dirty = False
        self._stamps = self._last_stamps = self._stamped()
        self._said, self._shown = Said(workspace, pair), Shown()
        self._read_until = 0
        self._verdicts: dict[int, Verdict] = {}
        self._text = self._loaded()
        self.refresh()

    @property
    def head(self) -> int:
        """The entry of the log that the page shows by now."""
        return self._shown.head

    @property
    def review(self) -> Review:
        """The texts, beads and findings by now."""
        return self._text.review

    @review.setter
    def review(self, review: Review) -> None:
        self._text.review = review

    @property
    def settled(self) -> dict[Ids, str]:
        """Beads that people have settled, and who did."""
        return self._text.settled

    # --- texts

    @property
    def _paths(self) -> tuple[Path, Path | None]:
        original = self.workspace.inside(self.pair.original)
        return original, self.workspace.inside(self.pair.translation) if self.pair.translation else None

    def read_files(self) -> tuple[Texts, str, str]:
        """Return the texts as they are in their files, and the SHA-256 of both files."""
        original, translation = self._paths
        found = self.session.read(str(original), str(translation) if translation else None)
        left = replace(found.original, path=self.pair.original)
        right = replace(found.translation, path=self.pair.name)
        for side, text, path in ((Side.ORIGINAL, left, original), (Side.TRANSLATION, right, translation or original)):
            self.workspace.keep_version(self.pair.id, side, text, path.read_bytes())
        return Texts(left, right, found.beads), _sum(original), _sum(translation or original)

    def _loaded(self) -> Text:
        """Take the review that was kept, if the files are those it was made from, and do again what came behind it."""
        texts, *self.base = self.read_files()
        settled, known = settled_beads(self.workspace, self.pair), kept(self.workspace, self.pair, self.base)
        if known:
            review, after = known
        else:
            review = review_texts(self.session, texts, settled)
            after = max((one.number for one in self.workspace.entries(self.pair.id, kinds=("saved",))), default=0)
        text = Text(self.session, review, settled)
        edits = 0
        for entry in self.workspace.entries(self.pair.id, 0, _TEXTS):
            edits += entry.number > after
            for step in entry.data.get("do", ()):
                if entry.number > after:
                    self._make_again(text, step, entry)
                elif step["op"] == "text":
                    text.note_old(step)
        text.complete()
        self.dirty = known is None or edits > 0
        return text

    def _stamped(self) -> tuple[object, ...]:
        """Return what shows that a file was written: time and size of both; None for one that is not there."""
        found = list[object]()
        for path in filter(None, self._paths):
            try:
                about = path.stat()
            except OSError:
                found.append(None)
            else:
                found.append((about.st_mtime_ns, about.st_size))
        return tuple(found)

    def look(self) -> None:
        """Take the files in anew where another program has changed them, and make the edits that are not saved again.

        :raises AlignerError: if they cannot be read by now; the texts stay as they are
        """
        stamps, before = self._stamped(), self._last_stamps
        self._last_stamps = stamps
        if stamps == self._stamps or stamps != before:  # a file that is still being written is left alone
            return
        self._stamps = stamps
        with self.lock:
            _, *sums = self.read_files()
            if sums == self.base:
                return
            self.notices = []
            self._text = self._loaded()
            self.dirty = True
            with self.workspace.writing() as database:
                write_log(database, who="", role="", pair=self.pair.id, kind="taken-in", data={"sha256": sums[1]})
            self.refresh()
        self.prepare()

    def _make_again(self, text: Text, step: Step, entry: Entry) -> None:
        try:
            text.make(step, entry.who)
        except (AlignerError, LookupError, ValueError):
            what = str(step.get("now", entry.kind))[:80]
            self.notices.append(Message("desk.not-made-again", {"who": entry.who, "text": what}))

    def complete(self) -> None:
        """Ask the rules about the whole of the text, where that was left for later; what they say is a new entry."""
        with self.lock:
            review, wanted = self.review, self._text.partly
        if not wanted:
            return
        made = self.session.complete(review)
        with self.lock:
            if self.review is not review:
                return  # somebody has changed it meanwhile: the next time
            self._text.review, self._text.partly, self.dirty = made, False, True
            if made.findings != review.findings:
                with self.workspace.writing() as database:
                    write_log(database, who="", role="", pair=self.pair.id, kind="checked", data={})
                self.refresh()

    def prepare(self) -> None:
        """Make ready for quick edits."""
        with self.lock:
            review = self.review
        self.session.editable(review)

    def keep(self) -> None:
        """Write the review down as it is by now, so that the next start is quick."""
        with self.lock:
            if not self.dirty or self._text.partly:
                return
            review, decided, settled, head, sums = self.review, self.decided, dict(self.settled), self.head, self.base
            self.dirty = False
        try:
            keep(self.workspace, self.pair, review, decided, settled, head, sums)
        except BaseException:
            self.dirty = True
            raise

    # --- what is shown

    @property
    def decided(self) -> Review:
        """The review with what holds of its findings."""
        return answered(self.review, self._said.standing())

    def refresh(self) -> bool:
        """Take in what others wrote into the log; return whether there was something."""
        with self.lock:
            entries = self.workspace.entries(self.pair.id, self._read_until)
            if entries or self.head < 0:
                self._said.take(entries)
                self._read_until = entries[-1].number if entries else 0
                self._shown.add(self._read_until, rows_of(self.review, self.settled, self._text.old))
                self.dirty = self.dirty or bool(entries)
            return bool(entries)

    def whole(self, language: str) -> dict[str, Any]:
        """Return all that the page shows of the pair."""
        self.refresh()
        with self.lock:
            return self._shown.whole(self.decided, self._said, language)

    def since(self, head: int, language: str) -> dict[str, Any]:
        """Return what has changed on the page since an entry of the log; everything where that is too long ago."""
        self.refresh()
        with self.lock:
            return self._shown.since(head, self.decided, self._said, language)

    def verdict(self) -> Verdict:
        """Return what the gate says by now."""
        with self.lock:
            head, review = self.head, self.decided
        if head not in self._verdicts:
            self._verdicts = {head: judge(review, self.session.configuration.profile)}
        return self._verdicts[head]

    def finding(self, fingerprint: str) -> Finding:
        """Return a finding that is there by now.

        :raises RefusedError: if there is none
        """
        found = next((one for one in self.decided.findings if one.fingerprint == fingerprint), None)
        if found is None:
            raise ConflictError(Message("desk.finding-gone"))
        return found

    # --- answers

    def answer(
        self,
        person: Person,
        fingerprints: Sequence[str],
        *,
        state: State | None,
        note: str = "",
        weight: Severity | None = None,
        seen: int | None = None,
    ) -> None:
        """Write down what somebody says of findings.

        :param state: None to leave it as it is, where only the severity is another
        :param seen: entry of the log that the person's page shows; what another person said since is a conflict
        :raises RefusedError: if a finding is not there any more
        :raises ConflictError: if somebody else answered it meanwhile
        """
        check_note(note)
        with self.lock:
            self.refresh()
            review = self.decided
            known = {one.fingerprint: one for one in review.findings}
            made = []
            for fingerprint in dict.fromkeys(fingerprints):
                finding = known.get(fingerprint)
                if finding is None:
                    raise ConflictError(Message("desk.finding-gone"))
                number, before = self._said.answer(fingerprint)
                if seen is not None and number > seen and before and before.by != person.name:
                    raise faster(before)
                wanted = state or (before.state if before and before.state is not State.OPEN else State.TO_BE_FIXED)
                said = Decision("", wanted, note=note, weight=weight, **self._by(person, "answer"))
                made.append((before, decision_about(review, finding, said)))
            self._write_answers(person, "answer", made)

    def mark(self, person: Person, place: Place, *, rule: str, severity: Severity, note: str) -> str:
        """Write down an error that somebody saw and the program did not; return its fingerprint.

        :raises AlignerError: if there is no such place or rule
        """
        from aligner.decisions import error_at

        check_note(note)
        with self.lock:
            self.refresh()
            both = self.review.original, self.review.translation
            text = both[place.side is Side.TRANSLATION]
            number = self._text.number(place.segment, place.side)
            where = f"{text.language}:{number + 1}:{place.start + 1}-{place.end}"
            said = Decision("", State.TO_BE_FIXED, note=note, **self._by(person, "answer"))
            error = error_at(*both, rule=rule, place=where, severity=severity, said=said)
            before = self._said.answer(error.fingerprint)[1]
            self._write_answers(person, "mark", [(before, error)])
            return error.fingerprint

    def _by(self, person: Person, what: str) -> dict[str, Any]:
        return {"by": person.name, "role": role_for(person, what), "when": now()}

    def _write_answers(
        self, person: Person, kind: str, made: Sequence[tuple[Decision | None, Decision]], extra: Mapping[str, Any] = {}
    ) -> None:
        with self.workspace.writing() as database:
            self._log(database, person, kind, {**extra, "answers": self._said.write(database, made)})
        self.refresh()

    def _log(self, database: Any, person: Person, kind: str, data: Mapping[str, Any]) -> int:
        role = next((role for role in ("editor", "translator", "linguist") if role in person.roles), "")
        return write_log(database, who=person.name, role=role, pair=self.pair.id, kind=kind, data=data)

    def reply(self, person: Person, fingerprint: str, text: str, *, contests: bool = False) -> None:
        """Say something under a finding.

        :param contests: an editor is to decide
        """
        if not text.strip():
            raise RefusedError(Message("desk.nothing-said"))
        check_note(text)
        with self.lock:
            self.refresh()
            self.finding(fingerprint)
            role = role_for(person, "reply")
            with self.workspace.writing() as database:
                row = database.execute(
                    "insert into comments (pair, fingerprint, kind, text, who, role, at) values (?, ?, ?, ?, ?, ?, ?) "
                    "returning id",
                    (
                        *(self.pair.id, fingerprint, "contest" if contests else "reply"),
                        *(text.strip(), person.name, role, now()),
                    ),
                ).fetchone()
                self._log(database, person, "reply", {"comment": row[0], "finding": fingerprint})
            self.refresh()

    def replies(self, fingerprint: str) -> list[dict[str, Any]]:
        """Return what was said under a finding, oldest first."""
        return self._said.replies(fingerprint)

    # --- texts and beads

    def edit(self, person: Person, segment: str, text: str, was: str) -> None:
        """Give a segment of the translation another text.

        :param was: what the person saw; where it is something else by now, that is a conflict
        """
        with self.lock:
            self.refresh()
            now_ = self._text.of(segment)
            if now_ != was:
                raise ConflictError(Message("desk.text-changed", {"now": now_}), {"now": now_})
            if " ".join(text.split()) == " ".join(now_.split()):
                return
            self._do(person, "edit", [{"op": "text", "segment": segment, "was": [now_], "now": text}])

    def fix(self, person: Person, fingerprint: str) -> None:
        """Make what repairs a finding.

        :raises RefusedError: if nothing is known that does
        """
        with self.lock:
            self.refresh()
            finding = self.finding(fingerprint)
            steps = self._text.repairing(finding)
            self._do(person, "fix", steps, {"finding": fingerprint, "rule": finding.rule})

    def pair_anew(self, person: Person, what: str, key: str, cut: int = 1) -> None:
        """Change how sentences are paired.

        :param what: merge (with the next bead), split, shift-on, shift-back, pin, unpin or realign (from here on)
        :param key: of the bead
        :param cut: for split: sentences of the translation that stay in the first part
        """
        with self.lock:
            self.refresh()
            if self.review.run.get("splitter") == "units":
                raise RefusedError(Message("desk.paired-by-file"))
            ids = ids_of(self.review)
            at = next((n for n, one in enumerate(ids) if key_of(one) == key), None)
            if at is None:
                raise ConflictError(Message("desk.bead-gone"))
            step = self._text.pairing(what, at, cut)
            self._do(person, {"shift-on": "shift", "shift-back": "shift", "unpin": "pin"}.get(what, what), [step])

    def _do(self, person: Person, kind: str, steps: Sequence[Step], extra: Mapping[str, Any] = {}) -> None:
        """Make a change, write it down, and only then let it be seen."""
        before = self._text.copy()
        try:
            done = [self._text.make(step, person.name) for step in steps]
            with self.workspace.writing() as database:
                self._log(database, person, kind, {**extra, "do": done})
        except BaseException:
            self._text = before
            raise
        self.refresh()

    # --- undo and redo

    def stacks(self, person: Person) -> tuple[list[Entry], list[Entry]]:
        """Return what a person can take back, and what the person has taken back, the last thing last."""
        done, undone = list[Entry](), list[Entry]()
        for one in self.workspace.entries(self.pair.id, kinds=(*UNDOABLE, "undo", "redo")):
            if one.who != person.name:
                continue
            if one.data.get("passed"):
                (done if one.kind == "undo" else undone).pop()
            elif one.kind == "undo":
                undone.append(done.pop())
            elif one.kind == "redo":
                done.append(undone.pop())
            else:
                done.append(one)
                undone.clear()
        return done, undone

    def undo(self, person: Person) -> Entry:
        """Take back what a person did last in this pair.

        :raises RefusedError: if there is nothing
        :raises ConflictError: if somebody else has changed the same thing since; the next call goes on with what the
            person did before that
        """
        return self._turn(person, "undo")

    def redo(self, person: Person) -> Entry:
        """Do again what a person took back last; see ``undo``."""
        return self._turn(person, "redo")

    def _turn(self, person: Person, kind: str) -> Entry:
        with self.lock:
            self.refresh()
            stack = self.stacks(person)[kind == "redo"]
            if not stack:
                raise RefusedError(Message(f"desk.nothing-to-{kind}"))
            entry = stack[-1]
            extra: dict[str, Any] = {"of": entry.number, "what": entry.kind}
            try:
                self._turn_entry(person, kind, entry, extra)
            except ConflictError as error:
                with self.workspace.writing() as database:
                    self._log(database, person, kind, {**extra, "passed": True})
                self.refresh()
                raise ConflictError(Message(f"desk.cannot-{kind}", {"why": error.message})) from error
            return entry

    def _turn_entry(self, person: Person, kind: str, entry: Entry, extra: Mapping[str, Any]) -> None:
        back = kind == "undo"
        if "answers" in entry.data:
            self._turn_answers(person, kind, entry.data["answers"], extra)
        elif "comment" in entry.data:
            with self.workspace.writing() as database:
                database.execute("update comments set withdrawn = ? where id = ?", (int(back), entry.data["comment"]))
                self._log(database, person, kind, extra)
            self.refresh()
        else:
            steps = entry.data["do"]
            self._do(person, kind, [inverse(one) for one in reversed(steps)] if back else steps, extra)

    def _turn_answers(
        self, person: Person, kind: str, answers: Mapping[str, Sequence[Any]], extra: Mapping[str, Any]
    ) -> None:
        made, meanwhile = [], None
        for fingerprint, (before, after) in answers.items():
            _, current = self._said.answer(fingerprint)
            if current is not None and current.by != person.name:
                meanwhile = current  # what somebody else has said since stays
                continue
            record = before if kind == "undo" else after
            said = from_record(record or {**after, "state": State.OPEN.value})
            if not record:
                said = replace(said, note="", severity=None, weight=None)
            made.append((current, replace(said, **self._by(person, "undo"))))
        if meanwhile and not made:
            raise faster(meanwhile)
        self._write_answers(person, kind, made, extra)


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
