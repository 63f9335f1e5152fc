"""Which findings somebody means: by the number in the list, by the beginning of an id, or all that are alike."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from aligner.core import Finding, Review
from aligner.errors import ConfigError

__all__ = ["Selected", "alike", "likeness", "selected"]

_NUMBERS = re.compile(r"(0|[1-9]\d{0,4})(?:[-–]([1-9]\d{0,4}))?")  # an id is longer
_SHORTEST = 6  # characters of an id: fewer are too easily another's


class Selected(NamedTuple):
    """A finding and the review that it is in."""

    review: Review
    finding: Finding


def selected(reviews: Sequence[Review], wanted: Iterable[str]) -> list[Selected]:
    """Return findings, each once, in the order in which they were asked for.

    :param wanted: numbers in the list, counted from one (``3``, ``7-9``), or beginnings of ids; several with commas
        between
    :raises ConfigError: if one fits no finding or several
    """
    found: dict[tuple[int, str], Selected] = {}
    for word in (part.strip() for text in wanted for part in re.split(r"[,\s]+", text)):
        if word:
            for one in _found(reviews, word):
                found.setdefault((id(one.review), one.finding.fingerprint), one)
    if not found:
        raise ConfigError("Name a finding by its number in the list or by its id in brackets.")
    return list(found.values())


def alike(chosen: Sequence[Selected], reviews: Sequence[Review]) -> list[Selected]:
    """Return all findings of the same rule about the same words as one of those chosen, those included."""
    wanted = {likeness(one.finding) for one in chosen}
    return [
        Selected(review, finding) for review in reviews for finding in review.findings if likeness(finding) in wanted
    ]


def likeness(finding: Finding) -> tuple[str, ...]:
    """Return what findings have in common that are alike: the rule, and the words."""
    spans = [span for span in (finding.original, finding.translation) if span]
    shortest = min((len(span.text) for span in spans), default=0)
    quotes = [span.text if len(span.text) <= 3 * shortest else "" for span in spans]  # not a sentence around a word
    return finding.rule, *(" ".join(quote.casefold().split()) for quote in quotes)


def _found(reviews: Sequence[Review], word: str) -> Iterator[Selected]:
    if number := _NUMBERS.fullmatch(word):
        yield from _numbered(reviews, int(number[1]), int(number[2] or number[1]))
        return
    fitting = [
        Selected(review, finding)
        for review in reviews
        for finding in review.findings
        if finding.fingerprint.startswith(word)
    ]
    if len(word) < _SHORTEST or not fitting:
        raise ConfigError(
            f"{word!r} is the id of no finding of this text: give the number of one in the list, or its id in brackets."
        )
    if len(fitting) > 1:
        raise ConfigError(f"{word!r} begins {len(fitting)} ids of this text; give more of it.")
    yield fitting[0]


def _numbered(reviews: Sequence[Review], first: int, last: int) -> Iterator[Selected]:
    if len(reviews) != 1:
        raise ConfigError(f"{first} is a number in the list of one pair; with several pairs, give ids.")
    (review,) = reviews
    there = len(review.findings)
    if not 1 <= first <= last <= there:
        wrong = f"{first}" if first == last else f"{first}-{last}"
        raise ConfigError(f"There is no finding {wrong}: the list has {there}.")
    yield from (Selected(review, finding) for finding in review.findings[first - 1 : last])
