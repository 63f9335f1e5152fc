"""The keys of the desk: what each does, and how the project file changes them."""

from collections.abc import Mapping

from aligner.errors import ConfigError
from aligner.settings import nearest

__all__ = ["KEYS", "keys_of"]

#: What is done, and the key that does it, in the order of the help.
KEYS: Mapping[str, str] = {
    "next": "j",
    "previous": "k",
    "accept": "a",
    "false-alarm": "x",
    "fix": "f",
    "edit": "e",
    "old-text": "o",
    "note": "n",
    "neutral": "1",
    "minor": "2",
    "major": "3",
    "critical": "4",
    "confirm": "Enter",
    "all-like": "A",
    "reply": "r",
    "contest": "c",
    "withdraw": "w",
    "undo": "u",
    "redo": "U",
    "mark": "t",
    "merge": "m",
    "split": "s",
    "shift-on": "]",
    "shift-back": "[",
    "pin": "p",
    "realign": "R",
    "search": "/",
    "filter": "v",
    "save": "S",
    "help": "?",
}


def keys_of(changed: Mapping[str, str]) -> dict[str, str]:
    """Return the keys with those that a project file changes.

    :raises ConfigError: if it names what is not done here, no single key, or one key twice
    """
    found = dict(KEYS)
    for name, key in changed.items():
        if name not in found:
            raise ConfigError(f"keys.{name} is not known; the nearest is {nearest(name, KEYS)!r}.")
        if key != "Enter" and len(key) != 1:
            raise ConfigError(f"keys.{name} is {key!r}: a single character or Enter is expected.")
        found[name] = key
    taken: dict[str, str] = {}
    for name, key in found.items():
        if key in taken:
            raise ConfigError(f"The key {key!r} is to do both {taken[key]} and {name}; choose another in [keys].")
        taken[key] = name
    return found
