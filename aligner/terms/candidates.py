"""Term candidates of the original: names, noun phrases and nouns that come back."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from aligner.languages import Language, get
from aligner.languages.dictionary import lemma
from aligner.languages.morphology import Morphology, morphology
from aligner.terms.words import BeadWords, Word, WordKind

__all__ = ["Occurrence", "Term", "TermKind", "candidates"]

_LONGEST = 4  #: words of a term
_FEWEST = {1: 3}  #: occurrences that make a single noun a candidate; names and longer terms need two
_NOMINAL = 0.4  #: share of a word's telling occurrences in which it is a noun, for it to be a term
_PREDICATIVE = 0.4  #: adjectival occurrences for each nominal one that a word without a plural may have
_ATTRIBUTIVE = 0.5  #: share of its occurrences before other words of content that a noun without a plural may have
_GOAL = 3  #: nominal occurrences for each verbal one of a word that is a noun even behind "to"
_COHESION = 0.12  #: share of its rarer word's occurrences that a phrase makes up, at least


class TermKind(StrEnum):
    """What a term looks like."""

    NAME = "name"  #: capitals wherever it stands
    PHRASE = "phrase"  #: several words
    NOUN = "noun"  #: one word


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a term stands in the original, text offsets in its sentence."""

    bead: int
    sentence: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term and all its occurrences in reading order."""

    keys: tuple[str, ...]
    text: str  #: as it usually stands in the text
    kind: TermKind
    occurrences: tuple[Occurrence, ...]


@dataclass(slots=True)
class _Context:
    """How often a word stands where only a noun can stand, and where only a verb can."""

    noun: float = 0.0
    verb: int = 0
    adjective: int = 0
    plural: bool = False
    capital: int = 0
    inside: int = 0  #: occurrences not at a sentence's start
    followed: int = 0  #: by a word of content in the same sentence
    forms: Counter[str] = field(default_factory=Counter)


def candidates(beads: Sequence[BeadWords], language: str, *, doubtful: bool = False) -> list[Term]:
    """Return repeated terms, longest first; a phrase that only occurs inside a longer one is left out.

    :param language: ISO 639-1 code of the original
    :param doubtful: also words of which the original does not tell whether they are nouns, and nouns that only occur
        inside a longer term
    """
    known = get(language)
    contexts = _contexts(beads, known)
    found: dict[tuple[str, ...], list[tuple[int, tuple[Word, ...]]]] = defaultdict(list)
    for bead in beads:
        for phrase in _phrases(bead.original, known, contexts):
            if _may_be_term(phrase, contexts, known, doubtful):
                found[tuple(word.key for word in phrase)].append((bead.bead, phrase))
    terms = [
        _term(keys, places, contexts)
        for keys, places in found.items()
        if len(places) >= _FEWEST.get(len(keys), 2) or (len(places) >= 2 and _is_name(keys, contexts))
    ]
    counts = Counter({term.keys: len(term.occurrences) for term in terms})
    fragments = _fragments(counts)
    nested = fragments.difference(t.keys for t in terms if doubtful and t.kind is TermKind.NOUN)
    kept = [t for t in terms if _coheres(t, contexts) and t.keys not in nested]
    return sorted(kept, key=lambda term: (-len(term.keys), term.occurrences[0].sentence, term.occurrences[0].start))


def _contexts(beads: Sequence[BeadWords], known: Language) -> Mapping[str, _Context]:
    forms = morphology(known.code)
    contexts: dict[str, _Context] = defaultdict(_Context)
    for bead in beads:
        words, earlier = bead.original, ""
        for before, word, after in zip((None, *words), words, (*words[1:], None), strict=False):
            if word.kind is not WordKind.CONTENT:
                earlier = word.text.lower()
                continue
            context = contexts[word.key]
            context.forms[word.text] += 1
            starts = before is None or before.sentence != word.sentence
            context.inside += not starts
            context.capital += word.capital and not starts
            followed = after is not None and after.kind is WordKind.CONTENT and after.sentence == word.sentence
            context.followed += followed
            context.plural = context.plural or forms.is_plural(word.text, word.key)
            opener = before.text.lower() if before is not None and not starts else ""
            if _is_verb_place(opener, after, known):
                context.verb += 1
            elif not followed and (opener in known.adjective_openers or opener.endswith(forms.adverb_endings)):
                context.adjective += 1
            elif not followed and opener:
                # "hard disk": a word before it that is none of these makes it the head of a phrase, most likely.
                sure = opener in known.noun_openers or earlier in known.noun_openers
                context.noun += 1.0 if sure else 0.5 if before and before.kind is WordKind.CONTENT else 0.0
            earlier = opener
    return contexts


def _is_verb_place(opener: str, after: Word | None, known: Language) -> bool:
    """Return whether a word is a verb: after "to", before a pronoun, or before an article at its sentence's start."""
    follower = after.text.lower() if after is not None else ""
    if opener in known.verb_openers or (follower in known.object_pronouns and opener not in known.noun_openers):
        return True
    return not opener.strip("([,;:–—-") and follower in known.noun_openers - known.noun_followers


