"""Filters from the settings that a command or a program names, in the order in which they are asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from aligner.core import Severity
from aligner.errors import ConfigError
from aligner.export.duplicates import ExactDuplicates, NearDuplicates
from aligner.export.filters import Approved, Confidence, Filter, Identical, Language, LengthRatio, WorstFinding
from aligner.languages.defaults import ORIGINAL, TRANSLATION

__all__ = ["Duplicates", "FilterSettings", "filters"]


class Duplicates(StrEnum):
    """Which pairs count as the same."""

    EXACT = "exact"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class FilterSettings:
    """What is kept out; as it stands, nothing is."""

    confidence: float | None = None  #: the least, 0 to 1
    length_ratio: float | None = None  #: the greatest, from 1
    language: bool = False
    identical: bool = False
    duplicates: Duplicates | None = None
    findings: Severity | None = None  #: open findings from this severity on
    approved: bool = False

    def __post_init__(self) -> None:
        if self.confidence is not None and not 0 <= self.confidence <= 1:
            raise ConfigError(f"The least confidence is {self.confidence:g}, expected a number from 0 to 1.")
        if self.length_ratio is not None and not self.length_ratio >= 1:
            raise ConfigError(f"The greatest length ratio is {self.length_ratio:g}, expected a number from 1 on.")


def filters(settings: FilterSettings, original: str = ORIGINAL, translation: str = TRANSLATION) -> tuple[Filter, ...]:
    """Return new filters for one call of ``select``.

    The one against duplicates comes last, to keep the first pair that passed the others.

    :param original: ISO 639-1 code of its language
    """
    return tuple(_chosen(settings, original, translation))


def _chosen(settings: FilterSettings, original: str, translation: str) -> Iterator[Filter]:
    if settings.identical:
        yield Identical()
    if settings.language:
        yield Language(original, translation)
    if settings.length_ratio is not None:
        yield LengthRatio(settings.length_ratio)
    if settings.confidence is not None:
        yield Confidence(settings.confidence)
    if settings.findings is not None:
        yield WorstFinding(settings.findings)
    if settings.approved:
        yield Approved()
    if settings.duplicates is Duplicates.EXACT:
        yield ExactDuplicates()
    if settings.duplicates is Duplicates.NEAR:
        yield NearDuplicates()
