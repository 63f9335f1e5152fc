"""All the pairs of a job as one: terms that one document renders this way and another that way."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aligner.core import Bead, Block, Document, Sentence
from aligner.encode import Encoder
from aligner.errors import InputError
from aligner.languages.defaults import ORIGINAL, TRANSLATION
from aligner.messages import LANGUAGES, render
from aligner.pairing import in_folder
from aligner.terms.inconsistency import Deviation, deviations

__all__ = ["Job", "JobDeviation", "job_deviations", "join", "pair_files"]


@dataclass(frozen=True, slots=True)
class Job:
    """Pairs put one behind the other: sentence and block numbers run through."""

    original: Document
    translation: Document
    beads: tuple[Bead, ...]
    pairs: tuple[tuple[Document, Document], ...]
    starts: tuple[tuple[int, int], ...]  #: number of each pair's first sentence, on both sides

    def place(self, side: int, sentence: int) -> tuple[Document, int]:
        """Return the document that a sentence stands in, and its number there.

        :param side: 0 for the original, 1 for the translation
        """
        at = max(n for n, start in enumerate(self.starts) if start[side] <= sentence)
        return self.pairs[at][side], sentence - self.starts[at][side]


@dataclass(frozen=True, slots=True)
class JobDeviation:
    """A deviating equivalent in one of the documents of a job."""

    term: str
    document: Document  #: the translation it stands in
    sentence: int
    start: int  #: text offsets in the sentence
    end: int
    equivalents: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]  #: each with its count by translation's path
    likely: str
    spelling: bool  #: whether it is the same words, spelled otherwise
    confidence: float

    @property
    def text(self) -> str:
        """What stands there."""
        return self.document.sentences[self.sentence].text[self.start : self.end]

    @property
    def where(self) -> str:
        """Path and line of the place, or what else its file shows."""
        sentence = self.document.sentences[self.sentence]
        shown = self.document.blocks[sentence.block].where
        line = self.document.text.count("\n", 0, sentence.start) + 1
        return f"{self.document.path}, {render(shown, LANGUAGES[0])}" if shown else f"{self.document.path}:{line}"


def pair_files(folder: Path, original: str = ORIGINAL, translation: str = TRANSLATION) -> list[tuple[Path, Path]]:
    """Find the pairs of this folder and those in it by their names, sorted.

    :raises InputError: if there is no such folder, or no pair in it
    """
    pairs = in_folder(folder, (original, translation)).pairs
    found = [(Path(pair.original), Path(pair.translation)) for pair in pairs if pair.translation is not None]
    if not found:
        raise InputError(f"{folder} has no pair such as NAME.{original}.md and NAME.{translation}.md.")
    return found


def join(pairs: Sequence[tuple[Document, Document, Sequence[Bead]]]) -> Job:
    """Return one pair of documents out of many."""
    starts = [(0, 0)]
    beads: list[Bead] = []
    for original, translation, own in pairs:
        a, b = starts[-1]
        beads += (
            replace(
                bead, original=tuple(n + a for n in bead.original), translation=tuple(n + b for n in bead.translation)
            )
            for bead in own
        )
        starts.append((a + len(original.sentences), b + len(translation.sentences)))
    whole = _joined([original for original, _, _ in pairs]), _joined([translation for _, translation, _ in pairs])
    return Job(*whole, tuple(beads), tuple((o, t) for o, t, _ in pairs), tuple(starts[:-1]))


def _joined(documents: Sequence[Document]) -> Document:
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    for document in documents:
        first = len(blocks)
        blocks += document.blocks
        sentences += (
            replace(sentence, number=len(sentences) + n, block=sentence.block + first)
            for n, sentence in enumerate(document.sentences)
        )
    return Document("", documents[0].language, "", tuple(blocks), "", tuple(sentences))


def job_deviations(job: Job, encoder: Encoder | None, minimum: float = 0.5) -> Iterator[JobDeviation]:
    """Yield deviations over all pairs of a job, term by term.

    :param encoder: gives the meanings of words
    :param minimum: confidence that a deviation must have
    """
    found = [d for d in deviations(job.original, job.translation, job.beads, encoder) if d.confidence >= minimum]
    first: dict[str, int] = {}
    for number, deviation in enumerate(found):
        first.setdefault(deviation.term, number)
    for deviation in sorted(found, key=lambda d: first[d.term]):
        yield _in_its_document(job, deviation)


def _in_its_document(job: Job, deviation: Deviation) -> JobDeviation:
    document, sentence = job.place(1, deviation.place.sentence)
    equivalents = []
    for equivalent in deviation.equivalents:
        counts = Counter(job.place(1, place.sentence)[0].path for place in equivalent.places)
        equivalents.append((equivalent.text, tuple(counts.items())))
    return JobDeviation(
        deviation.term,
        document,
        sentence,
        deviation.place.start,
        deviation.place.end,
        tuple(equivalents),
        deviation.equivalents[0].text,
        deviation.spelling,
        deviation.confidence,
    )
