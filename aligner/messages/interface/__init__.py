"""Interface languages, each a TOML file: how its figures, lists and quotation marks are written."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from aligner.settings import parse

__all__ = ["LANGUAGES", "Interface", "interface"]

#: Languages that messages can be rendered in; the first is the one that every text has.
LANGUAGES = ("en", "fr")

_NO_BREAK, _NARROW = "\u00a0", "\u202f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface:
    """How an interface language writes what stands in the slots of its texts."""

    thousands: str
    decimal: str
    percent: str  #: a template with one slot
    one: tuple[int, ...]  #: amounts that take the singular
    word_or: str  #: before the last item of a list, with its spaces
    word_and: str
    quotation_marks: tuple[str, ...]  #: the opening and the closing one
    narrow_before: str  #: marks whose space before them is a narrow no-break space
    no_break_before: str  #: marks whose space before them is a no-break space
    no_break_after: str

    def spaced(self, text: str) -> str:
        """Return a text with no-break spaces beside the marks that want them."""
        if self.narrow_before:
            text = re.sub(f" (?=[{re.escape(self.narrow_before)}])", _NARROW, text)
        if self.no_break_before:
            text = re.sub(f" (?=[{re.escape(self.no_break_before)}])", _NO_BREAK, text)
        if self.no_break_after:
            text = re.sub(f"(?<=[{re.escape(self.no_break_after)}]) ", _NO_BREAK, text)
        return text

    def figures(self, plain: str) -> str:
        """Return a number that Python wrote, in this language's figures."""
        written = plain.translate({ord(","): self.thousands, ord("."): self.decimal})
        return self.spaced(self.percent.format(written[:-1])) if written.endswith("%") else written

    def form(self, count: int | float) -> str:
        """Return the plural form that an amount takes: ``one`` or ``other``."""
        return "one" if count in self.one else "other"

    def quoted(self, text: str) -> str:
        """Return a text in quotation marks."""
        opening, closing = self.quotation_marks
        return self.spaced(opening) + text + self.spaced(closing)

    def listed(self, items: list[str], last: str = "") -> str:
        """Return items as a list; ``last`` is ``or`` or ``and``, before the last item, and empty for a comma."""
        if not last or len(items) < 2:
            return ", ".join(items)
        joiner = self.word_or if last == "or" else self.word_and
        return ", ".join(items[:-1]) + joiner + items[-1]


@cache
def interface(language: str) -> Interface:
    """Return an interface language by its ISO 639-1 code, one of ``LANGUAGES``."""
    source = resources.files("aligner.messages.interface").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return parse(Interface, tomllib.loads(source))
