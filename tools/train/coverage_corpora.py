"""Texts to learn lost and added stretches from: beads as they are, with stretches planted, and what people said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from aligner.alignment.uncertain_nulls import with_doubtful
from aligner.check import PairContext
from aligner.core import Bead, Side, Span
from aligner.encode import CachedEncoder, default_cache
from aligner.evaluate.collections import load_collection, readings_beside
from aligner.evaluate.known import KnownDefect
from aligner.evaluate.pairs import CleanPair, matches_of_beads
from aligner.evaluate.planters import PLANTERS
from aligner.evaluate.plants import Kind, Plant, SentencePair
from aligner.evaluate.readings import Reading
from aligner.evaluate.remembered import aligned
from aligner.evaluate.stock import Stock
from aligner.link import tokenize
from aligner.link.coverage import Texts
from aligner.link.linker import LinkEvidence
from tools.benchmarks.differences import Token, read_pages

__all__ = ["COLLECTIONS", "KINDS", "Corpus", "Planted", "Stranger", "gathered", "lost_stretches", "strangers"]

KINDS = (Kind.CLAUSE_DELETED, Kind.WORDS_DELETED, Kind.CLAUSE_INSERTED)
#: Where each collection lies in the folder of data.
COLLECTIONS: Mapping[str, str] = {
    "tico19": "tico19",
    "docs": "docs",
    "novels": "novels",
    "handbook": "clean/handbook",
    "developers": "clean/developers",
    "pud": "clean/pud",
    "web": "clean/web",
    "differences": "differences/dev.jsonl",
}
_EACH = 300  #: planted stretches of each kind in a collection
_SEED = 7
_SENTENCES = 80  #: beads of a collection, for each side, that whole sentences of others are put into
_FIRST = 0.5  #: share of them that stand before the bead's own sentence
_MOST_SENTENCES = 4  #: of these, in one bead
_HOLE = 3  #: unlinked tokens between two that are lost, and lost with them
_RULES = ("omission", "addition", "untranslated")

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Planted:
    """A bead with something lost or added in it."""

    number: int  #: of the document's bead that it stands for
    texts: Texts
    kind: Kind
    side: Side  #: that has the stretches
    lost: tuple[Stretch, ...]  #: characters of its only sentence of that side
    evidence: LinkEvidence


@dataclass(frozen=True, slots=True)
class Corpus:
    """A document's linked beads, with plants, and with what is known of them."""

    collection: str
    pair: CleanPair
    beads: Sequence[Bead]
    texts: Sequence[Texts]
    evidence: Sequence[LinkEvidence | None]
    planted: Sequence[Planted]
    excused: frozenset[int]  #: beads that have a defect, or are left in English
    labels: Mapping[Side, Sequence[Token]] | None = None  #: of tokens, where people gave some
    readings: Sequence[Reading] = ()  #: of findings on this document

    def span(self, number: int, side: Side, start: Stretch, end: Stretch) -> Span:
        """Return where a stretch of a bead's side is, given as sentence of the side and offset."""
        document = self.pair.original if side is Side.ORIGINAL else self.pair.translation
        bead = self.beads[number]
        numbers = bead.original if side is Side.ORIGINAL else bead.translation
        if start[0] == end[0]:
            return document.locate(numbers[start[0]], start[1], end[1])
        opening, closing = document.locate(numbers[start[0]], start[1]), document.locate(numbers[end[0]], 0, end[1])
        return Span((), opening.start, closing.end, "")

    def labelled(self, side: Side, span: Span) -> NDArray[np.float64]:
        """Return the labels of the judged tokens in a span."""
        some = self.labels[side] if self.labels else ()
        return np.array([label for a, b, label in some if a < span.end and b > span.start and label != -1])

    def read(self, side: Side, span: Span) -> str | None:
        """Return what somebody said of a span."""
        rule = "omission" if side is Side.ORIGINAL else "addition"
        for one in self.readings:
            place = one.original if side is Side.ORIGINAL else one.translation
            if one.rule == rule and place and place[0] < span.end and span.start < place[1]:
                return one.verdict
        return None


