"""Planters of contraries: a word of the translation becomes another one of its class, in a like form."""

from random import Random

from aligner.check.contrary_words import in_like_form
from aligner.check.tokens import fold, tokens
from aligner.evaluate.edits import Edit
from aligner.evaluate.plants import Kind, Plant, SentencePair, plant_in
from aligner.evaluate.stock import Name, Stock
from aligner.languages.numbers import quantities
from aligner.languages.numbers.quantity import Form
from aligner.languages.pairs.opposites import Opposites, Seen, opposites

__all__ = ["fraction_changed", "opposite_said"]


def opposite_said(unit: SentencePair, stock: Stock, random: Random) -> Plant | None:
    """Put a word's contrary, or another word of its class, in its place."""
    return _planted(unit, random, Kind.OPPOSITE_SAID)


def fraction_changed(unit: SentencePair, stock: Stock, random: Random) -> Plant | None:
    """Put another fraction or multiple in the place of one in words: a third for a half."""
    return _planted(unit, random, Kind.FRACTION_CHANGED)


def _planted(unit: SentencePair, random: Random, kind: Kind) -> Plant | None:
    languages = unit.pair.original.language, unit.pair.translation.language
    known = opposites(*languages)
    if known is None:
        return None
    said = {seen.known.member for seen in _seen(unit.original.text, known[0])}
    text = unit.translation.text
    words = tokens(text)
    every = _seen(text, known[1])
    there = {seen.known.member for seen in every}
    ways = []
    for seen in every:
        member, alone = seen.known.member, seen.end - seen.start == 1
        if seen.known.only_accounts or not alone or member not in said or _stands_inside(seen, every):
            continue
        word = words[seen.start]
        if kind is Kind.FRACTION_CHANGED and not _is_fraction(word.text, languages[1]):
            continue
        others = [other for other in known[1].forms if other.group == member.group and other not in said | there]
        ways += [(word, new) for other in others for new in in_like_form(word.text, other, languages)]
    if not ways:
        return None
    word, new = random.choice(ways)
    if text[word.start - 1 : word.start] in ("'", "’") and not _opens_alike(word.text, new):
        return None
    place = (unit.translation.start + word.start, unit.translation.start + word.end)
    return plant_in(unit, kind, "", (Edit(*place, new),), place=place, before=word.text, after=new)


def _is_fraction(word: str, language: str) -> bool:
    """Return whether a word is a fraction or a multiple: half, doubled."""
    found = quantities(word, language)
    return len(found) == 1 and found[0].form is Form.LOOSE and found[0].text == word


def _seen(text: str, table: Opposites) -> list[Seen]:
    words = [word.text for word in tokens(text)]
    return list(table.seen([fold(word) for word in words], words))


def _stands_inside(seen: Seen, every: list[Seen]) -> bool:
    return any(
        one.start <= seen.start and seen.end <= one.end and one.end - one.start > seen.end - seen.start for one in every
    )


def _opens_alike(one: str, other: str) -> bool:
    return Name(one, 0, len(one)).opens_with_vowel == Name(other, 0, len(other)).opens_with_vowel
