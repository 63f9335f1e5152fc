"""Plant deviations into consistent translations: one place of a term gets another equivalent."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aligner.terms.words import key_of

__all__ = ["Entry", "Noun", "Planted", "free", "listed", "overlapping", "plant"]

_LIST = Path(__file__).parents[1] / "synonyms.tsv"
_FEWEST = 3  #: sentences that have the term with its equivalent
_CONSISTENT = 0.8  #: share of the term's sentences that have it, at least
_EVERY = 15  #: sentences to a plant; at most one plant a term
_VOWELS = "aeiouyhàâäéèêëîïôöùûüœæ"
#: Neither inside a name of a file or a command, such as script(1), nor part of a hyphenated word.
_FREE = r"(?<![\w/.-]){}(?![\w/(-]|\.\w)"
_ARTICLE = re.compile(
    r"(?i)(\b(?:de l|à l|l|d|qu|s|jusqu)['’]|\b(?:de la|à la|le|la|du|au|un|une|ce|cet|cette|de)[ \u00a0])$"
)
_PLURAL_OPENER = re.compile(r"(?i)\b(les|des|aux|ces|ses|nos|vos|leurs|plusieurs|deux|trois)\s$")
_MASCULINE = {
    "l'": "le",
    "la": "le",
    "de l'": "du",
    "de la": "du",
    "à l'": "au",
    "à la": "au",
    "d'": "de",
    "une": "un",
    "cet": "ce",
    "cette": "ce",
}


@dataclass(frozen=True, slots=True)
class Noun:
    """A French noun."""

    singular: str
    plural: str
    gender: str  #: m or f


@dataclass(frozen=True, slots=True)
class Entry:
    """A term with its equivalent and what may replace that."""

    term: str
    usual: Noun
    others: tuple[Noun, ...]
    original: re.Pattern[str]  #: finds the term
    translation: re.Pattern[str]  #: finds its equivalent


@dataclass(frozen=True, slots=True)
class Planted:
    """What was done to one sentence of a translation."""

    sentence: int
    term: str
    old: str
    new: str
    start: int  #: of the new equivalent in the sentence
    text: str  #: of the whole sentence


def plant(
    english: Sequence[str], french: Sequence[str], seed: int, entries: Sequence[Entry] | None = None
) -> list[Planted]:
    """Plant deviations in sentences that translate each other; those without a counterpart are empty on both sides.

    A term stands in at least three sentences with its equivalent, in four of five without another. What replaces one of
    them has another lemma, does not stand in the sentence yet, and no longer term of the list holds the place.

    :param entries: what may be planted; by default the list of synonyms
    """
    rng = random.Random(seed)
    entries = listed() if entries is None else entries
    terms = [(entry, places) for entry in entries if (places := _places(entry, english, french))]
    rng.shuffle(terms)
    wanted = max(1, round(sum(map(bool, english)) / _EVERY))
    done: dict[int, Planted] = {}
    for entry, places in terms:
        free = [n for n in places if n not in done]
        if len(done) == wanted or not free:
            continue
        number, other = rng.choice(free), rng.choice(entry.others)
        new = _replaced(entry, other, number, french[number])
        if new is not None:
            done[number] = new
    return list(done.values())


@cache
def listed() -> tuple[Entry, ...]:
    """Return the terms of the list of synonyms."""
    rows = [line.split("\t") for line in _LIST.read_text(encoding="utf-8").splitlines()[2:]]
    return tuple(
        Entry(
            term,
            Noun(singular, plural, gender),
            tuple(Noun(*other.split("/")) for other in others.split(";")),
            free(re.escape(term) + "(?:s|es)?", re.IGNORECASE if term.islower() else re.NOFLAG),
            free(f"(?:{re.escape(plural)}|{re.escape(singular)})"),
        )
        for term, singular, plural, gender, others in rows
    )


def free(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Return a pattern of words that are no part of a name of a file or a command."""
    return re.compile(_FREE.format(pattern), flags)


def _places(entry: Entry, english: Sequence[str], french: Sequence[str]) -> list[int]:
    """Return sentences where term and equivalent stand once each, if the text is consistent about them."""
    there = [n for n, text in enumerate(english) if text and text != french[n] and entry.original.search(text)]
    rendered = [n for n in there if entry.translation.search(french[n])]
    if len(rendered) < _FEWEST or len(rendered) < _CONSISTENT * len(there):
        return []
    return [n for n in rendered if _once(entry, english[n]) and len(entry.translation.findall(french[n])) == 1]


def _once(entry: Entry, text: str) -> bool:
    spots = [found.span() for found in entry.original.finditer(text)]
    longer = [other for other in listed() if entry.term != other.term and entry.term.lower() in other.term.lower()]
    return len(spots) == 1 and not any(other.original.search(text) for other in longer)


def _replaced(entry: Entry, other: Noun, number: int, text: str) -> Planted | None:
    found = entry.translation.search(text)
    assert found is not None
    old, before = found.group(), text[: found.start()]
    if _keys(other.singular) == _keys(entry.usual.singular):
        return None
    if re.search(rf"(?<!\w)(?:{re.escape(other.singular)}|{re.escape(other.plural)})(?!\w)", text, re.IGNORECASE):
        return None
    same = entry.usual.singular == entry.usual.plural
    plural = bool(_PLURAL_OPENER.search(before)) if same else old.lower() == entry.usual.plural.lower()
    new = other.plural if plural else other.singular
    new = new[0].upper() + new[1:] if old[0].isupper() else new
    before = _agreeing(before, new, "" if plural else other.gender)
    return Planted(number, entry.term, old, new, len(before), before + new + text[found.end() :])


def _keys(phrase: str) -> list[str]:
    return [key_of(word, "fr") for word in phrase.split()]


def _agreeing(before: str, new: str, gender: str) -> str:
    """Make the article before a noun agree; without a gender the noun is plural."""
    vowel = new[0].lower() in _VOWELS
    if not gender:
        return re.sub(r"(?i)\bde $", "d'", before) if vowel else re.sub(r"(?i)\bd['’]$", "de ", before)
    found = _ARTICLE.search(before)
    article = _article(found[1].lower().replace("’", "'").strip(" \u00a0"), gender, vowel=vowel) if found else ""
    if not found or not article:
        return before
    return before[: found.start()] + (article.capitalize() if found[1][0].isupper() else article)


def _article(old: str, gender: str, *, vowel: bool) -> str:
    """Return the form of an article before a noun, or nothing where it does not change."""
    masculine = gender == "m"
    forms = {
        "le": "l'" if vowel else "le " if masculine else "la ",
        "du": "de l'" if vowel else "du " if masculine else "de la ",
        "au": "à l'" if vowel else "au " if masculine else "à la ",
        "un": "un " if masculine else "une ",
        "ce": "cette " if not masculine else "cet " if vowel else "ce ",
        "de": "d'" if vowel else "de ",
    }
    return forms.get(_MASCULINE.get(old, old), "")


def overlapping(one: Planted, start: int, end: int) -> bool:
    """Tell whether a stretch of the sentence touches the new equivalent."""
    return start < one.start + len(one.new) and one.start < end
