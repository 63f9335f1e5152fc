"""A pair that is being worked on: its texts, beads and findings as they are by now, and all that changes them.

Every change is an entry of the log before it is answered. What an entry says is enough to make the change again, so
that a desk that was killed finds everything when it starts: the last review that was kept, and the entries behind it.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import RLock
from typing import Any, TypeAlias

from aligner.alignment import Alignment
from aligner.alignment.anchors import Anchors
from aligner.alignment.uncertain_nulls import with_doubtful
from aligner.core import Bead, Decision, Finding, Message, Review, Severity, Side, State
from aligner.core.serialize import dump, load
from aligner.decisions import answered, from_record, to_record
from aligner.decisions.recording import decision_about
from aligner.desk import beads as pairing
from aligner.desk.errors import ConflictError, RefusedError
from aligner.desk.people import Person, role_for
from aligner.desk.rows import Ids, Row, Talk, difference, finding_data, ids_of, key_of, rows_of, spliced
from aligner.errors import AlignerError
from aligner.gate import Verdict, judge
from aligner.gate.verdict import Standing
from aligner.report.i18n import localizer
from aligner.session import Session, Texts
from aligner.workspace.reading import review_texts
from aligner.workspace.workspace import Entry, Pair, Workspace, keep_review, now, write_log

__all__ = ["UNDOABLE", "OpenPair"]

Step: TypeAlias = dict[str, Any]

UNDOABLE = ("answer", "edit", "fix", "merge", "split", "shift", "pin", "realign", "mark", "reply")
_TEXTS = ("edit", "fix", "merge", "split", "shift", "pin", "realign", "undo", "redo", "saved")
_KEPT = 40  # states of the page that a browser may be behind
_MOST_NOTE = 5000  # characters


@dataclass
class _View:
    """What a page shows after an entry of the log."""

    rows: list[Row]
    findings: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)  #: by language and fingerprint


class OpenPair:
    """A pair of a workspace; its methods may be called by threads, one change is made at a time.

    :param session: for this pair alone
    :raises AlignerError: if its files cannot be read
    """

    def __init__(self, workspace: Workspace, pair: Pair, session: Session) -> None:
        self.workspace, self.pair, self.session = workspace, pair, session
        self.lock = RLock()
        self.notices: list[Message] = []  #: edits that could not be made again after a file was changed elsewhere
        self.settled: dict[Ids, str] = {}
        self.old: dict[str, str] = {}  #: what segments said before their last edit
        self.dirty = False
        self.partly = False  #: whether rules about the whole of the text have not been asked since the last change
        self._answers: dict[str, tuple[int, Decision]] = {}
        self._read_until = 0
        self._talk: dict[str, Talk] = {}
        self._views: dict[int, _View] = {}
        self._said: dict[tuple[str, str], tuple[Message, str]] = {}
        self._verdicts: dict[int, Verdict] = {}
        self._load()
        self.head = 0
        self.refresh()

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

    def _load(self) -> None:
        """Take the review that was kept, if the files are those it was made from, and do again what came behind it."""
        texts, *sums = self.read_files()
        self.base = sums
        with self.workspace.reading() as database:
            row = database.execute("select * from states where pair = ?", (self.pair.id,)).fetchone()
        after = 0
        for one in self.workspace.settled(self.pair.id):
            self.settled[one] = "—"
        with self.workspace.reading() as database:
            for left, right, by in database.execute(
                "select original, translation, settled from beads where pair = ? and settled != ''", (self.pair.id,)
            ):
                self.settled[tuple(json.loads(left)), tuple(json.loads(right))] = by
        if row and [row["original"], row["translation"]] == sums:
            self.review = load(zlib.decompress(row["review"]))
            after = row["log"]
        else:
            self.review = review_texts(self.session, texts, self.settled)
            saved = [one.number for one in self.workspace.entries(self.pair.id, kinds=("saved",))]
            after = saved[-1] if saved else 0
            self.dirty = True
        for entry in self.workspace.entries(self.pair.id, 0, _TEXTS):
            for step in entry.data.get("do", ()):
                if step["op"] == "text" and entry.number <= after:
                    self._note_old(step)
        edits = self.workspace.entries(self.pair.id, after, _TEXTS)
        for entry in edits:
            for step in entry.data.get("do", ()):
                try:
                    self._make(step, entry.who)
                except (AlignerError, LookupError, ValueError):
                    what = str(step.get("now", entry.kind))[:80]
                    self.notices.append(Message("desk.not-made-again", {"who": entry.who, "text": what}))
        if self.partly:
            self.review, self.partly = self.session.complete(self.review), False
        self.dirty = self.dirty or bool(edits)

    def complete(self) -> None:
        """Ask the rules about the whole of the text, where that was left for later; what they say is a new entry."""
        with self.lock:
            review, wanted = self.review, self.partly
        if not wanted:
            return
        made = self.session.complete(review)
        with self.lock:
            if self.review is not review:
                return  # somebody has changed it meanwhile: the next time
            self.review, self.partly, self.dirty = made, False, True
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
            if not self.dirty or self.partly:
                return
            review, settled, head, sums = self.review, dict(self.settled), self.head, self.base
            self.dirty = False
        data = zlib.compress(dump(review), 1)
        with self.workspace.writing() as database:
            keep_review(database, self.pair.id, self.decided, settled)
            database.execute("insert or replace into states values (?, ?, ?, ?, ?)", (self.pair.id, head, *sums, data))

    # --- what is shown

    @property
    def decided(self) -> Review:
        """The review with what holds of its findings."""
        return answered(
            self.review, {key: one for key, (_, one) in self._answers.items() if one.state is not State.OPEN}
        )

    def refresh(self) -> bool:
        """Take in what others wrote into the log; return whether there was something."""
        with self.lock:
            entries = self.workspace.entries(self.pair.id, self._read_until)
            for one in entries:
                if one.kind == "decision":
                    decision = from_record(one.data)
                    self._answers[decision.fingerprint] = one.number, decision
                self._read_until = one.number
            if entries or not self._views:
                self._talk = self._talked()
                self.head = self._read_until
                self._views[self.head] = _View(rows_of(self.review, self.settled, self.old))
                for old in sorted(self._views)[:-_KEPT]:
                    del self._views[old]
                self.dirty = self.dirty or bool(entries)
            return bool(entries)

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
        _, said = self._answers.get(fingerprint, (0, None))
        return said is not None and said.role == "editor" and said.when >= since

    def whole(self, language: str) -> dict[str, Any]:
        """Return all that the page shows of the pair."""
        self.refresh()
        with self.lock:
            view = self._views[self.head]
            found = list(self._findings(view, language).values())
            return {"head": self.head, "rows": view.rows, "findings": found}

    def since(self, head: int, language: str) -> dict[str, Any]:
        """Return what has changed on the page since an entry of the log; everything where that is too long ago."""
        self.refresh()
        with self.lock:
            before, view = self._views.get(head), self._views[self.head]
            if before is None:
                return {"whole": self.whole(language)}
            old, new = self._findings(before, language), self._findings(view, language)
            return {
                "from": head,
                "head": self.head,
                "rows": spliced(before.rows, view.rows),
                "gone": [key for key in old if key not in new],
                "findings": [one for key, one in new.items() if old.get(key) != one],
            }

    def _findings(self, view: _View, language: str) -> dict[str, dict[str, Any]]:
        if language not in view.findings:
            if view is not self._views[self.head]:
                return {}
            words, review = localizer(language), self.decided
            view.findings[language] = {
                one.fingerprint: finding_data(
                    review,
                    one,
                    self._message(one, language),
                    words,
                    self._talk.get(one.fingerprint, Talk()),
                    not self._settles(one),
                )
                for one in review.findings
            }
        return view.findings[language]

    def _settles(self, finding: Finding) -> bool:
        _, said = self._answers.get(finding.fingerprint, (0, None))
        return said is not None and said.state.settles

    def _message(self, finding: Finding, language: str) -> str:
        known = self._said.get((finding.fingerprint, language))
        if known is None or known[0] != finding.message:
            known = finding.message, localizer(language).message(finding)
            self._said[finding.fingerprint, language] = known
        return known[1]

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

    def standing(self, finding: Finding) -> Standing:
        """Return whether the gate counts a finding."""
        return Standing.ACCEPTED if self._settles(finding) else Standing.COUNTS

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
        _check_note(note)
        with self.lock:
            self.refresh()
            review = self.decided
            known = {one.fingerprint: one for one in review.findings}
            made = []
            for fingerprint in dict.fromkeys(fingerprints):
                finding = known.get(fingerprint)
                if finding is None:
                    raise ConflictError(Message("desk.finding-gone"))
                number, before = self._answers.get(fingerprint, (0, None))
                if seen is not None and number > seen and before and before.by != person.name:
                    raise _faster(before)
                wanted = state or (before.state if before and before.state is not State.OPEN else State.TO_BE_FIXED)
                said = Decision("", wanted, note=note, weight=weight, **self._by(person, "answer"))
                made.append((before, decision_about(review, finding, said)))
            self._write_answers(person, "answer", made)

    def mark(
        self, person: Person, segment: str, start: int, end: int, *, rule: str, severity: Severity, note: str
    ) -> str:
        """Write down an error that somebody saw and the program did not; return its fingerprint.

        :param start: first character in the segment of the translation, counted from zero
        :param end: just behind the last
        :raises AlignerError: if there is no such place or rule
        """
        from aligner.decisions import error_at

        _check_note(note)
        with self.lock:
            self.refresh()
            text = self.review.translation
            number = self._number(segment)
            place = f"{text.language}:{number + 1}:{start + 1}-{end}"
            said = Decision("", State.TO_BE_FIXED, note=note, **self._by(person, "answer"))
            error = error_at(self.review.original, text, rule=rule, place=place, severity=severity, said=said)
            before = self._answers.get(error.fingerprint, (0, None))[1]
            self._write_answers(person, "mark", [(before, error)])
            return error.fingerprint

    def _by(self, person: Person, what: str) -> dict[str, Any]:
        return {"by": person.name, "role": role_for(person, what), "when": now()}

    def _write_answers(
        self, person: Person, kind: str, made: Sequence[tuple[Decision | None, Decision]], extra: Mapping[str, Any] = {}
    ) -> None:
        data = {
            **extra,
            "answers": {
                after.fingerprint: [to_record(before) if before else None, to_record(after)] for before, after in made
            },
        }
        with self.workspace.writing() as database:
            database.executemany(
                "insert into decisions (fingerprint, record) values (?, ?)",
                [(after.fingerprint, json.dumps(to_record(replace(after, file=self.pair.name)))) for _, after in made],
            )
            self._log(database, person, kind, data)
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
        _check_note(text)
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
        with self.workspace.reading() as database:
            rows = database.execute(
                "select * from comments where pair = ? and fingerprint = ? and not withdrawn order by id",
                (self.pair.id, fingerprint),
            )
            return [dict(row) for row in rows]

    # --- texts and beads

    def edit(self, person: Person, segment: str, text: str, was: str) -> None:
        """Give a segment of the translation another text.

        :param was: what the person saw; where it is something else by now, that is a conflict
        """
        with self.lock:
            self.refresh()
            now_ = self._text_of(segment)
            if now_ != was:
                raise ConflictError(Message("desk.text-changed", {"now": now_}), {"now": now_})
            if " ".join(text.split()) == " ".join(now_.split()):
                return
            self._do(person, "edit", [{"op": "text", "segment": segment, "was": [now_], "now": text}])

    def fix(self, person: Person, fingerprint: str) -> None:
        """Make what repairs a finding.

        :raises RefusedError: if nothing is known that does
        """
        from aligner.core import Edit
        from aligner.report.marks import text_range

        with self.lock:
            self.refresh()
            finding = self.finding(fingerprint)
            edits: Sequence[Edit] = finding.edits
            if not edits and finding.suggestion is not None and finding.translation is not None:
                edits = (Edit(finding.translation, finding.suggestion),)
            by_sentence: dict[int, list[tuple[int, int, str]]] = {}
            document = self.review.translation
            for edit in edits:
                if len(edit.span.sentences) == 1:
                    (number,) = edit.span.sentences
                    if found := text_range(document, number, edit.span.start, edit.span.end):
                        by_sentence.setdefault(number, []).append((*found, edit.text))
            if not by_sentence:
                raise RefusedError(Message("desk.no-repair"))
            steps: list[Step] = []
            for number, changes in by_sentence.items():
                sentence = document.sentences[number]
                text = sentence.text
                for start, end, put in sorted(changes, reverse=True):
                    text = text[:start] + put + text[end:]
                steps.append({"op": "text", "segment": sentence.id, "was": [sentence.text], "now": text})
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
            step = self._pairing(what, at, cut, ids)
            self._do(person, {"shift-on": "shift", "shift-back": "shift", "unpin": "pin"}.get(what, what), [step])

    def _pairing(self, what: str, at: int, cut: int, ids: Sequence[Ids]) -> Step:
        beads, documents = self.review.beads, (self.review.original, self.review.translation)
        if what in ("pin", "unpin"):
            return {"op": "settle", "beads": [ids[at]], "on": what == "pin", "was": ids[at] in self.settled}
        last = len(beads) - 1
        if what == "merge" and at < last:
            span, made = range(at, at + 2), pairing.merged(beads, at)
        elif what == "split" and 0 < cut < len(beads[at].translation):
            span, made = range(at, at + 1), pairing.split(beads[at], cut, documents, self.session.encoder)
        elif what == "shift-on" and at < last and beads[at].translation:
            span, made = range(at, at + 2), pairing.shifted(beads[at], beads[at + 1], on=True)
        elif what == "shift-back" and at > 0 and beads[at].translation:
            span, made = range(at - 1, at + 1), pairing.shifted(beads[at - 1], beads[at], on=False)
        elif what == "realign":
            return self._realigned(at, ids)
        else:
            raise RefusedError(Message("desk.cannot-pair"))
        before = [ids[n] for n in span]
        after = self._named(made)
        if before == after:
            raise RefusedError(Message("desk.cannot-pair"))
        return {
            "op": "beads",
            "before": before,
            "after": after,
            "settle": after,
            "unsettle": [one for one in before if one in self.settled],
        }

    def _realigned(self, at: int, ids: Sequence[Ids]) -> Step:
        """Align everything behind a bead anew; beads before it and settled ones stay."""
        beads = self.review.beads
        kept = [
            (bead.original, bead.translation)
            for n, (bead, one) in enumerate(zip(beads, ids, strict=True))
            if n < at or one in self.settled
        ]
        texts = Texts(self.review.original, self.review.translation)
        found: Alignment = self.session.align(texts, Anchors(beads=tuple(kept)))
        after = self._named(with_doubtful(found.beads))
        head = next((n for n in range(min(len(ids), len(after))) if ids[n] != after[n]), min(len(ids), len(after)))
        if ids[head:] == after[head:]:
            raise RefusedError(Message("desk.same-pairing"))
        return {"op": "beads", "before": ids[head:], "after": after[head:], "settle": [], "unsettle": []}

    def _named(self, beads: Iterable[Bead]) -> list[Ids]:
        return ids_of(replace(self.review, beads=tuple(beads)))

    def _do(self, person: Person, kind: str, steps: Sequence[Step], extra: Mapping[str, Any] = {}) -> None:
        """Make a change, write it down, and only then let it be seen."""
        before, settled, old = self.review, dict(self.settled), dict(self.old)
        done = []
        try:
            for step in steps:
                done.append(self._make(step, person.name))
            with self.workspace.writing() as database:
                self._log(database, person, kind, {**extra, "do": done})
        except BaseException:
            self.review, self.settled, self.old = before, settled, old
            raise
        self.refresh()

    def _make(self, step: Step, who: str) -> Step:
        """Make one step of a change; return it with what it made, so that it can be taken back."""
        if step["op"] == "text":
            return self._make_text(step)
        if step["op"] == "settle":
            for one in map(_ids, step["beads"]):
                if step["on"]:
                    self.settled[one] = who
                else:
                    self.settled.pop(one, None)
            return step
        before, after = list(map(_ids, step["before"])), list(map(_ids, step["after"]))
        ids = ids_of(self.review)
        at = next((n for n in range(len(ids)) if ids[n : n + len(before)] == before), None)
        if at is None:
            raise ConflictError(Message("desk.bead-gone"))
        made = [*self.review.beads[:at], *self._beads(after), *self.review.beads[at + len(before) :]]
        self.review = self.session.pair_anew(self.review, made, whole=False)
        self.partly = True
        for one in map(_ids, step["unsettle"]):
            self.settled.pop(one, None)
        for one in map(_ids, step["settle"]):
            self.settled[one] = who
        return step

    def _beads(self, names: Iterable[Ids]) -> list[Bead]:
        """Return beads by the ids of their segments, with their likeness; people's own are sure."""
        left, right = (
            {one.id: one.number for one in document.sentences}
            for document in (self.review.original, self.review.translation)
        )
        known = dict(zip(ids_of(self.review), self.review.beads, strict=True))
        return [
            known.get(one) or Bead(tuple(left[n] for n in one[0]), tuple(right[n] for n in one[1]), 0.0, 1.0)
            for one in names
        ]

    def _make_text(self, step: Step) -> Step:
        segment, was = step["segment"], list(step["was"])
        number = self._number(segment)
        sentences = self.review.translation.sentences[number : number + len(was)]
        if [one.text for one in sentences] != was:
            now_ = " ".join(one.text for one in sentences)
            raise ConflictError(Message("desk.text-changed", {"now": now_}), {"now": now_})
        before, paired = len(self.review.translation.sentences), ids_of(self.review)
        homes = [one for one in self.settled if segment in one[1]]
        joins = len(was) if len(was) > 1 else 0
        self.review = self.session.edit(self.review, segment, step["now"], joins=joins, whole=False)
        self.partly = True
        after = self.review.translation.sentences
        parts = len(after) - before + len(was)
        made = after[number : number + parts]
        done = {**step, "made": [[one.id, one.text] for one in made]}
        if parts != 1 or len(was) != 1:  # the pairing that was settled is another
            at, cut, _ = difference(paired, ids_of(self.review))
            done["paired"] = [[one, self.settled.get(one, "")] for one in paired[at : at + cut]]
            for one in homes:
                self.settled.pop(one, None)
        if "pair" in step:
            self._pair_as_before([(_ids(one), by) for one, by in step["pair"]])
        self._note_old(done)
        return done

    def _pair_as_before(self, wanted: Sequence[tuple[Ids, str]]) -> None:
        """Pair sentences as they were paired before an edit that is taken back; not where somebody paired them since.

        :param wanted: beads that follow each other, and who settled them
        """
        beads, ids = [one for one, _ in wanted], ids_of(self.review)
        names = set().union(*(left + right for left, right in beads))
        found = [n for n, (left, right) in enumerate(ids) if names & {*left, *right}]
        if not found or _joined(ids[found[0] : found[-1] + 1]) != _joined(beads):
            return
        made = [*self.review.beads[: found[0]], *self._beads(beads), *self.review.beads[found[-1] + 1 :]]
        self.review = self.session.pair_anew(self.review, made, whole=False)
        self.settled |= {one: by for one, by in wanted if by}

    def _note_old(self, step: Step) -> None:
        first = step["made"][0]
        self.old[first[0]] = " ".join(step["was"])

    def _number(self, segment: str) -> int:
        found = next((one.number for one in self.review.translation.sentences if one.id == segment), None)
        if found is None:
            raise ConflictError(Message("desk.segment-gone"))
        return found

    def _text_of(self, segment: str) -> str:
        return self.review.translation.sentences[self._number(segment)].text

    # --- undo and redo

    def stacks(self, person: Person) -> tuple[list[Entry], list[Entry]]:
        """Return what a person can take back, and what the person has taken back, the last thing last."""
        done, undone = list[Entry](), list[Entry]()
        for one in self.workspace.entries(self.pair.id, kinds=(*UNDOABLE, "undo", "redo")):
            if one.who != person.name:
                continue
            if one.kind == "undo":
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
        :raises ConflictError: if somebody else has changed the same thing since
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
            back = kind == "undo"
            extra: dict[str, Any] = {"of": entry.number, "what": entry.kind}
            if "answers" in entry.data:
                self._turn_answers(person, kind, entry.data["answers"], extra)
            elif "comment" in entry.data:
                with self.workspace.writing() as database:
                    database.execute(
                        "update comments set withdrawn = ? where id = ?", (int(back), entry.data["comment"])
                    )
                    self._log(database, person, kind, extra)
                self.refresh()
            else:
                steps = entry.data["do"]
                self._do(person, kind, [_inverse(one) for one in reversed(steps)] if back else steps, extra)
            return entry

    def _turn_answers(
        self, person: Person, kind: str, answers: Mapping[str, Sequence[Any]], extra: Mapping[str, Any]
    ) -> None:
        made = []
        for fingerprint, (before, after) in answers.items():
            _, current = self._answers.get(fingerprint, (0, None))
            if current is not None and current.by != person.name:
                raise _faster(current)
            record = before if kind == "undo" else after
            said = from_record(record or {**after, "state": State.OPEN.value})
            if not record:
                said = replace(said, note="", severity=None, weight=None)
            made.append((current, replace(said, **self._by(person, "undo"))))
        self._write_answers(person, kind, made, extra)


