"""What flows through the program: documents, sentences, beads, findings, messages, reviews."""

from aligner.core.beads import Bead
from aligner.core.documents import Block, BlockKind, Document, Sentence, Side, Span
from aligner.core.findings import Finding, Place, Review, Severity, Skipped
from aligner.core.messages import Argument, Message

__all__ = [
    "Argument",
    "Bead",
    "Block",
    "BlockKind",
    "Document",
    "Finding",
    "Message",
    "Place",
    "Review",
    "Sentence",
    "Severity",
    "Side",
    "Skipped",
    "Span",
]
