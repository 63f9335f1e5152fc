"""Repairs of a translation, written into its file with nothing else of it touched."""

from aligner.fix.edits import Repair, repairs
from aligner.fix.write import Fixed, fixed, formats

__all__ = ["Fixed", "Repair", "fixed", "formats", "repairs"]
