"""Finds what is missing, added or wrong in a translation.

``review`` does the main job, ``align`` only pairs sentences. Both take an encoder, which is anything with
``encode(list[str]) -> array (n, d)``.
"""

from typing import TYPE_CHECKING

from aligner._version import __version__

__all__ = [
    "AlignerError",
    "Bead",
    "Document",
    "Finding",
    "Review",
    "Sentence",
    "Severity",
    "Span",
    "__version__",
    "align",
    "review",
]

if TYPE_CHECKING:
    from aligner.core import Bead, Document, Finding, Review, Sentence, Severity, Span
    from aligner.errors import AlignerError
    from aligner.session import align, review

_HOME = {"align": "aligner.session", "review": "aligner.session", "AlignerError": "aligner.errors"}


def __getattr__(name: str) -> object:
    """Import on first use, so that ``import aligner`` and ``aligner --help`` stay quick."""
    if name not in __all__:
        raise AttributeError(f"module 'aligner' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME.get(name, "aligner.core")), name)
