"""Planters of errors inside a sentence: clauses and words gone or put in, numbers, negation, names, doubled words."""

import re
from itertools import pairwise
from random import Random

from aligner import languages
from aligner.check.tokens import fold
from aligner.core import Side
from aligner.evaluate.constituents import Constituent, constituents, content_words, openings
from aligner.evaluate.edits import Edit
from aligner.evaluate.plants import Kind, Plant, SentencePair, plant_in
from aligner.evaluate.stock import Stock
from aligner.languages.phrases import phrase_data
from aligner.languages.polarity import cues, has_polarity
from aligner.link.tokens import Token, tokenize

__all__ = [
    "clause_deleted",
    "clause_inserted",
    "clause_untranslated",
    "name_swapped",
    "negation_dropped",
    "number_changed",
    "word_duplicated",
    "words_deleted",
]

_CLAUSE = range(3, 100)  # content words of what counts as a clause or phrase
_TWO_WORDS = range(2, 3)
_LEAST_LEFT = 3  # content words that a sentence keeps
_LARGEST_SHARE = 0.6  # of a sentence's content words that may be taken out
_NEGATION_REACH = 6  # tokens between the two halves of a negation

# A number that stands by itself: no part of a word, a path, a range or a name such as COVID-19.
_NUMBER = re.compile(r"(?<![\w.,/:@#_+=\-–])\d+(?:[\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)*(?![\w/:@_=\-–]|[.,]\d)")


def clause_deleted(unit: SentencePair, stock: Stock, random: Random) -> Plant | None:
    """Delete a clause or phrase of three content words or more from the translation."""
    return _deleted(unit, random, Kind.CLAUSE_DELETED, Side.TRANSLATION, _CLAUSE)


def words_deleted(unit: SentencePair, stock: Stock, random: Random) -> Plant | None:
    """Delete a phrase of two content words from the translation."""
    return _deleted(unit, random, Kind.WORDS_DELETED, Side.TRANSLATION, _TWO_WORDS)


def clause_inserted(unit: SentencePair, stock: Stock, random: Random) -> Plant | None:
    """Make the translation say more: take a clause out of the original, or put one in."""
    if random.random() < 0.5:
        return _deleted(unit, random, Kind.CLAUSE_INSERTED, Side.ORIGINAL, _CLAUSE)
    language = unit.pair.translation.language
    places = openings(unit.translation.text, language)
    foreign = stock.foreign_sentence(unit, random)
    if not places or foreign is None:
        return None
    clause = _choose(constituents(foreign, language), random, _CLAUSE)
    if clause is None:
        return None
    at = unit.translation.start + random.choice(places)
    new = foreign[clause.start : clause.end]
    return plant_in(
        unit, Kind.CLAUSE_INSERTED, f"{clause.form} put in", (Edit(at, at, new),), place=(at, at), after=new
    )


def clause_untranslated(unit: SentencePair, stock: Stock, random: Random) -> Plant | None:
    """Put a clause or phrase of the original in the place of one of the translation, about as far into the sentence."""
    texts = unit.original.text, unit.translation.text
    languages_ = unit.pair.original.language, unit.pair.translation.language
    ours, theirs = (
        [one for one in constituents(text, language) if one.content_words in _CLAUSE]
        for text, language in zip(texts, languages_, strict=True)
    )
    small = [one for one in ours if texts[0][one.start : one.end].strip(" ,").islower()]
    if not small or not theirs:
        return None
    left = random.choice(small)
    gone = min(theirs, key=lambda one: abs(one.start / len(texts[1]) - left.start / len(texts[0])))
    new = texts[0][left.start : left.end].strip(" ,")
    start, end = gone.start, gone.end
    while start < end and texts[1][start] in " ,":
        start += 1
    while end > start and texts[1][end - 1] in " ,":
        end -= 1
    place = (unit.translation.start + start, unit.translation.start + end)
    old = texts[1][start:end]
    return plant_in(unit, Kind.CLAUSE_UNTRANSLATED, "", (Edit(*place, new),), place=place, before=old, after=new)


def number_changed(unit: SentencePair, stock: Stock, random: Random) -> Plant | None:
    """Change a number: another digit, two transposed, ten times as much, or another word."""
    sentence = unit.translation
    numbers = [(match.start(), match.end()) for match in _NUMBER.finditer(sentence.text)]
    words = _counting_words(sentence.text, unit.pair.translation.language)
    if not numbers and not words:
        return None
    start, end = random.choice([*numbers, *words])
    old = sentence.text[start:end]
    if old[0].isdigit():
        method, new = _other_digits(old, random)
    else:
        method, new = "word", _other_word(old, unit.pair.translation.language, random)
    place = (sentence.start + start, sentence.start + end)
    return plant_in(unit, Kind.NUMBER_CHANGED, method, (Edit(*place, new),), place=place, before=old, after=new)


def negation_dropped(unit: SentencePair, stock: Stock, random: Random) -> Plant | None:
    """Drop both halves of a negation: the translation says the contrary of an original that denies."""
    text, base = unit.translation.text, unit.translation.start
    found = _negations(text, unit.pair.translation.language)
    if not found or not _denies(unit.original.text, unit.pair.original.language):
        return None
    opener, closer = random.choice(found)
    start, end = opener.start, closer.end
    new = text[opener.end : closer.start].strip()
    if not new:  # "ne pas faire": the word behind it moves up
        while end < len(text) and text[end] == " ":
            end += 1
    if opener.text[0].isupper():
        if not new:
            new, end = text[end : end + 1], end + 1
        new = new[:1].upper() + new[1:]
    change = Edit(base + start, base + end, new)
    return plant_in(unit, Kind.NEGATION_DROPPED, fold(closer.text), (change,), before=text[start:end], after=new)


