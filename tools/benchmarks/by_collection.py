"""What is said of each collection: ``python -m tools.benchmarks.by_collection [NAME...]``.

A row a collection: findings per 1,000 words of its untouched texts (notes, which are neutral, apart), major and worse,
omissions and additions alone, and how many planted errors are found. Then the pages with labels, and what people said
of findings where they read them.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean

from aligner.check import Profile, load_profile
from aligner.core import Finding, Severity, Side
from aligner.encode import CachedEncoder, VectorCache, cached, default_cache, load
from aligner.evaluate.collections import load_collection
from aligner.evaluate.findings import evaluate
from aligner.evaluate.known import read_known
from aligner.evaluate.pairs import CleanPair
from aligner.evaluate.plants import Kind
from aligner.evaluate.readings import READINGS, Tally, judged, read_readings
from aligner.evaluate.results import Evaluation, Settings
from tools.benchmarks.differences import Scores, read_pages, scored
from tools.data import data_folder

__all__ = ["COLLECTIONS", "main"]

#: Where each collection lies in the folder of data.
COLLECTIONS: Mapping[str, str] = {
    "tico19": "tico19",
    "docs": "docs",
    "novels": "novels",
    "handbook": "clean/handbook",
    "developers": "clean/developers",
    "pud": "clean/pud",
    "web": "clean/web",
    "differences": "differences/dev.jsonl",
}
_PLANTED = (Kind.SENTENCE_DELETED, Kind.CLAUSE_DELETED, Kind.WORDS_DELETED, Kind.CLAUSE_INSERTED)
_COVERAGE = frozenset({"omission", "addition"})
_KNOWN = Path(__file__).parents[1] / "known_defects.tsv"
_SPARED = 3  #: of the many manuals every third is taken


def pairs_of(name: str) -> list[CleanPair]:
    """Return the pairs of a collection."""
    path = data_folder() / COLLECTIONS[name]
    if path.is_file():
        return [page.pair for page in read_pages(path)]
    found = load_collection(path)
    return found[::_SPARED] if name == "docs" else found


def examined(name: str, encoder: CachedEncoder, profile: Profile, per_kind: int) -> Evaluation:
    """Return what is said of a collection as it is and with errors planted in it."""
    settings = Settings(
        kinds=_PLANTED if per_kind else (),
        per_kind=per_kind,
        known=read_known(_KNOWN),
        beads=default_cache().parent / "beads",
    )
    return evaluate(pairs_of(name), encoder, profile, settings)


def row(name: str, result: Evaluation) -> list[float]:
    """Return the figures of a collection's row."""
    found = [alarm.finding for alarm in result.alarms if not alarm.excuse]
    said = [one for one in found if one.severity is not Severity.NEUTRAL]
    inside = [one for one in said if one.rule in _COVERAGE]
    counts = (
        len(said),
        sum(one.severity.rank >= Severity.MAJOR.rank for one in said),
        len(found) - len(said),
        len(inside),
        sum(one.severity.rank >= Severity.MAJOR.rank for one in inside),
        sum(one.rule in _COVERAGE for one in found) - len(inside),
    )
    recalls = [result.recall(kind) for kind in result.settings.kinds]
    return [1000 * count / max(1, result.words) for count in counts] + recalls


def with_pairs(result: Evaluation) -> list[tuple[str, Finding]]:
    """Return all findings on the untouched texts, each with the name of its pair."""
    return [(alarm.pair, alarm.finding) for alarm in result.alarms]


def _say_scores(scores: Scores) -> None:
    runs = " / ".join(f"{scores.runs[side]:.2f}" for side in Side)
    print(
        f"labels: right {scores.right:.2f}, touching {scores.touching:.2f} of {scores.findings}; runs found {runs}; "
        f"{scores.per_thousand:.1f} per 1,000 tokens; Spearman {scores.spearman:.3f}"
    )


def _say_tally(tally: Tally) -> None:
    rules = sorted({rule for rule, _ in tally.total})
    for name, some in [*((rule, [rule]) for rule in rules), ("all", rules), ("coverage", sorted(_COVERAGE))]:
        counts = {verdict: tally.count(verdict, some) for verdict in ("true", "debatable", "false")}
        unread = sum(tally.unread[rule] for rule in some)
        print(f"{name:22}" + "".join(f"{v} {a}/{b}  " for v, (a, b) in counts.items()) + f"unread {unread}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="What is said of each collection.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(COLLECTIONS)}; by default all")
    parser.add_argument("--per-kind", type=int, default=40, help="errors planted of each kind; 0 for none")
    parser.add_argument("--set", action="append", default=[], help="a setting of the profile, as in 'aligner review'")
    wanted = parser.parse_args(arguments)
    encoder = cached(load(), VectorCache(default_cache()))
    profile = load_profile("default", wanted.set)
    heads = ("all", "major+", "notes", "om+ad", "major+", "notes", "sentence", "clause", "words", "inserted")
    print(f"{'':12}" + "".join(f"{head:>9}" for head in heads))
    rows = []
    for name in wanted.names or COLLECTIONS:
        result = examined(name, encoder, profile, wanted.per_kind)
        rows.append(row(name, result))
        print(f"{name:12}" + "".join(f"{value:9.2f}" for value in rows[-1]), flush=True)
        path = data_folder() / COLLECTIONS[name]
        if path.is_file():
            _say_scores(scored(read_pages(path), with_pairs(result)))
        elif (path / READINGS).is_file():
            _say_tally(judged(read_readings(path / READINGS), with_pairs(result)))
    print(f"{'mean':12}" + "".join(f"{mean(column):9.2f}" for column in zip(*rows, strict=True)))


if __name__ == "__main__":
    main()
