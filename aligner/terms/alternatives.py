"""Alternative equivalents: what may stand for a term where its dominant equivalent is missing."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from aligner.encode import Encoder
from aligner.encode.similarity import prepare, similarities
from aligner.languages import get
from aligner.languages.folding import fold
from aligner.terms.candidates import Occurrence
from aligner.terms.equivalents import WIDEST_GAP, DominantEquivalent, inside, joins, linked, words_text
from aligner.terms.features import Features, Surroundings, UsageContext, extract_features, usage_context
from aligner.terms.lexicon_lookup import Languages, lexicon_share
from aligner.terms.links import TAKEN, Link
from aligner.terms.phrase_index import Index
from aligner.terms.reuse import Memory, Noted
from aligner.terms.words import BeadWords, Word, WordKind, is_conjugated, is_verb, noun_place, related

__all__ = ["Alternative", "alternatives"]

_WORD = re.compile(r"[^\W\d_]+")
_QUOTES = frozenset("«\"“‘'`=:/")
_SYNONYM = 0.45  #: closeness in meaning of a noun to the dominant equivalent that makes it worth a look
_CLAIMED = 0.7  #: score of a link to another word of the original that leaves a word no candidate
_EXPLAINS = 0.1  #: share of a word's links in the lexicon that accounts for an equivalent


@dataclass(frozen=True, slots=True)
class Alternative:
    """A phrase that may render a term where the dominant equivalent does not."""

    usual: DominantEquivalent
    occurrence: Occurrence
    words: tuple[Word, ...]
    text: str
    features: Features


@dataclass(frozen=True, slots=True)
class _Case:
    """A place of a term without its dominant equivalent."""

    usual: DominantEquivalent
    occurrence: Occurrence
    index: Index
    known: UsageContext  #: of the term


def alternatives(
    found: Sequence[DominantEquivalent],
    index: Index,
    links: dict[int, list[Link]],
    languages: Languages,
    encoder: Encoder | None,
    memory: Memory | None = None,
) -> list[Alternative]:
    """Return for each occurrence of a term without its dominant equivalent what else may render it.

    :param links: of the doubtful beads
    :param memory: of what was found before the pair was edited
    """
    language = languages[1]
    made: list[list[Alternative]] = []
    open_cases: list[tuple[int, _Case]] = []
    for usual in found:
        doubtful = set(usual.doubtful)
        known = _usage_context(usual, index, language, memory) if doubtful else None
        for occurrence in usual.term.occurrences:
            position = index.positions[occurrence.bead]
            if known is None or position not in doubtful:
                continue
            depends = _depends(usual, position, known, links)
            if memory and (earlier := memory.known("alternatives", occurrence, index, depends)):
                made.append(_of(usual, earlier.value))
            else:
                open_cases.append((len(made), _Case(usual, occurrence, Noted(index) if memory else index, known)))
                made.append([])
    cases = [case for _, case in open_cases]
    prepare(encoder, (text for case in cases for text in (case.usual.text, *_nouns(case, language))))
    drafts = [list(_drafts(case, links, languages, encoder)) for case in cases]
    tried_at = [(case, tried) for case, tried in zip(cases, drafts, strict=True) if tried]
    texts = ((case.usual.term.text, *(words_text(some).lower() for some in tried)) for case, tried in tried_at)
    prepare(encoder, chain.from_iterable(texts))
    wanted = sorted({index.positions[case.occurrence.bead] for case, _ in tried_at})
    prepare(encoder, (word.text.lower() for position in wanted for word in index.beads[position].original if word.key))
    counted, beads = None, 0
    for (n, case), tried in zip(open_cases, drafts, strict=True):
        if case.usual is not counted:
            counted, beads = case.usual, _beads(case)
        made[n] = _weighed(case, tried, links, languages, encoder, beads)
        if memory and isinstance(case.index, Noted):
            depends = _depends(case.usual, index.positions[case.occurrence.bead], case.known, links)
            memory.keep("alternatives", case.occurrence, case.index, made[n], depends)
    return [alternative for some in made for alternative in some]


def _usage_context(usual: DominantEquivalent, index: Index, language: str, memory: Memory | None) -> UsageContext:
    if memory is None:
        return usage_context(usual, index, language)
    depends = (usual.keys, usual.present, usual.doubtful)
    if known := memory.known("usage_context", usual.term, index, depends):
        found: UsageContext = known.value
        return found
    view = Noted(index)
    return memory.keep("usage_context", usual.term, view, usage_context(usual, view, language), depends)


def _depends(usual: DominantEquivalent, position: int, known: UsageContext, links: dict[int, list[Link]]) -> object:
    """Return what the alternatives at one place of a term depend on apart from the index."""
    return usual.term.keys, usual.keys, usual.text, position in usual.present, known, links[position]


def _of(usual: DominantEquivalent, found: list[Alternative]) -> list[Alternative]:
    """Return alternatives to an equivalent that may have been found for it when its association was another."""
    if not found or found[0].usual is usual:
        return found
    return [replace(alternative, usual=usual) for alternative in found]


def _beads(case: _Case) -> int:
    """Return the bits of the beads that have a term."""
    bits = bytearray(len(case.index.beads) // 8 + 1)
    for occurrence in case.usual.term.occurrences:
        position = case.index.positions[occurrence.bead]
        bits[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(bits, "little")


def _weighed(
    case: _Case,
    drafts: Sequence[tuple[Word, ...]],
    links: dict[int, list[Link]],
    languages: Languages,
    encoder: Encoder | None,
    beads: int,
) -> list[Alternative]:
    """Return the evidence on phrases that may render a term in one place.

    :param beads: bits of those that have the term
    """
    usual, occurrence, index = case.usual, case.occurrence, case.index
    if not drafts:
        return []
    here = links[index.positions[occurrence.bead]]
    around = Surroundings.of(usual, occurrence, case.known, index, here, languages, encoder, beads)
    return [
        Alternative(
            usual,
            occurrence,
            words,
            words_text(words),
            extract_features(around, words, languages, encoder),
        )
        for words in drafts
    ]


def _nouns(case: _Case, language: str) -> Iterator[str]:
    position = case.index.positions[case.occurrence.bead]
    if position not in case.usual.present:
        yield from (word.text.lower() for word in _noun_words(case.index.beads[position], language))


def _noun_words(bead: BeadWords, language: str) -> list[Word]:
    return [
        word
        for n, word in enumerate(bead.translation)
        if word.kind is WordKind.CONTENT and noun_place(bead.translation, n, language) == 1
    ]


def _drafts(
    case: _Case, links: dict[int, list[Link]], languages: Languages, encoder: Encoder | None
) -> Iterator[tuple[Word, ...]]:
    usual, occurrence, language = case.usual, case.occurrence, languages[1]
    position = case.index.positions[occurrence.bead]
    bead = case.index.beads[position]
    words = linked(occurrence, bead, links[position], language)
    if words and {w.key for w in words if w.key} < set(usual.keys):
        words = _completed(words, usual, bead, links[position], language)
    tried = [words] if words and not _is_literal(words, occurrence, bead) else []
    if position not in usual.present:
        tried += _unlinked(bead, links[position], language)
        tried += _near(usual, bead, encoder, language)
        tried += _unexplained(usual, occurrence, bead, links[position], languages)
    for some in dict.fromkeys(tried):
        if _differs(some, usual) or _is_another_noun(some, usual, bead, language):
            yield some


def _is_literal(words: Sequence[Word], occurrence: Occurrence, bead: BeadWords) -> bool:
    """Return whether a word was taken over as it is: what a program shows or a file holds, the name of a command."""
    word, at = words[0], bead.translation.index(words[0])
    if len(words) > 1 or word.text != occurrence.text:
        return False
    before = bead.translation[at - 1] if at else None
    after = bead.translation[at + 1] if at + 1 < len(bead.translation) else None
    quoted = before is not None and (before.text in _QUOTES or (before.text == "." and before.end == word.start))
    called = after is not None and after.start == word.end and after.text[0] == "("
    opens = not word.start and not occurrence.start and not word.capital  # "file — this program"
    return quoted or called or opens


def _unlinked(bead: BeadWords, links: Sequence[Link], language: str) -> Iterator[tuple[Word, ...]]:
    """Yield unlinked nouns of the translation, alone and with what depends on them by a preposition."""
    words = bead.translation
    taken = {j for _, j, score in links if score >= TAKEN}
    alone = {n for n, word in enumerate(words) if word.kind is WordKind.CONTENT and n not in taken}
    for n in sorted(alone):
        if noun_place(words, n, language) < 1:
            continue
        yield (words[n],)
        yield from _extended(words, n, alone, language)


def _unexplained(
    usual: DominantEquivalent, occurrence: Occurrence, bead: BeadWords, links: Sequence[Link], languages: Languages
) -> Iterator[tuple[Word, ...]]:
    """Yield words of the translation that the lexicon gives to no other word of the original, with what hangs on them.

    Where the term has its counterpart, words with a strong link to another word are left out too.
    """
    words, language = bead.translation, languages[1]
    others = {word.key for word in bead.original if word.key}.difference(usual.term.keys)
    mine = {n for n, word in enumerate(bead.original) if inside(word, occurrence)}
    rest = {n for n, word in enumerate(bead.original) if word.key in others}
    answered = any(i in mine and score >= TAKEN and words[j].key for i, j, score in links)
    claimed = {j for i, j, score in links if answered and i in rest and score >= _CLAIMED}
    alone = {
        n
        for n, word in enumerate(words)
        if word.kind is WordKind.CONTENT
        and n not in claimed
        and word.key not in usual.keys
        and not is_verb(word, language)
        and not is_conjugated(word, language)
        and all(lexicon_share(other, [word.key], languages) < _EXPLAINS for other in others)
    }
    for n in sorted(alone):
        yield (words[n],)
        if noun_place(words, n, language):
            yield from _extended(words, n, alone, language)


def _extended(words: tuple[Word, ...], at: int, alone: Collection[int], language: str) -> Iterator[tuple[Word, ...]]:
    """Yield a word with the next one, or with what hangs on it by a preposition, if that is alone too."""
    if at + 1 in alone and joins(words[at : at + 2]):
        yield words[at : at + 2]
    if at + 2 in alone and _joins_nouns(words[at + 1], language) and joins(words[at : at + 3]):
        yield words[at : at + 3]


def _joins_nouns(word: Word, language: str) -> bool:
    return word.text.lower().replace("’", "'") in get(language).noun_joiners


def _near(usual: DominantEquivalent, bead: BeadWords, encoder: Encoder | None, language: str) -> list[tuple[Word, ...]]:
    """Return nouns that mean much the same as the dominant equivalent, whatever they are linked to."""
    words = _noun_words(bead, language)
    close = similarities(encoder, [usual.text], [word.text.lower() for word in words])[0]
    return [(word,) for word, near in zip(words, close, strict=True) if near >= _SYNONYM]


def _completed(
    words: tuple[Word, ...], usual: DominantEquivalent, bead: BeadWords, links: Sequence[Link], language: str
) -> tuple[Word, ...]:
    """Return a part of the dominant equivalent with the neighbour that replaces the rest, if there is one."""
    if len(usual.keys) < 2:
        return words
    taken = {j for i, j, score in links if score >= TAKEN and bead.original[i].kind is WordKind.CONTENT}
    at = bead.translation.index(words[0]), bead.translation.index(words[-1])
    for start, step in ((at[0], -1), (at[1], 1)):
        for n in range(start + step, start + step * (WIDEST_GAP + 2), step):
            if not 0 <= n < len(bead.translation) or bead.translation[n].kind is WordKind.BREAK:
                break
            if bead.translation[n].kind is WordKind.CONTENT:
                whole = bead.translation[min(n, at[0]) : max(n, at[1]) + 1]
                free = n not in taken and bead.translation[n].key not in usual.keys
                # "commandes en attente"; without a preposition, a word behind a noun may well be a verb.
                free = free and (step < 0 or _joins_nouns(bead.translation[n - 1], language))
                if free and joins(whole) and noun_place(bead.translation, min(n, at[0]), language):
                    return whole
                break
    return words


def _differs(words: Sequence[Word], usual: DominantEquivalent) -> bool:
    """Return whether words are neither a part of the dominant equivalent nor derived from it."""
    keys = [word.key for word in words if word.key and word.key not in usual.keys]
    new = [key for key in keys if not any(related(key, own) for own in usual.keys)]
    if len(words) == 1 and _is_acronym(words[0].text, usual):
        return False
    if usual.keys[0] in (word.key for word in words if word.key and word != words[0]):
        return False  # "type de logiciel" for "logiciel antivirus": a short form with something before it
    # Of an equivalent of one word, any relative will do; of a longer one, a single word may have been replaced.
    return bool(new) and (len(usual.keys) > 1 or len(new) == len(keys))


def _is_another_noun(words: Sequence[Word], usual: DominantEquivalent, bead: BeadWords, language: str) -> bool:
    """Return whether a word is another noun of the dominant equivalent's family: "fonctionnalité"."""
    if len(words) > 1 or len(usual.keys) > 1 or words[0].key in usual.keys or _is_acronym(words[0].text, usual):
        return False
    return noun_place(bead.translation, bead.translation.index(words[0]), language) == 1


def _is_acronym(text: str, usual: DominantEquivalent) -> bool:
    """Return whether a word is made of the first letters of the dominant equivalent: "OMS"."""
    words = [word for word in _WORD.findall(fold(usual.text)) if len(word) > 1]
    content = "".join(key[0] for key in usual.keys)
    return text.isupper() and len(text) > 1 and fold(text) in (content, "".join(word[0] for word in words))
