"""Apply a profile's exceptions to findings."""

import re
from collections.abc import Iterable
from functools import lru_cache

from aligner.config.exceptions import RuleException
from aligner.core import BlockKind, Document, Finding, Span
from aligner.patterns import found
from aligner.terms.words import key_of

__all__ = ["is_excepted"]


def is_excepted(
    finding: Finding, original: Document, translation: Document, exceptions: Iterable[RuleException]
) -> bool:
    """Return whether one of the exceptions applies to a finding."""
    places = [(document, span) for document, span in _sides(finding, original, translation) if span is not None]
    return any(_applies(one, places) for one in exceptions)


def _sides(finding: Finding, original: Document, translation: Document) -> tuple[tuple[Document, Span | None], ...]:
    return (original, finding.original), (translation, finding.translation)


def _applies(exception: RuleException, places: list[tuple[Document, Span]]) -> bool:
    if exception.block is not None and not any(
        _in_blocks(document, span, exception.block) for document, span in places
    ):
        return False
    quotes = [" ".join(span.text.split()) for _, span in places]
    if exception.text is not None and not any(_has_words(quote, exception.text) for quote in quotes):
        return False
    if exception.regex is not None and not any(found(exception.regex, quote) for quote in quotes):
        return False
    return exception.glossary is None or any(
        _has_term(_keys(span.text, document.language), _keys(exception.glossary, document.language))
        for document, span in places
    )


def _in_blocks(document: Document, span: Span, kind: BlockKind) -> bool:
    return all(document.blocks[document.sentences[n].block].kind is kind for n in span.sentences)


def _has_words(quote: str, words: str) -> bool:
    """Return whether the words stand there, not as a part of longer ones."""
    wanted = " ".join(words.split())
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", quote) is not None


def _has_term(quote: tuple[str, ...], term: tuple[str, ...]) -> bool:
    return bool(term) and any(quote[n : n + len(term)] == term for n in range(len(quote) - len(term) + 1))


@lru_cache(maxsize=4096)
def _keys(text: str, language: str) -> tuple[str, ...]:
    return tuple(key_of(word, language) for word in re.findall(r"\w+", text))
