"""Messages that say a given text, for tests of what carries messages."""

from aligner.core import Message

__all__ = ["literal"]


def literal(text: str) -> Message:
    """A message that says this in every language."""
    return Message("text.as-is", {"text": text})