def _inverse(step: Step) -> Step:
    """Return the step that takes another back."""
    if step["op"] == "text":
        made = step["made"]
        return {
            "op": "text",
            "segment": made[0][0],
            "was": [text for _, text in made],
            "now": " ".join(step["was"]),
            **({"pair": step["paired"]} if step.get("paired") else {}),
        }
    if step["op"] == "settle":
        return {**step, "on": step["was"], "was": step["on"]}
    return {
        "op": "beads",
        "before": step["after"],
        "after": step["before"],
        "settle": step["unsettle"],
        "unsettle": step["settle"],
    }


def _ids(found: Sequence[Sequence[str]]) -> Ids:
    return tuple(found[0]), tuple(found[1])


def _joined(beads: Iterable[Ids]) -> Ids:
    found = list(beads)
    return tuple(id for left, _ in found for id in left), tuple(id for _, right in found for id in right)


def _faster(said: Decision) -> ConflictError:
    state = Message(f"decisions.{said.state.value}") if said.state is not State.OPEN else Message("decisions.withdrawn")
    return ConflictError(Message("desk.answered-meanwhile", {"who": said.by, "state": state}))


def _check_note(text: str) -> None:
    if len(text) > _MOST_NOTE:
        raise RefusedError(Message("desk.note-too-long", {"count": _MOST_NOTE}))


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
