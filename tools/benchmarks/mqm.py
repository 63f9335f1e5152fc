"""Findings against experts' marks: ``python -m tools.benchmarks.mqm [--misses FILE]``.

``mqm/biomedical.jsonl`` of the evaluation data has 2,110 segments of medical abstracts, 211 each of seven machine
systems' ten outputs and of two human references, with errors marked by experts in the MQM categories. The segments of
each system's document are one pair, every segment a bead; all rules run, and findings count from any confidence. An
expert's error is found if a finding of a rule that is there for its category overlaps it; a finding that overlaps no
mark of any category is an alarm. Recall is given where the category's rules raise 1, 2 and
5 alarms per 1,000 words of the original; a rule that is never that loud is asked for all it has.

Results, and what the misses are, are in ``docs/experiments/mqm.md``.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner.check import PairContext, load_profile
from aligner.check.deduplicate import without_echoes
from aligner.check.run import candidates
from aligner.core import Bead, Block, BlockKind, Document, Finding, Sentence, Side
from aligner.encode import VectorCache, cached, default_cache, load
from tools.data import data_folder

__all__ = ["RULES", "Error", "main", "pairs"]

#: The rules that are there for a category of the experts'.
RULES: Mapping[str, frozenset[str]] = {
    "Omission": frozenset({"omission"}),
    "Addition": frozenset({"addition", "repeated", "repeated-word"}),
    "Untranslated": frozenset({"untranslated", "foreign-words"}),
    "Number_format": frozenset({"number", "spacing"}),
    "Inconsistent": frozenset({"term-inconsistent", "sentence-inconsistent"}),
}
_LIMITS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Error:
    """An expert's mark."""

    category: str
    severity: str
    side: Side
    start: int  #: file offset in the pair's document
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A pair of one system's document, with its marks."""

    name: str
    pair: PairContext
    errors: tuple[Error, ...]


def pairs(path: Path, encoder: Any) -> Iterator[Marked]:
    """Return the documents of each system."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        groups[row["file"], row["filename"]].append(row)
    for (system, name), rows in sorted(groups.items()):
        documents = [
            _document([row[key] for row in rows], language) for key, language in (("source", "en"), ("target", "fr"))
        ]
        beads = tuple(Bead((n,), (n,)) for n in range(len(rows)))
        errors = [error for n, row in enumerate(rows) for error in _errors(row, n, documents)]
        yield Marked(f"{system}/{name}", PairContext(documents[0], documents[1], beads, encoder), tuple(errors))


def _document(texts: Sequence[str], language: str) -> Document:
    blocks, sentences, at = list[Block](), list[Sentence](), 0
    for n, text in enumerate(texts):
        blocks.append(Block(BlockKind.PARAGRAPH, text, range(at, at + len(text))))
        sentences.append(Sentence(n, n, 0, text, at, at + len(text)))
        at += len(text) + 1
    return Document("-", language, "\n".join(texts), tuple(blocks), "", tuple(sentences))


def _errors(row: Mapping[str, Any], number: int, documents: Sequence[Document]) -> Iterator[Error]:
    for side, document, key in zip(Side, documents, ("source", "target"), strict=True):
        sentence = document.sentences[number]
        for mark in row[f"{key}_errors"]:
            start, end = mark["startIndex"], mark["endIndex"] + 1
            if sentence.text[start:end] != mark["term"]:  # the data says: look near the place
                found = sentence.text.find(mark["term"], max(0, start - 10))
                start, end = (found, found + len(mark["term"])) if found >= 0 else (start, end)
            place = sentence.start + start, sentence.start + min(end, len(sentence.text))
            category = mark["error_subcategory"] or mark["error_category"]
            yield Error(category, mark["severity"], side, *place, mark["term"])


def touches(finding: Finding, error: Error) -> bool:
    """Tell whether a finding is about an expert's mark."""
    span = finding.original if error.side is Side.ORIGINAL else finding.translation
    return span is not None and span.start < error.end and error.start < span.end


def main() -> None:
    """Print the table, or the misses of a category."""
    parser = argparse.ArgumentParser(description="Findings against experts' marks.")
    parser.add_argument("--misses", type=Path, metavar="FILE", help="where to write the marks, the least heard first")
    options = parser.parse_args()
    path = data_folder() / "mqm" / "biomedical.jsonl"
    if not path.is_file():
        sys.exit(f"No evaluation data at {path}: set ALIGNER_DATA.")
    profile, words = load_profile(), 0
    best: dict[str, list[tuple[float, Marked, Error]]] = defaultdict(list)
    alarms: dict[str, list[float]] = defaultdict(list)
    for marked in pairs(path, cached(load(), VectorCache(default_cache()))):
        words += len(marked.pair.original.text.split())
        found = list(without_echoes(candidates(marked.pair, profile)))
        for category, rules in RULES.items():
            own = [finding for finding in found if finding.rule in rules]
            for error in (error for error in marked.errors if error.category == category):
                sure = max((f.confidence for f in own if touches(f, error)), default=-1.0)
                best[category].append((sure, marked, error))
            alarms[category] += (f.confidence for f in own if not any(touches(f, error) for error in marked.errors))
    if options.misses:
        options.misses.write_text("\n".join(_misses(best)) + "\n", encoding="utf-8")
    print("| category | marks | " + " | ".join(f"recall at {limit}" for limit in _LIMITS) + " | alarms in all |")
    print("|---|---|" + "---|" * (len(_LIMITS) + 1))
    for category, found_errors in best.items():
        heard = sorted(alarms[category], reverse=True)
        recalls = []
        for limit in _LIMITS:
            most = round(limit * words / 1000)
            least = heard[most] if most < len(heard) else -0.5
            recalls.append(sum(sure > least for sure, *_ in found_errors) / len(found_errors))
        row = " | ".join(f"{recall:.2f}" for recall in recalls)
        print(f"| {category} | {len(found_errors)} | {row} | {1000 * len(heard) / words:.1f} |")


def _misses(best: Mapping[str, Sequence[tuple[float, Marked, Error]]]) -> Iterator[str]:
    """Write a line a mark: category, confidence (-1 for none), severity, text, both sides of its segment, origin."""
    for category, found in best.items():
        for sure, marked, error in sorted(found, key=lambda one: one[0]):
            document = marked.pair.original if error.side is Side.ORIGINAL else marked.pair.translation
            number = next(s.number for s in document.sentences if s.start <= error.start <= s.end)
            texts = marked.pair.original.sentences[number].text, marked.pair.translation.sentences[number].text
            yield "\t".join([category, f"{sure:.2f}", error.severity, error.text, *texts, marked.name])


if __name__ == "__main__":
    main()
