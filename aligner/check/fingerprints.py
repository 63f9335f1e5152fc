"""Fingerprints: by what a finding is known again after the text was edited, as decisions and baselines need it.

A fingerprint is made of the rule, the words that the finding is about, two words on either side of them in their
sentence and, where all that is the same, a number in reading order. A span of whole sentences beside a narrower one
only shows where to look, so it does not count unless the message quotes it.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256

from aligner.core import Argument, Document, Finding, Message, Span

__all__ = ["with_fingerprints"]

_BESIDE = 2  #: words on either side; of 160 findings in four manuals, one is enough to tell all apart
_DIGITS = 20
_WORD = re.compile(r"\w+")


def with_fingerprints(original: Document, translation: Document, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings with their fingerprints, which are all different.

    :param findings: those of a rule in reading order
    """
    seen: Counter[str] = Counter()
    for finding in findings:
        base = "\0".join((finding.rule, *_about(original, translation, finding)))
        seen[base] += 1
        digest = sha256(f"{base}\0{seen[base]}".encode("utf-8", "surrogatepass")).hexdigest()
        yield replace(finding, fingerprint=digest[:_DIGITS])


def _about(original: Document, translation: Document, finding: Finding) -> Iterator[str]:
    """Yield what tells the finding from others of its rule."""
    sides = ((original, finding.original), (translation, finding.translation))
    narrow = any(span is not None and not _is_whole(document, span) for document, span in sides)
    for document, span in sides:
        yield "|"
        if span is None or (narrow and _is_whole(document, span) and not _quotes(finding.message, span.text)):
            continue
        before, behind = _beside(document, span)
        yield from _WORD.findall(before)[-_BESIDE:]
        yield f"[{' '.join(span.text.split())}]"
        yield from _WORD.findall(behind)[:_BESIDE]


def _is_whole(document: Document, span: Span) -> bool:
    """Return whether a span is of whole sentences."""
    first, last = (document.sentences[n] for n in (span.sentences[0], span.sentences[-1]))
    return span.start <= first.start and last.end <= span.end


def _quotes(value: Argument, text: str) -> bool:
    """Return whether a message repeats a text as a whole."""
    if isinstance(value, Message):
        return any(_quotes(one, text) for one in value.arguments.values())
    if isinstance(value, tuple):
        return any(_quotes(one, text) for one in value)
    return value == text


def _beside(document: Document, span: Span) -> tuple[str, str]:
    """Return what stands before and behind a span in the sentences that it begins and ends in."""
    first, last = (document.sentences[n] for n in (span.sentences[0], span.sentences[-1]))
    offsets = document.blocks[first.block].offsets
    before = bisect_left(offsets, span.start, first.at, first.at + len(first.text)) - first.at
    offsets = document.blocks[last.block].offsets
    behind = bisect_left(offsets, span.end, last.at, last.at + len(last.text)) - last.at
    return first.text[:before], last.text[behind:]
