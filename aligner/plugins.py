"""Entry points of other packages: rules, readers, reports, exporters and encoders that they add."""

from functools import cache
from importlib.metadata import EntryPoint, entry_points

__all__ = ["ENCODERS", "EXPORTERS", "READERS", "REPORTS", "RULES", "plugins"]

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
