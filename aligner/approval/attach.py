"""Reviews with the approval that lies beside their translation."""

from dataclasses import replace
from pathlib import Path

from aligner.approval.compare import differences
from aligner.approval.record import beside, read_record, surroundings
from aligner.config.profile import Profile
from aligner.core import Approval, Document, Review
from aligner.decisions import beside as decisions_beside
from aligner.files import is_file
from aligner.terms.glossary import Glossary

__all__ = ["approval_of", "with_approval"]


def approval_of(
    original: Document, translation: Document, profile: Profile, glossary: Glossary | None, decisions: Path | None
) -> Approval | None:
    """Return the approval of a pair and what has changed since; None where there is no record of one.

    :param decisions: the store of decisions; without it, the one beside the translation
    :raises AlignerError: if the record cannot be read or is none
    """
    place = beside(translation.path)
    if not is_file(place):
        return None
    found = read_record(place)
    around = surroundings(profile, glossary, decisions or decisions_beside(translation.path), translation.path)
    changed = differences(found, original, translation, around)
    return Approval(found.by, found.role, found.when, found.note, found.outcome, changed)


def with_approval(review: Review, profile: Profile, glossary: Glossary | None, decisions: Path | None) -> Review:
    """Return a review with the approval that lies beside its translation; see ``approval_of``."""
    found = approval_of(review.original, review.translation, profile, glossary, decisions)
    return replace(review, approval=found) if found else review
