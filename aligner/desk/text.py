"""A text that people change: its beads and findings as they are by now, and the steps that make and take back changes.

A step is data, so that the log can keep it: what it says is enough to make the change again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from aligner.alignment import Alignment
from aligner.alignment.anchors import Anchors
from aligner.alignment.uncertain_nulls import with_doubtful
from aligner.core import Bead, Edit, Finding, Message, Review, Side
from aligner.desk import beads as pairing
from aligner.desk.errors import ConflictError, RefusedError
from aligner.desk.rows import Ids, difference, ids_of
from aligner.session import Session, Texts

__all__ = ["Step", "Text", "ids_from", "inverse"]

Step: TypeAlias = dict[str, Any]


class Text:
    """The review of a pair, as steps change it.

    :param settled: beads that people have settled, and who did
    """

    def __init__(self, session: Session, review: Review, settled: dict[Ids, str]) -> None:
        self.session, self.review, self.settled = session, review, settled
        self.old: dict[str, str] = {}  #: what segments said before their last edit
        self.partly = False  #: whether rules about the whole of the text have not been asked since the last change

    def copy(self) -> "Text":
        """Return what makes no difference to this one when it changes."""
        made = Text(self.session, self.review, dict(self.settled))
        made.old, made.partly = dict(self.old), self.partly
        return made

    def complete(self) -> None:
        """Ask the rules about the whole of the text, where that was left for later."""
        if self.partly:
            self.review, self.partly = self.session.complete(self.review), False

    # --- the steps of a change

    def repairing(self, finding: Finding) -> list[Step]:
        """Return the steps that repair a finding.

        :raises RefusedError: if nothing is known that does
        """
        from aligner.report.marks import text_range

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
        return steps

    def pairing(self, what: str, at: int, cut: int) -> Step:
        """Return the step that pairs sentences otherwise; see ``OpenPair.pair_anew``.

        :param at: number of the bead
        :raises RefusedError: if it cannot be done
        """
        ids = ids_of(self.review)
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

    # --- making them

    def make(self, step: Step, who: str) -> Step:
        """Make one step of a change; return it with what it made, so that it can be taken back.

        :raises ConflictError: if what it changes is not there any more
        """
        if step["op"] == "text":
            return self._make_text(step)
        if step["op"] == "settle":
            for one in map(ids_from, step["beads"]):
                if step["on"]:
                    self.settled[one] = who
                else:
                    self.settled.pop(one, None)
            return step
        before, after = list(map(ids_from, step["before"])), list(map(ids_from, step["after"]))
        ids = ids_of(self.review)
        at = next((n for n in range(len(ids)) if ids[n : n + len(before)] == before), None)
        if at is None:
            raise ConflictError(Message("desk.bead-gone"))
        made = [*self.review.beads[:at], *self._beads(after), *self.review.beads[at + len(before) :]]
        self.review = self.session.pair_anew(self.review, made, whole=False)
        self.partly = True
        for one in map(ids_from, step["unsettle"]):
            self.settled.pop(one, None)
        for one in map(ids_from, step["settle"]):
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
        number = self.number(segment)
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
            self._pair_as_before([(ids_from(one), by) for one, by in step["pair"]])
        self.note_old(done)
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

    def note_old(self, step: Step) -> None:
        """Remember what a segment said before an edit."""
        first = step["made"][0]
        self.old[first[0]] = " ".join(step["was"])

    def number(self, segment: str, side: Side = Side.TRANSLATION) -> int:
        """Return the number of a sentence by its id.

        :raises ConflictError: if it is not there any more
        """
        text = self.review.original if side is Side.ORIGINAL else self.review.translation
        found = next((one.number for one in text.sentences if one.id == segment), None)
        if found is None:
            raise ConflictError(Message("desk.segment-gone"))
        return found

    def of(self, segment: str) -> str:
        """Return what a segment of the translation says; see ``number``."""
        return self.review.translation.sentences[self.number(segment)].text


def inverse(step: Step) -> Step:
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


def ids_from(found: Sequence[Sequence[str]]) -> Ids:
    """Return the ids of a bead as the log keeps them."""
    return tuple(found[0]), tuple(found[1])


def _joined(beads: Iterable[Ids]) -> Ids:
    found = list(beads)
    return tuple(id for left, _ in found for id in left), tuple(id for _, right in found for id in right)
