"""Sentences and vectors in, beads out."""

from aligner.alignment.align import Alignment, Work, align, align_sentences

__all__ = ["Alignment", "Work", "align", "align_sentences"]