def _is_goal(word: Word, opener: str, after: Word | None, contexts: Mapping[str, _Context], known: Language) -> bool:
    """Return whether a word behind "to" is a noun all the same: "from onset to death"."""
    context = contexts[word.key]
    objects = known.noun_openers | known.object_pronouns
    free = after is None or (after.kind is not WordKind.CONTENT and after.text.lower() not in objects)
    return opener in known.verb_or_noun_openers and free and context.noun >= _GOAL * context.verb


def _phrases(words: Sequence[Word], known: Language, contexts: Mapping[str, _Context]) -> Iterator[tuple[Word, ...]]:
    """Yield runs of content words and their parts, up to the longest term; no verbs, no parts of hyphenated words."""
    for start, first in enumerate(words):
        if first.kind is not WordKind.CONTENT or first.joined:
            continue
        opener = words[start - 1].text.lower() if start and words[start - 1].sentence == first.sentence else ""
        after = words[start + 1] if start + 1 < len(words) else None
        if _is_verb_place(opener, after, known) and not _is_goal(first, opener, after, contexts, known):
            continue
        for end in range(start, min(start + _LONGEST, len(words))):
            last = words[end]
            if last.kind is not WordKind.CONTENT or last.sentence != first.sentence:
                break
            if end + 1 == len(words) or not words[end + 1].joined:
                yield tuple(words[start : end + 1])


def _may_be_term(phrase: Sequence[Word], contexts: Mapping[str, _Context], known: Language, doubtful: bool) -> bool:
    head, forms = phrase[-1], morphology(known.code)
    if len(head.key) < 2 or any(len(w.text) < 2 for w in phrase):
        return False
    if len(phrase) == 1:
        low = head.text.lower()
        if forms.is_superlative(low, lemma(low, known.code)):
            return False  # "the earliest"
        verbal = forms.gerund_endings + forms.participle_endings
        usable = len(head.key) > 2 and not {head.key, low} & known.general_nouns
        usable = usable and not low.endswith(verbal + forms.adverb_endings)
        return usable and (_is_noun(head, contexts, forms) or (doubtful and _could_be_noun(head, contexts)))
    if any(contexts[w.key].verb > contexts[w.key].noun for w in phrase):
        return False
    if head.text.lower().endswith(forms.adverb_endings + forms.participle_endings):
        return False
    if phrase[0].text.lower().endswith(forms.adverb_endings):
        return False
    return _is_noun(head, contexts, forms) or all(w.capital for w in phrase)


def _is_noun(word: Word, contexts: Mapping[str, _Context], forms: Morphology) -> bool:
    context = contexts[word.key]
    if context.capital > 0.8 * context.inside:
        return True
    if context.adjective > (1.0 if context.plural else _PREDICATIVE) * context.noun:
        return False
    if not context.noun + context.verb + context.adjective + context.plural:
        # "desktop" stands before other nouns only; so do many adjectives, which mostly show it by their ending.
        return word.key.endswith(forms.noun_endings)
    return (context.noun >= 0.5 or context.plural) and context.noun >= _NOMINAL * (context.noun + context.verb)


def _could_be_noun(word: Word, contexts: Mapping[str, _Context]) -> bool:
    """Return whether a word may be a noun: no verb, no adjective, not mostly before other nouns as "public"."""
    context = contexts[word.key]
    if not context.plural and context.followed > _ATTRIBUTIVE * sum(context.forms.values()):
        return False
    return context.verb <= max(1, context.noun) and context.adjective <= max(1, 2 * context.noun)


def _is_name(keys: Sequence[str], contexts: Mapping[str, _Context]) -> bool:
    return all((c := contexts[key]).inside > 0 and c.capital > 0.8 * c.inside for key in keys)


def _term(
    keys: tuple[str, ...], places: Sequence[tuple[int, tuple[Word, ...]]], contexts: Mapping[str, _Context]
) -> Term:
    occurrences = []
    for bead, phrase in places:
        first, last = phrase[0], phrase[-1]
        text = "".join(
            ("-" if word.joined else " " if number else "") + word.text for number, word in enumerate(phrase)
        )
        occurrences.append(Occurrence(bead, first.sentence, first.start, last.end, text))
    kind = TermKind.NAME if _is_name(keys, contexts) else TermKind.PHRASE if len(keys) > 1 else TermKind.NOUN
    forms = Counter(o.text if kind is TermKind.NAME else o.text.lower() for o in occurrences)
    usual = min(forms, key=lambda form: (-forms[form], len(form)))
    return Term(keys, usual, kind, tuple(occurrences))


def _coheres(term: Term, contexts: Mapping[str, _Context]) -> bool:
    """Return whether the words of a phrase keep each other company, and don't just happen to meet."""
    if len(term.keys) == 1:
        return True
    rarest = min(sum(contexts[key].forms.values()) for key in term.keys)
    return len(term.occurrences) >= _COHESION * rarest


def _fragments(counts: Mapping[tuple[str, ...], int]) -> set[tuple[str, ...]]:
    """Return phrases that never occur but as part of one longer one."""
    inside = {
        (longer[first:last], count)
        for longer, count in counts.items()
        for first in range(len(longer))
        for last in range(first + 1, len(longer) + 1)
        if last - first < len(longer)
    }
    return {keys for keys, count in counts.items() if (keys, count) in inside}
