"""A batch from its source to its end: plan, work on what is not done yet, and what is said of the whole."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from aligner._version import __version__
from aligner.batch import schema
from aligner.batch.card import Config, card, croissant
from aligner.batch.histogram import count_bead, histograms_of_beads, put_pictures
from aligner.batch.place import Place
from aligner.batch.plan import Shard, Sizes, planned, read_plan, shards, write_plan
from aligner.batch.shard import Settings, ShardDone
from aligner.batch.source import Source, found_in
from aligner.batch.stored import stored_rows
from aligner.batch.summary import Summary, Work
from aligner.errors import ConfigError, InputError
from aligner.progress import advance
from aligner.read.source_file import display_name, read_bytes

__all__ = ["Engine", "Job", "batch"]

_SCHEMA = "aligner.batch/1"
_SUMMARY = "summary.json"

#: Works on shards: yields what becomes of each, in any order.
Engine: TypeAlias = Callable[[Iterable[Shard], Settings, Path], Iterator[ShardDone]]


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked for."""

    source: Source
    folder: Path  #: where it is written
    settings: Settings = field(default_factory=Settings)
    sizes: Sizes = field(default_factory=Sizes)
    afresh: bool = False  #: remove what an earlier run has written

    def about(self) -> dict[str, Any]:
        """Return what decides about every byte of the result."""
        wanted = self.settings.configuration
        return {
            "schema": _SCHEMA,
            "aligner": __version__,
            "source": list(map(str, self.source.paths)),
            "match": self.source.match,
            "languages": list(wanted.languages),
            "encoder": wanted.encoder,
            "profile": wanted.profile.signature if self.settings.check else None,
            "glossary": _digest(wanted.glossary) if wanted.glossary else None,
            "whole_page": wanted.whole_page,
            "language": self.settings.language,
            "shard_pairs": self.sizes.pairs,
            "shard_bytes": self.sizes.bytes,
        }


def _digest(path: Path) -> str:
    """Return the digest of a file's bytes: other entries are another glossary, whatever it is called."""
    return hashlib.sha256(read_bytes(path)).hexdigest()


def batch(
    job: Job, engine: Engine, observe: Callable[[Work, int, int], None] = lambda *_: None
) -> tuple[Summary, Work]:
    """Do what is not done yet of a job.

    :param observe: told after each shard what this run has done, the pairs that are done, and the pairs that there are
    :returns: the amounts of the whole, and of this run
    :raises AlignerError: if the source cannot be used, or the folder is another batch's
    """
    schema.require()
    place = Place(job.folder)
    place.open(afresh=job.afresh)
    with place.locked():
        try:
            _begin(place, job)
        except BaseException:
            place.leave()
            raise
        place.mend()
        place.file(_SUMMARY).unlink(missing_ok=True)  # which says that all is done
        total = _pairs(place)
        rest = shards(read_plan(place), job.sizes.of(total))
        before = Summary.of(place.marks())
        done = frozenset(place.done())
        work = Work()
        for found in engine((shard for shard in rest if shard.number not in done), job.settings, job.folder):
            work.add(found)
            observe(work, before.pairs + work.pairs, total)
        summary = Summary.of(place.marks())
        _finish(place, job, summary)
    place.tidy()
    return summary, work


def _begin(place: Place, job: Job) -> None:
    """Write the plan, or go on with the one that is there.

    :raises ConfigError: if the folder has a batch that was made with something else
    """
    wanted, known = job.about(), place.about()
    if known is not None:
        other = sorted(name for name in {*wanted, *known} if wanted.get(name) != known.get(name))
        if other:
            raise ConfigError(
                f"{display_name(place.folder)} was begun with other settings ({', '.join(other)}): name another "
                "folder, or begin anew with --fresh."
            )
        if place.file("plan.parquet").is_file():
            return
    found = found_in(job.source, job.settings.configuration, lambda count: advance("reading", count, count + 1))
    place.forget()
    write_plan(place, planned(found.pairs, found.root), found.leftovers)
    if not _pairs(place):
        shown = " and ".join(map(display_name, job.source.paths))
        place.file("plan.parquet").unlink()
        raise InputError(f"There is no pair in {shown}.")
    place.put_about(wanted)


def _pairs(place: Place) -> int:
    with place.parquet(place.file("plan.parquet")) as file:
        return int(file.metadata.num_rows)


def _finish(place: Place, job: Job, summary: Summary) -> None:
    """Write what is about the whole."""
    from pyarrow import RecordBatch
    from pyarrow.parquet import ParquetWriter

    kind = schema.errors()
    with place.making("errors.parquet") as path, ParquetWriter(path, kind, compression="zstd") as writer:
        for mark in place.marks():
            if mark["errors"]:
                writer.write_batch(RecordBatch.from_pylist(mark["errors"], schema=kind))
    _describe(place, job, summary)
    place.put_json(_SUMMARY, summary.data())


def _describe(place: Place, job: Job, summary: Summary) -> None:
    """Write the card, for people and for machines, with histograms of the beads that have both texts."""
    languages = job.settings.configuration.languages
    histograms = histograms_of_beads()
    for row in stored_rows(place, ["type", *histograms]):
        if row["length_ratio"] is not None:
            count_bead(histograms, row)
    tables = [
        Config("beads", {"train": "beads/*.parquet"}, schema.beads(languages), "a bead a row"),
        Config("documents", {"train": "documents/*.parquet"}, schema.documents(), "a pair of texts a row"),
    ]
    if summary.errors:
        tables.append(Config("errors", {"train": "errors.parquet"}, schema.errors(), "a pair that gave nothing a row"))
    amounts = {
        "beads": summary.beads,
        "documents": summary.documents,
        "sentences": summary.sentences,
        **({"findings": summary.findings.total()} if job.settings.check else {}),
        "pairs that could not be used": summary.errors.total(),
    }
    about = job.about()
    run = {name: str(about[name]) for name in ("aligner", "encoder", "profile", "languages") if about[name]}
    pictures = put_pictures(place.folder, histograms)
    title = f"Aligned texts, {languages[0]}-{languages[1]}"
    place.put("README.md", card(title, languages, tables, amounts, None, run, pictures).encode())
    described = croissant(title, languages, tables, __version__, "Sentences of texts and their translations, aligned.")
    place.put_json("croissant.json", described)
