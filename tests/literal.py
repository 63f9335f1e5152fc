"""Messages that say a given text, for tests of what carries messages, and what messages say."""

from aligner.core import Message
from aligner.messages import render

__all__ = ["english", "literal", "place"]


def literal(text: str) -> Message:
    """A message that says this in every language."""
    return Message("text.as-is", {"text": text})


def english(message: Message) -> str:
    """What a message says in English."""
    return render(message, "en")


def place(where: Message | None) -> str:
    """What a block or a unit says of its place; empty where it says nothing."""
    return english(where) if where else ""
