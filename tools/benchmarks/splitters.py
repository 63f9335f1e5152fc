"""Compare sentence splitters on gold boundaries and print a Markdown table.

Run with ``python -m tools.benchmarks.splitters``; the data is found through ``ALIGNER_DATA``. A boundary is the
number of characters before it, white space not counted; every line of the raw file is a block.

Results, and what each idea gives, are in ``docs/experiments/splitting.md``.
"""

import re
import sys
import time
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

from aligner.languages import get
from aligner.split import split_text
from aligner.split.machine import Machine
from aligner.split.statistics import Statistics, statistics
from tools.data import data_folder

__all__ = ["SETS", "boundaries", "f1", "scores"]

#: Name of a set, its language.
SETS = {"en_ewt_dev": "en", "fr_sequoia_Europar.550": "fr", "fr_sequoia_emea-fr-dev": "fr"}

Splitter = Callable[[str, str], Iterable[str]]


def ours(text: str, language: str) -> Iterable[str]:
    """Split with the splitter that ships."""
    return [text[start:end] for start, end in split_text(text, language)]


def ours_without_statistics(text: str, language: str) -> Iterable[str]:
    """Split with the same state machine and the abbreviation lists only."""
    return _cut(text, Machine(text, get(language), Statistics()).ends())


def punkt(text: str, language: str) -> Iterable[str]:
    """Split with nltk's own algorithm and the statistics we trained."""
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    learnt = statistics(language)
    parameters = PunktParameters()
    parameters.abbrev_types = set(learnt.abbreviations)
    parameters.collocations = set(learnt.collocations)
    parameters.sent_starters = set(learnt.starters)
    sentences: list[str] = PunktSentenceTokenizer(parameters).tokenize(text)
    return sentences


def punkt_with_lists(text: str, language: str) -> Iterable[str]:
    """Split with nltk's own algorithm, our statistics and the abbreviation lists of the language."""
    from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

    learnt, known = statistics(language), get(language)
    listed = known.leading_abbreviations | known.abbreviations | known.closing_abbreviations
    parameters = PunktParameters()
    parameters.abbrev_types = {word.lower() for word in listed} | learnt.abbreviations
    parameters.collocations = set(learnt.collocations)
    parameters.sent_starters = set(learnt.starters)
    sentences: list[str] = PunktSentenceTokenizer(parameters).tokenize(text)
    return sentences


def sentencex(text: str, language: str) -> Iterable[str]:
    """Split with Wikimedia's sentencex."""
    from sentencex import segment

    return list(segment(language, text))


def plain_pattern(text: str, language: str) -> Iterable[str]:
    """Split at a full stop, question or exclamation mark, white space, a capital."""
    return re.split(r"(?<=[.!?])\s+(?=\W*[A-ZÀ-Þ])", text)


SPLITTERS: dict[str, Splitter] = {
    "plain pattern": plain_pattern,
    "sentencex": sentencex,
    "Punkt, our statistics": punkt,
    "Punkt, our statistics and lists": punkt_with_lists,
    "aligner without statistics": ours_without_statistics,
    "aligner": ours,
}


def boundaries(sentences: Iterable[str]) -> set[int]:
    """Return how many characters but white space stand before each sentence's end."""
    found, count = set(), 0
    for sentence in sentences:
        length = sum(map(len, sentence.split()))
        if length:
            count += length
            found.add(count)
    return found


def f1(found: set[int], gold: set[int]) -> tuple[float, float, float]:
    """Return precision, recall and their harmonic mean."""
    both = len(found & gold)
    return both / len(found), both / len(gold), 2 * both / (len(found) + len(gold))


def scores(splitter: Splitter, folder: Path, name: str) -> tuple[float, float, float]:
    """Return precision, recall and F1 of a splitter on one set of ``folder``."""
    lines = (folder / f"{name}.raw.txt").read_text(encoding="utf-8").splitlines()
    gold = (folder / f"{name}.sents.txt").read_text(encoding="utf-8").splitlines()
    found = [sentence for line in lines if line.strip() for sentence in splitter(line, SETS[name])]
    return f1(boundaries(found), boundaries(gold))


def main() -> None:
    """Print the table."""
    folder = data_folder() / "sentences"
    if not folder.is_dir():
        sys.exit(f"No evaluation data at {folder}: set ALIGNER_DATA.")
    print("| splitter |", " | ".join(f"{name} P / R / F1" for name in SETS), "| seconds |")
    print("|---" * (len(SETS) + 2) + "|")
    for label, splitter in SPLITTERS.items():
        began = time.perf_counter()
        try:
            cells = [" / ".join(f"{x:.3f}" for x in scores(splitter, folder, name)) for name in SETS]
        except ImportError as missing:
            cells = [f"({missing.name} is not installed)"] * len(SETS)
        print(f"| {label} |", " | ".join(cells), f"| {time.perf_counter() - began:.2f} |")


def _cut(text: str, ends: Iterable[int]) -> list[str]:
    edges = [0, *ends, len(text)]
    return [text[start:end] for start, end in pairwise(edges)]


if __name__ == "__main__":
    main()
