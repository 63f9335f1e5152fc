"""Mutation testing for translations: errors are planted into clean pairs, and the checks have to find them.

What is clean is reported as well: every finding there is an alarm, unless the text is known to be wrong in that place.
Each pair is split, aligned and checked as ``aligner review`` does it, once as it is and once in every copy that has
plants in it. Lines of a text are blocks and are split into sentences, because that is how a user's text comes in.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter

from aligner.alignment.uncertain_nulls import with_doubtful
from aligner.check import PairContext, Profile
from aligner.check.deduplicate import without_echoes
from aligner.check.run import candidates, reported
from aligner.core import Document, Finding, Side, Span
from aligner.encode import Encoder
from aligner.evaluate.edits import Edited
from aligner.evaluate.pairs import CleanPair, matches_of_beads
from aligner.evaluate.plan import plan
from aligner.evaluate.plants import RULES_OF, Plant, Planted, plant_all
from aligner.evaluate.remembered import aligned
from aligner.evaluate.results import Alarm, Candidate, Evaluation, Outcome, Settings
from aligner.evaluate.stock import Stock

__all__ = ["Progress", "evaluate"]

Progress = Callable[[int, int], None]
"""Called with the sentences checked so far and the sentences to check."""


def evaluate(
    pairs: Sequence[CleanPair],
    encoder: Encoder,
    profile: Profile,
    settings: Settings,
    progress: Progress = lambda done, total: None,
) -> Evaluation:
    """Check the pairs as they are and with errors planted in them.

    :raises AlignerError: if the encoder fails
    """
    return _Run(pairs, encoder, profile, settings, progress).evaluate()


class _Run:
    """One evaluation under way."""

    def __init__(
        self, pairs: Sequence[CleanPair], encoder: Encoder, profile: Profile, settings: Settings, progress: Progress
    ) -> None:
        self._pairs, self._encoder, self._profile, self._settings = pairs, encoder, profile, settings
        self._progress = progress
        self._result = Evaluation(
            settings,
            tuple(pair.name for pair in pairs),
            sum(len(sentence.text.split()) for pair in pairs for sentence in pair.original.sentences),
            sum(len(pair.original.sentences) for pair in pairs),
            profile.signature,
        )

    def evaluate(self) -> Evaluation:
        """Plant errors, then check the clean texts and every copy with plants."""
        settings, pairs = self._settings, self._pairs
        texts = [(pair, plant_all(pair, ())) for pair in pairs] if settings.clean else []
        if settings.per_kind and settings.kinds:
            matches = [self._matches(pair) for pair in pairs]
            with self._clock("planting"):
                copies = plan(Stock(pairs, matches), settings.kinds, settings.per_kind, settings.seed)
            texts += [(pairs[copy.pair], plant_all(pairs[copy.pair], copy.plants)) for copy in copies]
            self._result.copies = len(copies)
        total, done = sum(len(pair.original.sentences) for pair, _ in texts), 0
        for pair, planted in texts:
            self._examine(pair, planted)
            done += len(pair.original.sentences)
            self._progress(done, total)
        return self._result

    def _matches(self, pair: CleanPair) -> Sequence[tuple[int, int]]:
        if pair.matches is not None:
            return pair.matches
        return matches_of_beads(self._aligned(pair.original, pair.translation).beads)

    def _examine(self, pair: CleanPair, planted: Planted) -> None:
        """Check a pair as it is, where nothing is planted, or with its plants."""
        result = self._result
        found, unsure = self._checked(pair, planted)
        first = len(result.outcomes)
        result.outcomes += (_outcome(plant, planted, found) for plant in planted.plants)
        for number, finding in enumerate((*found, *unsure)):
            touched = [n for n, plant in enumerate(planted.plants, first) if planted.touches(plant, finding)]
            hit = next((n for n in touched if finding.rule in RULES_OF[result.outcomes[n].plant.kind]), None)
            alarm = self._alarm(pair, planted, finding)
            if number < len(found) and not touched:
                (result.elsewhere if planted.plants else result.alarms).append(alarm)
            if hit is not None or not (touched or alarm.excuse):
                result.candidates.append(Candidate(finding.rule, finding.confidence, hit, not planted.plants))

    def _checked(self, pair: CleanPair, planted: Planted) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Return what the profile reports, and what it would report if it asked for no confidence."""
        with self._clock("splitting"):
            original, translation = pair.original, pair.translation
            if planted.plants:
                original = pair.rebuilt(Side.ORIGINAL, planted.original.text)
                translation = pair.rebuilt(Side.TRANSLATION, planted.translation.text)
        checked = self._aligned(original, translation)
        with self._clock("checking"):
            every = candidates(checked, self._profile, self._result.seconds_by_rule)
            found = reported(checked, every, self._profile)
        limits = {one.rule: self._profile.settings(one.rule).minimum_confidence for one in every}
        sure = [one for one in every if one.confidence >= limits[one.rule]]
        below = [one for one in every if one.confidence < limits[one.rule]]
        unsure: list[Finding] = []
        for rule in {one.rule for one in below}:
            heard = without_echoes([*sure, *(one for one in below if one.rule == rule)])
            unsure += (one for one in heard if one.rule == rule and one.confidence < limits[rule])
        return found, tuple(unsure)

    def _aligned(self, original: Document, translation: Document) -> PairContext:
        with self._clock("aligning"):
            found = aligned(original, translation, self._encoder, self._settings.beads)
        beads, coverage = with_doubtful(found.beads), self._settings.coverage
        return PairContext(original, translation, beads, self._encoder, found.moved, coverage=coverage)

    def _alarm(self, pair: CleanPair, planted: Planted, finding: Finding) -> Alarm:
        blocks = [
            *_blocks(Side.ORIGINAL, pair.original, planted.original, finding.original),
            *_blocks(Side.TRANSLATION, pair.translation, planted.translation, finding.translation),
        ]
        excuse = ""
        if any(block in pair.left_alone.get(side, ()) for side, block in blocks):
            excuse = "left in English"
        elif any(known.excuses(pair.name, finding.rule, blocks) for known in self._settings.known):
            excuse = "known defect"
        return Alarm(pair.name, blocks[0][1] if blocks else 0, finding, excuse)

    @contextmanager
    def _clock(self, part: str) -> Iterator[None]:
        began = perf_counter()
        yield
        self._result.seconds[part] = self._result.seconds.get(part, 0.0) + perf_counter() - began


def _outcome(plant: Plant, planted: Planted, found: Sequence[Finding]) -> Outcome:
    touching = [finding for finding in found if planted.touches(plant, finding)]
    rules = RULES_OF[plant.kind]
    return Outcome(
        plant,
        tuple(finding for finding in touching if finding.rule in rules),
        tuple(finding for finding in touching if finding.rule not in rules),
    )


def _blocks(side: Side, clean: Document, edited: Edited, span: Span | None) -> list[tuple[Side, int]]:
    """Return the blocks of the clean text that a span of the edited one lies in."""
    if span is None:
        return []
    starts = [sentence.start for sentence in clean.sentences]
    first, last = (bisect_right(starts, edited.backward(offset)) - 1 for offset in (span.start, span.end - 1))
    return [
        (side, block) for block in range(clean.sentences[max(0, first)].block, clean.sentences[max(0, last)].block + 1)
    ]
