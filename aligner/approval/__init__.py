"""Approval: a record of what a person put a name to, and what has changed since."""

from aligner.approval.attach import approval_of, with_approval
from aligner.approval.compare import differences
from aligner.approval.record import Record, Surroundings, beside, read_record, record_of, surroundings, write_record
from aligner.approval.say import approved_line
from aligner.approval.signing import is_signed, sign, verify, write_signed

__all__ = [
    "Record",
    "Surroundings",
    "approval_of",
    "approved_line",
    "beside",
    "differences",
    "is_signed",
    "read_record",
    "record_of",
    "sign",
    "surroundings",
    "verify",
    "with_approval",
    "write_record",
    "write_signed",
]
