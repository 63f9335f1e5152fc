"""Where the terms of a glossary stand in a sentence: by lemma and whole word, the longest first."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from aligner.languages import get
from aligner.languages.folding import fold
from aligner.languages.morphology import morphology
from aligner.link.tokens import Token, tokenize
from aligner.terms.glossary.model import Case, Concept, GlossaryTerm
from aligner.terms.words import key_of

__all__ = ["Match", "Matcher", "TermPiece", "cut", "pieces"]

_WIDEST_GAP = 3  #: function words between two words of a term: "tests *de la* grippe"
_BEGINNING = 3  #: letters that all forms of a word share with its lemma or with themselves
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[^\W\d]\.[^\W\d]|[/\\@_]")  #: names of files, addresses: their parts are no words
_MODIFIER = "ʼ"  #: an apostrophe that counts as a letter
_SENTENCE_OPENERS = "«“\"'‘’([–—-•*"


class TermPiece(NamedTuple):
    """A word, a part of a hyphenated one, or any other token: ``sentence[start:end] == text``."""

    text: str
    start: int
    end: int
    keys: tuple[str, ...]  #: what may match it: its lemma, and itself where that is something else
    function: bool  #: an article, a preposition, ...


@dataclass(frozen=True, slots=True)
class Match:
    """A place of one or more terms that are written alike."""

    start: int  #: text offset in the sentence
    end: int
    entries: tuple[tuple[Concept, GlossaryTerm], ...]


@dataclass(slots=True)
class _Node:
    """A branching point of the tree of all terms, one key a step."""

    next: dict[str, "_Node"] = field(default_factory=dict)
    entries: list[tuple[Concept, GlossaryTerm]] = field(default_factory=list)


class Matcher:
    """Finds terms of one language.

    :param language: ISO 639-1 code
    :param loosely: function words inside a term don't matter: "lavage *de* mains", "lavage *des* mains"
    :param texts: what will be searched; terms that cannot stand there are left out, which saves most of the time
    """

    def __init__(
        self,
        entries: Iterable[tuple[Concept, GlossaryTerm]],
        language: str,
        *,
        loosely: bool = False,
        texts: Iterable[str] | None = None,
    ) -> None:
        self.language = language
        self.loosely = loosely
        self._root = _Node()
        beginnings = None if texts is None else _beginnings(texts, language)
        for concept, term in entries:
            if beginnings is not None and not all(word[:_BEGINNING] in beginnings for word in _long_words(term.text)):
                continue
            node = self._root
            for piece in _bearing(cut(term.text, language), loosely=loosely):
                node = node.next.setdefault(piece.keys[0], _Node())
            if node is not self._root:
                node.entries.append((concept, term))

    def find(self, text: str) -> list[Match]:
        """Return the places of terms in a sentence, none inside another."""
        found = []
        words, first = pieces(text, self.language), self._root.next
        at = 0
        while at < len(words):
            match = self._longest(words, at, text) if any(key in first for key in words[at].keys) else None
            if match is None:
                at += 1
            else:
                end, entries = match
                found.append(Match(words[at].start, words[end].end, entries))
                at = end + 1
        return found

    def _longest(
        self, words: Sequence[TermPiece], at: int, text: str
    ) -> tuple[int, tuple[tuple[Concept, GlossaryTerm], ...]] | None:
        """Return the last word of the longest term that begins here, and what it stands for."""
        best: tuple[int, tuple[tuple[Concept, GlossaryTerm], ...]] | None = None
        for end, node in self._walk(words, at, self._root):
            if node.entries and (best is None or end > best[0]):
                fitting = tuple(e for e in node.entries if _fits(e[1], words, at, end, text, self.language))
                if fitting:
                    best = end, fitting
        return best

    def _walk(self, words: Sequence[TermPiece], at: int, node: _Node) -> Iterator[tuple[int, _Node]]:
        for key in words[at].keys:
            if key in node.next:
                after = node.next[key]
                yield at, after
                if after.next:
                    for then in self._following(words, at):
                        yield from self._walk(words, then, after)

    def _following(self, words: Sequence[TermPiece], at: int) -> Iterator[int]:
        """Yield where the next word of a term may stand."""
        for then in range(at + 1, min(at + 2 + (_WIDEST_GAP if self.loosely else 0), len(words))):
            yield then
            if not words[then].function:
                return


def _beginnings(texts: Iterable[str], language: str) -> set[str]:
    return {key[:_BEGINNING] for text in texts for piece in pieces(text, language) for key in piece.keys}


def _long_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(fold(text)) if len(word) > _BEGINNING]


@lru_cache(maxsize=1 << 13)
def pieces(text: str, language: str) -> tuple[TermPiece, ...]:
    """Return the tokens of a text, hyphenated words in their parts; of a text that is searched more than once."""
    return cut(text, language)


def cut(text: str, language: str) -> tuple[TermPiece, ...]:
    """Return the same of any text."""
    found = []
    for token in _plain_words(text) or tokenize(text, language):
        at = token.start
        for part in (token.text,) if _CODE.search(token.text) else token.text.split("-"):
            if part:
                keys, function = _keys(part, language)
                found.append(TermPiece(part, at, at + len(part), keys, function))
            at += len(part) + 1
    return tuple(found)


def _plain_words(text: str) -> list[Token]:
    """Return the tokens of a text of nothing but letters and spaces, as most terms are; otherwise none."""
    words = text.split(" ")
    if _MODIFIER in text or not all(map(str.isalpha, words)):
        return []
    ends = list(accumulate(len(word) + 1 for word in words))
    return [Token(word, end - len(word) - 1, end - 1) for word, end in zip(words, ends, strict=True)]


@lru_cache(maxsize=1 << 17)
def _keys(word: str, language: str) -> tuple[tuple[str, ...], bool]:
    bare = word.rstrip("'’").lower()
    function = bare in get(language).function_words or word.lower() in get(language).function_words
    plain = fold(bare or word)
    if function:
        return (plain,), not (word.isupper() and len(word) > 1)
    key = key_of(word, language) if word[0].isalpha() else plain
    return ((key, plain) if key != plain else (key,)), False


def _bearing(found: Sequence[TermPiece], *, loosely: bool) -> Sequence[TermPiece]:
    """Return the words of a term that have to be there."""
    content = [piece for piece in found if not piece.function and any(c.isalnum() for c in piece.text)]
    return content if loosely and content else found


def _fits(term: GlossaryTerm, words: Sequence[TermPiece], first: int, last: int, text: str, language: str) -> bool:
    """Return whether capitals and the word before allow for it."""
    if term.case is not Case.ANY and not _case_fits(term, words[first : last + 1], text, language):
        return False
    if not term.part_of_speech or first != last or first == 0:
        return True
    known, before = get(language), words[first - 1].text.lower()
    if term.part_of_speech == "noun":
        return before not in known.verb_openers
    return not (term.part_of_speech == "verb" and before in known.noun_openers)


def _case_fits(term: GlossaryTerm, place: Sequence[TermPiece], text: str, language: str) -> bool:
    if text.isupper():
        return True
    here = text[place[0].start : place[-1].end]
    if term.case is Case.EXACT:
        opens = not text[: place[0].start].strip(_SENTENCE_OPENERS + " \u00a0")
        return here == term.text or (opens and here[:1].lower() + here[1:] == term.text)
    wanted = _acronyms(term.text)
    if not wanted:
        return True
    plural = morphology(language).plural_ending
    letters = {word.text.removesuffix(plural) for word in place}
    return all(word.removesuffix(plural) in letters or not word.isalpha() for word in wanted)


@lru_cache(maxsize=1 << 16)
def _acronyms(term: str) -> tuple[str, ...]:
    return tuple(word for word in term.replace("-", " ").split() if _is_acronym(word))


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and sum(map(str.isupper, word)) >= len(word) - 1
