"""What flows through the program: documents, sentences, beads, findings, messages, reviews."""

from aligner.core.approvals import Approval
from aligner.core.beads import Bead
from aligner.core.decisions import Decision, Lapsed, Reason, State
from aligner.core.documents import Block, BlockKind, Document, Sentence, Side, Span
from aligner.core.findings import Edit, Finding, Place, Review, Skipped
from aligner.core.levels import Severity
from aligner.core.messages import Argument, Message

__all__ = [
    "Approval",
    "Argument",
    "Bead",
    "Block",
    "BlockKind",
    "Decision",
    "Document",
    "Edit",
    "Finding",
    "Lapsed",
    "Message",
    "Place",
    "Reason",
    "Review",
    "Sentence",
    "Severity",
    "Side",
    "Skipped",
    "Span",
    "State",
]
