"""Numbers that are no plain rows of digits: telephone numbers, powers of ten, raised letters."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from aligner.languages.numbers.quantity import Label

__all__ = ["Telephone", "read_power", "telephones", "with_letters_lowered"]

_RAISED = str.maketrans("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", "abcdefghijklmnoprstuvwxyz")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")

_GAP = r"[ .\-/\u00a0\u2009\u202f]?"
#: How numbers are written with the country, as France groups them, as North America does, and with an area code.
_TELEPHONE = re.compile(
    rf"""(?<![\w+.,])(?:
        (?P<country>(?:\+|00){_GAP}[1-9](?:{_GAP}(?:\(0\){_GAP})?\(?\d\)?){{6,13}})
      | (?P<national>0[1-9](?:{_GAP}\d{{2}}){{4}}
        | (?:\(0\d{{2,4}}\)|0\d{{2,4}})[ \-/\u00a0]\d{{3,4}}[ \-\u00a0]?\d{{3,4}})
      | (?P<american>(?:1[ \-.])?(?:\(\d{{3}}\)[ \u00a0]?|\d{{3}}[ \-.\u00a0])\d{{3}}[\-.]\d{{4}})
    )(?![\w])(?![.,]\d)""",
    re.VERBOSE,
)
_POWER = re.compile(
    r"(?:(?P<factor>\d+(?:[.,]\d+)?)[ \u00a0\u202f]?[×x*·⋅][ \u00a0\u202f]?)?10"
    r"(?:(?:\^|\*\*)[({]?(?P<plain>[-−]?\d{1,2})[)}]?|(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))(?!\d)"
)
_CODES = 3  #: digits of a country's code, at most


class Telephone(NamedTuple):
    """A telephone number: ``text[start:end]``, and what it may be in full and without its country."""

    start: int
    end: int
    readings: tuple[Label, ...]


def with_letters_lowered(text: str) -> str:
    """Return a text of the same length with raised letters as plain ones: ``XIIᵉ``, ``1ˢᵗ``."""
    return text if text.isascii() else text.translate(_RAISED)


def telephones(text: str) -> Iterator[Telephone]:
    """Yield the telephone numbers of a text; one with the country's code equals the national one."""
    if sum(map(str.isdigit, text)) < 7:
        return
    for match in _TELEPHONE.finditer(text):
        digits = re.sub(r"\D", "", match.group().replace("(0)", ""))
        if match["country"]:
            digits = digits.removeprefix("00") if match.group().startswith("00") else digits
            forms = [digits, *(digits[size:] for size in range(1, _CODES + 1))]
        else:
            forms = [digits.removeprefix("1") if match["american"] and len(digits) == 11 else digits.lstrip("0")]
        yield Telephone(*match.span(), tuple(Label(f"telephone {form}") for form in forms))


def read_power(text: str, start: int) -> tuple[Fraction, int] | None:
    """Return the value of a power of ten at a text offset, times what stands before it, and where it ends."""
    match = _POWER.match(text, start)
    if not match:
        return None
    exponent = int((match["plain"] or match["raised"]).translate(_SUPERSCRIPTS))
    factor = Fraction((match["factor"] or "1").replace(",", "."))
    return factor * Fraction(10) ** exponent, match.end()
