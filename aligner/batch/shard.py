"""The work on a shard: read its pairs, encode their sentences together, align and check each, write the rows.

A worker lives as long as its process and loads the encoder once. What it writes of a shard depends on the shard alone.
"""

import hashlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from aligner.approval import approval_of
from aligner.batch import schema
from aligner.batch.memory import Memory
from aligner.batch.place import Place
from aligner.batch.plan import PlannedPair, Shard
from aligner.batch.rows import Row, rows_of
from aligner.batch.watch import Steps, TimeUpError, limited, sentence_of
from aligner.core import Review
from aligner.encode import AdditiveEncoder, Encoder, Vectors, load, name_of, remembering
from aligner.encode.embedded import EmbeddedEncoder
from aligner.errors import AlignerError, EncoderError, InputError
from aligner.export.characters import well_formed
from aligner.export.decisions import Decisions, gather, read_states
from aligner.languages.defaults import INTERFACE
from aligner.pairing import is_endless
from aligner.read import read_text
from aligner.read.source_file import display_name
from aligner.session import Configuration, Session, Texts
from aligner.terms.glossary import load_glossary

if TYPE_CHECKING:
    import pyarrow

__all__ = ["TOGETHER", "Hopeless", "Settings", "ShardDone", "Worker"]

#: In place of a pair's number, where the sentences of all are encoded together.
TOGETHER = -1

_AT_ONCE = 2_048  # sentences between two signs of life

Say = Callable[[int, str], None]


def _unheard(_number: int, _stage: str) -> None:
    """Hear nothing."""