def gathered(data: Path, name: str, known: Sequence[KnownDefect], encoder: CachedEncoder) -> list[Corpus]:
    """Return the documents of a collection, linked, with plants."""
    path = data / COLLECTIONS[name]
    pages = read_pages(path) if path.is_file() else []
    pairs = [page.pair for page in pages] or load_collection(path)
    labels = {page.pair.name: page.tokens for page in pages}
    readings = readings_beside([path])
    contexts = []
    for pair in pairs:
        known_beads = aligned(pair.original, pair.translation, encoder, default_cache().parent / "beads")
        context = PairContext(
            pair.original, pair.translation, with_doubtful(known_beads.beads), encoder, known_beads.moved
        )
        contexts.append((context, pair.matches if pair.matches is not None else matches_of_beads(known_beads.beads)))
    stock = Stock(pairs, [matches for _, matches in contexts])
    plants, strange = list(_plants(stock)), list(strangers(stock.units()))
    found = []
    for pair, (context, _) in zip(pairs, contexts, strict=True):
        beads = [bead for bead in context.links.beads if context.links.evidence(bead)]
        texts = [Texts(context.texts(Side.ORIGINAL, one), context.texts(Side.TRANSLATION, one)) for one in beads]
        found.append(
            Corpus(
                name,
                pair,
                beads,
                texts,
                [context.links.evidence(bead) for bead in beads],
                [
                    *_planted([one for one in plants if one[0].pair is pair], beads, context),
                    *_with_sentences([one for one in strange if one.unit.pair is pair], beads, context),
                ],
                frozenset(n for n, bead in enumerate(beads) if _is_excused(pair, bead, known)),
                labels.get(pair.name),
                [one for one in readings if one.pair == pair.name],
            )
        )
    return found


def _plants(stock: Stock) -> Iterator[tuple[SentencePair, Plant]]:
    units, random = stock.units(), Random(_SEED)
    for kind in KINDS:
        left = _EACH
        for unit in random.sample(units, len(units)):
            plant = PLANTERS[kind](unit, stock, random) if left else None
            if plant:
                left -= 1
                yield unit, plant


@dataclass(frozen=True, slots=True)
class Stranger:
    """A sentence and its translation, one of them with sentences of elsewhere behind it or before it."""

    unit: SentencePair
    side: Side
    texts: Texts
    lost: Stretch


def strangers(units: Sequence[SentencePair]) -> Iterator[Stranger]:
    """Yield sentence pairs with whole sentences of other places on one side, as beads may have them."""
    random = Random(_SEED)
    for side in Side:
        for unit in random.sample(units, min(_SENTENCES, len(units))):
            others = [random.choice(units) for _ in range(random.randint(1, _MOST_SENTENCES))]
            texts = {Side.ORIGINAL: unit.original.text, Side.TRANSLATION: unit.translation.text}
            added = " ".join((one.original if side is Side.ORIGINAL else one.translation).text for one in others)
            first = random.random() < _FIRST
            start = 0 if first else len(texts[side]) + 1
            texts[side] = f"{added} {texts[side]}" if first else f"{texts[side]} {added}"
            made = Texts((texts[Side.ORIGINAL],), (texts[Side.TRANSLATION],))
            yield Stranger(unit, side, made, (start, start + len(added)))


def _with_sentences(some: Sequence[Stranger], beads: Sequence[Bead], context: PairContext) -> Iterator[Planted]:
    numbers = {i: n for n, bead in enumerate(beads) for i in bead.original}
    for one in some:
        evidence = _evidence_of(one.texts, context)
        if evidence is not None and one.unit.original.number in numbers:
            number = numbers[one.unit.original.number]
            yield Planted(number, one.texts, Kind.SENTENCE_INSERTED, one.side, (one.lost,), evidence)


