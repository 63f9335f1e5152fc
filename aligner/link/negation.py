"""The two halves of a negation translate the same word: ``ne`` and ``pas`` translate ``not``."""

from collections.abc import Mapping, Sequence

from aligner import languages

__all__ = ["Scores", "share_halves"]

_REACH = 7  # words from the first half to the second

Scores = Mapping[tuple[int, int], float]


def share_halves(
    scores: Scores, words: Sequence[str], others: Sequence[str], side: int, spoken: tuple[str, str]
) -> Scores:
    """Give either half of a negation the links that the other has.

    :param scores: links by (original, translation) positions
    :param words: of the side with the negation, lower case
    :param others: of the other side; only its function words can be negations
    :param side: 0 where the negation's side is the original, 1 where it is the translation
    :param spoken: the languages of the two
    """
    first, second = languages.get(spoken[0]).negation_halves
    if first.isdisjoint(words):
        return scores
    functions = languages.get(spoken[1]).function_words
    found = dict(scores)
    for n, word in enumerate(words):
        if word not in first:
            continue
        partner = next((k for k in range(n + 1, min(len(words), n + 1 + _REACH)) if words[k] in second), None)
        if partner is None:
            continue
        its = {link[1 - side]: score for link, score in scores.items() if link[side] == partner}
        own = {link[1 - side]: score for link, score in scores.items() if link[side] == n}
        if shared := {other: score for other, score in its.items() if others[other] in functions}:
            # The second half is the surer witness: the first is too common to be linked by what it means.
            for other in own:
                del found[_link(n, other, side)]
            found.update({_link(n, other, side): score for other, score in shared.items()})
        elif not its:
            found.update(
                {_link(partner, other, side): score for other, score in own.items() if others[other] in functions}
            )
    return found


def _link(here: int, other: int, side: int) -> tuple[int, int]:
    return (here, other) if side == 0 else (other, here)
