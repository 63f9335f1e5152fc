"""Repairs of a translation, written into its file with nothing else of it touched."""

from aligner.fix.edits import Repair, repairs
from aligner.fix.write import Fixed, Written, fixed, formats, written

__all__ = ["Fixed", "Repair", "Written", "fixed", "formats", "repairs", "written"]
