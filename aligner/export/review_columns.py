"""The columns of a bilingual table for people, and what its head says."""

from aligner.export.units import Corpus
from aligner.languages import get

__all__ = ["COLUMNS", "STATUSES", "heads"]

#: In this order.
COLUMNS = ("id", "original", "translation", "findings", "status", "comment")
#: What a reviewer can say of a unit; anything else in the column is a state that the program gave.
STATUSES = ("approved", "rejected")


def heads(corpus: Corpus) -> tuple[str, ...]:
    """The head's cells: each begins with the column's name, by which it is known again."""
    languages = (corpus.original.language, corpus.translation.language)
    original, translation = (get(language).name for language in languages)
    return ("Id", f"Original ({original})", f"Translation ({translation})", "Findings", "Status", "Comment")
