"""The terms of a pair of documents with their equivalents: a glossary's first draft."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from aligner.core import Bead, Document
from aligner.encode import Encoder, remembering
from aligner.link.pair import PairLinks
from aligner.terms.candidates import Occurrence, Term, TermKind, candidates
from aligner.terms.equivalents import DominantEquivalent, dominant_equivalents, linked, locate
from aligner.terms.links import Link, link_beads
from aligner.terms.phrase_index import Index
from aligner.terms.termhood import Termhood, termhoods
from aligner.terms.words import Word, WordKind, bead_words

__all__ = ["BilingualTerm", "ListedEquivalent", "bilingual_terms"]


@dataclass(frozen=True, slots=True)
class ListedEquivalent:
    """One way to render a term, and where it stands."""

    text: str  #: as it is mostly written, without a capital that only a sentence's start gives it
    count: int
    places: tuple[tuple[int, int, int], ...]  #: sentence of the translation and text offsets in it


@dataclass(frozen=True, slots=True)
class BilingualTerm:
    """A term of the original, how often it stands there, and what the translation has for it."""

    text: str
    kind: TermKind
    occurrences: tuple[Occurrence, ...]
    equivalents: tuple[ListedEquivalent, ...]  #: the most frequent first; of equals, the first in the text
    termhood: Termhood

    @property
    def count(self) -> int:
        """Occurrences in the original."""
        return len(self.occurrences)


def bilingual_terms(
    original: Document,
    translation: Document,
    beads: Sequence[Bead],
    encoder: Encoder | None,
    links: PairLinks | None = None,
) -> list[BilingualTerm]:
    """Return repeated terms with their equivalents, the most worthy of a glossary first.

    :param encoder: helps to tell what a term is rendered by
    :param links: of the beads, where they are known
    """
    encoder = remembering(encoder) if encoder else None
    words = bead_words(original, translation, beads)
    found = candidates(words, original.language)
    if not found:
        return []
    index = Index(words)
    languages = (original.language, translation.language)
    usual = {one.term: one for one in dominant_equivalents(found, index, languages, encoder)}
    wanted = {index.positions[o.bead] for term in found for o in term.occurrences}
    links = links or PairLinks(original, translation, beads, encoder)
    linked = link_beads(words, wanted, beads, links)
    listed = {term: _equivalents(term, usual.get(term), index, linked, translation) for term in found}
    weighed = termhoods(found, {term: [r.count for r in some] for term, some in listed.items()}, index, original)
    every = [
        BilingualTerm(term.text, term.kind, term.occurrences, tuple(listed[term]), weighed[term])
        for term in found
        if listed[term]
    ]
    return sorted(every, key=lambda one: (-one.termhood.score, -one.count, one.text))


def _equivalents(
    term: Term, usual: DominantEquivalent | None, index: Index, links: dict[int, list[Link]], translation: Document
) -> list[ListedEquivalent]:
    """Return what renders each occurrence: the dominant equivalent, elsewhere what its words are linked to."""
    free: dict[int, list[tuple[Word, ...]]] = {}
    for place in locate(usual, index) if usual else ():
        free.setdefault(place.bead, []).append(place.words)
    groups: dict[tuple[str, ...], list[tuple[Word, ...]]] = {}  # by keys, with hyphens
    for occurrence in term.occurrences:
        position = index.positions[occurrence.bead]
        if free.get(occurrence.bead):
            words = free[occurrence.bead].pop(0)
        else:
            words = _core(linked(occurrence, index.beads[position], links[position], translation.language))
        if words:
            key = tuple("-" * word.joined + word.key for word in words if word.key)
            groups.setdefault(key, []).append(words)
    found = [_listed(some, translation) for some in groups.values()]
    return sorted(found, key=lambda one: (-one.count, one.places[0]))


def _core(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return a phrase without function words at its ends."""
    content = [n for n, word in enumerate(words) if word.kind is WordKind.CONTENT]
    return tuple(words[content[0] : content[-1] + 1]) if content else ()


def _listed(places: Sequence[tuple[Word, ...]], translation: Document) -> ListedEquivalent:
    spots = tuple((words[0].sentence, words[0].start, words[-1].end) for words in places)
    texts = Counter(_shown(translation.sentences[n].text, start, end) for n, start, end in spots)
    # Of forms that are equally frequent, the shortest is mostly the one without an ending.
    text = min(texts, key=lambda form: (-texts[form], len(form)))
    return ListedEquivalent(text, len(places), spots)


def _shown(sentence: str, start: int, end: int) -> str:
    """Return a phrase, without a capital that it only has because it opens the sentence."""
    text = sentence[start:end]
    opens = not any(c.isalnum() for c in sentence[:start])
    return text[0].lower() + text[1:] if opens and text[1:].islower() else text
