"""Word links against gold: ``python -m tools.benchmarks.words``.

Prints precision, recall and F1 on sure links, precision on sure and possible links, AER (Och & Ney 2003, "A systematic
comparison of various statistical alignment models"), and precision and recall of the links whose two ends are content
words, for every set in ``words/`` of the evaluation data. A set is one document. The tales' sure links are one to one,
their phrases are possible links, so F1 on sure links says little there; fr_golden has sure links only, phrases as
blocks, and leaves out many right links of content words (``request``/``demande``, ``vacuum``/``vide``): about half of
what counts as a wrong content link there is right.

What each idea gives is in ``docs/experiments/words.md``.
"""

import json
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from aligner.encode.base import Encoder
from aligner.encode.load import load
from aligner.link import Linker
from aligner.link.evidence import kinds
from tools.data import data_folder

__all__ = ["SETS", "Gold", "Scores", "evaluate", "links", "read"]

SETS = ("fr_golden", "ChatBotte_MasterCat", "LaBarbeBleue_BlueBeard", "LaDerniereClasse_TheLastLesson")
Links = set[tuple[int, int]]


class Gold(NamedTuple):
    """A tokenised pair and its links."""

    original: list[str]
    translation: list[str]
    sure: Links
    possible: Links  #: the sure ones among them


@dataclass(frozen=True, slots=True)
class Scores:
    """How links compare with gold, each from 0 to 1."""

    precision: float
    recall: float
    possible_precision: float
    error_rate: float
    content_precision: float  #: possible links are right
    content_recall: float

    @property
    def f1(self) -> float:
        """Of sure links."""
        return _ratio(2 * self.precision * self.recall, self.precision + self.recall)


def read(path: Path) -> list[Gold]:
    """Return the pairs of one set."""
    pairs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        links = row["links_en_fr"]
        sure = {(i, j) for i, j, *kind in links if kind != ["P"]}
        pairs.append(Gold(row["en_tok"], row["fr_tok"], sure, {(i, j) for i, j, *_ in links}))
    return pairs


def evaluate(gold: Sequence[Gold], found: Sequence[Links]) -> Scores:
    """Return scores over all the pairs of a set together."""
    total = sum(map(len, found))
    sure = sum(len(pair.sure) for pair in gold)
    right = sum(len(links & pair.sure) for pair, links in zip(gold, found, strict=True))
    allowed = sum(len(links & pair.possible) for pair, links in zip(gold, found, strict=True))
    content = [(_content(pair, links), _content(pair, pair.sure)) for pair, links in zip(gold, found, strict=True)]
    return Scores(
        precision=_ratio(right, total),
        recall=_ratio(right, sure),
        possible_precision=_ratio(allowed, total),
        error_rate=1 - _ratio(right + allowed, total + sure),
        content_precision=_ratio(
            sum(len(links & pair.possible) for pair, (links, _) in zip(gold, content, strict=True)),
            sum(len(links) for links, _ in content),
        ),
        content_recall=_ratio(sum(len(links & own) for links, own in content), sum(len(own) for _, own in content)),
    )


def _content(pair: Gold, links: Iterable[tuple[int, int]]) -> Links:
    """Return the links whose two ends are content words."""
    flags = []
    for tokens, language in ((pair.original, "en"), (pair.translation, "fr")):
        words = [token.lower().replace("’", "'") for token in tokens]
        sort = kinds(words, language)
        letter = np.array([len(word) == 1 and word.isalpha() for word in words], dtype=bool)
        flags.append(~(sort.function | sort.mark | letter))
    return {(i, j) for i, j in links if flags[0][i] and flags[1][j]}


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def links(linker: Linker, gold: Sequence[Gold]) -> list[Links]:
    """Return what the linker finds, the whole set taken as one document."""
    found = linker.link_pairs([(pair.original, pair.translation) for pair in gold])
    return [{(i, j) for i, j, _ in some} for some in found]


def main() -> None:
    """Print a table row a set and variant."""
    folder = data_folder() / "words"
    if not folder.is_dir():
        sys.exit(f"No evaluation data at {folder}: set ALIGNER_DATA.")
    encoder = load()
    variants: tuple[tuple[str, Encoder | None, bool], ...] = (
        ("aligner", encoder, True),
        ("without lexicon", encoder, False),
        ("without vectors", None, True),
    )
    print("| variant | set | P | R | F1 sure | P possible | AER | content P | content R | seconds |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for name, vectors, lexicon in variants:
        for set_name in SETS:
            gold = read(folder / f"{set_name}.jsonl")
            start = time.perf_counter()
            linker = Linker("en", "fr", vectors, lexicon=lexicon)
            s = evaluate(gold, links(linker, gold))
            numbers = (s.precision, s.recall, s.f1, s.possible_precision, s.error_rate, s.content_precision)
            row = " | ".join(f"{number:.3f}" for number in (*numbers, s.content_recall))
            print(f"| {name} | {set_name} | {row} | {time.perf_counter() - start:.1f} |")


if __name__ == "__main__":
    main()