class Hopeless(NamedTuple):
    """What is known of a pair that has cost processes before."""

    stage: str
    message: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What workers work with; picklable."""

    configuration: Configuration = field(default_factory=lambda: Configuration(threads=1))
    check: bool = False  #: look for findings
    seconds: float | None = None  #: that reading a pair, and reviewing it, may take each
    language: str = INTERFACE  #: that findings are said in


class ShardDone(NamedTuple):
    """What became of a shard."""

    number: int
    mark: Mapping[str, Any]  #: what is written down of it, the same whoever did it
    seconds: Mapping[str, float] = {}  #: by stage
    memory: int = 0  #: bytes that the process had at most


class _Failed(NamedTuple):
    """Where a pair ended."""

    stage: str
    step: str
    sentence: int | None
    error: str
    message: str


class Worker:
    """Works on one shard after the other.

    :param place: where rows are written
    :param encoder: instead of the one that the configuration names
    """

    def __init__(self, settings: Settings, place: Place, encoder: Encoder | None = None) -> None:
        self.settings, self.place = settings, place
        wanted = settings.configuration
        made = encoder or load(wanted.encoder, wanted.threads)
        self.encoder = _timed(made)
        self._embedded = made if isinstance(made, EmbeddedEncoder) else None
        self.glossary = load_glossary(wanted.glossary, *wanted.languages) if wanted.glossary else None
        profile = wanted.profile if settings.check else wanted.profile.narrowed(())
        self.configuration = replace(wanted, profile=profile, cache=None)
        self.memory = Memory()

    def __call__(self, shard: Shard, say: Say = _unheard, hopeless: Mapping[int, Hopeless] | None = None) -> ShardDone:
        """Do a shard and mark it as done.

        :param say: is told the number of a pair and a stage whenever a stage begins
        :param hopeless: pairs that are not tried, by number; with ``TOGETHER``, sentences are encoded pair by pair
        """
        if self._embedded is not None:
            self._embedded.settle()  # what is written depends on the shard alone, to the last digit
        done = _Run(self, shard, say, hopeless or {}).do()
        self.memory.worked_on(done.mark["sentences"])
        return done


class _Run:
    """The work on one shard."""

    def __init__(self, worker: Worker, shard: Shard, say: Say, hopeless: Mapping[int, Hopeless]) -> None:
        self.worker, self.shard = worker, shard
        self.at = 0  #: the pair that is worked on
        self.steps = Steps(lambda stage: say(self.at, stage))
        self.apart = TOGETHER in hopeless
        self.checked = worker.settings.check
        self.failed = {
            number: _Failed(one.stage, one.stage, None, "WorkerError", one.message)
            for number, one in hopeless.items()
            if number != TOGETHER
        }
        self.texts: dict[int, Texts] = {}
        self.beads: list[Row] = []
        self.documents: list[Row] = []
        self.characters = self.sentences = 0
        worker.encoder.seconds = 0.0
        self.encoder = remembering(worker.encoder)
        self.session = Session(worker.configuration, encoder=self.encoder, glossary=worker.glossary)

    def do(self) -> ShardDone:
        """Do it."""
        with self.steps.heard():
            for number, pair in self._pairs():
                with self._trying(number), self.steps.at("read"):
                    self.texts[number] = self._read(pair)
            self.at = TOGETHER
            with self.steps.at("encode"):
                self._encode()
            for number, pair in self._pairs():
                with self._trying(number):
                    self._review(pair, self.texts.pop(number))
            with self.steps.at("write"):
                mark = self._write()
        seconds = {**self.steps.seconds, "encoder": self.worker.encoder.seconds}
        return ShardDone(self.shard.number, mark, seconds, _memory())

    def _pairs(self) -> Iterator[tuple[int, PlannedPair]]:
        """Yield the pairs that nothing has gone wrong with, each with its number."""
        for number, pair in enumerate(self.shard.pairs):
            if number not in self.failed:
                self.at = number
                yield number, pair

    @contextmanager
    def _trying(self, number: int) -> Iterator[None]:
        """Take note of what goes wrong with a pair and go on."""
        seconds = self.worker.settings.seconds
        try:
            with limited(seconds):
                yield
        except TimeUpError as error:
            self._note(number, error, f"It took more than {seconds:g} seconds ({self.steps.step}).")
        except MemoryError as error:
            self._note(number, error, "There is not enough memory for it.")
        except RecursionError as error:
            self._note(number, error, "It is nested too deeply.")
        except AlignerError as error:
            self._note(number, error, str(error))
        except Exception as error:  # a fault of ours, or of a plugin, must not end the work on a million others
            self._note(number, error, f"{type(error).__name__}: {error}")

    def _note(self, number: int, error: BaseException, message: str, sentence: int | None = None) -> None:
        self.texts.pop(number, None)
        found = sentence_of(error.__traceback__) if sentence is None else sentence
        self.failed[number] = _Failed(self.steps.stage, self.steps.step, found, type(error).__name__, message)

    def _read(self, pair: PlannedPair) -> Texts:
        if not pair.inline:
            for path in filter(None, (pair.original, pair.translation)):
                if is_endless(path):
                    raise InputError(f"{display_name(path)} is a pipe or a device; a file is needed.")
            return self.session.read(pair.original, pair.translation)
        texts = zip((pair.original, pair.translation or ""), self.session.configuration.languages, strict=True)
        documents = [read_text(text, code, path=pair.id) for text, code in texts]
        return self.session.read(
            *(replace(one, sha256=hashlib.sha256(one.text.encode("utf-8", "replace")).hexdigest()) for one in documents)
        )

    def _encode(self) -> None:
        """Encode the sentences of all pairs together, each text once; where that fails, those of each pair."""
        make = self.encoder.pool if isinstance(self.encoder, AdditiveEncoder) else self.encoder.encode
        try:
            if self.apart:
                raise EncoderError("Encoding together has not gone well.")
            every = list(dict.fromkeys(text for found in self.texts.values() for text in _sentences(found)))
            for start in range(0, len(every), _AT_ONCE):
                make(every[start : start + _AT_ONCE])
        except Exception:
            for number, found in list(self.texts.items()):
                self.at = number
                with self._trying(number), self.steps.at("encode"):
                    _encode_each(found, make)

    def _review(self, pair: PlannedPair, texts: Texts) -> None:
        with self.steps.at("align"):
            context = self.session.context(texts)
        with self.steps.at("check"):
            review = self.session.check(context, paired=texts.beads is not None)
        with self.steps.at("write"):
            decisions = self._decisions(pair, review)
            beads, document = rows_of(pair, review, decisions, self.worker.settings.language, checked=self.checked)
        self.beads += beads
        self.documents.append(document)
        self.sentences += sum(len(side.sentences) for side in texts[:2])
        self.characters += sum(map(len, _sentences(texts)))

    def _decisions(self, pair: PlannedPair, review: Review) -> Decisions:
        """Return what people decided, where that lies beside the translation."""
        if pair.inline:
            return Decisions()
        found = gather(beside=pair.translation or pair.original)
        if pair.translation is None:
            found = replace(found, states=read_states(pair.original, *self.session.configuration.languages))
        wanted = self.worker.settings.configuration
        approval = approval_of(review.original, review.translation, wanted.profile, self.worker.glossary, None)
        if approval is None or not approval.holds:
            return found
        return replace(found, approved=", ".join(filter(None, (approval.by, approval.role, approval.when))))

    def _write(self) -> dict[str, Any]:
        number, place = self.shard.number, self.worker.place
        languages = self.worker.settings.configuration.languages
        files = {
            place.table(name, number): self._put(place.table(name, number), rows, kind)
            for name, rows, kind in (
                ("beads", self.beads, schema.beads(languages)),
                ("documents", self.documents, schema.documents()),
            )
        }
        mark = {
            "shard": number,
            "pairs": len(self.shard.pairs),
            "documents": len(self.documents),
            "sentences": self.sentences,
            "characters": self.characters,
            "beads": len(self.beads),
            "findings": {
                name: sum(row[f"findings_{name}"] or 0 for row in self.documents) for name in schema.SEVERITIES
            },
            "errors": [_error(self.shard.pairs[n], why) for n, why in sorted(self.failed.items())],
            "files": files,
        }
        place.mark(number, mark)
        return mark

    def _put(self, name: str, rows: Sequence[Row], kind: "pyarrow.Schema") -> dict[str, Any]:
        """Write a table; return its size and digest."""
        from pyarrow import Table
        from pyarrow.parquet import ParquetWriter

        with self.worker.place.making(name) as path:
            with ParquetWriter(path, kind, compression="zstd") as writer:
                if rows:  # readers of data sets stumble over a group of no rows
                    writer.write_table(Table.from_pylist(list(rows), schema=kind))
            content = path.read_bytes()
        return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


class _Timed:
    """An encoder that counts the seconds it takes."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.name = name_of(encoder)
        self.seconds = 0.0

    def encode(self, sentences: Sequence[str], /) -> Vectors:
        """See ``Encoder.encode``."""
        return self._counted(self.encoder.encode, list(sentences))

    def _counted(self, make: Callable[[Any], Vectors], argument: Any) -> Vectors:
        began = perf_counter()
        try:
            return make(argument)
        finally:
            self.seconds += perf_counter() - began


