"""A pair of texts, what says that they belong together, and what was left over."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

__all__ = ["How", "Leftover", "Pair", "PairPaths", "Pairing", "Reason"]


class PairPaths(NamedTuple):
    """Where an original and its translation lie."""

    original: str
    translation: str | None  #: None if the first file holds both texts


class How(StrEnum):
    """What says that two texts belong together."""

    LISTED = "listed"  #: a manifest, or the order on a command line
    NAME = "name"  #: the names of the files
    CONTENT = "content"  #: what stands in them
    PAIRED = "paired"  #: one file holds both


class Reason(StrEnum):
    """Why a file was left over."""

    ALONE = "alone"  #: nothing fits it
    AMBIGUOUS = "ambiguous"  #: several files fit it equally well
    UNSURE = "unsure"  #: something fits it, less surely than was asked for
    LANGUAGE = "language"  #: it is in neither language
    UNREAD = "unread"  #: it cannot be read


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that belong together, or one file that holds both."""

    original: str  #: its path, or the text itself if ``inline``
    translation: str | None  #: None if the first file holds both texts
    how: How = How.LISTED
    confidence: float = 1.0  #: 0 to 1; of names, how plainly they say it
    id: str = ""  #: that a manifest gives it
    inline: bool = False  #: whether the texts themselves are given

    @property
    def paths(self) -> PairPaths:
        """Where the texts lie."""
        return PairPaths(self.original, self.translation)


class Leftover(NamedTuple):
    """A file without a partner."""

    path: str
    reason: Reason
    nearest: str = ""  #: what fits it best, if anything does


class Pairing(NamedTuple):
    """What belongs together, in the order of the originals, and what is left over."""

    pairs: tuple[Pair, ...]
    leftovers: tuple[Leftover, ...] = ()
