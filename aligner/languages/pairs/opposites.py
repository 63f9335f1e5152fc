"""Words that exclude each other: contraries, and members of closed classes such as months or colours.

A pair's file ``opposites.txt`` holds a class a line, its members parted by ``|``, each as ``English = French``; a line
that begins with ``|`` goes on with the class above. A form after ``~`` only accounts for its member.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from aligner.languages.folding import fold
from aligner.languages.pairs import Form, form_of
from aligner.languages.pairs.registry import pair_file

__all__ = ["Known", "Member", "Opposites", "Seen", "opposites"]


class Member(NamedTuple):
    """One of the meanings of a class."""

    group: int  #: number of the class
    number: int  #: of the member in the class


class Known(NamedTuple):
    """A form, and the meaning that it has."""

    form: Form
    member: Member
    only_accounts: bool  #: whether it may have the meaning, and is too vague to be an error


class Seen(NamedTuple):
    """A form in a text."""

    start: int  #: number of its first word
    end: int  #: number of the one behind its last word
    known: Known


@dataclass(frozen=True, slots=True)
class Opposites:
    """The forms of one language by their first word, or by a head and ``*``."""

    by_first: Mapping[str, tuple[Known, ...]]
    forms: Mapping[Member, tuple[Form, ...]]  #: those that can be errors
    sizes: Mapping[int, int]  #: number of members of each class
    _met: dict[str, tuple[Known, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def seen(self, words: Sequence[str], texts: Sequence[str]) -> Iterator[Seen]:
        """Yield the forms of a text in order.

        :param words: of the text, folded
        :param texts: the same as they are written
        """
        for at, word in enumerate(words):
            met = self._met.get(word)
            for known in self._at(word) if met is None else met:
                form = known.form
                if (len(form.words) == 1 or form.stands_at(words, at)) and not (
                    form.text[0].isupper() and texts[at][0].islower()
                ):
                    yield Seen(at, at + len(form.words), known)

    def _at(self, word: str) -> tuple[Known, ...]:
        """Return the forms that a word is, or may begin."""
        heads = (word[:n] + "*" for n in range(1, len(word) + 1))
        keys = [word, *([word[:-1]] if word.endswith("s") else []), *heads]
        self._met[word] = tuple([known for key in keys for known in self.by_first.get(key, ())])
        return self._met[word]


@cache
def opposites(original: str, translation: str) -> tuple[Opposites, Opposites] | None:
    """Return the classes of two languages, ISO 639-1 codes, for either side; None where none are known."""
    known = pair_file(original, translation, "opposites.txt")
    if known is None:
        return None
    sides: tuple[list[Known], list[Known]] = ([], [])
    for group, line in enumerate(_lines(known.file.read_text("utf-8"))):
        for number, member in enumerate(line.split("|")):
            for side, forms in zip(sides, member.split(" = "), strict=True):
                side += (_known(form.strip(), Member(group, number)) for form in forms.split(","))
    one, other = (_side(side) for side in sides)
    return (other, one) if known.swapped else (one, other)


def _lines(text: str) -> Iterator[str]:
    """Yield a class a line."""
    whole = ""
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("|"):
            whole += " " + line
            continue
        if whole:
            yield whole
        whole = line
    if whole:
        yield whole


def _known(text: str, member: Member) -> Known:
    return Known(form_of(text.removeprefix("~")), member, text.startswith("~"))


def _side(every: Sequence[Known]) -> Opposites:
    by_first: dict[str, list[Known]] = {}
    forms: dict[Member, list[Form]] = {}
    for known in every:
        first = fold(known.form.words[0])
        key = first + "*" if known.form.is_head and len(known.form.words) == 1 else first
        by_first.setdefault(key, []).append(known)
        if not known.only_accounts:
            forms.setdefault(known.member, []).append(known.form)
    return Opposites(
        {key: tuple(some) for key, some in by_first.items()},
        {key: tuple(some) for key, some in forms.items()},
        Counter(member.group for member in forms),
    )
