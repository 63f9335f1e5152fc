"""Ids of segments, by which a sentence is known again when other sentences are edited, added or taken away.

An id is the digest of the sentence's text. Of several equal sentences the first has the plain digest, so that a
sentence keeps its id when it is repeated further on; the others are told apart by the sentence before them, and only
where that is the same as well by a number.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import count

__all__ = ["digest", "segment_ids"]

_DIGITS = 12  # hexadecimal: among 100,000 sentences, one chance in 50,000 that two have the same


def digest(text: str) -> str:
    """Return twelve hexadecimal digits that change with a text's words, not with the white space between them."""
    return sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def segment_ids(texts: Sequence[str], given: Sequence[str]) -> Iterator[str]:
    """Yield an id for each sentence of a document.

    :param given: ids that sentences have already, which they keep; empty where there is none
    """
    taken = set(filter(None, given))
    numbers: dict[str, Iterator[int]] = {}
    before = ""
    for text, own in zip(texts, given, strict=True):
        name = own or digest(text)
        if not own:
            if name in taken:
                name = base = digest(f"{before}\0{text}")
                while name in taken:
                    name = f"{base}-{next(numbers.setdefault(base, count(2)))}"
            taken.add(name)
        yield name
        before = text
