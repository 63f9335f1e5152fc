"""How English and French spell the same name."""

import re

from aligner.languages.pairs.spelling import Spelling

__all__ = ["SPELLING"]

# Chekhov, Tchekhov; Sergey, Sergueï; Putin, Poutine.
_SOUNDS: tuple[tuple[str, str], ...] = (
    ("tch", "S"), ("tsch", "S"), ("sch", "S"), ("shch", "S"), ("sh", "S"), ("ch", "S"),
    ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("kh", "k"), ("gh", "g"), ("ph", "f"), ("th", "t"),
    ("gue", "ge"), ("gui", "gi"), ("qu", "k"), ("q", "k"), ("ck", "k"), ("c", "k"), ("x", "ks"),
    ("oo", "u"), ("ou", "u"), ("w", "u"), ("ee", "i"), ("y", "i"), ("z", "s"),
)  # fmt: skip

_ENGLISH_TAILS = """
a ia ias y e us um o an ian ians ans n ns ese ish i is ic ics al er or es s ism ist ists ities ity
"""

_FRENCH_TAILS = """
e es ie ies ee ees us um on ien iens ienne iennes ais aise aises ois oise oises ain ains aine aines en ens enne ennes
een eens eenne i is s ique iques isme iste istes el elle eur re ite ites n ne
"""

SPELLING = Spelling(
    sounds=_SOUNDS,
    endings=((re.compile(r"ff$"), "v"), (re.compile(r"(?<=[iu]n)e$"), ""), (re.compile(r"ii$"), "i")),
    tails=(frozenset(["", *_ENGLISH_TAILS.split()]), frozenset(_FRENCH_TAILS.split())),
)
