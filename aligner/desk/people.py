"""Who sits at the desk, and what the roles may do."""

from dataclasses import dataclass

__all__ = ["EVERYTHING", "MAY", "ROLES", "Person", "role_for"]

ROLES = ("translator", "editor", "linguist")
EVERYTHING = frozenset(ROLES)  #: who works alone

#: What may be done, and by whom. Everyone may read.
MAY = {
    "answer": frozenset({"translator", "editor"}),
    "edit": frozenset({"translator", "editor"}),
    "pair": frozenset({"translator", "editor"}),
    "reply": frozenset(ROLES),
    "undo": frozenset(ROLES),
    "approve": frozenset({"editor"}),
    "upload": frozenset({"editor"}),
    "save": frozenset({"editor"}),
    "export": frozenset({"linguist", "editor"}),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at the desk."""

    name: str
    roles: frozenset[str]

    def may(self, what: str) -> bool:
        """Return whether one of the person's roles allows something."""
        return bool(self.roles & MAY[what])


def role_for(person: Person, what: str) -> str:
    """Return as whom a person does something: the role that allows it."""
    return next((role for role in ("editor", "translator", "linguist") if role in person.roles & MAY[what]), "")
