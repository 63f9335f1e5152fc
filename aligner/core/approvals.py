"""What a person put a name to."""

from dataclasses import dataclass

from aligner.core.messages import Message

__all__ = ["Approval"]


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved a pair, and what of it has changed since."""

    by: str
    role: str
    when: str  #: ISO 8601
    note: str
    outcome: str  #: what the gate said: ``passed``, ``failed`` or ``not-judged``
    differences: tuple[Message, ...] = ()  #: between what was approved and what is at hand, each a clause

    @property
    def holds(self) -> bool:
        """Whether what is at hand is what was approved."""
        return not self.differences
