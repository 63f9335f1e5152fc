"""What the program says, as data: an id and its arguments. ``aligner.messages`` turns it into a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, Union

__all__ = ["Argument", "Message"]

#: A text stays as it is, a number is written the reader's way, a message is rendered in place, a tuple is a list.
Argument: TypeAlias = Union[str, int, float, "Message", tuple["Argument", ...]]


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to say, in no language yet."""

    id: str  #: catalogue and key: ``"number.changed"`` is ``changed`` in the catalogue of rule ``number``
    arguments: Mapping[str, Argument] = field(default_factory=dict, hash=False)