class _TimedAdditive(_Timed):
    """The same of an additive one."""

    encoder: AdditiveEncoder

    def pool(self, sentences: Sequence[str], /) -> Vectors:
        """See ``AdditiveEncoder.pool``."""
        return self._counted(self.encoder.pool, sentences)

    def finish(self, pooled: Vectors, /) -> Vectors:
        """See ``AdditiveEncoder.finish``."""
        return self._counted(self.encoder.finish, pooled)


def _timed(encoder: Encoder) -> _Timed:
    return _TimedAdditive(encoder) if isinstance(encoder, AdditiveEncoder) else _Timed(encoder)


def _encode_each(texts: Texts, make: Callable[[list[str]], Vectors]) -> None:
    for document in texts[:2]:
        for sentence in document.sentences:
            make([sentence.text])


def _sentences(texts: Texts) -> Iterator[str]:
    return (sentence.text for document in texts[:2] for sentence in document.sentences)


def _error(pair: PlannedPair, why: _Failed) -> dict[str, Any]:
    """Return the row of what went wrong with a pair."""
    return {
        "document": pair.id,
        "original_path": None if pair.inline else well_formed(pair.original),
        "translation_path": None if pair.inline or pair.translation is None else well_formed(pair.translation),
        "stage": why.stage,
        "step": why.step,
        "sentence": why.sentence,
        "error": why.error,
        "message": well_formed(why.message),
    }


def _memory() -> int:
    """Return the bytes that this process had at most; 0 where that is not known."""
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:
        return 0
    return getrusage(RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
