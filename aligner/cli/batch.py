"""``aligner batch``: a corpus out of as many pairs as there are."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from aligner.cli.commands import asked, with_options
from aligner.cli.logs import LogOptions, warn
from aligner.cli.options import EncoderName, GlossaryFile, InterfaceLanguage, ProfileName, Set, To, WholePage, write
from aligner.cli.places import place
from aligner.languages.defaults import INTERFACE, ORIGINAL, TRANSLATION

if TYPE_CHECKING:
    from aligner.batch import Engine, Settings, Summary, Work
    from aligner.batch.estimate import Estimate

__all__ = ["register"]


class EngineName(StrEnum):
    """What does the work."""

    LOCAL = "local"
    RAY = "ray"


@dataclass(frozen=True)
class BatchOptions:
    """How texts are read and compared."""

    encoder: EncoderName = "embedded"
    original_language: Annotated[str, typer.Option("--from", metavar="LANGUAGE", help="Language of the originals.")] = (
        ORIGINAL
    )
    translation_language: To = TRANSLATION
    whole_page: WholePage = False


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("batch", cls=with_options(BatchOptions))(_batch)


def _batch(
    context: typer.Context,
    source: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="A list of pairs (CSV, TSV, JSON Lines, Parquet), a folder whose files are paired by their names, the "
            "folders of the originals and of the translations, or a file that holds both texts.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FOLDER", parser=place, help="The folder that is written."),
    ] = None,
    plan: Annotated[
        bool,
        typer.Option(
            "--plan", help="Only say what there is to do, and from a small sample how long it will take and how much."
        ),
    ] = False,
    match: Annotated[
        bool,
        typer.Option(
            "--match", help="Pair the files of a folder, or of two, by what stands in them, whatever they are called."
        ),
    ] = False,
    match_threshold: Annotated[
        float | None,
        typer.Option(
            "--match-threshold",
            metavar="0..1",
            min=0,
            max=1,
            help="With --match: how sure a pair has to be.",
            show_default="0.9",
        ),
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option("--processes", metavar="N", min=1, help="Processes at work.", show_default="as many as cores"),
    ] = None,
    engine: Annotated[
        EngineName,
        typer.Option("--engine", help="local: processes of this machine. ray: actors of a Ray cluster."),
    ] = EngineName.LOCAL,
    address: Annotated[
        str | None,
        typer.Option(
            "--address",
            metavar="HOST:PORT",
            help="With --engine ray: the cluster; without it, one is started on this machine.",
        ),
    ] = None,
    time_limit: Annotated[
        float | None,
        typer.Option(
            "--time-limit",
            metavar="SECONDS",
            min=0.001,
            help="Give up a pair that takes longer; it becomes an error that names the step.",
        ),
    ] = None,
    check: Annotated[
        bool,
        typer.Option("--check/--no-check", help="Look for findings too; it takes two to three times as long."),
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="End with status 1 if a pair could not be used.")] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Begin anew and remove what an earlier run has written to FOLDER.")
    ] = False,
    shard_pairs: Annotated[
        int, typer.Option("--shard-pairs", metavar="N", min=1, help="Pairs of a shard, at most.")
    ] = 32,
    shard_size: Annotated[
        float, typer.Option("--shard-size", metavar="MB", min=0.001, help="Megabytes of texts of a shard, at most.")
    ] = 2.0,
    profile: ProfileName = "default",
    overrides: Set = None,
    glossary: GlossaryFile = None,
    interface_language: InterfaceLanguage = INTERFACE,
) -> None:
    """Align many pairs and write them as one corpus: Parquet, in shards; with --check, look for findings as well.

    A run that was stopped, or killed, goes on where it was when it is started again. A pair that cannot be used becomes
    a row of errors.parquet and does not stop the others.
    """
    from aligner.batch import Job, Settings, Source, batch
    from aligner.batch.estimate import estimate
    from aligner.batch.plan import Sizes
    from aligner.check import load_profile
    from aligner.errors import ConfigError
    from aligner.parallel import cores
    from aligner.progress import idle
    from aligner.report.i18n import localizer
    from aligner.session import Configuration

    localizer(interface_language)  # a slip in a name shows before the work, not after it
    options = asked(context, BatchOptions)
    configuration = Configuration(
        options.original_language,
        options.translation_language,
        options.encoder,
        load_profile(profile, overrides or ()),
        glossary,
        threads=1,
        whole_page=options.whole_page,
    )
    if (output is None or str(output) in ("-", ".")) and not plan:
        raise ConfigError("Name the folder that is to be written: -o FOLDER.")
    job = Job(
        Source(tuple(source), _threshold(match, match_threshold)),
        output or Path(),
        Settings(configuration, check, time_limit, interface_language),
        Sizes(shard_pairs, round(shard_size * 1e6)),
        fresh,
    )
    try:
        if plan:
            workers = processes or (_actors(address, job.settings) if engine is EngineName.RAY else cores())
            write(_expected(estimate(job), workers, engine), None)
            return
        summary, work = batch(job, _engine(engine, processes, address), _Pace())
    finally:
        idle()
    if not asked(context, LogOptions).quiet:
        write(_table(summary, work, checked=check), None)
    if summary.errors:
        count = summary.errors.total()
        warn(f"{count:,} of {summary.pairs:,} pairs could not be used: see {job.folder / 'errors.parquet'}.")
        if strict:
            raise typer.Exit(1)


def _threshold(match: bool, asked: float | None) -> float | None:
    """Return how sure a pair has to be that is found by content; None where none is looked for."""
    from aligner.errors import ConfigError
    from aligner.pairing.content import THRESHOLD

    if not match and asked is not None:
        raise ConfigError("--match-threshold needs --match.")
    return (THRESHOLD if asked is None else asked) if match else None


def _engine(name: EngineName, processes: int | None, address: str | None) -> "Engine":
    """Return what does the work."""
    from aligner.batch.local import in_processes
    from aligner.errors import ConfigError
    from aligner.parallel import cores

    if name is EngineName.RAY:
        from aligner.batch.cluster import on_ray

        return lambda shards, settings, folder: on_ray(shards, settings, folder, processes, address)
    if address is not None:
        raise ConfigError("--address needs --engine ray.")
    return lambda shards, settings, folder: in_processes(shards, settings, folder, processes or cores())


def _actors(address: str | None, settings: "Settings") -> int:
    """Return how many actors a cluster has room for."""
    from aligner.batch.cluster import room

    return room(address, settings)


def _expected(found: "Estimate", workers: int, engine: EngineName) -> str:
    """Return as a table what is to be expected."""
    seconds = found.seconds / workers
    time = f"{seconds:,.0f} s" if seconds < 120 else f"{seconds / 60:,.0f} min"
    if seconds >= 7_200:
        time = f"{seconds / 3600:,.1f} h"
    failed = f", of which {found.failed:,} cannot be used" if found.failed else ""
    rows = [
        ("pairs", f"{found.pairs:,}"),
        ("documents", f"{2 * found.pairs:,}"),
        ("left over", f"{found.leftovers:,} files"),
        ("read", _size(found.bytes)),
        ("sentences", f"about {found.sentences:,}"),
        ("time", f"about {time} with {workers:,} {'actors' if engine is EngineName.RAY else 'processes'}"),
        ("written", f"about {_size(found.written)}"),
        ("memory", f"about {_size(found.memory)} a process"),
        ("sample", f"{found.sample:,} pairs{failed}"),
    ]
    return "".join(f"{name:10} {value}\n" for name, value in rows)


def _size(size: int) -> str:
    for limit, unit in ((1e12, "TB"), (1e9, "GB")):
        if size >= limit:
            return f"{size / limit:,.1f} {unit}"
    return f"{size / 1e6:,.1f} MB"


_NOT_ASKED = "not looked for: --check does"


class _Pace:
    """Says how far the work is and how fast it goes."""

    def __init__(self) -> None:
        self._began = monotonic()

    def __call__(self, work: "Work", done: int, total: int) -> None:
        from aligner.progress import advance

        seconds = max(monotonic() - self._began, 1e-6)
        advance(f"reviewing, {work.pairs / seconds:,.1f} pairs a second", done, total)


def _table(summary: "Summary", work: "Work", *, checked: bool) -> str:
    """Return the amounts as a table."""
    findings = ", ".join(f"{count:,} {severity}" for severity, count in summary.findings.items() if count)
    errors = ", ".join(f"{count:,} in {stage}" for stage, count in sorted(summary.errors.items()))
    rows = [
        ("pairs", f"{summary.pairs:,}"),
        ("done", f"{summary.documents:,}"),
        ("errors", f"{summary.errors.total():,}{f' ({errors})' if errors else ''}"),
        ("sentences", f"{summary.sentences:,}"),
        ("beads", f"{summary.beads:,}"),
        ("findings", f"{summary.findings.total():,}{f' ({findings})' if findings else ''}" if checked else _NOT_ASKED),
        ("written", f"{summary.bytes / 1e6:,.1f} MB in {summary.shards:,} shards"),
    ]
    if shares := work.stages:
        rows.append(("time", ", ".join(f"{name} {share:.0%}" for name, share in shares.items())))
        rows.append(("memory", f"{work.memory / 1e6:,.0f} MB a process at most"))
    return "".join(f"{name:10} {value}\n" for name, value in rows)
