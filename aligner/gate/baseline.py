"""What a text's findings were at some time, so that only new ones count: a file of one JSON object a line.

The first line is ``{"schema": "aligner.baseline/2"}``. Each pair has a line with its paths and a sketch of its two
texts, by which it is known again although it was edited or renamed; its findings follow, one a line, so changes are
easy to read in version control.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner.core import Document, Review
from aligner.core.segments import digest
from aligner.errors import ConfigError
from aligner.gate.records import read_records

__all__ = ["SCHEMA", "Baseline", "BaselinePair", "baseline_of", "read_baseline", "write_baseline"]

SCHEMA = "aligner.baseline/2"

_SKETCH = 64  # smallest hashes kept: resemblance is estimated to within about a tenth
_SAME_TEXT = 0.1  # a text of which nine sentences in ten were changed is another one
_QUOTED = 80  # characters of a finding's quotation, for people who read the file


@dataclass(frozen=True, slots=True)
class BaselinePair:
    """What is remembered of one pair."""

    original: str  #: path, as it was given
    translation: str
    sketches: tuple[tuple[str, ...], tuple[str, ...]]  #: smallest hashes of each text's sentences
    fingerprints: frozenset[str]
    line: int = 0  #: of the file, counted from 1


@dataclass(frozen=True, slots=True)
class Baseline:
    """A file of what was there before."""

    path: str
    pairs: tuple[BaselinePair, ...]

    def known(self, review: Review) -> frozenset[str]:
        """Return fingerprints of the findings that were there before.

        :raises ConfigError: if the baseline has no pair that is an earlier state of this one
        """
        likeness = [_likeness(pair, review) for pair in self.pairs]
        best = max(range(len(likeness)), key=likeness.__getitem__, default=None)
        if best is None or likeness[best] < _SAME_TEXT:
            raise ConfigError(self._other_text(review))
        return self.pairs[best].fingerprints

    def _other_text(self, review: Review) -> str:
        names = " and ".join((review.original.path, review.translation.path))
        renew = "Write one for this pair with --write-baseline."
        if not self.pairs:
            return f"{self.path}, line 1: this baseline has no text at all, so nothing of {names}. {renew}"
        pair = self.pairs[0]
        more = f" and {len(self.pairs) - 1} more" if len(self.pairs) > 1 else ""
        return (
            f"{self.path}, line {pair.line}: this baseline is of another text: it was written for {pair.original} and "
            f"{pair.translation}{more}, which have hardly a sentence of {names}. {renew}"
        )


def baseline_of(reviews: Iterable[Review]) -> str:
    """Return what the file says for these reviews; the same reviews always give the same text."""
    lines: list[dict[str, Any]] = [{"schema": SCHEMA}]
    for review in reviews:
        lines.append(
            {
                "original": review.original.path,
                "translation": review.translation.path,
                "sketches": [_sketch(review.original), _sketch(review.translation)],
            }
        )
        for finding in review.findings:
            span = finding.translation or finding.original
            quote = " ".join(span.text.split()) if span else ""
            lines.append(
                {
                    "fingerprint": finding.fingerprint,
                    "rule": finding.rule,
                    "severity": finding.severity.value,
                    "text": quote if len(quote) <= _QUOTED else quote[: _QUOTED - 1] + "…",
                }
            )
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def write_baseline(path: Path, reviews: Iterable[Review]) -> None:
    """Write the file.

    :raises InputError: if it cannot be written
    """
    from aligner.files import write_text

    write_text(path, baseline_of(reviews))


def read_baseline(path: Path) -> Baseline:
    """Read the file.

    :raises InputError: if it cannot be read
    :raises ConfigError: if it is no baseline
    """
    objects = read_records(path)
    if not objects or objects[0][1].get("schema") != SCHEMA:
        found = f" with schema {objects[0][1]['schema']!r}" if objects and "schema" in objects[0][1] else ""
        raise ConfigError(
            f'{path}, line {objects[0][0] if objects else 1}: this is no baseline{found}: {{"schema": "{SCHEMA}"}} is '
            "expected. Write one with --write-baseline."
        )
    return Baseline(str(path), tuple(_pairs(objects[1:], path)))


def _pairs(objects: Sequence[tuple[int, dict[str, Any]]], path: Path) -> Iterable[BaselinePair]:
    starts = [n for n, (_, content) in enumerate(objects) if "sketches" in content]
    if objects and (not starts or starts[0] != 0):
        raise ConfigError(f"{path}, line {objects[0][0]}: a finding stands before the pair that it belongs to.")
    for start, stop in zip(starts, [*starts, len(objects)][1:], strict=True):
        number, head = objects[start]
        try:
            left, right = (tuple(map(str, sketch)) for sketch in head["sketches"])
            found = frozenset(str(content["fingerprint"]) for _, content in objects[start + 1 : stop])
            yield BaselinePair(str(head["original"]), str(head["translation"]), (left, right), found, number)
        except (KeyError, TypeError, ValueError) as error:
            raise ConfigError(f"{path}, line {number}: this pair of the baseline is damaged: {error}.") from error


def _likeness(pair: BaselinePair, review: Review) -> float:
    """Return the better of the two texts' resemblances, 0 to 1: one of them may have been rewritten."""
    documents = (review.original, review.translation)
    return max(_resemblance(old, _sketch(new)) for old, new in zip(pair.sketches, documents, strict=True))


def _sketch(document: Document) -> list[str]:
    """Return the smallest hashes of a text's sentences.

    Source: Broder (1997), "On the resemblance and containment of documents".
    """
    hashes = {digest(sentence.text) for sentence in document.sentences}
    return sorted(hashes)[:_SKETCH]


def _resemblance(old: Sequence[str], new: Sequence[str]) -> float:
    """Return the share of sentences that two texts have in common, estimated from the smallest hashes of both."""
    union = sorted({*old, *new})[:_SKETCH]
    shared = set(old) & set(new)
    return sum(one in shared for one in union) / max(1, len(union))
