"""Rule false-friend: a French word that resembles an English one and means something else."""

from collections.abc import Iterator, Sequence

from aligner.check.base import Pair, rule
from aligner.check.tokens import Token, fold, sentences, tokens
from aligner.core import Finding, Sentence, Severity
from aligner.languages.pairs import FalseFriend, Form, false_friends

__all__ = ["false_friend"]

_ID, _CATEGORY = "false-friend", "accuracy/mistranslation/false-friend"

Place = tuple[Sentence, Token]


@rule(_ID, category=_CATEGORY, severity=Severity.MAJOR)
def false_friend(pair: Pair) -> Iterator[Finding]:
    """False friends of words that stand in the bead's original, where nothing else there accounts for them."""
    known = false_friends(pair.original.language, pair.translation.language)
    if not known:
        return
    for bead in pair.beads:
        if bead.is_null:
            continue
        here = _words(sentences(pair.original, bead.original))
        there = _words(sentences(pair.translation, bead.translation))
        folded = [fold(token.text) for _, token in here], [fold(token.text) for _, token in there]
        for entry in known:
            for word, friend in _found(entry, *folded):
                if _is_copied(here[word][1].text, there[friend][1].text):
                    continue
                yield _finding(pair, entry, here[word], there[friend])


def _is_copied(word: str, friend: str) -> bool:
    """Whether the word was taken over with its capital, as in names: App Store."""
    return word == friend and word[0].isupper()


def _words(beside: Sequence[Sentence]) -> list[Place]:
    return [(sentence, token) for sentence in beside for token in tokens(sentence.text)]


def _found(entry: FalseFriend, here: list[str], there: list[str]) -> Iterator[tuple[int, int]]:
    """A word of the original and its false friend, by their numbers; none where an excuse stands in the original."""
    friends = _places(entry.friends, there)
    if not friends:
        return
    words = _places(entry.words, here)
    if words and not _places(entry.excuses, here):
        yield words[0], friends[0]


def _places(forms: tuple[Form, ...], words: list[str]) -> list[int]:
    return [at for at in range(len(words)) if any(form.stands_at(words, at) for form in forms)]


def _finding(pair: Pair, entry: FalseFriend, word: Place, friend: Place) -> Finding:
    (here, mine), (there, theirs) = word, friend
    return Finding(
        rule=_ID,
        severity=Severity.MAJOR,
        category=_CATEGORY,
        message=f"“{theirs.text}” is a false friend of “{mine.text}”, which is rather “{entry.right}”.",
        original=pair.original.locate(here.number, mine.start, mine.end),
        translation=pair.translation.locate(there.number, theirs.start, theirs.end),
        confidence=0.55,
    )
