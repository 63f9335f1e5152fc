"""Test whether a word of the translation can stand for a name of the original, by spelling or by known forms."""

from collections.abc import Sequence

from aligner.check.tokens import Token
from aligner.languages.folding import shared_start
from aligner.languages.pairs import Form

__all__ = ["is_cognate", "is_rearranged", "stands"]

_SHORTEST_HEAD = 4  #: letters that an adjective and its name share, at least: Iranian, iraniens
_HEAD_SHARE = 0.6  #: of the shorter word


def is_cognate(one: str, other: str) -> bool:
    """Return whether two folded words begin alike, as a country and its adjective do."""
    shared = shared_start(one, other)
    return shared >= max(_SHORTEST_HEAD, _HEAD_SHARE * min(len(one), len(other)) + 0.01)


def is_rearranged(one: str, other: str) -> bool:
    """Return whether two folded acronyms have the same letters in another order, as RNA and ARN."""
    return len(one) > 2 and sorted(one) == sorted(other)


def stands(form: Form, words: Sequence[str], tokens: Sequence[Token]) -> int | None:
    """Return where a form stands in a text, ``words`` being its ``tokens`` folded: the number of its first token."""
    last, behind = form.words[-1], len(form.words) - 1
    for end, word in enumerate(words):
        if not word.startswith(last):
            continue  # most words do not, and this costs least
        at = end - behind
        if at >= 0 and form.stands_at(words, at) and not (form.is_acronym and not tokens[at].text[0].isupper()):
            return at
    return None
