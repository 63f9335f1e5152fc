"""Other renderings of a term: what its words are linked to where the usual rendering is missing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aligner.languages.folding import fold
from aligner.terms.candidates import Occurrence, TermKind
from aligner.terms.chunks import Index
from aligner.terms.grammar import is_verb, noun_place, related
from aligner.terms.known import kinship, lexicon_share
from aligner.terms.meaning import Meaning
from aligner.terms.places import locate
from aligner.terms.rendering import TAKEN, WIDEST_GAP, Link, inside, joins, linked, words_text
from aligner.terms.usual import Usual
from aligner.terms.words import BeadWords, Word, WordKind, key_of

__all__ = ["Evidence", "Rival", "rivals"]

_MOSTLY_CAPITAL = 0.5  #: share of a term's occurrences with a capital from which on it is written so
_IDLE = frozenset({"other", "such", "little", "no", "any"})
_WORD = re.compile(r"[^\W\d_]+")
_QUOTES = frozenset("«\"“‘'`=:/")
_FAINT = 0.3  #: score of a term's best link below which any noun without a counterpart may render it
_SAMPLE = 50  #: places that tell whether a rendering is a noun
_CONNECTING = frozenset({"de", "d'", "d’", "du", "des", "en", "à", "au", "aux"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against a phrase as a rendering of a term."""

    link: float  #: score of the best link between the two, 0 to 1
    elsewhere: float  #: of the best link of the phrase to another word of the original
    to_term: float  #: closeness in meaning to the term, -1 to 1
    to_usual: float  #: to the usual rendering
    noun: float  #: 1 after an article or the like, one half where a noun may stand, 0 elsewhere
    company: float  #: share of the phrase's beads that have the term
    frequency: int  #: beads the phrase stands in
    counted: float  #: Dice's coefficient with the nearest other word of the original over the document, 0 to 1
    beside: bool  #: stands in a bead that has the usual rendering too
    answered: float  #: share of the other content words of the original that have a link
    expected: float  #: share of the usual rendering among all the lexicon knows of the term's head
    known: float  #: the same of the phrase
    modifier: bool  #: the term stands before a noun here: "lung injury"
    verb: bool  #: the phrase is a form of a verb
    usual_noun: float  #: how often, on average, the usual rendering stands where a noun stands
    kinship: float | None  #: how alike the lexicon's English words for the phrase and for the usual rendering are
    in_name: bool  #: the term has a capital here that it mostly hasn't: "Forbidden City"
    idle: bool  #: the term stands in an idiom, judging by the word before: "on the other hand"


@dataclass(frozen=True, slots=True)
class Rival:
    """A phrase that renders a term where the usual rendering does not."""

    usual: Usual
    occurrence: Occurrence
    words: tuple[Word, ...]
    text: str
    evidence: Evidence


def rivals(
    found: Sequence[Usual], index: Index, links: dict[int, list[Link]], meaning: Meaning, language: str
) -> list[Rival]:
    """For each occurrence of a term that is linked to something else than its usual rendering, that something.

    :param links: of the doubtful beads
    :param language: of the translation
    """
    drafts = [draft for usual in found for draft in _drafts(usual, index, links, language)]
    meaning.learn(
        text for usual, _, _, words in drafts for text in (usual.term.text, usual.text, words_text(words).lower())
    )
    nouns = {id(usual): _usual_noun(usual, index, language) for usual in {id(d[0]): d[0] for d in drafts}.values()}
    every = [_rival(*draft, index, links, meaning, language, nouns[id(draft[0])]) for draft in drafts]
    best: dict[tuple[int, int, int], Rival] = {}
    for rival in every:
        place = (id(rival.usual), rival.occurrence.sentence, rival.occurrence.start)
        if place not in best or _weight(rival) > _weight(best[place]):
            best[place] = rival
    return list(best.values())


def _weight(rival: Rival) -> float:
    return rival.evidence.link + max(rival.evidence.to_term, rival.evidence.to_usual)


_Draft = tuple[Usual, Occurrence, int, tuple[Word, ...]]


def _drafts(usual: Usual, index: Index, links: dict[int, list[Link]], language: str) -> list[_Draft]:
    doubtful = set(usual.doubtful)
    drafts = []
    for occurrence in usual.term.occurrences:
        position = index.positions[occurrence.bead]
        if position not in doubtful:
            continue
        bead = index.beads[position]
        words = linked(occurrence, bead, links[position], language)
        if words and {w.key for w in words if w.key} < set(usual.keys):
            words = _completed(words, usual, bead, links[position], language)
        if words and _differs(words, usual) and not _is_literal(words, occurrence, bead):
            drafts.append((usual, occurrence, position, words))
        if position not in usual.present and _strength(occurrence, bead, links[position]) < _FAINT:
            drafts += [(usual, occurrence, position, (w,)) for w in _lonely(bead, links[position], language)]
    return [draft for draft in drafts if _differs(draft[3], usual)]


def _is_literal(words: Sequence[Word], occurrence: Occurrence, bead: BeadWords) -> bool:
    """Whether a word was taken over as it is, in quotation marks: what a program shows or a file holds."""
    at = bead.translation.index(words[0])
    return len(words) == 1 and words[0].text == occurrence.text and at > 0 and bead.translation[at - 1].text in _QUOTES


def _strength(occurrence: Occurrence, bead: BeadWords, links: Sequence[Link]) -> float:
    """Score of the best link of a term's words to a word of content."""
    return max(
        (
            score
            for i, j, score in links
            if inside(bead.original[i], occurrence) and bead.translation[j].kind is WordKind.CONTENT
        ),
        default=0.0,
    )


