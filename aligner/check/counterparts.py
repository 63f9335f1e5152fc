"""Whether a word of the translation can stand for a name of the original: spelling, transliteration, known forms."""

import re
from collections.abc import Sequence
from functools import lru_cache

from aligner.check.tokens import Token
from aligner.languages.folding import shared_start
from aligner.languages.pairs import Form

__all__ = ["alike", "is_adapted", "is_cognate", "is_rearranged", "is_transliteration", "stands", "transliterated"]

# How English and French write the same foreign sound (Chekhov, Tchekhov; Sergey, Sergueï; Putin, Poutine), brought
# to one spelling. Order matters: longer spellings first.
_SOUNDS: tuple[tuple[str, str], ...] = (
    ("tch", "S"), ("tsch", "S"), ("sch", "S"), ("shch", "S"), ("sh", "S"), ("ch", "S"),
    ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("kh", "k"), ("gh", "g"), ("ph", "f"), ("th", "t"),
    ("gue", "ge"), ("gui", "gi"), ("qu", "k"), ("q", "k"), ("ck", "k"), ("c", "k"), ("x", "ks"),
    ("oo", "u"), ("ou", "u"), ("w", "u"), ("ee", "i"), ("y", "i"), ("z", "s"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")
_ENDINGS = ((re.compile(r"ff$"), "v"), (re.compile(r"(?<=[iu]n)e$"), ""), (re.compile(r"ii$"), "i"))
_VOWELS = re.compile(r"[aeiou]")

# Endings of names and of the adjectives of places, behind what both languages share.
_ENGLISH_ENDINGS = """
a ia ias y e us um o an ian ians ans n ns ese ish i is ic ics al er or es s ism ist ists ities ity
"""
_FRENCH_ENDINGS = """
e es ie ies ee ees us um on ien iens ienne iennes ais aise aises ois oise oises ain ains aine aines en ens enne ennes
een eens eenne i is s ique iques isme iste istes el elle eur re ite ites n ne
"""
_ENGLISH_TAILS = frozenset(["", *_ENGLISH_ENDINGS.split()])
_FRENCH_TAILS = frozenset(_FRENCH_ENDINGS.split())
_SHORTEST_HEAD = 4  #: letters that an adjective and its name share, at least: Iranian, iraniens
_HEAD_SHARE = 0.6  #: of the shorter word


@lru_cache(maxsize=1 << 13)
def transliterated(word: str) -> str:
    """One spelling for what English and French spell in different ways; ``word`` is folded."""
    for pattern, ending in _ENDINGS:
        word = pattern.sub(ending, word)
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return _DOUBLE.sub(r"\1", word)


def is_transliteration(one: str, other: str) -> bool:
    """Whether two folded words are the same name as two languages write it."""
    return transliterated(one) == transliterated(other)


def is_cognate(one: str, other: str) -> bool:
    """Whether two folded words begin alike, as a country and its adjective do."""
    shared = shared_start(one, other)
    return shared >= max(_SHORTEST_HEAD, _HEAD_SHARE * min(len(one), len(other)) + 0.01)


def is_adapted(name: str, word: str) -> bool:
    """Whether two folded words differ by an ending that a name takes on from English to French: Lombardy, Lombardie."""
    shared = shared_start(name, word)
    tails = name[shared:], word[shared:]
    if shared == len(name) >= _SHORTEST_HEAD:
        return True
    return shared >= _SHORTEST_HEAD and tails[0] in _ENGLISH_TAILS and tails[1] in _FRENCH_TAILS


@lru_cache(maxsize=1 << 13)
def alike(one: str, other: str) -> float:
    """How alike two folded words are, 0 to 1, whichever of their spellings is closer."""
    from rapidfuzz.distance import Levenshtein

    plain = Levenshtein.normalized_similarity(one, other)
    return max(plain, Levenshtein.normalized_similarity(transliterated(one), transliterated(other)))


def is_rearranged(one: str, other: str) -> bool:
    """Whether two folded acronyms have the same letters in another order, as RNA and ARN."""
    return len(one) > 2 and sorted(one) == sorted(other)


def stands(form: Form, words: Sequence[str], tokens: Sequence[Token]) -> int | None:
    """Where a form stands in a text, ``words`` being its ``tokens`` folded: the number of its first token."""
    for at in range(len(words)):
        if form.stands_at(words, at) and not (form.is_acronym and not tokens[at].text[0].isupper()):
            return at
    return None
