"""Rule ``number``: a quantity that the two texts state differently, or that only one of them has."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from aligner.check.base import Need, PairContext, Scope, rule
from aligner.check.number_likeness import convertible
from aligner.check.number_match import Discord, Kind, Placed, Remains, discords, match, settle_neighbours
from aligner.check.swaps import swapped
from aligner.check.upkeep import kept_up
from aligner.core import Bead, BlockKind, Document, Edit, Finding, Message, Severity, Span
from aligner.languages.numbers import number_data, quantities
from aligner.languages.numbers.numerals import read_digits, write_digits
from aligner.languages.numbers.tokens import SPACES
from aligner.languages.numbers.units import converted

__all__ = ["number"]

_CATEGORY = "accuracy/mistranslation/number"
_FORMAT = "locale-convention/number-format"

#: What a discord with two sides says.
_KEYS = {Kind.VALUE: "changed", Kind.UNIT: "other-unit", Kind.SIGN: "other-sign", Kind.FORMAT: "format"}

#: Up to this confidence a discord is noise under every profile.
_NEVER_SHOWN = 0.1

#: The confidence from which on the original's figure is offered in place of the translation's.
_GROUPS = re.compile(r"[.,]\d{3}")
_CERTAIN = 0.8

_CONVERTED = 0.6  #: confidence of a note on a conversion: readers of figures want to see it
_DIGITS = 4  #: of the sum in it that count
_SWAPPED = 0.75  #: confidence of two numbers that stand with each other's words


@rule("number", scope=Scope.NEIGHBOURHOOD, needs={Need.NUMBERS}, links=True, follows={"omission", "addition"})
def number(pair: PairContext) -> Iterator[Finding]:
    """Compare numbers, amounts, units, dates and times of every bead that has both sides."""
    remains = [
        match(_placed(pair.original, bead.original), _placed(pair.translation, bead.translation)) for bead in pair.beads
    ]
    settle_neighbours(remains)
    for bead, rest in zip(pair.beads, remains, strict=True):
        if not bead.is_null and not _same_text(pair, bead):
            yield from _findings(pair, rest)
            yield from _conversions(pair, rest)
            yield from _swapped(pair, bead, rest)


def _same_text(pair: PairContext, bead: Bead) -> bool:
    """Return whether a passage was left as it is; what that means is for rule ``untranslated`` to say."""
    sides = (pair.original, bead.original), (pair.translation, bead.translation)
    one, other = (" ".join(document.sentences[number].text for number in numbers) for document, numbers in sides)
    return one == other


def _placed(document: Document, sentences: Sequence[int]) -> list[Placed]:
    """Return the quantities of sentences in a row; those of code are none, nor what a page says of its files."""
    texts = [document.sentences[number].text for number in sentences]
    length, before, found = max(sum(map(len, texts)), 1), 0, []
    for sentence, text, upkeep in zip(sentences, texts, kept_up(texts, document.language), strict=True):
        is_code = document.blocks[document.sentences[sentence].block].kind is BlockKind.CODE
        for quantity in () if is_code else quantities(text, document.language):
            if not any(start <= quantity.start < end for start, end in upkeep):
                found.append(Placed(quantity, sentence, (before + quantity.start) / length))
        before += len(text)
    return found


def _is_certain(discord: Discord, written: str) -> bool:
    """Return whether a repair cannot be wrong; 1,335 may be a decimal in the original, too."""
    if discord.kind is Kind.FORMAT:
        return written.endswith("000") or len(_GROUPS.findall(written)) > 1
    return discord.confidence >= _CERTAIN


def _findings(pair: PairContext, remains: Remains) -> Iterator[Finding]:
    found = [discord for discord in discords(remains) if discord.confidence > _NEVER_SHOWN]
    alone = sum(discord.kind is Kind.VALUE for discord in found) == 1  # with several, who replaces whom is a guess
    for discord in found:
        style = discord.kind is Kind.FORMAT
        suggestion = _suggestion(discord, pair.translation.language) if style or alone else None
        span = _span(pair.translation, discord.translation)
        yield Finding(
            "number",
            Severity.MINOR if style else Severity.MAJOR,
            _FORMAT if style else _CATEGORY,
            _message(discord),
            _span(pair.original, discord.original),
            span,
            suggestion=suggestion,
            edits=(Edit(span, suggestion, safe=_is_certain(discord, span.text)),) if span and suggestion else (),
            confidence=round(discord.confidence, 2),
        )


def _conversions(pair: PairContext, remains: Remains) -> Iterator[Finding]:
    """Yield notes on amounts that the translation rightly says in a unit of its readers, with the sum."""
    data = number_data(pair.translation.language)
    for one, other in remains.pairs if data is not None else ():
        first, second = one.quantity, other.quantity
        if first.value is None or not second.numeral_end or not convertible(first, second):
            continue
        exact = converted(-first.value if first.negative else first.value, first.unit, second.unit)
        if exact is None or data is None:
            continue
        figure = write_digits(round(abs(exact), _DIGITS - len(str(int(abs(exact))))), data)
        if figure is None:
            continue
        start, end = second.numeral_start - second.start, second.numeral_end - second.start
        total = second.text[:start] + figure + second.text[end:]
        yield Finding(
            "number",
            Severity.NEUTRAL,
            _CATEGORY,
            Message("number.converted", {"original": first.text, "sum": total, "translation": second.text}),
            _span(pair.original, one),
            _span(pair.translation, other),
            confidence=_CONVERTED,
        )


def _swapped(pair: PairContext, bead: Bead, remains: Remains) -> Iterator[Finding]:
    """Yield numbers that changed places; of several in a row the first two."""
    for one, other in islice(swapped(pair, bead, remains.pairs), 1):
        texts = {"first": one[0].quantity.text, "second": other[0].quantity.text}
        yield Finding(
            "number",
            Severity.MAJOR,
            _CATEGORY,
            Message("number.swapped", texts),
            _span(pair.original, one[0]),
            _span(pair.translation, other[1]),
            confidence=_SWAPPED,
        )


def _span(document: Document, placed: Placed | None) -> Span | None:
    if placed is None:
        return None
    return document.locate(placed.sentence, placed.quantity.start, placed.quantity.end)


def _suggestion(discord: Discord, language: str) -> str | None:
    """Return the translation's quantity with the original's figure, where nothing but a figure in digits is wrong."""
    data = number_data(language)
    if data is None or discord.original is None or discord.translation is None:
        return None
    if discord.kind is not Kind.FORMAT and discord.confidence < _CERTAIN:
        return None
    one, other = discord.original.quantity, discord.translation.quantity
    if (
        one.unit != other.unit
        or one.per != other.per
        or one.negative != other.negative
        or one.code != other.code
        or one.value is None
        or not other.value
    ):
        return None
    if one.readings[0] != one.value or other.readings[0] != other.value or not other.numeral_end:
        return None
    start, end = other.numeral_start - other.start, other.numeral_end - other.start
    written = read_digits(other.text[start:end], data.decimal)
    if not written or not written[0]:
        return None
    scale = other.value / written[0]
    if scale != 1 and scale not in data.scales.values():
        return None
    figure = write_digits(one.value / scale, data)
    group = next((c for c in other.text[start:end] if c in SPACES and c != " "), data.group)  # as it stands there
    figure = figure.replace(data.group, group) if figure else None
    return other.text[:start] + figure + other.text[end:] if figure else None


def _message(discord: Discord) -> Message:
    stated = {
        side: placed.quantity.text
        for side, placed in (("original", discord.original), ("translation", discord.translation))
        if placed is not None
    }
    if len(stated) == 2:
        return Message(f"number.{_KEYS[discord.kind]}", stated)
    return Message("number.lost" if "original" in stated else "number.added", stated)
