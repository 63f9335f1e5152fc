"""Words that a translation says oftener than its original: "study", « l'étude … : étude »."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from aligner.check.base import PairContext
from aligner.core import Bead, Span
from aligner.languages import get
from aligner.languages.dictionary import lemma
from aligner.link.pair import Place

__all__ = ["said_again"]

_LINK = 0.2  #: score from which on something of the original stands for a word
_LETTERS = 4  #: of a word that counts, at least


def said_again(pair: PairContext, bead: Bead) -> Iterator[Span]:
    """Yield the words of a bead that stand there once more than the original says what they translate."""
    here, there = pair.links.places(bead)
    groups = _said_often(there, pair.languages[1])
    if not groups:
        return
    linked: dict[int, dict[int, float]] = defaultdict(dict)
    for i, j, score in pair.links.links(bead, _LINK):
        linked[j][i] = score
    functions = get(pair.languages[0]).function_words
    own = {n: word for n in range(len(here)) if len(word := _word(here[n])) > 1 and word not in functions}
    for places in groups.values():
        forms = {_word(there[j]) for j in places}
        meant = {n for n, word in own.items() if any(pair.usual.surely(word, form) for form in forms)}
        if meant and len(meant.union(*(linked[j] for j in places))) < len(places):
            number, token = there[min(places, key=lambda j: max(linked[j].values(), default=0.0))]
            yield pair.translation.locate(number, token.start, token.end)


def _said_often(places: Sequence[Place], language: str) -> Mapping[str, list[int]]:
    """Return where words of content stand that are said more than once, by their dictionary form."""
    functions = get(language).function_words
    words = {
        n: word
        for n, place in enumerate(places)
        if len(word := _word(place)) >= _LETTERS and word.isalpha() and word not in functions
    }
    if not _may_agree(words.values()):
        return {}
    found: dict[str, list[int]] = defaultdict(list)
    for n, word in words.items():
        found[lemma(word, language)].append(n)
    return {form: some for form, some in found.items() if len(some) > 1}


def _may_agree(words: Iterable[str]) -> bool:
    """Return whether any two words begin alike, as forms of one word do."""
    starts = Counter(word[:_LETTERS] for word in words)
    return any(count > 1 for count in starts.values())


def _word(place: Place) -> str:
    return place[1].text.lower().replace("’", "'")
