"""Scores of other tools as columns: lengths, language, margin of vectors, chrF against a reference."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np

from aligner.encode import Encoder
from aligner.errors import ConfigError
from aligner.export.filters import alike
from aligner.export.units import ExportUnit
from aligner.languages.detect import detect
from aligner.read.pairs import read_pairs

__all__ = ["Score", "Scorer", "columns_of", "read_reference"]

_NEIGHBOURS = 4  # as in LASER's mining
_LANGUAGES = ("original_language_probability", "translation_language_probability")


class Score(StrEnum):
    """What can be added."""

    LENGTH = "length"  #: the longer text's characters by the shorter's
    LANGUAGE = "language"  #: how surely each text is in its language, 0 where it is in another, or cannot be told
    MARGIN = "margin"  #: cosine by the mean cosine of the nearest neighbours, among the pairs written beside it
    CHRF = "chrf"  #: sacrebleu's chrF against a reference, 0 to 100; nothing where there is none


def columns_of(scores: Sequence[Score]) -> list[str]:
    """Return the columns that scores have."""
    names = {Score.LENGTH: ("length_ratio_longer",), Score.LANGUAGE: _LANGUAGES}
    return [name for score in scores for name in names.get(score, (score.value,))]


def read_reference(path: Path, languages: tuple[str, str]) -> dict[str, str]:
    """Return what translates each original in a file that holds both texts.

    :raises InputError: if it cannot be read
    """
    return {
        alike(unit.original): unit.translation
        for unit in read_pairs(path, *languages)
        if unit.original.strip() and unit.translation.strip()
    }


class Scorer:
    """Scores units, some at a time.

    :param encoder: for ``margin``
    :param reference: translations by original, for ``chrf``
    :raises ConfigError: if one is missing
    """

    def __init__(
        self,
        scores: Sequence[Score],
        languages: tuple[str, str],
        encoder: Encoder | None = None,
        reference: Mapping[str, str] | None = None,
    ) -> None:
        if Score.CHRF in scores and reference is None:
            raise ConfigError("The score chrf needs a reference: name a file that holds both texts with --reference.")
        self._scores, self._languages, self._encoder = scores, languages, encoder
        self._reference = reference or {}

    def __call__(self, units: Sequence[ExportUnit]) -> list[dict[str, Any]]:
        """Return the columns of each unit."""
        found: list[dict[str, Any]] = [{} for _ in units]
        for score in self._scores:
            made = {
                Score.LENGTH: self._length,
                Score.LANGUAGE: self._language,
                Score.MARGIN: self._margin,
                Score.CHRF: self._chrf_of,
            }[score](units)
            for row, columns in zip(found, made, strict=True):
                row |= columns
        return found

    def _length(self, units: Sequence[ExportUnit]) -> Iterator[dict[str, Any]]:
        for unit in units:
            short, long = sorted((len(unit.original), len(unit.translation)))
            yield {"length_ratio_longer": round(long / short, 4) if short else None}

    def _language(self, units: Sequence[ExportUnit]) -> Iterator[dict[str, Any]]:
        for unit in units:
            sides = zip(_LANGUAGES, (unit.original, unit.translation), self._languages, strict=True)
            yield {name: _probability(text, language) for name, text, language in sides}

    def _margin(self, units: Sequence[ExportUnit]) -> Iterator[dict[str, Any]]:
        """Artetxe & Schwenk (2019), "Margin-based parallel corpus mining": the ratio margin."""
        if not units:
            return
        assert self._encoder is not None
        texts = list(dict.fromkeys(text for unit in units for text in (unit.original, unit.translation)))
        vectors = np.asarray(self._encoder.encode(texts), dtype=np.float32)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        place = {text: number for number, text in enumerate(texts)}
        left = sorted({place[unit.original] for unit in units})
        right = sorted({place[unit.translation] for unit in units})
        between = vectors[left] @ vectors[right].T
        rows, columns = (_neighbours(side) for side in (between, between.T))
        at = {number: n for n, number in enumerate(left)}, {number: n for n, number in enumerate(right)}
        for unit in units:
            row, column = at[0][place[unit.original]], at[1][place[unit.translation]]
            around = (rows[row] + columns[column]) / 2
            yield {"margin": round(float(between[row, column] / around), 4) if around > 0 else None}

    def _chrf_of(self, units: Sequence[ExportUnit]) -> Iterator[dict[str, Any]]:
        from sacrebleu.metrics.chrf import CHRF

        metric = CHRF()
        for unit in units:
            reference = self._reference.get(alike(unit.original))
            score = None if reference is None else metric.sentence_score(unit.translation, [reference]).score
            yield {"chrf": None if score is None else round(float(score), 2)}


def _probability(text: str, language: str) -> float:
    guess = detect(text)
    return round(guess[1], 4) if guess and guess[0] == language else 0.0


def _neighbours(similarities: Any) -> Any:
    """Return the mean of each row's greatest values."""
    count = min(_NEIGHBOURS, similarities.shape[1])
    return np.partition(similarities, -count, axis=1)[:, -count:].mean(axis=1)
