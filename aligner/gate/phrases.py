"""Messages of several parts."""

from collections.abc import Sequence

from aligner.core import Message

__all__ = ["chained"]


def chained(id: str, parts: Sequence[Message]) -> Message:
    """Return the parts as one message, for lists that want another mark between them than a comma.

    :param id: of a text with the slots ``first`` and ``rest``
    :param parts: one at least
    """
    first, *rest = parts
    return Message(id, {"first": first, "rest": chained(id, rest)}) if rest else first