def _evidence_of(texts: Texts, context: PairContext) -> LinkEvidence | None:
    """Return what speaks for links in texts, by what the document taught."""
    learned = context.links.learned
    left, right = (
        [token.text for token in tokenize(sentences[0], language)]
        for sentences, language in zip(texts, context.languages, strict=True)
    )
    return context.links.linker.evidence_of((left, right), learned) if learned else None


def _is_excused(pair: CleanPair, bead: Bead, known: Sequence[KnownDefect]) -> bool:
    left, right = pair.original.sentences, pair.translation.sentences
    blocks = [*((Side.ORIGINAL, left[i].block) for i in bead.original)]
    blocks += ((Side.TRANSLATION, right[j].block) for j in bead.translation)
    alone = pair.left_alone.get(Side.ORIGINAL, frozenset())
    defective = any(one.excuses(pair.name, rule, blocks) for one in known for rule in _RULES)
    return defective or any(left[i].block in alone for i in bead.original)


def _planted(
    plants: Sequence[tuple[SentencePair, Plant]], beads: Sequence[Bead], context: PairContext
) -> Iterator[Planted]:
    links = context.links
    numbers = {i: n for n, bead in enumerate(beads) for i in bead.original}
    for unit, plant in plants:
        learned = links.learned
        if learned is None or unit.original.number not in numbers:
            continue
        one, other = (
            tokenize(sentence.text, language)
            for sentence, language in zip((unit.original, unit.translation), context.languages, strict=True)
        )
        evidence = links.linker.evidence_of(([t.text for t in one], [t.text for t in other]), learned)
        if evidence is None:
            continue
        side = Side.TRANSLATION if plant.kind is Kind.CLAUSE_INSERTED else Side.ORIGINAL
        stretches = [[(t.start, t.end) for t in tokens] for tokens in (one, other)]
        lost = tuple(lost_stretches(unit, plant, side, stretches, links.linker.links(evidence)))
        texts = _with_plant(unit, plant)
        made = _evidence_of(texts, context) if lost else None
        if made is not None:
            yield Planted(numbers[unit.original.number], texts, plant.kind, side, lost, made)


def _with_plant(unit: SentencePair, plant: Plant) -> Texts:
    texts = []
    for side, sentence in ((Side.ORIGINAL, unit.original), (Side.TRANSLATION, unit.translation)):
        text = sentence.text
        for where, change in plant.edits:
            if where is side:
                at = change.start - sentence.start
                text = text[:at] + change.new + text[change.end - sentence.start :]
        texts.append((text,))
    return Texts(*texts)


def lost_stretches(
    unit: SentencePair,
    plant: Plant,
    side: Side,
    tokens: Sequence[Sequence[Stretch]],
    links: Sequence[tuple[int, int, float]],
) -> Iterator[Stretch]:
    """Yield what of the planted sentence has no counterpart: what was put in, or was linked to what was taken out.

    :param tokens: characters of the tokens of both clean sentences
    :param links: between them
    """
    ((where, change),) = plant.edits
    sentence = unit.original if where is Side.ORIGINAL else unit.translation
    start, end = change.start - sentence.start, change.end - sentence.start
    if change.new:
        yield start, start + len(change.new)
        return
    ours, theirs = tokens if side is Side.ORIGINAL else tokens[::-1]
    gone = {n for n, (a, b) in enumerate(theirs) if start <= a and b <= end}
    for_gone, for_rest = dict[int, float](), dict[int, float]()
    for i, j, score in links:
        one, other = (i, j) if side is Side.ORIGINAL else (j, i)
        counts = for_gone if other in gone else for_rest
        counts[one] = counts.get(one, 0.0) + score
    lost = sorted(n for n, score in for_gone.items() if score > for_rest.get(n, 0.0))
    run: list[int] = []
    for n in lost:
        bridged = run and n - run[-1] <= _HOLE + 1 and not any(k in for_rest for k in range(run[-1] + 1, n))
        if run and not bridged:
            yield ours[run[0]][0], ours[run[-1]][1]
            run = []
        run.append(n)
    if run:
        yield ours[run[0]][0], ours[run[-1]][1]
