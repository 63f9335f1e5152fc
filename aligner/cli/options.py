"""Options that several commands share, and how they are carried out."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aligner.cli.output_formats import check_text
from aligner.cli.places import is_stdout, place
from aligner.cli.streams import for_terminal, use_utf8, writing
from aligner.languages.defaults import ORIGINAL, TRANSLATION
from aligner.read.formats import names
from aligner.report import FORMATS

if TYPE_CHECKING:
    from aligner.session import Session

__all__ = [
    "DecisionsFile",
    "EncoderName",
    "EncoderOptions",
    "FileOptions",
    "Formulas",
    "GlossaryFile",
    "InterfaceLanguage",
    "Lines",
    "Original",
    "Output",
    "PairOptions",
    "ProfileName",
    "ReportName",
    "Set",
    "TextOutput",
    "To",
    "Translation",
    "TranslationIfAny",
    "WholePage",
    "session",
    "write",
]


def _listed(found: list[str]) -> str:
    return f"{', '.join(found[:-1])} or {found[-1]}"


def _writable(output: Path | None) -> Path | None:
    if output is None or is_stdout(output):
        return None
    from aligner.files import check_writable

    check_writable(output)
    return output


def _plain(output: Path | None) -> Path | None:
    """Return where plain text goes; its name must not promise another format."""
    check_text(output)
    return _writable(output)


To = Annotated[str, typer.Option("--to", metavar="LANGUAGE", help="Language of the translation.")]
WholePage = Annotated[
    bool, typer.Option("--whole-page", help="Read all of a page of HTML, with its menus, not only its article.")
]
Original = Annotated[
    str,
    typer.Argument(
        metavar="ORIGINAL",
        help=f"The original: {_listed(names(paired=False))}; '-' is standard input.",
    ),
]
Translation = Annotated[str, typer.Argument(metavar="TRANSLATION", help="Its translation.")]
TranslationIfAny = Annotated[
    str | None,
    typer.Argument(
        metavar="TRANSLATION",
        help=f"Its translation. Not needed if the first file holds both texts: {_listed(names(paired=True))}; a table "
        "needs a column for each.",
        show_default=False,
    ),
]
InterfaceLanguage = Annotated[
    str, typer.Option("--interface-language", metavar="LANGUAGE", help="The language of what is written: en or fr.")
]
ReportName = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help=f"{'; '.join(f'{name}: {found.purpose}' for name, found in FORMATS.items())}. Without, FILE's suffix "
        "tells it.",
        show_default="terminal",
    ),
]
ProfileName = Annotated[
    str, typer.Option("--profile", metavar="NAME", help="Which rules: a profile's name or the path of its file.")
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="Change one setting of the profile, e.g. rules.number.severity=minor; may be given repeatedly.",
    ),
]
GlossaryFile = Annotated[
    Path | None,
    typer.Option("--glossary", metavar="FILE", help="Terms and their equivalents: a CSV, TSV or TBX file."),
]
Lines = Annotated[
    bool, typer.Option("--lines", help="Each line of the files is one sentence already, numbered from zero.")
]
DecisionsFile = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        metavar="FILE",
        help="People's decisions; without it, those in TRANSLATION.decisions.jsonl if there is such a file.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        parser=place,
        callback=_writable,
        help="Write to this file instead of standard output.",
    ),
]
TextOutput = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        parser=place,
        callback=_plain,
        help="Write to this file instead of standard output.",
    ),
]


Formulas = Annotated[
    bool,
    typer.Option(
        "--keep-formulas",
        help="Leave texts of CSV and TSV as they are that a spreadsheet would take for formulas; without, such a text "
        "gets an apostrophe.",
    ),
]

EncoderName = Annotated[
    str,
    typer.Option(
        "--encoder",
        metavar="NAME",
        help="'embedded', a sentence-transformers model, the folder of such a model, or one of another package.",
    ),
]


@dataclass(frozen=True)
class EncoderOptions:
    """What makes vectors, and where they are kept."""

    encoder: EncoderName = "embedded"
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Neither read nor write the cache of sentence vectors.")
    ] = False
    threads: Annotated[
        int | None,
        typer.Option(
            "--threads",
            metavar="N",
            min=1,
            help="Threads for the encoder; by default OMP_NUM_THREADS, else the cores that this process may use.",
            show_default=False,
        ),
    ] = None


@dataclass(frozen=True)
class PairOptions(EncoderOptions):
    """The languages of a pair as well."""

    original_language: Annotated[str, typer.Option("--from", metavar="LANGUAGE", help="Language of the original.")] = (
        ORIGINAL
    )
    translation_language: To = TRANSLATION

    @property
    def languages(self) -> tuple[str, str]:
        """The languages of the original and of the translation."""
        return self.original_language, self.translation_language


@dataclass(frozen=True)
class FileOptions(PairOptions):
    """How files are read as well."""

    whole_page: WholePage = False


@contextmanager
def session(options: EncoderOptions, **wanted: Any) -> "Iterator[Session]":
    """Open a session that says how far the encoding is.

    :param wanted: fields of its configuration that are not among the options
    """
    from aligner.encode import default_cache
    from aligner.parallel import give_back_large_arrays, threads
    from aligner.progress import advance, idle
    from aligner.session import Configuration, Session

    give_back_large_arrays()
    known = {one.name for one in fields(Configuration)}
    given = {name: value for name, value in asdict(options).items() if name in known}
    cache = None if options.no_cache else default_cache()
    try:
        with Session(
            Configuration(**given, **wanted, cache=cache),
            observer=lambda done, total: advance("encoding", done, total),
            processes=threads(options.threads),
        ) as opened:
            yield opened
    finally:
        idle()


def write(text: str, output: Path | None) -> None:
    """Put a result where it belongs, in UTF-8 unless that is a terminal.

    :raises InputError: if it cannot be written
    """
    if output is None:
        use_utf8()
        with writing():
            sys.stdout.write(for_terminal(text))
    else:
        from aligner.files import write_text

        write_text(output, text)
