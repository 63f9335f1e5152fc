"""What files that hold both texts are read as: units, an original and its translation each."""

from typing import NamedTuple

from aligner.core import Message

__all__ = ["Languages", "Unit", "same_language"]


class Unit(NamedTuple):
    """A text and its translation; one of them may be empty."""

    original: str
    translation: str
    where: Message  #: ``unit u17``, ``line 34``, ``cell B4``
    where_translation: Message | None = None  #: the translation's own place, where it has another
    #: Inline codes of either side, which are no text: ``<x id="1"/>``.
    codes: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    state: str = ""  #: as the file has it, e.g. ``"translated"``, ``"fuzzy"``


class Languages(NamedTuple):
    """ISO 639-1 codes."""

    original: str
    translation: str


def same_language(tag: str, language: str) -> bool:
    """Return whether a tag such as ``"fr-CA"`` or ``"FR_ca"`` names a language such as ``"fr"``."""
    return tag.replace("_", "-").lower().partition("-")[0] == language
