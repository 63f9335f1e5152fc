"""Statistics of a pair's names: which words of the translation stand for which name of the original."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from aligner.check.base import PairContext
from aligner.check.counterparts import is_cognate, is_rearranged, stands
from aligner.check.names import Name, NameFinder
from aligner.check.tokens import Token, folded, sentences, tokens
from aligner.core import Bead, Document, Sentence, Side
from aligner.languages.pairs import Form, Group, PairFacts, Spelling, Table, facts, spelling

__all__ = ["BeadNames", "BeadSide", "Found", "Lessons", "read_names"]

# A word of the translation is how the document renders a name if it stands in this share of the beads with the name,
# and this share of the beads it stands in have the name.
_RECALL, _PRECISION = 0.5, 0.5
_TAUGHT, _TAUGHT_ORDINARY = 0.8, 0.9  # share of the other beads with a name that agree, at least


@dataclass(frozen=True, slots=True)
class Found:
    """A name in its sentence."""

    sentence: Sentence
    name: Name
    at: int  #: its number among the words of its side of the bead

    @property
    def folded(self) -> str:
        """The name as it is compared."""
        return self.name.folded


@dataclass(frozen=True, slots=True)
class BeadSide:
    """One side of a bead: its words and its names."""

    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    words: tuple[str, ...]  #: the tokens, folded
    names: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class BeadNames:
    """Both sides of a bead."""

    bead: Bead
    original: BeadSide
    translation: BeadSide

    def side(self, side: Side) -> BeadSide:
        """Return one side."""
        return self.original if side is Side.ORIGINAL else self.translation


def read_names(pair: PairContext) -> list[BeadNames]:
    """Return the names of every bead that has two sides."""
    finders = NameFinder.of(pair.original), NameFinder.of(pair.translation)
    return [
        BeadNames(
            bead,
            _side(pair.original, bead.original, finders[0]),
            _side(pair.translation, bead.translation, finders[1]),
        )
        for bead in pair.beads
        if not bead.is_null
    ]


def _side(document: Document, numbers: Sequence[int], finder: NameFinder) -> BeadSide:
    beside = sentences(document, numbers)
    found: list[Found] = []
    if len(beside) == 1:
        words, plain = tokens(beside[0].text), folded(beside[0].text)
    else:
        words = tuple(chain.from_iterable(tokens(sentence.text) for sentence in beside))
        plain = tuple(chain.from_iterable(folded(sentence.text) for sentence in beside))
    first = 0
    for sentence in beside:
        if names := finder.names(document, [sentence]):
            places = {token.start: first + i for i, token in enumerate(tokens(sentence.text))}
            found.extend(
                Found(sentence, name, places[name.token.start]) for _, name in names if name.token.start in places
            )
        first += len(tokens(sentence.text))
    return BeadSide(tuple(beside), words, plain, tuple(found))


class Lessons:
    """Answers of a pair's names: by what is known of the two languages, by spelling, and by its other beads."""

    def __init__(self, pair: PairContext, beads: Sequence[BeadNames]) -> None:
        languages = (pair.original.language, pair.translation.language)
        self.known: PairFacts | None = facts(*languages)
        self.spelling = spelling(*languages)
        self.usual = pair.usual  #: what words usually are in the other language
        self.seen: Counter[str] = Counter()  #: beads with a name of the original
        self.kept: Counter[str] = Counter()  #: beads where it stands in the translation as it is
        self.answered: Counter[str] = Counter()  #: beads where anything answers it
        self.capital: Counter[str] = Counter()  #: beads where a word with a capital answers it
        self.learned: dict[str, frozenset[str]] = {}  #: words that render a name in several beads
        self.rendering: Counter[str] = Counter()  #: beads where a word of the translation answers a name
        self._beads = beads
        self._groups: dict[tuple[int, int], tuple[Group, ...]] = {}  # by the bead's first sentence and the name's place
        unanswered: dict[str, list[BeadNames]] = defaultdict(list)
        for bead in beads:
            for name in {found.folded: found for found in bead.original.names}.values():
                self.seen[name.folded] += 1
                forms = self.spelling.plural_forms(name.folded)
                if same := [w for w in bead.translation.words if w in forms]:
                    self.kept[name.folded] += 1
                    self.rendering[same[0]] += 1
                if same or self._by_form(bead, name) or self._by_spelling(bead, name):
                    self.answered[name.folded] += 1
                else:
                    unanswered[name.folded].append(bead)
        for bead in beads:
            self._count_capitals(bead)
        self._learn(beads, {name: where for name, where in unanswered.items() if len(where) > max(1, self.kept[name])})

    @cached_property
    def small(self) -> tuple[frozenset[str], frozenset[str]]:
        """Words of either side that stand somewhere without a capital."""
        one, other = (
            frozenset(
                chain.from_iterable(
                    _in_small_letters(sentence.text) for bead in self._beads for sentence in bead.side(side).sentences
                )
            )
            for side in Side
        )
        return one, other

    def _learn(self, beads: Sequence[BeadNames], unanswered: dict[str, list[BeadNames]]) -> None:
        if not unanswered:
            return
        everywhere = Counter(word for bead in beads for word in set(bead.translation.words))
        for name, where in unanswered.items():
            beside = Counter(word for bead in where for word in set(bead.translation.words) if len(word) > 1)
            names = {r.folded for bead in where for r in bead.translation.names}
            words = {
                word
                for word, count in beside.items()
                if count > 1 and count >= _RECALL * len(where) and count >= _PRECISION * everywhere[word]
            }
            words = words & names or words
            if words:
                self.learned[name] = frozenset(words)
                self.capital[name] += sum(any(r.folded in words for r in bead.translation.names) for bead in where)
                self.rendering.update({word: beside[word] for word in words})
                self.answered[name] += sum(any(w in words for w in bead.translation.words) for bead in where)

    def _count_capitals(self, bead: BeadNames) -> None:
        rivals = bead.translation.names
        for name in {found.folded: found for found in bead.original.names}.values():
            forms = self.spelling.plural_forms(name.folded)
            if any(r.folded in forms or is_cognate(name.folded, r.folded) for r in rivals):
                self.capital[name.folded] += 1

    def is_ordinary(self, side: Side, found: Found) -> bool:
        """Return whether a word with a capital is an ordinary one, by the dictionary and by texts.

        A dictionary has names too, in small letters: what texts do not know as a word is taken for a name.
        """
        number = list(Side).index(side)
        text = found.name.token.text.lower()
        return found.name.is_ordinary and (self.usual.knows(number, text) or found.folded in self.small[number])

    def is_answered(self, bead: BeadNames, name: Found) -> bool:
        """Return whether a word of the translation can stand for a name of the original."""
        side = bead.translation
        if any(word in side.words for word in self.spelling.plural_forms(name.folded)) or self._by_form(bead, name):
            return True
        if any(word in side.words for word in self.learned.get(name.folded, ())):
            return True
        return self._by_spelling(bead, name, strict=bool(self.forms(bead, name)))

    def is_kept(self, name: Found) -> bool:
        """Return whether the other beads with a name keep it as it is; more must where it is an ordinary word."""
        others = self.seen[name.folded] - 1
        if name.name.is_ordinary:
            return self.capital[name.folded] >= max(2, _TAUGHT_ORDINARY * others)
        return self.kept[name.folded] > 0 and self.answered[name.folded] >= _TAUGHT * others

    def is_taught(self, name: Found) -> bool:
        """Return whether the other beads with a name have an answer to it."""
        others = self.seen[name.folded] - 1
        if name.name.is_ordinary:
            return self.is_kept(name)
        return others > 0 and self.answered[name.folded] >= _TAUGHT * others

    def is_explained(self, bead: BeadNames, rival: Found, missing: Collection[str]) -> bool:
        """Return whether a name of the translation stands for a word of the original that isn't missing."""
        words = bead.original.words
        if any(word in words for word in self.spelling.plural_forms(rival.folded)):
            return True
        if any(w not in missing and _is_spelled_so(w, rival.folded, rival.name.token, self.spelling) for w in words):
            return True
        if any(stands(form, words, bead.original.tokens) is not None for form in self.meanings(bead, rival)):
            return True
        return any(rival.folded in self.learned.get(word, ()) for word in words)

    def forms(self, bead: BeadNames, name: Found) -> tuple[Form, ...]:
        """Return what is known to stand for a name of the original in the translation's language."""
        return tuple(form for group in self.groups(bead, name) for form in group.others)

    def meanings(self, bead: BeadNames, rival: Found) -> tuple[Form, ...]:
        """Return what a name of the translation is known to stand for in the original's language."""
        tables = (self.known.names_back, self.known.acronyms_back) if self.known else None
        return tuple(form for group in _groups(tables, bead.translation, rival) for form in group.others)

    def groups(self, bead: BeadNames, name: Found) -> tuple[Group, ...]:
        """Return what is known of a name of the original."""
        place = bead.original.sentences[0].number, name.at
        if place not in self._groups:
            tables = (self.known.names, self.known.acronyms) if self.known else None
            self._groups[place] = _groups(tables, bead.original, name)
        return self._groups[place]

    def _by_spelling(self, bead: BeadNames, name: Found, *, strict: bool = False) -> bool:
        side = bead.translation
        return any(
            _is_spelled_so(name.folded, word, token, self.spelling, strict=strict)
            for word, token in zip(side.words, side.tokens, strict=True)
        )

    def _by_form(self, bead: BeadNames, name: Found) -> bool:
        side = bead.translation
        return any(stands(form, side.words, side.tokens) is not None for form in self.forms(bead, name))


