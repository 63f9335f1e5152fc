"""What the desk refuses, as messages that are said in the language of the page."""

from collections.abc import Mapping
from typing import Any

from aligner.core import Message
from aligner.errors import AlignerError
from aligner.messages import LANGUAGES, render

__all__ = ["ConflictError", "RefusedError"]


class RefusedError(AlignerError):
    """Something that cannot be done.

    :param message: why
    """

    status = 409  #: what was asked for does not fit what there is

    def __init__(self, message: Message, facts: Mapping[str, Any] | None = None) -> None:
        super().__init__(render(message, LANGUAGES[0]))
        self.message = message
        self.facts = dict(facts or {})  #: for the page


class ConflictError(RefusedError):
    """Somebody else has been faster."""
