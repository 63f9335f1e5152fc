"""Token numbers of texts for the embedded encoder, each word's found once."""

import re
from collections.abc import Callable, Sequence

__all__ = ["WordNumbers"]

_MOST_WORDS = 1 << 16  # that are remembered, some 10 MB
_LONGEST = 20_000  # characters of a text that are read; more says nothing new about its meaning
_LONGEST_WORD = 300  # characters that are read of a string that goes on and on
_ENDLESS = re.compile(rf"(\S{{{_LONGEST_WORD}}})\S+")
_NUMBERS = re.compile(r"(\d[\d\s.,]{39})[\d\s.,]+")  # numbers in a row, each of which is several tokens
_NOTHING = (0,)  # the token numbers of an empty text


class WordNumbers:
    """Remembers the token numbers of words: the tokenizer reads a word alone as it does in a text.

    That holds where no token and nothing that is normalised reaches over a space, as in the vocabulary of Universal
    Sentence Encoder multilingual v3. It may be used by threads.

    :param tokenize: returns the token numbers of a text, without marks for its ends
    """

    def __init__(self, tokenize: Callable[[str], Sequence[int]]) -> None:
        self._tokenize = tokenize
        self._words: dict[str, tuple[int, ...]] = {}

    def numbers(self, text: str) -> list[int]:
        """Return the token numbers of a text, at least one."""
        found: list[int] = []
        known = self._words
        for word in _NUMBERS.sub(r"\1 ", text[:_LONGEST]).split(" "):
            numbers = known.get(word)
            found += self._read(word) if numbers is None else numbers
        return found or list(_NOTHING)

    def _read(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a new word, none where nothing is left of it."""
        short = _ENDLESS.sub(r"\1", word) if len(word) > _LONGEST_WORD else word
        # Half a surrogate pair would stop the tokenizer.
        numbers = tuple(self._tokenize(short.encode("utf-8", "replace").decode()))
        if numbers == _NOTHING:
            numbers = ()
        if len(self._words) >= _MOST_WORDS:
            self._words = {}
        self._words[word] = numbers
        return numbers
