"""Units straight from a file that holds pairs: a translation memory of any size streams by, nothing is looked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from aligner.core import Bead, Block, BlockKind, Document, Message
from aligner.export.units import ExportUnit, Status, digest
from aligner.read.limits import DEFAULT, Limits
from aligner.read.pairs import read_pairs
from aligner.read.source import BLANK
from aligner.read.source_file import opened

__all__ = ["PairedFile"]

_SPACES = str.maketrans(dict.fromkeys(BLANK, " "))


@dataclass(frozen=True, slots=True)
class PairedFile:
    """A TMX, XLIFF or PO file or a bilingual table; every call reads it again."""

    path: str
    original: str  #: ISO 639-1 code of its language
    translation: str
    limits: Limits = DEFAULT
    notes: list[Message] = field(default_factory=list)  #: what its reader had to say, each thing once

    def __call__(self, numbers: Sequence[int] | None = None) -> Iterator[ExportUnit]:
        """Yield the units of these numbers, which ascend, or all.

        :raises InputError: if it cannot be read, or does not hold both texts
        """
        wanted = iter(numbers) if numbers is not None else None
        upcoming = next(wanted, None) if wanted is not None else 0
        for unit in self._all():
            if wanted is None:
                yield unit
            elif unit.number == upcoming:
                yield unit
                upcoming = next(wanted, None)
                if upcoming is None:
                    return

    def documents(self) -> tuple[Document, Document]:
        """Return what is known of both texts: where they come from."""
        with opened(self.path, self.limits) as file:
            sha256 = file.sha256()
        return Document(self.path, self.original, "", (), sha256), Document(self.path, self.translation, "", (), sha256)

    def run(self, version: str) -> Mapping[str, str]:
        """Return what it takes to get the same units again."""
        return {"aligner": version, "splitter": "units", "languages": f"{self.original}-{self.translation}"}

    def _note(self, message: Message) -> None:
        if message not in self.notes:
            self.notes.append(message)

    def _all(self) -> Iterator[ExportUnit]:
        places = [0, 0]
        number = 0
        pairs = read_pairs(self.path, self.original, self.translation, limits=self.limits, note=self._note)
        for read in pairs:
            texts = [text.strip(BLANK).translate(_SPACES) for text in (read.original, read.translation)]
            if not any(text.strip() for text in texts):
                continue
            sides = [(place,) if text.strip() else () for place, text in zip(places, texts, strict=True)]
            places = [place + len(side) for place, side in zip(places, sides, strict=True)]
            wheres = (read.where, read.where_translation or read.where)
            blocks = [
                Block(BlockKind.PARAGRAPH, "", (), where=where) if side else None
                for where, side in zip(wheres, sides, strict=True)
            ]
            yield ExportUnit(
                number,
                Bead(sides[0], sides[1]),
                texts[0],
                texts[1],
                f"{number}-{digest(texts[0], texts[1])}",
                ((), ()),
                (blocks[0], blocks[1]),
                (),
                Status.TRANSLATED if texts[1].strip() else Status.INITIAL,
            )
            number += 1
