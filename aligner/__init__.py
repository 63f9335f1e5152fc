"""Finds what is missing, added or wrong in a translation.

``review`` does the main job, ``align`` only pairs sentences, and a ``Session`` does both for many pairs. An encoder is
anything with ``encode(list[str]) -> array (n, d)``.
"""

from aligner._version import __version__

__all__ = [
    "AlignerError",
    "Bead",
    "Configuration",
    "Document",
    "Finding",
    "Review",
    "Sentence",
    "Session",
    "Severity",
    "Span",
    "__version__",
    "align",
    "review",
]

TYPE_CHECKING = False  # as in typing, whose import takes longer than all else here
if TYPE_CHECKING:
    from aligner.core import Bead, Document, Finding, Review, Sentence, Severity, Span
    from aligner.errors import AlignerError
    from aligner.session import Configuration, Session, align, review

_HOME = {
    "AlignerError": "aligner.errors",
    **dict.fromkeys(("Configuration", "Session", "align", "review"), "aligner.session"),
}


def __getattr__(name: str) -> object:
    """Import on first use, so that ``import aligner`` and ``aligner --help`` stay quick."""
    if name not in __all__:
        raise AttributeError(f"module 'aligner' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME.get(name, "aligner.core")), name)
