"""Which format an output is written in: the one that is asked for, or the one that its name tells."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from aligner.cli.places import is_stdout
from aligner.errors import ConfigError

__all__ = ["beside", "check_text", "chosen_format", "export_for", "report_for"]

#: Endings of names that tell nothing against any text.
_NEUTRAL = frozenset({"", ".txt", ".text", ".log", ".out", ".tmp"})

_LINES = frozenset({"text", "markdown", "asciidoc", "rst"})  # formats in which lines of text make sense


def chosen_format(
    asked: str | None,
    output: Path | None,
    formats: Mapping[str, Iterable[str]],
    default: str,
    also: Mapping[str, Iterable[str]] | None = None,
) -> str:
    """Return the format that is asked for, or else the first whose suffix the output has.

    :param asked: by ``--format``
    :param formats: names with the suffixes that files of theirs have, in small letters
    :param also: suffixes that go with formats but do not tell them
    :param default: where the output is standard output, or its name has no suffix or one of any text
    :raises ConfigError: if the name tells another format than the one that is asked for, or none that is known
    """
    suffix = _suffix(output)
    if asked is not None:
        mine = {*formats.get(asked, ()), *(also or {}).get(asked, ())}
        if mine and suffix not in mine | _NEUTRAL and (other := _belongs(suffix, formats)):
            raise ConfigError(
                f"The name {output} says {other}, and --format says {asked}: change one of them, or give the file a "
                f"name that ends in {_listed(mine)}."
            )
        return asked
    found = next((name for name, suffixes in formats.items() if suffix in suffixes), None)
    if found is None and suffix not in _NEUTRAL:
        raise ConfigError(
            f"The name {output} tells no format that can be written here: name one with --format "
            f"({', '.join(formats)})."
        )
    return found or default


def check_text(output: Path | None) -> None:
    """Refuse a name that promises another format than the plain text that a command writes.

    :raises ConfigError: if it does
    """
    from aligner.read.formats import named_like

    suffix = _suffix(output)
    found = None if suffix in _NEUTRAL else named_like(suffix)
    if found is not None and found.id not in _LINES:
        raise ConfigError(f"This command writes plain text, and the name {output} says {found.name}: use .txt.")


def report_for(asked: str | None, output: Path | None) -> str:
    """Return the format of a report, see ``chosen_format``."""
    from aligner.report import format_names, report_format

    return chosen_format(asked, output, _suffixes(format_names(), report_format, asked, "suffixes"), "terminal")


def export_for(
    asked: str | None, output: Path | None, default: str, others: Mapping[str, Iterable[str]] | None = None
) -> str:
    """Return the format of an export, see ``chosen_format``.

    :param others: formats that can be written as well, with their suffixes
    """
    from aligner.export import export_format, format_names

    ours = dict(others or {})
    names = [name for name in format_names() if name not in ours]
    wanted = None if asked in ours else asked
    tell, also = (_suffixes(names, export_format, wanted, which) for which in ("suffixes", "also"))
    return chosen_format(asked, output, ours | tell, default, also)


def _suffixes(
    names: Iterable[str], load: Callable[[str], object], asked: str | None, which: str
) -> dict[str, tuple[str, ...]]:
    """Return the suffixes of formats by name; one of another package that cannot be loaded has none.

    :raises ConfigError: if the one that is asked for is not known or cannot be loaded
    """
    if asked is not None:
        load(asked)
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        with suppress(ConfigError):
            found[name] = getattr(load(name), which)
    return found


def beside(label: str, output: Path | None, format: str, languages: tuple[str, str]) -> list[tuple[str, Path]]:
    """Return the files that an export has beside the one that is named, each with its option.

    :param label: the option that names it
    """
    from aligner.export import files_of

    if output is None or is_stdout(output):
        return []
    return [(label, path) for path in files_of(output, format, languages) if path != output]


def _belongs(suffix: str, formats: Mapping[str, Iterable[str]]) -> str | None:
    """Return what a suffix says a file is, where it says anything."""
    from aligner.read.formats import named_like

    other = next((name for name, suffixes in formats.items() if suffix in suffixes), None)
    read = named_like(suffix)
    return other or (read.name if read is not None else None)


def _suffix(output: Path | None) -> str:
    return "" if output is None or is_stdout(output) else output.suffix.lower()


def _listed(suffixes: Iterable[str]) -> str:
    return " or ".join(sorted(suffixes))
