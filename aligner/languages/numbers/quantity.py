"""What a number in a text is: its readings, its unit, its form and where it stands."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

__all__ = ["Clock", "Date", "Form", "Label", "PastHour", "Quantity", "Reading"]


class Clock(NamedTuple):
    """A time of day."""

    hour: int  #: 0 to 23
    minute: int  #: 0 to 59


class PastHour(NamedTuple):
    """A time of day without its hour: ``at ten to``, ``à moins dix``."""

    minute: int  #: 0 to 59, behind the full hour


class Date(NamedTuple):
    """A day, a month or a month of a year; what is not said is None."""

    year: int | None
    month: int
    day: int | None


class Label(NamedTuple):
    """Something numbered that is not a value, compared as it is written: ``2.1.53``, a day of the week."""

    text: str


Reading = Fraction | Clock | PastHour | Date | Label


class Form(StrEnum):
    """How a number is written."""

    DIGITS = "digits"
    WORDS = "words"  #: spelled out: ``twenty-one``
    ROMAN = "roman"  #: ``XIV``
    LOOSE = "loose"  #: a word with a number in it that is often no number: ``one``, ``half``, ``twice``, ``a dozen``


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text, with its unit: ``text[start:end]`` is all of it, ``$5 million``."""

    start: int
    end: int
    text: str
    readings: tuple[Reading, ...]  #: what it can mean, likeliest first; empty for a mere list of ``parts``
    form: Form
    unit: str = ""  #: key of ``aligner.languages.numbers.units``, ``""`` where none is said
    code: str = (
        ""  #: the letters round it where it is part of a name, ``covid#``, or ``://`` and its address; otherwise ``""``
    )
    parts: tuple["Quantity", ...] = ()  #: what it is made of, where the other text may say that in another order
    ordinal: bool = False  #: ``21st``, ``third``
    numeral_start: int = 0  #: of its digits alone, ``5``
    numeral_end: int = 0  #: 0 where it isn't one numeral in digits
    unsure: bool = False  #: a time of day or a share that may be just its two ``parts``: ``ten to four``, ``2 in 5``
    list_unit: str = ""  #: the unit that a list says only behind its last number: ``5, 6 and 7%``
    negative: bool = False  #: a minus stands before it; the readings have no sign
    per: str = ""  #: key of the unit that the amount is said for each of: ``day`` in ``15 euros a day``
    falling: bool = False  #: its sentence says that something fell, was lost or lies below

    @property
    def value(self) -> Fraction | None:
        """The likeliest reading that is a plain number."""
        return next((reading for reading in self.readings if isinstance(reading, Fraction)), None)
