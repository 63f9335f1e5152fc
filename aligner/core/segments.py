"""Ids of segments, by which a sentence is known again when other sentences are edited, added or taken away.

An id is the digest of the sentence's text. Of several equal sentences the first has the plain digest, so that a
sentence keeps its id when it is repeated further on; the others are told apart by the sentence before them, and only
where that is the same as well by a number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aligner.core.documents import Sentence

__all__ = ["digest", "identified"]

_DIGITS = 12  # hexadecimal: among 100,000 sentences, one chance in 50,000 that two have the same


def digest(text: str) -> str:
    """Return twelve hexadecimal digits that change with a text's words, not with the white space between them."""
    return sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def identified(sentences: Sequence["Sentence"]) -> Iterator["Sentence"]:
    """Yield the sentences of a document, with an id each; those that have one keep it."""
    taken = {sentence.id for sentence in sentences if sentence.id}
    numbers: dict[str, Iterator[int]] = {}
    before = ""
    for sentence in sentences:
        name = sentence.id or digest(sentence.text)
        if not sentence.id:
            if name in taken:
                name = base = digest(f"{before}\0{sentence.text}")
                while name in taken:
                    name = f"{base}-{next(numbers.setdefault(base, count(2)))}"
            taken.add(name)
        yield sentence if sentence.id else replace(sentence, id=name)
        before = sentence.text
