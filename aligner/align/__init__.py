"""Sentences and vectors in, beads out."""

from aligner.align.align import Alignment, Work, align, align_sentences

__all__ = ["Alignment", "Work", "align", "align_sentences"]
