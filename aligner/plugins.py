"""Entry points of other packages: rules, readers, reports, exporters and encoders that they add."""

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TypeVar

from aligner.errors import ConfigError

__all__ = ["ENCODERS", "EXPORTERS", "READERS", "REPORTS", "RULES", "load_plugin", "plugins"]

_Found = TypeVar("_Found")

#: Groups of entry points; the name is the id or the format, the object is what that room's table holds.
RULES = "aligner.rules"
READERS = "aligner.readers"
REPORTS = "aligner.reports"
EXPORTERS = "aligner.exporters"
ENCODERS = "aligner.encoders"


@cache
def plugins(group: str) -> dict[str, EntryPoint]:
    """Return the entry points of a group by name, sorted; nothing is imported until one is loaded."""
    return {point.name: point for point in sorted(entry_points(group=group), key=lambda point: point.name)}


def load_plugin(group: str, name: str, kind: type[_Found]) -> _Found:
    """Import the object that another package put under a name.

    :raises ConfigError: if it cannot be imported, or is no ``kind``
    """
    point = plugins(group)[name]
    where = f"{name!r} of {point.dist.name if point.dist else 'another package'} (entry point {point.value!r})"
    try:
        found = point.load()
    except Exception as error:
        raise ConfigError(f"{where} cannot be imported: {type(error).__name__}: {error}.") from error
    if not isinstance(found, kind):
        raise ConfigError(f"{where} is no {kind.__name__} but {type(found).__name__}.")
    return found