def _lonely(bead: BeadWords, links: Sequence[Link], language: str) -> list[Word]:
    """Nouns of the translation that answer for nothing in the original."""
    taken = {j for _, j, score in links if score >= TAKEN}
    return [
        word
        for n, word in enumerate(bead.translation)
        if word.kind is WordKind.CONTENT and n not in taken and noun_place(bead.translation, n, language) == 1
    ]


def _completed(
    words: tuple[Word, ...], usual: Usual, bead: BeadWords, links: Sequence[Link], language: str
) -> tuple[Word, ...]:
    """A part of the usual rendering with a neighbour that has taken the place of the rest, if there is one."""
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
                free = free and (step < 0 or bead.translation[n - 1].text.lower() in _CONNECTING)
                if free and joins(whole) and noun_place(bead.translation, min(n, at[0]), language):
                    return whole
                break
    return words


def _differs(words: Sequence[Word], usual: Usual) -> bool:
    """Whether words are neither a part of the usual rendering nor derived from it."""
    keys = [word.key for word in words if word.key and word.key not in usual.keys]
    new = [key for key in keys if not any(related(key, own) for own in usual.keys)]
    if len(words) == 1 and _is_acronym(words[0].text, usual):
        return False
    if usual.keys[0] in (word.key for word in words if word.key and word != words[0]):
        return False  # "type de logiciel" for "logiciel antivirus": a short form with something before it
    # Of a rendering of one word, any relative will do; of a longer one, a single word may have been replaced.
    return bool(new) and (len(usual.keys) > 1 or len(new) == len(keys))


def _rival(
    usual: Usual,
    occurrence: Occurrence,
    position: int,
    words: tuple[Word, ...],
    index: Index,
    links: dict[int, list[Link]],
    meaning: Meaning,
    language: str,
    usual_noun: float,
) -> Rival:
    bead = index.beads[position]
    theirs = {n for n, w in enumerate(bead.translation) if w in words and w.key}
    mine = {n for n, w in enumerate(bead.original) if inside(w, occurrence)}
    keys = tuple(word.key for word in words if word.key)
    close = meaning.similarities([usual.term.text, usual.text], [words_text(words).lower()])[:, 0]
    bits = [index.translation[(key,)] for key in keys if key not in usual.keys]
    together = bits[0]
    for more in bits[1:]:
        together &= more
    term = sum(1 << index.positions[bead] for bead in {o.bead for o in usual.term.occurrences})
    others = {w.key for w in bead.original if w.key} - set(usual.term.keys)
    content = [n for n, w in enumerate(bead.original) if w.kind is WordKind.CONTENT and n not in mine]
    linked = {i for i, _, _ in links[position]}
    evidence = Evidence(
        link=max((s for i, j, s in links[position] if i in mine and j in theirs), default=0.0),
        elsewhere=max((s for i, j, s in links[position] if i in content and j in theirs), default=0.0),
        to_term=float(close[0]),
        to_usual=float(close[1]),
        noun=noun_place(bead.translation, bead.translation.index(words[0]), language),
        company=(together & term).bit_count() / together.bit_count(),
        frequency=together.bit_count(),
        counted=max((_association(index.original[key], together) for key in others), default=0.0),
        beside=position in usual.present,
        answered=sum(n in linked for n in content) / len(content) if content else 1.0,
        expected=lexicon_share(usual.term.keys[-1], usual.keys, language),
        known=lexicon_share(usual.term.keys[-1], [key for key in keys if key not in usual.keys], language),
        modifier=(end := max(mine) + 1) < len(bead.original) and bead.original[end].kind is WordKind.CONTENT,
        usual_noun=usual_noun,
        verb=is_verb(words[0], words[0].key),
        kinship=kinship(_own_words(words, usual), _usual_words(usual, language), language),
        in_name=_in_name(occurrence, usual),
        idle=(first := min(mine)) > 0 and bead.original[first - 1].text.lower() in _IDLE,
    )
    return Rival(usual, occurrence, words, words_text(words), evidence)


def _is_acronym(text: str, usual: Usual) -> bool:
    """Whether a word is made of the first letters of the usual rendering: "OMS"."""
    words = [word for word in _WORD.findall(fold(usual.text)) if len(word) > 1]
    content = "".join(key[0] for key in usual.keys)
    return text.isupper() and len(text) > 1 and fold(text) in (content, "".join(word[0] for word in words))


def _own_words(words: Sequence[Word], usual: Usual) -> list[str]:
    return [word.text for word in words if word.key and word.key not in usual.keys]


def _usual_words(usual: Usual, language: str) -> list[str]:
    return [text for text in _WORD.findall(usual.text) if key_of(text, language) in usual.keys]


def _in_name(occurrence: Occurrence, usual: Usual) -> bool:
    if usual.term.kind is TermKind.NAME or not occurrence.start or not occurrence.text[0].isupper():
        return False
    capitals = sum(o.text[0].isupper() for o in usual.term.occurrences)
    return capitals <= _MOSTLY_CAPITAL * len(usual.term.occurrences)


def _usual_noun(usual: Usual, index: Index, language: str) -> float:
    found = []
    for place in locate(usual, index)[:_SAMPLE]:
        words = index.beads[index.positions[place.bead]].translation
        found.append(noun_place(words, words.index(place.words[0]), language))
    return sum(found) / len(found) if found else 0.0


def _association(left: int, right: int) -> float:
    both = (left & right).bit_count()
    return 2 * both / (left.bit_count() + right.bit_count()) if both >= 2 else 0.0