def _is_spelled_so(name: str, word: str, token: Token, how: Spelling, *, strict: bool = False) -> bool:
    """Tell whether a word of the translation is a name of the original in its spelling, or an adjective of it.

    :param strict: of a name whose rendering is known, only adjectives: Austria is not Australie
    """
    if len(word) < 3:
        return False
    if not token.text[0].isupper():
        return is_cognate(name, word)
    if token.text.isupper() and is_rearranged(name, word):
        return True
    return not strict and (how.is_adapted(name, word) or how.is_transliteration(name, word))


@lru_cache(maxsize=1 << 12)
def _in_small_letters(text: str) -> frozenset[str]:
    """Return the words of a sentence that have no capital, folded."""
    return frozenset(word for token, word in zip(tokens(text), folded(text), strict=True) if token.text.islower())


def _groups(tables: tuple[Table, Table] | None, side: BeadSide, found: Found) -> tuple[Group, ...]:
    """Return what is known of a name, or of a longer name that it is part of."""
    if tables is None:
        return ()
    names, acronyms = tables
    capitals = sum(map(str.isupper, found.name.token.text)) > 1
    known: list[Group] = []
    for first in range(max(0, found.at - 2), found.at + 1):
        for table in (acronyms, names):
            entry = table.at(side.words, first)
            # "US" is no form of the pronoun, nor "May" of an acronym: one word is looked up among its own kind.
            if entry and first + entry[0] > found.at and (entry[0] > 1 or capitals is (table is acronyms)):
                known.extend(entry[1])
    return tuple(known)
