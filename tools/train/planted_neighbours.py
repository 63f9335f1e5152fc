"""Terms of a text with what may replace their equivalents, found by counting: deviations to learn from, in any number.

What replaces an equivalent is another noun of the texts that the lexicon of word links knows for the term, or that is
close in meaning to it: often a synonym, often a real equivalent of another term.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aligner.encode import Encoder
from aligner.encode.base import Vectors
from aligner.languages import get
from aligner.terms.lexicon_lookup import equivalents
from aligner.terms.words import key_of, related
from tools.train.planted_terms import Entry, Noun, free

__all__ = ["Nouns", "neighbouring", "nouns_of"]

_WORD = re.compile(r"[^\W\d_]{3,}")
_OPENED = re.compile(r"(?<!\w)(le|un|ce|cet|du|au|la|une|cette) ([^\W\d_]{4,})")
_FEMININE = frozenset({"la", "une", "cette"})
_SURE = 0.85  #: share of its articles that give a noun its gender
_FEWEST = 15  #: occurrences of a noun in all texts
_TERM = 3  #: sentences of a term
_CONSISTENT = 0.8  #: share of a term's sentences that have its equivalent
_MAIN = 0.25  #: share of a term's links in the lexicon that makes a noun its equivalent
_KNOWN = 0.003  #: share that makes a noun another one
_CLOSE = 0.42  #: closeness in meaning that does as well
_NEAREST = 12  #: nouns looked at for that
_MOST = 5  #: other equivalents of a term


@dataclass(frozen=True, slots=True)
class Nouns:
    """French nouns in the singular."""

    genders: Mapping[str, str]
    frequent: Sequence[str]
    vectors: Vectors  #: of the frequent ones, of unit length
    by_key: Mapping[str, str]  #: the frequent ones by key


def nouns_of(texts: Iterable[str], encoder: Encoder) -> Nouns:
    """Return what the articles in French texts tell of their nouns."""
    articles, counts = Counter[tuple[str, str]](), Counter[str]()
    for text in texts:
        articles.update((noun, "f" if article in _FEMININE else "m") for article, noun in _OPENED.findall(text.lower()))
        counts.update(_WORD.findall(text.lower()))
    genders = {
        noun: gender
        for (noun, gender), count in sorted(articles.items())
        if count >= 2 and count >= _SURE * (articles[noun, "m"] + articles[noun, "f"])
    }
    frequent = [noun for noun in genders if counts[noun] >= _FEWEST]
    vectors = np.asarray(encoder.encode(frequent), dtype=np.float32)
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return Nouns(genders, frequent, vectors, {key_of(noun, "fr"): noun for noun in frequent})


def neighbouring(english: Sequence[str], french: Sequence[str], nouns: Nouns) -> list[Entry]:
    """Return the terms of sentences that translate each other."""
    forms, rendered = defaultdict[str, Counter[str]](Counter), [set[str]() for _ in french]
    for n, text in enumerate(french):
        for word in _WORD.findall(text.lower()):
            forms[key_of(word, "fr")][word] += 1
            rendered[n].add(key_of(word, "fr"))
    places, spelled = defaultdict[str, set[int]](set), defaultdict[str, set[str]](set)
    for n, text in enumerate(english):
        for word in _WORD.findall(text.lower()):
            places[key_of(word, "en")].add(n)
            spelled[key_of(word, "en")].add(word)
    known = get("en")
    found = (
        _entry(key, spelled[key], [rendered[n] for n in sorted(there)], forms, nouns)
        for key, there in places.items()
        if len(there) >= _TERM and key not in known.general_nouns | known.function_words
    )
    return [entry for entry in found if entry is not None]


def _entry(
    key: str, spelled: set[str], rendered: Sequence[set[str]], forms: Mapping[str, Counter[str]], nouns: Nouns
) -> Entry | None:
    table = equivalents(key, ("en", "fr"))
    counts = Counter(one for keys in rendered for one in sorted(keys) if table.get(one, 0.0) >= _MAIN)
    if not counts:
        return None
    best, count = counts.most_common(1)[0]
    singulars = [form for form, _ in forms[best].most_common() if form in nouns.genders]
    if not singulars or count < max(_TERM, _CONSISTENT * len(rendered)):
        return None
    usual = _noun(singulars[0], nouns)
    others = list(dict.fromkeys(_others(usual.singular, table, nouns)))[:_MOST]
    if not others:
        return None
    original = "|".join(sorted(spelled, key=lambda form: (-len(form), form)))
    forms_of_usual = f"{re.escape(usual.plural)}|{re.escape(usual.singular)}"
    return Entry(
        key,
        usual,
        tuple(_noun(other, nouns) for other in others),
        free(f"(?:{original})"),
        free(f"(?:{forms_of_usual})"),
    )


def _others(usual: str, table: Mapping[str, float], nouns: Nouns) -> Iterator[str]:
    own = key_of(usual, "fr")
    for key in sorted(table, key=lambda key: -table[key])[: _MOST + 1]:
        if table[key] >= _KNOWN and key in nouns.by_key and key != own:
            yield nouns.by_key[key]
    if usual in nouns.frequent:
        close = nouns.vectors @ nouns.vectors[nouns.frequent.index(usual)]
        for n in np.argsort(-close)[:_NEAREST]:
            if close[n] >= _CLOSE and not related(key_of(nouns.frequent[n], "fr"), own):
                yield nouns.frequent[n]


def _noun(singular: str, nouns: Nouns) -> Noun:
    return Noun(singular, _plural(singular), nouns.genders[singular])


def _plural(singular: str) -> str:
    if singular.endswith(("s", "x", "z")):
        return singular
    if singular.endswith(("eau", "eu", "au")):
        return singular + "x"
    return singular[:-2] + "aux" if singular.endswith("al") else singular + "s"
