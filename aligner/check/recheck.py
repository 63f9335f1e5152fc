"""What the rules say of a pair after an edit: only what the edit may have changed is checked again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property, partial

from aligner.check.base import PairContext, Rule, Scope
from aligner.check.registry import load_rules
from aligner.check.run import findings_of, runs, weighed
from aligner.config.profile import Profile
from aligner.core import Finding, Place, Side, Span

__all__ = ["Change", "completed", "recheck"]

#: The bead of each sentence of a side, -1 where it has none.
Homes = Mapping[Side, Sequence[int]]
Check = Callable[[PairContext], Iterator[Finding]]

_REACH = {Scope.BEAD: 0, Scope.NEIGHBOURHOOD: 1}  #: beads on either side that a finding depends on


@dataclass(frozen=True)
class Change:
    """A pair before and after an edit."""

    before: PairContext
    after: PairContext
    side: Side  #: of the sentence that was edited
    number: int  #: of the sentence
    span: Callable[[Span], Span]  #: where a span of other sentences of that side is now
    #: Where no sentence was edited but the pairing was: numbers of the beads that are others, before and after.
    beads: tuple[range, range] | None = None

    @cached_property
    def homes(self) -> tuple[Homes, Homes]:
        """The beads of all sentences, before and after."""
        return _homes(self.before), _homes(self.after)

    @cached_property
    def touched(self) -> tuple[range, range]:
        """Numbers of the beads that have a sentence of the edited block, and of those between, before and after."""
        if self.beads is not None:
            return self.beads
        pairs = zip((self.before, self.after), self.homes, strict=True)
        before, after = (_of_block(pair, homes, self.side, self.number) for pair, homes in pairs)
        return before, after

    def finding(self, finding: Finding) -> Finding:
        """Return a finding about other sentences, where these are now."""
        original, translation = (
            self.span(span) if span and side is self.side else span
            for side, span in ((Side.ORIGINAL, finding.original), (Side.TRANSLATION, finding.translation))
        )
        related = tuple(
            Place(place.side, self.span(place.span), place.note) if place.side is self.side else place
            for place in finding.related
        )
        edits = finding.edits
        if self.side is Side.TRANSLATION:
            edits = tuple(edit._replace(span=self.span(edit.span)) for edit in edits)
        return replace(finding, original=original, translation=translation, related=related, edits=edits)


def recheck(change: Change, candidates: Sequence[Finding], profile: Profile, *, whole: bool = True) -> list[Finding]:
    """Return what ``candidates`` would return for the pair after the edit.

    :param candidates: of the pair before
    :param whole: else rules about the whole of the text are not asked, and what they said elsewhere stays, until
        ``completed`` asks them: they take the most time
    """
    made: dict[str, list[Finding]] = {}
    for finding in candidates:
        made.setdefault(finding.rule, []).append(finding)
    after = change.after.under(profile.typography.spaces, profile.checks)
    found: list[Finding] = []
    for name, rule in load_rules().items():
        if not runs(rule, after, profile):
            continue
        failed = change.before.faults.get(name)  # somewhere, so that it has to run everywhere again
        reach = None if failed else _REACH.get(rule.scope)
        if reach is None and not whole:
            found += _elsewhere(change, made.get(name, []))
            after.faults |= {name: failed} if failed else {}
        elif reach is None:
            found += weighed(findings_of(rule, after), profile)
        else:
            found += _merged(change, made.get(name, []), partial(_weighed, rule, profile), reach)
    return found


def completed(pair: PairContext, candidates: Sequence[Finding], profile: Profile) -> list[Finding]:
    """Return what ``recheck`` returns for the whole, from what it returned without the rules about the whole text."""
    made: dict[str, list[Finding]] = {}
    for finding in candidates:
        made.setdefault(finding.rule, []).append(finding)
    after = pair.under(profile.typography.spaces, profile.checks)
    found: list[Finding] = []
    for name, rule in load_rules().items():
        if runs(rule, after, profile):
            known = rule.scope in _REACH and after.faults.pop(name, None) is None
            found += made.get(name, []) if known else weighed(findings_of(rule, after), profile)
    return found


def _elsewhere(change: Change, findings: Sequence[Finding]) -> list[Finding]:
    """Return findings that are not about the beads that the edit touches, where they are now."""
    beads = [change.before.beads[n] for n in change.touched[0]]
    own = {n for bead in beads for n in (bead.original if change.side is Side.ORIGINAL else bead.translation)}

    def numbers(finding: Finding) -> Iterator[int]:
        spans = [finding.original if change.side is Side.ORIGINAL else finding.translation]
        spans += [place.span for place in finding.related if place.side is change.side]
        spans += [edit.span for edit in finding.edits if change.side is Side.TRANSLATION]
        return (n for span in spans if span for n in span.sentences)

    return [change.finding(one) for one in findings if own.isdisjoint(numbers(one))]


def _weighed(rule: Rule, profile: Profile, pair: PairContext) -> Iterator[Finding]:
    return weighed(findings_of(rule, pair), profile)


def _merged(change: Change, earlier: Sequence[Finding], check: Check, reach: int) -> list[Finding]:
    """Return the findings of one rule, bead by bead: again where the edit reaches, as they were elsewhere."""
    gone, again = (_around(touched, reach) for touched in change.touched)
    homes = change.homes
    kept = [change.finding(one) for one in earlier if _home(one, homes[0]) not in gone]
    window = copy(change.after)
    window.beads = change.after.beads[max(0, again.start - reach) : again.stop + reach]
    new = [one for one in check(window) if _home(one, homes[1]) in again]
    return sorted([*kept, *new], key=lambda one: _home(one, homes[1]))


def _around(numbers: range, reach: int) -> range:
    return range(numbers.start - reach, numbers.stop + reach)


def _homes(pair: PairContext) -> Homes:
    original, translation = ([-1] * len(document.sentences) for document in (pair.original, pair.translation))
    for number, bead in enumerate(pair.beads):
        for sentence in bead.original:
            original[sentence] = number
        for sentence in bead.translation:
            translation[sentence] = number
    return {Side.ORIGINAL: original, Side.TRANSLATION: translation}


def _home(finding: Finding, homes: Homes) -> int:
    """Return the first bead that a finding is about."""
    spans = ((Side.ORIGINAL, finding.original), (Side.TRANSLATION, finding.translation))
    return min(homes[side][sentence] for side, span in spans if span for sentence in span.sentences)


def _of_block(pair: PairContext, homes: Homes, side: Side, number: int) -> range:
    document = pair.original if side is Side.ORIGINAL else pair.translation
    block = document.sentences[number].block
    numbers = [homes[side][sentence.number] for sentence in document.sentences if sentence.block == block]
    return range(min(numbers), max(numbers) + 1)
