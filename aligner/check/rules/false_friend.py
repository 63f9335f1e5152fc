"""Rule false-friend: a French word that resembles an English one and means something else."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from aligner.check.base import Need, PairContext, Scope, rule
from aligner.check.tokens import Token, folded, sentences, tokens
from aligner.core import Bead, Finding, Message, Sentence, Severity
from aligner.languages import get
from aligner.languages.pairs import FalseFriend, Form, false_friends
from aligner.link.pair import Place

__all__ = ["false_friend"]

_ID, _CATEGORY = "false-friend", "accuracy/mistranslation/false-friend"

_HEAD = 4  #: letters by which entries are found, fewer where a friend is shorter
_SIZES = range(1, _HEAD + 1)
_LINK = 0.25  #: score of links that say what a friend renders

Occurrence = tuple[Sentence, Token]


@rule(_ID, scope=Scope.BEAD, needs={Need.FALSE_FRIENDS}, links=True, follows={"omission", "addition"})
def false_friend(pair: PairContext) -> Iterator[Finding]:
    """Yield false friends of words that stand in the bead's original, where nothing else there accounts for them."""
    languages = pair.original.language, pair.translation.language
    known = false_friends(*languages)
    for bead in pair.beads:
        if bead.is_null:
            continue
        mine, theirs = sentences(pair.original, bead.original), sentences(pair.translation, bead.translation)
        words, friends = ([word for sentence in side for word in folded(sentence.text)] for side in (mine, theirs))
        numbers = {n for word in friends for n in _begun(word, *languages)}
        if not numbers:
            continue
        here, there = _words(mine), _words(theirs)
        for number in sorted(numbers):
            entry = known[number]
            for word, friend in _found(entry, words, friends):
                if not _stands_for(pair, bead, here[word], there[friend]) or _is_copied(
                    here[word][1].text, there[friend][1].text
                ):
                    continue
                yield _finding(pair, entry, here[word], there[friend])


@cache
def _by_head(original: str, translation: str) -> Mapping[str, tuple[int, ...]]:
    """Return numbers of the entries by the first letters of what resembles a word of the original."""
    found: dict[str, tuple[int, ...]] = {}
    for number, entry in enumerate(false_friends(original, translation)):
        for head in {form.words[0][:_HEAD] for form in entry.friends}:
            found[head] = (*found.get(head, ()), number)
    return found


@lru_cache(maxsize=1 << 15)
def _begun(word: str, original: str, translation: str) -> tuple[int, ...]:
    """Return numbers of the entries of which a folded word may begin what resembles a word of the original."""
    known, by_head = false_friends(original, translation), _by_head(original, translation)
    return tuple(
        number
        for size in _SIZES
        for number in by_head.get(word[:size], ())
        if size <= len(word)
        if any(len(form.words) > 1 or form.stands_at([word], 0) for form in known[number].friends)
    )


def _stands_for(pair: PairContext, bead: Bead, word: Occurrence, friend: Occurrence) -> bool:
    """Return whether the links know of nothing else that the friend renders, nor of another rendering of the word."""
    here, there = pair.links.places(bead)
    mine, theirs = _tokens_of(here, word), _tokens_of(there, friend)
    small = get(pair.original.language).function_words
    links = [(i, j, score) for i, j, score in pair.links.links(bead, _LINK) if here[i][1].text.lower() not in small]
    together = max((score for i, j, score in links if i in mine and j in theirs), default=0.0)
    of_friend = max((score for i, j, score in links if i not in mine and j in theirs), default=0.0)
    of_word = max((score for i, j, score in links if i in mine and j not in theirs), default=0.0)
    return together >= of_friend and together >= of_word


def _tokens_of(places: Sequence[Place], occurrence: Occurrence) -> set[int]:
    """Return the numbers of an occurrence's tokens among those of its side."""
    sentence, word = occurrence
    return {
        n
        for n, (number, token) in enumerate(places)
        if number == sentence.number and token.start < word.end and word.start < token.end
    }


def _is_copied(word: str, friend: str) -> bool:
    """Return whether the word was taken over with its capital, as in names: App Store."""
    return word == friend and word[0].isupper()


def _words(beside: Sequence[Sentence]) -> list[Occurrence]:
    return [(sentence, token) for sentence in beside for token in tokens(sentence.text)]


def _found(entry: FalseFriend, here: list[str], there: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of a word of the original and of its false friend, unless the original has an excuse."""
    friend = _first(entry.friends, there)
    if friend is None:
        return
    word = _first(entry.words, here)
    if word is not None and _first(entry.excuses, here) is None:
        yield word, friend


def _first(forms: tuple[Form, ...], words: list[str]) -> int | None:
    return next(
        (
            at
            for at, word in enumerate(words)
            for form in forms
            if (len(form.words) > 1 or word.startswith(form.words[0])) and form.stands_at(words, at)
        ),
        None,
    )


def _finding(pair: PairContext, entry: FalseFriend, word: Occurrence, friend: Occurrence) -> Finding:
    (here, mine), (there, theirs) = word, friend
    return Finding(
        rule=_ID,
        severity=Severity.MAJOR,
        category=_CATEGORY,
        message=Message("false-friend.false-friend", {"friend": theirs.text, "word": mine.text, "right": entry.right}),
        original=pair.original.locate(here.number, mine.start, mine.end),
        translation=pair.translation.locate(there.number, theirs.start, theirs.end),
        confidence=0.55,
    )
