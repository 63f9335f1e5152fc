"""How a corpus is taken out of a batch, kept as a file: ``filters.toml`` has the names of the options of ``export``."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from aligner.core import Severity
from aligner.errors import ConfigError
from aligner.export.filter_settings import Duplicates, FilterSettings
from aligner.export.filters import Filter
from aligner.files import read_text
from aligner.settings import TableError, parse, setting

__all__ = ["Recipe", "read_recipe"]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is kept out; as it stands, nothing is."""

    min_confidence: float | None = setting(
        None, "Leave out beads that the aligner is less sure of.", minimum=0, maximum=1
    )
    max_length_ratio: float | None = setting(
        None, "Leave out pairs of which one is that many times as long.", minimum=1
    )
    check_language: bool = setting(False, "Leave out pairs with a text in another language.")
    drop_identical: bool = setting(False, "Leave out pairs whose two texts are the same.")
    drop_duplicates: Duplicates | None = setting(None, "Leave out pairs that came before in any document.")
    near_threshold: float = setting(0.8, "Share of pieces that near duplicates have in common.", minimum=0.5, maximum=1)
    drop_findings: Severity | None = setting(None, "Leave out units with an open finding of this severity or worse.")
    approved: bool = setting(False, "Only units that a person approved, or where nothing is open.")
    min_pairing: float | None = setting(None, "Leave out documents that were paired less surely.", minimum=0, maximum=1)

    @property
    def by_findings(self) -> str:
        """The name of a setting that goes by findings; empty where none does."""
        return "drop-findings" if self.drop_findings else "approved" if self.approved else ""

    def filters(self, languages: tuple[str, str]) -> tuple[Filter, ...]:
        """Return new filters for one run over a batch, in the order in which they are asked."""
        from aligner.batch.similar import NearAcross
        from aligner.export.filter_settings import filters

        near = self.drop_duplicates is Duplicates.NEAR
        settings = FilterSettings(
            self.min_confidence,
            self.max_length_ratio,
            self.check_language,
            self.drop_identical,
            None if near else self.drop_duplicates,
            self.drop_findings,
            self.approved,
        )
        return (*filters(settings, *languages), *((NearAcross(self.near_threshold),) if near else ()))


def read_recipe(path: Path) -> Recipe:
    """Read the file.

    :raises InputError: if it cannot be read
    :raises ConfigError: if it says something that makes no sense
    """
    from aligner.config.locate import line_of

    text = read_text(path)
    try:
        return parse(Recipe, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} is no TOML: {error}.") from error
    except TableError as problem:
        line = line_of(text, problem.path)
        raise ConfigError(f"{path}{f', line {line}' if line else ''}: {problem.message}") from problem
