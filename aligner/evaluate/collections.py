"""Collections: texts of one kind and maker. What is said of one should be learned from the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean

from aligner.check import Profile
from aligner.core import Finding, Severity
from aligner.encode import Encoder
from aligner.errors import InputError
from aligner.evaluate.findings import evaluate
from aligner.evaluate.pairs import CleanPair, load_pairs
from aligner.evaluate.plants import Kind
from aligner.evaluate.readings import READINGS, Reading, Tally, judged, read_readings
from aligner.evaluate.results import Evaluation, Settings
from aligner.languages.defaults import ORIGINAL
from aligner.link.coverage import Model, read_model

__all__ = [
    "by_collection",
    "heads",
    "learned_without",
    "line",
    "load_collection",
    "means",
    "readings_beside",
    "row",
    "said_of",
    "verdicts",
]

_COVERAGE = frozenset({"omission", "addition"})
_NAME, _WIDTH = 14, 11


def load_collection(folder: Path) -> list[CleanPair]:
    """Return the pairs of a collection: those of the folder itself, or of the folders in it.

    :raises InputError: if there is no pair
    """
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder.")
    if (folder / f"{ORIGINAL}.txt").is_file() or any(folder.glob(f"*.{ORIGINAL}.*")):
        return load_pairs([folder])
    inside = [one for one in sorted(folder.glob("*/")) if (one / f"{ORIGINAL}.txt").is_file()]
    if not inside:
        raise InputError(f"Neither {folder} nor a folder in it has pairs of texts.")
    return load_pairs(inside)


def readings_beside(folders: Sequence[Path]) -> tuple[Reading, ...]:
    """Return the readings of all folders that have some.

    :raises InputError: if a file of readings cannot be read
    """
    return tuple(one for folder in folders if (folder / READINGS).is_file() for one in read_readings(folder / READINGS))


def learned_without(folder: Path, collection: Path) -> Model:
    """Return what was learned from all collections but one: a file of the collection's name in a folder.

    ``python -m tools.train coverage --leave-out -o FOLDER`` writes them.

    :raises InputError: if there is no such file
    :raises ModelError: if it is damaged
    """
    path = folder / f"{collection.name}.json"
    if not path.is_file():
        raise InputError(f"{folder} has no {path.name}: nothing was learned without {collection.name}.")
    return read_model(path)


def said_of(result: Evaluation) -> list[tuple[str, Finding]]:
    """Return all findings on the untouched texts, each with the name of its pair."""
    return [(alarm.pair, alarm.finding) for alarm in result.alarms]


def heads(kinds: Sequence[Kind]) -> str:
    """Return the line above the rows."""
    names = (
        "all",
        "major+",
        "notes",
        "coverage",
        "major+",
        "notes",
        *(kind.value.rpartition("-")[0] for kind in kinds),
    )
    return " " * _NAME + "".join(f"{name:>{_WIDTH}}" for name in names)


def row(result: Evaluation) -> list[float]:
    """Return a collection's figures: findings per 1,000 words of its untouched texts, and shares of plants found.

    Findings are all but notes, which are neutral; those that are major or worse; notes. Then the same of omissions and
    additions alone.
    """
    every = [alarm.finding for alarm in result.alarms if not alarm.excuse]
    counts = [*_counts(every), *_counts([one for one in every if one.rule in _COVERAGE])]
    per_thousand = [1000 * count / max(1, result.words) for count in counts]
    return per_thousand + [result.recall(kind) for kind in result.settings.kinds]


def _counts(some: Sequence[Finding]) -> tuple[int, int, int]:
    notes = sum(one.severity is Severity.NEUTRAL for one in some)
    return len(some) - notes, sum(one.severity.rank >= Severity.MAJOR.rank for one in some), notes


def line(name: str, figures: Sequence[float]) -> str:
    """Return a row as text."""
    return f"{name:{_NAME}}" + "".join(f"{value:{_WIDTH}.2f}" for value in figures)


def by_collection(
    folders: Sequence[Path], encoder: Encoder, profile: Profile, settings: Settings, left_out: Path | None
) -> Iterator[str]:
    """Yield the lines of a table with a row for each collection, and what became of readings.

    :param left_out: folder of what was learned without each of them; None for what ships
    :raises AlignerError: if a text cannot be read, or the encoder fails
    """
    yield heads(settings.kinds)
    rows = []
    for folder in folders:
        coverage = learned_without(left_out, folder) if left_out is not None else None
        result = evaluate(load_collection(folder), encoder, profile, replace(settings, coverage=coverage))
        rows.append(row(result))
        yield line(folder.name, rows[-1])
        readings = readings_beside([folder])
        if readings:
            yield from verdicts(readings, result)
    yield line("mean", means(rows))


def means(rows: Sequence[Sequence[float]]) -> list[float]:
    """Return the mean of each column."""
    return [mean(column) for column in zip(*rows, strict=True)]


def verdicts(readings: Sequence[Reading], result: Evaluation) -> Iterator[str]:
    """Yield lines that say, rule by rule, how many of the findings that people have read are still said."""
    tally = judged(readings, said_of(result))
    rules = sorted({reading.rule for reading in readings})
    groups: Mapping[str, Sequence[str]] = {**{rule: [rule] for rule in rules}, "all": rules}
    for name, some in groups.items():
        yield f"  {name:22}{_verdict(tally, some)}"


def _verdict(tally: Tally, rules: Sequence[str]) -> str:
    counts = {verdict: tally.count(verdict, rules) for verdict in ("true", "debatable", "false")}
    unread = sum(tally.unread[rule] for rule in rules)
    return "".join(f"{name} {kept}/{of}  " for name, (kept, of) in counts.items()) + f"unread {unread}"
