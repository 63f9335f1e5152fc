"""Words that a translation says oftener than its original: "study", « l'étude … : étude »."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from aligner.check.base import PairContext
from aligner.check.tokens import tokens
from aligner.core import Bead, Span
from aligner.languages import get
from aligner.languages.dictionary import lemma
from aligner.link.pair import Place

__all__ = ["said_again"]

_LINK = 0.2  #: score from which on something of the original stands for a word
_LETTERS = 4  #: of a word that counts, at least
_START = 5  #: letters by which forms of one word begin alike


def said_again(pair: PairContext, bead: Bead) -> Iterator[Span]:
    """Yield the words of a bead that stand there once more than the original says what they translate."""
    language = pair.languages[1]
    texts = tuple([pair.translation.sentences[n].text for n in bead.translation])
    often = _said_often(texts, language)
    if not often:
        return
    here, there = pair.links.places(bead)
    linked: dict[int, dict[int, float]] = defaultdict(dict)
    for i, j, score in pair.links.links(bead, _LINK):
        linked[j][i] = score
    groups: dict[str, list[int]] = defaultdict(list)
    for n, place in enumerate(there):
        if (form := often.get(_word(place))) is not None:
            groups[form].append(n)
    functions = get(pair.languages[0]).function_words
    for places in groups.values():
        stand = set[int]().union(*(linked[j] for j in places))
        if len(stand) >= len(places):
            continue
        forms = {_word(there[j]) for j in places}
        own = ((n, word) for n in range(len(here)) if len(word := _word(here[n])) > 1 and word not in functions)
        meant = {n for n, word in own if any(pair.usual.surely(word, form) for form in forms)}
        if meant and len(meant | stand) < len(places):
            number, token = there[min(places, key=lambda j: max(linked[j].values(), default=0.0))]
            yield pair.translation.locate(number, token.start, token.end)


@lru_cache(maxsize=1 << 14)
def _said_often(texts: tuple[str, ...], language: str) -> Mapping[str, str]:
    """Return the words of content that texts say more than once, and the dictionary form of each."""
    functions = get(language).function_words
    words = [
        word
        for text in texts
        for token in tokens(text)
        if len(word := token.text.lower()) >= _LETTERS and word.isalpha() and word not in functions
    ]
    starts = Counter([word[:_START] for word in words])
    forms = {word: lemma(word, language) for word in words if starts[word[:_START]] > 1}
    counts = Counter([forms[word] for word in words if word in forms])
    return {word: form for word, form in forms.items() if counts[form] > 1}


def _word(place: Place) -> str:
    return place[1].text.lower().replace("’", "'")
