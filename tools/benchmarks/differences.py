"""Omissions and additions against people's labels: pages of the Swiss federal administration.

``differences/dev.jsonl`` of the evaluation data has pairs of pages with a label for each token of both sides: 0 where
the other side says the same, up to .8 for a difference, 1 for what only this side has, -1 where nobody judged. Source:
Wastl, Vamvas and Sennrich (2026), "SwissGov-RSD", arXiv 2512.07538.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from aligner.core import Finding, Side
from aligner.evaluate.pairs import CleanPair
from aligner.read import read_text
from aligner.split import split

__all__ = ["Page", "Scores", "read_pages", "scored"]

_RULES = {Side.ORIGINAL: "omission", Side.TRANSLATION: "addition"}
_RUN = 8  #: tokens that stand only in one text, from which on their run should be found
_HALF = 0.5

Token = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Page:
    """A page in both languages."""

    pair: CleanPair
    tokens: Mapping[Side, Sequence[Token]]


@dataclass(frozen=True, slots=True)
class Scores:
    """How findings agree with labels; shares are of findings or of runs."""

    findings: int
    right: float  #: at least half of the judged tokens stand only there
    touching: float  #: some token differs
    runs: Mapping[Side, float]  #: of the runs of tokens that stand only there, half covered
    per_thousand: float  #: findings per 1,000 tokens of the originals
    spearman: float  #: of labels with confidences


def read_pages(path: Path) -> list[Page]:
    """Return the pages of a file."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        documents = [
            split(read_text(f"{row[side.value]}\n", language, path=f"{row['id']}.{language}.txt"))
            for side, language in zip(Side, ("en", "fr"), strict=True)
        ]
        tokens = {side: [tuple(token) for token in row[f"{side.value}_tokens"]] for side in Side}
        found.append(Page(CleanPair(row["id"], documents[0], documents[1], False, None), tokens))
    return found


def scored(pages: Sequence[Page], findings: Iterable[tuple[str, Finding]]) -> Scores:
    """Score findings, each given with the id of its page."""
    by_page: dict[str, list[Finding]] = {}
    for page, finding in findings:
        by_page.setdefault(page, []).append(finding)
    said = right = touching = words = 0
    predicted, gold = list[float](), list[float]()
    runs = {side: [0, 0] for side in Side}
    for one in pages:
        words += len(one.tokens[Side.ORIGINAL])
        for side, rule in _RULES.items():
            tokens = one.tokens[side]
            labels = np.array([label for _, _, label in tokens])
            sure = np.zeros(len(tokens))
            for finding in by_page.get(one.pair.name, ()):
                span = finding.original if side is Side.ORIGINAL else finding.translation
                if finding.rule != rule or span is None:
                    continue
                inside = np.array([start < span.end and end > span.start for start, end, _ in tokens])
                sure[inside] = np.maximum(sure[inside], finding.confidence)
                judged = labels[inside & (labels != -1)]
                if len(judged):
                    said += 1
                    right += bool((judged == 1).mean() >= _HALF)
                    touching += bool((judged > 0).any())
            for run in _runs(labels.tolist()):
                runs[side][0] += 1
                runs[side][1] += bool((sure[run] > 0).mean() >= _HALF)
            predicted += sure[labels != -1].tolist()
            gold += labels[labels != -1].tolist()
    return Scores(
        said,
        right / max(1, said),
        touching / max(1, said),
        {side: found / max(1, total) for side, (total, found) in runs.items()},
        1000 * said / max(1, words),
        _spearman(predicted, gold),
    )


def _runs(labels: Sequence[float]) -> list[list[int]]:
    """Return stretches of label 1; what nobody judged neither ends nor lengthens one."""
    found, now = list[list[int]](), list[int]()
    for n, label in enumerate([*labels, 0.0]):
        if label == 1:
            now.append(n)
        elif label != -1:
            if len(now) >= _RUN:
                found.append(now)
            now = []
    return found


def _spearman(one: Sequence[float], other: Sequence[float]) -> float:
    from scipy.stats import spearmanr

    return float(spearmanr(one, other).statistic)
