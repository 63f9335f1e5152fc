"""What a term is rendered by in one place: the words of the translation that its words are linked to."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from aligner.encode import Encoder
from aligner.link import Linker
from aligner.link.settings import DEFAULT
from aligner.terms.candidates import Occurrence
from aligner.terms.chunks import Index, gap
from aligner.terms.grammar import noun_place
from aligner.terms.words import BeadWords, Word, WordKind

__all__ = ["TAKEN", "WIDEST_GAP", "Link", "inside", "joins", "link_beads", "linked", "words_text"]

WIDEST_GAP = 2  #: words without a link inside a rendering: "espace de travail"
TAKEN = 0.4  #: score of a link from which on a word has its counterpart
_WEAKEST_LINK = 0.1  #: score below which links are not looked at
_SECOND_BEST = 0.4  #: share of the best link's score that a link must have to belong to the same rendering

Link = tuple[int, int, float]  #: positions of two words of a bead and a score from 0 to 1


def link_beads(
    index: Index, positions: Collection[int], languages: tuple[str, str], encoder: Encoder | None
) -> dict[int, list[Link]]:
    """Word links of some beads; all the beads of a call teach each other."""
    ordered = sorted(positions)
    beads = [index.beads[position] for position in ordered]
    pairs = [([w.text for w in bead.original], [w.text for w in bead.translation]) for bead in beads]
    linker = Linker(*languages, encoder, settings=replace(DEFAULT, threshold=_WEAKEST_LINK))
    return dict(zip(ordered, linker.link_pairs(pairs), strict=True))


def linked(occurrence: Occurrence, bead: BeadWords, links: Sequence[Link], language: str) -> tuple[Word, ...]:
    """The words of the translation from the first to the last that a term is linked to, round its best link."""
    mine = {n for n, word in enumerate(bead.original) if inside(word, occurrence)}
    scores = {j: s for i, j, s in links if i in mine and bead.translation[j].kind is WordKind.CONTENT}
    rest = {j: s for i, j, s in sorted(links, key=lambda link: link[2]) if i not in mine}
    if not scores:
        return ()
    best = max(scores, key=lambda j: scores[j])
    scores = {
        j: score
        for j, score in scores.items()
        if score >= max(_SECOND_BEST * scores[best], rest.get(j, 0.0)) or j == best
    }
    first = last = best
    for j in sorted(scores):
        if last < j <= last + WIDEST_GAP + 1 and joins(bead.translation[last : j + 1]):
            last = j
    for j in sorted(scores, reverse=True):
        if first - WIDEST_GAP - 1 <= j < first and joins(bead.translation[j : first + 1]):
            first = j
    while last + 1 < len(bead.translation) and bead.translation[last + 1].joined:
        last += 1  # "hydro-alcoolique" is one word
    return bead.translation[_head(bead, first, links, language) : last + 1]


def _head(bead: BeadWords, first: int, links: Sequence[Link], language: str) -> int:
    """Where the noun stands that a word depends on, if that answers for nothing else: "protection" of "faciale"."""
    if noun_place(bead.translation, first, language):
        return first
    taken = {j for _, j, score in links if score >= TAKEN}
    for n in range(first - 1, max(-1, first - WIDEST_GAP - 2), -1):
        if bead.translation[n].kind is WordKind.CONTENT:
            fits = n not in taken and joins(bead.translation[n : first + 1])
            return n if fits and noun_place(bead.translation, n, language) else first
    return first


def inside(word: Word, occurrence: Occurrence) -> bool:
    """Whether a word of the original is one of a term's."""
    return word.sentence == occurrence.sentence and occurrence.start <= word.start < occurrence.end


def joins(words: Sequence[Word]) -> bool:
    """Whether words may be one phrase: in one sentence, with nothing between them that ends phrases."""
    return len({w.sentence for w in words}) == 1 and all(w.kind is not WordKind.BREAK for w in words)


def words_text(words: Sequence[Word]) -> str:
    """Words in a row as they stand in the text."""
    return words[0].text + "".join(gap(a, b) + b.text for a, b in pairwise(words))
