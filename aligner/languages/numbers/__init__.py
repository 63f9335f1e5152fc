"""The quantities of a text: numbers, ordinals, fractions, percentages, amounts, dates, times, in digits or words.

A language brings its data as ``aligner/languages/<code>/numbers.py`` with ``NUMBERS: NumberData``.
"""

from functools import cache, lru_cache

from aligner.languages.numbers.data import NumberData
from aligner.languages.numbers.quantity import Quantity
from aligner.languages.numbers.scan import scan
from aligner.languages.registry import part

__all__ = ["number_data", "quantities"]


@cache
def number_data(language: str) -> NumberData | None:
    """Return what is known of a language's numbers, or None."""
    module = part(language, "numbers")
    found: NumberData | None = module.NUMBERS if module else None
    return found


@lru_cache(maxsize=1 << 12)
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in reading order, none where nothing is known of the language's numbers.

    :param text: a sentence or a block without markup
    :param language: ISO 639-1 code of its language
    """
    data = number_data(language)
    return scan(text, data) if data else ()
