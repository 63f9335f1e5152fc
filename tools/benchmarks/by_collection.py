"""What is said of each collection: ``python -m tools.benchmarks.by_collection [NAME...]``.

A row a collection: findings per 1,000 words of its untouched texts (notes, which are neutral, apart), major and worse,
omissions and additions alone, and how many planted errors are found. Then the pages with labels, and what people said
of findings where they read them.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from aligner.check import Profile, load_profile
from aligner.core import Side
from aligner.encode import CachedEncoder, VectorCache, cached, default_cache, load
from aligner.evaluate.collections import (
    heads,
    learned_without,
    line,
    load_collection,
    means,
    readings_beside,
    row,
    said_of,
    verdicts,
)
from aligner.evaluate.findings import evaluate
from aligner.evaluate.known import read_known
from aligner.evaluate.pairs import CleanPair
from aligner.evaluate.plants import Kind
from aligner.evaluate.results import Evaluation, Settings
from aligner.link.coverage import Model
from tools.benchmarks.differences import Scores, read_pages, scored
from tools.data import data_folder
from tools.train.coverage_corpora import COLLECTIONS

__all__ = ["examined", "main"]

_PLANTED = (Kind.SENTENCE_DELETED, Kind.CLAUSE_DELETED, Kind.WORDS_DELETED, Kind.CLAUSE_INSERTED)
_KNOWN = Path(__file__).parents[1] / "known_defects.tsv"
_SPARED = 3  #: of the many manuals every third is taken


def pairs_of(name: str) -> list[CleanPair]:
    """Return the pairs of a collection."""
    path = data_folder() / COLLECTIONS[name]
    if path.is_file():
        return [page.pair for page in read_pages(path)]
    found = load_collection(path)
    return found[::_SPARED] if name == "docs" else found


def examined(
    name: str, encoder: CachedEncoder, profile: Profile, per_kind: int, coverage: Model | None = None
) -> Evaluation:
    """Return what is said of a collection as it is and with errors planted in it.

    :param coverage: what tells a lost stretch, instead of what ships
    """
    settings = Settings(
        kinds=_PLANTED if per_kind else (),
        per_kind=per_kind,
        known=read_known(_KNOWN),
        beads=default_cache().parent / "beads",
        coverage=coverage,
    )
    return evaluate(pairs_of(name), encoder, profile, settings)


def _say_scores(scores: Scores) -> None:
    runs = " / ".join(f"{scores.runs[side]:.2f}" for side in Side)
    print(
        f"labels: right {scores.right:.2f}, touching {scores.touching:.2f} of {scores.findings}; runs found {runs}; "
        f"{scores.per_thousand:.1f} per 1,000 tokens; Spearman {scores.spearman:.3f}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="What is said of each collection.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(COLLECTIONS)}; by default all")
    parser.add_argument("--per-kind", type=int, default=40, help="errors planted of each kind; 0 for none")
    parser.add_argument("--set", action="append", default=[], help="a setting of the profile, as in 'aligner review'")
    parser.add_argument("--leave-out", type=Path, help="folder of NAME.json, learned without the collection")
    wanted = parser.parse_args(arguments)
    encoder = cached(load(), VectorCache(default_cache()))
    profile = load_profile("default", wanted.set)
    print(heads(_PLANTED))
    rows = []
    for name in wanted.names or COLLECTIONS:
        coverage = learned_without(wanted.leave_out, Path(name)) if wanted.leave_out else None
        result = examined(name, encoder, profile, wanted.per_kind, coverage)
        rows.append(row(result))
        print(line(name, rows[-1]), flush=True)
        path = data_folder() / COLLECTIONS[name]
        if path.is_file():
            _say_scores(scored(read_pages(path), said_of(result)))
        elif readings := readings_beside([path]):
            print("\n".join(verdicts(readings, result)))
    print(line("mean", means(rows)))


if __name__ == "__main__":
    main()
