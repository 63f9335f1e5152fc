"""What was found out about the terms of a pair, taken over as far as an edit has not touched it.

Whatever a result depends on is looked up in an ``Index``, and every answer is noted beside the result. A later index
that gives the same answers would lead to the same result, so that it need not be made again.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from operator import is_not
from typing import Any, NamedTuple, TypeVar, overload

from aligner.core import Bead, Document
from aligner.link.linker import LinkEvidence
from aligner.terms.candidates import Term
from aligner.terms.phrase_index import Index
from aligner.terms.words import BeadWords, Word, is_copy, words_of

__all__ = ["Memory", "Noted"]

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class _Places(Sequence[T]):
    """A list by position; which positions were asked for is noted."""

    def __init__(self, values: Sequence[T], noted: set[int]) -> None:
        self._values = values
        self._noted = noted

    @overload
    def __getitem__(self, position: int) -> T: ...

    @overload
    def __getitem__(self, position: slice) -> Sequence[T]: ...

    def __getitem__(self, position: int | slice) -> T | Sequence[T]:
        if isinstance(position, slice):
            self._noted.update(range(*position.indices(len(self._values))))
        else:
            self._noted.add(position)
        return self._values[position]

    def __len__(self) -> int:
        return len(self._values)


class _Bits(Mapping[K, int]):
    """Sets of beads by key; the answers are noted."""

    def __init__(self, values: Mapping[K, int], noted: dict[K, int]) -> None:
        self._values = values
        self._noted = noted

    def __getitem__(self, key: K) -> int:
        found = self._noted[key] = self._values.get(key, 0)
        return found

    def __iter__(self) -> Iterator[K]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


class Noted(Index):
    """An index that notes what it is asked."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._asked: set[int] = set()
        self._original: dict[str, int] = {}
        self._translation: dict[tuple[str, ...], int] = {}
        self.positions = index.positions
        self.beads = _Places(index.beads, self._asked)
        self.by_bead = _Places(index.by_bead, self._asked)
        self.original = _Bits(index.original, self._original)
        self.translation = _Bits(index.translation, self._translation)

    def answers(self) -> "Answers":
        """Return what was asked and answered."""
        asked = tuple(self._asked)
        return Answers(
            asked,
            tuple([self._index.beads[position] for position in asked]),
            tuple(self._original),
            tuple(self._original.values()),
            tuple(self._translation),
            tuple(self._translation.values()),
        )


class Answers(NamedTuple):
    """What an index was asked, and what it answered: in tuples, of which there may be many."""

    positions: tuple[int, ...]
    beads: tuple[BeadWords, ...]
    words: tuple[str, ...]
    beads_of_words: tuple[int, ...]
    chunks: tuple[tuple[str, ...], ...]
    beads_of_chunks: tuple[int, ...]

    def hold_in(self, index: Index) -> bool:
        """Return whether another index of as many beads answers all of it alike."""
        chunks = zip(self.chunks, self.beads_of_chunks, strict=True)
        words = zip(self.words, self.beads_of_words, strict=True)
        return (
            all(index.beads[position] is bead for position, bead in zip(self.positions, self.beads, strict=True))
            and all(index.translation.get(key, 0) == bits for key, bits in chunks)
            and all(index.original.get(key, 0) == bits for key, bits in words)
        )


class _Result(NamedTuple):
    """A result with what it is about and what it was made of."""

    subject: object
    answers: Answers
    made_of: object
    value: Any


class Memory:
    """What one state of a pair leaves to the next one."""

    def __init__(self, earlier: "Memory | None" = None) -> None:
        self._earlier = earlier
        self._sides: dict[Hashable, tuple[Word, ...]] = {}
        self._words: dict[int, BeadWords | None] = {}
        self._index: Index | None = None
        self._comparable = False  # whether positions mean the same beads as before
        self._terms: list[Term] | None = None
        self._links: dict[int, tuple[BeadWords, LinkEvidence | None, list[tuple[int, int, float]]]] = {}
        self._rows: dict[int, tuple[Sequence[object], list[list[float]]]] = {}
        self._results: dict[tuple[str, int], _Result] = {}

    def words(self, original: Document, translation: Document, beads: Sequence[Bead]) -> list[BeadWords]:
        """Do as ``bead_words`` does; what has not changed is the same object."""
        before = self._earlier._words if self._earlier else {}
        for number, bead in enumerate(beads):
            if bead.is_null:
                continue
            left = self._side(0, original, bead.original)
            right = self._side(1, translation, bead.translation)
            known = before.get(number)
            if known is None or known.original is not left or known.translation is not right:
                known = None if is_copy(left, right) else BeadWords(number, left, right)
            self._words[number] = known
        return [one for one in self._words.values() if one is not None]

    def _side(self, side: int, document: Document, numbers: tuple[int, ...]) -> tuple[Word, ...]:
        key = (side, numbers, tuple([document.sentences[n].text for n in numbers]))
        found = self._earlier._sides.get(key) if self._earlier else None
        if found is None:
            found = words_of(document, numbers)
        self._sides[key] = found
        return found

    def index(self, words: Sequence[BeadWords]) -> Index:
        """Return the index of a pair's words."""
        before = self._earlier._index if self._earlier else None
        self._index = Index(words, before, edited=True)
        self._comparable = before is not None and before.positions == self._index.positions
        return self._index

    def terms(self, words: Sequence[BeadWords], make: Callable[[], list[Term]]) -> list[Term]:
        """Return the terms of the original, which are made of its words alone."""
        earlier = self._earlier
        if earlier is None or earlier._terms is None or earlier._index is None:
            self._terms = make()
            return self._terms
        before = [(one.bead, one.original) for one in earlier._index.beads]
        same = before == [(one.bead, one.original) for one in words]
        self._terms = earlier._terms if same else make()
        return self._terms

    def links(
        self, words: BeadWords, evidence: LinkEvidence | None, make: Callable[[], list[tuple[int, int, float]]]
    ) -> list[tuple[int, int, float]]:
        """Return the links between the words of a bead."""
        known = self._earlier._links.get(words.bead) if self._earlier else None
        if known is None or known[0] is not words or known[1] is not evidence:
            known = (words, evidence, make())
        self._links[words.bead] = known
        return known[2]

    def rows(self, found: Sequence[object], make: Callable[[], list[list[float]]]) -> list[list[float]]:
        """Return numbers that are made of some objects alone."""
        known = self._earlier._rows.get(id(found[0])) if self._earlier else None
        if known is None or len(known[0]) != len(found) or any(map(is_not, known[0], found)):
            known = (found, make())
        self._rows[id(found[0])] = known
        return known[1]

    def known(self, kind: str, subject: object, index: Index, made_of: object = None) -> _Result | None:
        """Return what was kept of a subject, if it still holds.

        :param made_of: what the result depends on as well; it is compared
        """
        earlier = self._earlier
        if earlier is None or not self._comparable:
            return None
        found = earlier._results.get((kind, id(subject)))
        if (
            found is None
            or found.subject is not subject
            or found.made_of != made_of
            or not found.answers.hold_in(index)
        ):
            return None
        self._results[kind, id(subject)] = found
        return found

    def keep(self, kind: str, subject: object, noted: Noted, value: T, made_of: object = None) -> T:
        """Remember a result."""
        self._results[kind, id(subject)] = _Result(subject, noted.answers(), made_of, value)
        return value

    def settle(self) -> None:
        """Let go of the state before, when all is made."""
        self._earlier = None