def name_swapped(unit: SentencePair, stock: Stock, random: Random) -> Plant | None:
    """Put another name of the same text in a name's place."""
    names = stock.names_of(unit)
    if not names:
        return None
    name = random.choice(names)
    here = {fold(word) for text in (unit.original.text, unit.translation.text) for word in re.findall(r"\w+", text)}
    others = [
        other
        for other in stock.names(unit.pair)
        if other.is_acronym == name.is_acronym
        and other.opens_with_vowel == name.opens_with_vowel
        and not {fold(word) for word in other.text.split()} & here
        and fold(other.text)[:3] != fold(name.text)[:3]
    ]
    if not others:
        return None
    other = random.choice(others)
    place = (unit.translation.start + name.start, unit.translation.start + name.end)
    method = "acronym" if name.is_acronym else "name"
    change = Edit(*place, other.text)
    return plant_in(unit, Kind.NAME_SWAPPED, method, (change,), place=place, before=name.text, after=other.text)


def word_duplicated(unit: SentencePair, stock: Stock, random: Random) -> Plant | None:
    """Write a word twice in a row."""
    language = unit.pair.translation.language
    repeatable = languages.get(language).repeatable_words
    tokens = tokenize(unit.translation.text, language)
    words = [
        one
        for one, following in pairwise(tokens)
        if one.text.isalpha() and len(one.text) > 1 and one.text.islower() and fold(one.text) not in repeatable
        if fold(one.text) != fold(following.text) and unit.translation.text[one.end : one.end + 1] == " "
    ]
    if not words:
        return None
    word = random.choice(words)
    at = unit.translation.start + word.end
    place = (at - len(word.text), at)
    change = Edit(at, at, f" {word.text}")
    return plant_in(unit, Kind.WORD_DUPLICATED, "", (change,), place=place, after=word.text)


def _deleted(unit: SentencePair, random: Random, kind: Kind, side: Side, sizes: range) -> Plant | None:
    """Take a phrase of some content words out of one side; the other side's sentence is then the place to look."""
    in_original = side is Side.ORIGINAL
    sentence = unit.original if in_original else unit.translation
    document = unit.pair.original if in_original else unit.pair.translation
    gone = _choose(
        constituents(sentence.text, document.language), random, _fitting(sentence.text, document.language, sizes)
    )
    if gone is None:
        return None
    change = Edit(sentence.start + gone.start, sentence.start + gone.end, "")
    return plant_in(
        unit,
        kind,
        f"{gone.form} taken out of the original" if in_original else gone.form,
        (change,),
        side=side,
        decisive=Side.TRANSLATION if in_original else Side.ORIGINAL,
        before=sentence.text[gone.start : gone.end],
    )


def _fitting(text: str, language: str, sizes: range) -> range:
    """Return the sizes that leave enough of a sentence."""
    total = content_words(text, language)
    most = min(int(_LARGEST_SHARE * total), total - _LEAST_LEFT)
    return range(sizes.start, min(sizes.stop, most + 1))


def _choose(found: list[Constituent], random: Random, sizes: range) -> Constituent | None:
    """Choose a random size first, so that large ones, of which a sentence has many, don't crowd out small ones."""
    fitting = [one for one in found if one.content_words in sizes]
    if not fitting:
        return None
    size = random.choice(sorted({one.content_words for one in fitting}))
    return random.choice([one for one in fitting if one.content_words == size])


def _denies(text: str, language: str) -> bool:
    """Tell whether a text has a negation; where nothing is known of its language, it may have one."""
    return not has_polarity(language) or any(cue.is_strong for cue in cues(text, language))


def _negations(text: str, language: str) -> list[tuple[Token, Token]]:
    """Find two-part negations: both halves."""
    data = phrase_data(language)
    if data is None or not data.negation_openers:
        return []
    tokens = tokenize(text, language)
    found = []
    for number, opener in enumerate(tokens):
        if opener.text.replace("’", "'").casefold() not in data.negation_openers:
            continue
        for closer in tokens[number + 1 : number + 1 + _NEGATION_REACH]:
            if not closer.text[0].isalnum():
                break
            if closer.text.casefold() in data.negation_closers:
                found.append((opener, closer))
                break
    return found


def _counting_words(text: str, language: str) -> list[tuple[int, int]]:
    data = phrase_data(language)
    known = set(data.counting_words) if data else set()
    return [(token.start, token.end) for token in tokenize(text, language) if token.text.casefold() in known]


def _other_word(old: str, language: str, random: Random) -> str:
    data = phrase_data(language)
    assert data is not None
    new = random.choice([word for word in data.counting_words if word != old.casefold()])
    return new.capitalize() if old[0].isupper() else new


def _other_digits(old: str, random: Random) -> tuple[str, str]:
    """Return another number, never of the same value, and how it was made."""
    places = [n for n, char in enumerate(old) if char.isdigit()]
    uneven = [(a, b) for a, b in pairwise(places) if old[a] != old[b] and not (a == 0 and old[b] == "0")]
    ways = [
        "a digit",
        *(["transposed"] if uneven else []),
        *(["ten times"] if old.isdigit() and old.strip("0") else []),
    ]
    way = random.choice(ways)
    if way == "ten times":
        return way, f"{old}0"
    digits = list(old)
    if way == "transposed":
        a, b = random.choice(uneven)
        digits[a], digits[b] = digits[b], digits[a]
        return way, "".join(digits)
    at = random.choice(places)
    digits[at] = random.choice([digit for digit in "123456789" if digit != old[at]])
    return way, "".join(digits)
