"""What is known of two languages together: names and acronyms that change from the one to the other, false friends.

A pair is a package named by both codes, as ``en_fr``. Its files of names and acronyms hold a group a line,
``London, Londoner* = Londres, londonien*``: any form of the one side may stand for any form of the other, and a form
that ends with ``*`` is the head of inflected and derived forms.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from aligner.languages.folding import fold
from aligner.languages.pairs.registry import pair_file
from aligner.languages.pairs.spelling import Spelling, spelling

__all__ = [
    "FalseFriend",
    "Form",
    "Group",
    "PairFacts",
    "Spelling",
    "Table",
    "facts",
    "false_friends",
    "form_of",
    "is_measured",
    "loan_words",
    "spelling",
]

_HEAD = 3  #: letters by which heads are found; no head is shorter
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name."""

    text: str  #: as it is written
    words: tuple[str, ...]  #: folded
    is_head: bool  #: whether longer words that begin with the last one count as well
    is_acronym: bool  #: whether it is one word of capitals

    def stands_at(self, words: Sequence[str], at: int) -> bool:
        """Return whether ``words[at:]``, folded, begins with this form."""
        last, end = self.words[-1], at + len(self.words) - 1
        if end >= len(words) or (end > at and tuple(words[at:end]) != self.words[:-1]):
            return False
        word = words[end]
        return word.startswith(last) and (self.is_head or word[len(last) :] in ("", "s"))


@dataclass(frozen=True, slots=True)
class Group:
    """Forms of a name in one language, and the forms of the other language that may stand for them."""

    own: tuple[Form, ...]
    others: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Groups by a form's first word, or by the first letters of a head and ``*``."""

    by_first: Mapping[str, tuple[tuple[Form, Group], ...]]

    def at(self, words: Sequence[str], at: int) -> tuple[int, tuple[Group, ...]] | None:
        """Return the length of the longest form at ``words[at:]``, folded, and the groups that have it."""
        size, found = 0, list[Group]()
        for form, group in (*self.by_first.get(words[at], ()), *self.by_first.get(words[at][:_HEAD] + "*", ())):
            if len(form.words) >= size and form.stands_at(words, at):
                found = [*found, group] if len(form.words) == size else [group]
                size = len(form.words)
        return (size, tuple(found)) if found else None


@dataclass(frozen=True, slots=True)
class PairFacts:
    """What is known of an original's language and a translation's language together."""

    names: Table
    acronyms: Table
    names_back: Table  #: from the translation to the original
    acronyms_back: Table


def form_of(text: str) -> Form:
    """Return a form as a file writes it: ``londonien*``."""
    is_head = text.endswith("*")
    words = tuple(_WORD.findall(text.rstrip("*")))
    return Form(text, tuple(map(fold, words)), is_head, len(words) == 1 and sum(map(str.isupper, words[0])) > 1)


def _lines(file: Traversable) -> Iterator[str]:
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def _groups(file: Traversable) -> Iterator[tuple[tuple[Form, ...], tuple[Form, ...]]]:
    for line in _lines(file):
        first, second = (_forms(side) for side in line.split(" = "))
        yield first, second


def _table(groups: Sequence[tuple[tuple[Form, ...], tuple[Form, ...]]]) -> Table:
    found: dict[str, list[tuple[Form, Group]]] = {}
    for own, others in groups:
        group = Group(own, others)
        for form in own:
            first = form.words[0]
            key = first[:_HEAD] + "*" if form.is_head and len(form.words) == 1 else first
            found.setdefault(key, []).append((form, group))
    return Table({key: tuple(forms) for key, forms in found.items()})


@cache
def facts(original: str, translation: str) -> PairFacts | None:
    """Return the names and acronyms that are known of two languages, in either direction; None without any.

    :param original: ISO 639-1 code
    :param translation: the same
    """
    tables = []
    for kind in ("names", "acronyms"):
        found = pair_file(original, translation, f"{kind}.txt")
        if found is None:
            return None
        groups = list(_groups(found.file))
        there, back = _table(groups), _table([(b, a) for a, b in groups])
        tables.append((back, there) if found.swapped else (there, back))
    (names, names_back), (acronyms, acronyms_back) = tables
    return PairFacts(names, acronyms, names_back, acronyms_back)


def is_measured(original: str, translation: str) -> bool:
    """Return whether the pair's package, and with it the confidences, was made for this direction."""
    known = pair_file(original, translation, "names.txt")
    return known is not None and not known.swapped


@dataclass(frozen=True, slots=True)
class FalseFriend:
    """A word of one language that resembles a word of another meaning in the other language."""

    words: tuple[Form, ...]  #: of the original's language
    friends: tuple[Form, ...]  #: what resembles it in the translation's language
    right: str  #: what it is in the translation's language, for people
    excuses: tuple[Form, ...]  #: words of the original's language that the friends do render


@cache
def false_friends(original: str, translation: str) -> tuple[FalseFriend, ...]:
    """Return the false friends of two languages, ISO 639-1 codes, that are known in this direction."""
    known = pair_file(original, translation, "false_friends.txt")
    if known is None or known.swapped:
        return ()
    found = []
    for line in _lines(known.file):
        words, friends, right, excuses = (part.strip() for part in line.split("|"))
        found.append(FalseFriend(_forms(words), _forms(friends), right, _forms(excuses)))
    return tuple(found)


def _forms(text: str) -> tuple[Form, ...]:
    return tuple(form_of(form.strip()) for form in text.split(",") if form.strip())


@cache
def loan_words(original: str, translation: str) -> frozenset[str]:
    """Return words of the original's language, folded, that the translation's uses as they are; empty without any."""
    known = pair_file(original, translation, "loan_words.txt")
    if known is None or known.swapped:
        return frozenset()
    return frozenset(fold(word) for line in _lines(known.file) for word in line.split())
