"""Phrases and clauses of a sentence that can be taken out whole, found by punctuation and function words.

Without a parser, so only those with clear ends: between two commas, in brackets, from a conjunction or a relative
pronoun to the next punctuation mark, from a preposition to the next phrase. What is left should read as a sentence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligner import languages
from aligner.languages.phrases import PhraseData, phrase_data
from aligner.link.tokens import Token, tokenize

__all__ = ["Constituent", "constituents", "content_words", "is_content", "openings"]

_STOPS = frozenset(',;:.!?…)»”"–—')
_OPENERS = frozenset("(«“–—")
_LONGEST = 30  # tokens; a longer stretch is most of a sentence


@dataclass(frozen=True, slots=True)
class Constituent:
    """A stretch of a sentence: ``sentence[start:end]``, white space and a comma before it included."""

    start: int
    end: int
    content_words: int
    form: str  #: ``"aside"`` between commas, ``"brackets"``, ``"clause"`` or ``"phrase"``


def is_content(token: Token, language: str) -> bool:
    """Tell whether a token is a word or a number that says something by itself."""
    if not any(char.isalnum() for char in token.text):
        return False
    return _key(token) not in languages.get(language).function_words


def content_words(text: str, language: str) -> int:
    """Return how many content words there are in a text."""
    return sum(is_content(token, language) for token in tokenize(text, language))


def constituents(text: str, language: str) -> list[Constituent]:
    """Return all that can be taken out of a sentence, none where nothing is known of the language's phrases."""
    data = phrase_data(language)
    if data is None:
        return []
    tokens = tokenize(text, language)
    function_words = languages.get(language).function_words
    content = [is_content(token, language) for token in tokens]
    found = []
    for first, last, form in _stretches(tokens, data, function_words):
        if last - first > _LONGEST:
            continue
        start = tokens[first].start
        while start and text[start - 1].isspace():
            start -= 1
        found.append(Constituent(start, tokens[last - 1].end, sum(content[first:last]), form))
    return sorted(set(found), key=lambda one: (one.start, one.end, one.form))


def openings(text: str, language: str) -> list[int]:
    """Find offsets where a further phrase can be put in: behind a word, before a phrase, a comma or the end."""
    data = phrase_data(language)
    if data is None:
        return []
    tokens = tokenize(text, language)
    found = []
    for number in range(1, len(tokens)):
        before, token = tokens[number - 1], tokens[number]
        begins = _begins(tokens, number, data) and _key(token) not in data.complements
        if is_content(before, language) and (begins or token.text in {",", ".", ";", "!", "?"}):
            found.append(before.end)
    return found


def _stretches(
    tokens: Sequence[Token], data: PhraseData, function_words: frozenset[str]
) -> Iterator[tuple[int, int, str]]:
    """Return first tokens, ends and forms of what can go."""
    for first in range(1, len(tokens)):
        token = tokens[first]
        if token.text == ",":
            end = _next(tokens, first + 1)
            if (
                end is not None
                and tokens[end].text in {",", ".", ";"}
                and _key(tokens[first - 1]) not in function_words
            ):
                yield first, end, "aside"
        elif token.text == "(":
            end = next((n for n in range(first + 1, len(tokens)) if tokens[n].text in {")", "("}), None)
            if end is not None and tokens[end].text == ")":
                yield first, end + 1, "brackets"
        elif _key(tokens[first - 1]) in function_words or _is_mark(tokens[first - 1]):
            continue  # what comes before it would be left dangling
        elif _key(token) in data.conjunctions:
            end = _next(tokens, first + 1)
            if end is not None and tokens[end].text not in _OPENERS and _is_clause(tokens, first, end, data):
                yield first, end, "clause"
        elif _key(token) in data.prepositions:
            yield from ((first, end, "phrase") for end in _phrase_ends(tokens, first, data))


def _is_clause(tokens: Sequence[Token], first: int, end: int, data: PhraseData) -> bool:
    """Tell whether a stretch surely does not hold the verb of the sentence that it stands in."""
    verbs = [n for n in range(first + 1, end) if _key(tokens[n]) in data.verbal]
    if _key(tokens[first]) in data.coordinators:
        return not verbs or verbs[0] == first + 1
    return sum(_key(tokens[n - 1]) not in data.verbal for n in verbs) <= 1


def _phrase_ends(tokens: Sequence[Token], first: int, data: PhraseData) -> Iterator[int]:
    """Find where a phrase that begins with a preposition may end: before the next phrase, clause or mark."""
    for end in range(first + 1, len(tokens)):
        token = tokens[end]
        if _is_mark(token):
            if token.text[0] in _STOPS:
                yield end
            return
        if _key(token) in data.verbal or token.text.startswith("-"):
            return
        if end > first + 1 and _begins(tokens, end, data) and _key(token) not in data.complements:
            yield end
            if _key(token) in data.conjunctions:
                return


def _begins(tokens: Sequence[Token], number: int, data: PhraseData) -> bool:
    key = _key(tokens[number])
    return key in data.conjunctions or key in data.prepositions


def _next(tokens: Sequence[Token], start: int) -> int | None:
    """Return the next punctuation mark."""
    return next((n for n in range(start, len(tokens)) if _is_mark(tokens[n])), None)


def _is_mark(token: Token) -> bool:
    return not any(char.isalnum() for char in token.text)


def _key(token: Token) -> str:
    return token.text.replace("’", "'").replace("ʼ", "'").casefold()
