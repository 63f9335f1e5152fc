"""Rule foreign-words: clauses and words of the original that were left as they are inside a translated sentence."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from aligner.check.base import Need, PairContext, Scope, rule
from aligner.check.foreign_text import exclusive, is_foreign, vote
from aligner.check.tokens import Token, fold, folded, sentences, tokens
from aligner.core import BlockKind, Document, Finding, Message, Severity, Span
from aligner.languages import get
from aligner.languages.dictionary import is_listed
from aligner.languages.morphology import morphology
from aligner.languages.pairs import loan_words
from aligner.link.lexicon import load

__all__ = ["foreign_words"]

_ID, _CATEGORY = "foreign-words", "accuracy/untranslated"

_CLAUSE = 3  #: words that were copied in a row, at least
_COPIED = 0.9  #: share of the words of a sentence that is a copy as a whole
_HABIT = 2  #: times that a single word may be left, and not be what the translator calls it
_SHORT = 3  #: letters of words that say nothing
_OFTEN = 5  #: occurrences in the texts of the lexicon, for a word that has a usual translation
_RARELY = 0.05  #: share of them that translations have as well, at most
_TECHNICAL = 0.05  #: share of the sentences that have code in them, from which on a text is about programs
_FEW = 40  #: sentences; a shorter text is measured as if it had so many
_SURE, _ONE_WORD, _UNSURE = 0.9, 0.55, 0.3
# What is quoted, named or code: not read as words of the text.
_QUOTED = re.compile(
    r"«[^»]*»?|“[^”]*”?|\"[^\"]*\"?|`[^`]*`?|\([^()]*\)|\[[^\]]*\]|(?<!\w)[*_][^*_]+[*_](?!\w)|[‘'](?=\S)[^'‘’]+['’](?!\w)"
    r"|(?<!\S)\S*?(?:[/\\=$|<>{}_~^@#&+]|\w\.\w|\w\(|::|\d)\S*|(?<!\S)-{1,2}\w\S*"
)
_CODE = re.compile(r"[`=<>{}\\/_$|;~^@]|\w\(|\w\.\w|(?<!\S)-|\W\d+\W*$")
_JOINED = frozenset("-‐‑'’@")


@rule(
    _ID,
    scope=Scope.DOCUMENT,
    needs={Need.TWO_LANGUAGES},
    follows={"untranslated", "addition", "omission"},
)
def foreign_words(pair: PairContext) -> Iterator[Finding]:
    """Yield runs of three words and more, and single words, that stand in the original just so."""
    foreign, own = pair.original.language, pair.translation.language
    single: list[tuple[Finding, str]] = []
    for bead in pair.beads:
        if bead.is_null:
            continue
        texts = tuple([s.text for s in sentences(pair.original, bead.original)])
        for sentence in sentences(pair.translation, bead.translation):
            if pair.translation.blocks[sentence.block].kind is BlockKind.CODE:
                continue
            for some in _left(sentence.text, texts, foreign, own):
                whole = pair.original.locate_run(bead.original)
                span = pair.translation.locate(sentence.number, some[0].start, some[-1].end)
                if len(some) >= _CLAUSE:
                    yield _finding(whole, span, "clause", Severity.MAJOR, _SURE)
                else:
                    single.append((_finding(whole, span, "word", Severity.MINOR, _ONE_WORD), fold(span.text)))
    times = Counter(word for _, word in single)
    sure = _UNSURE if _is_technical(pair.original) else _ONE_WORD
    yield from (replace(finding, confidence=sure) for finding, word in single if times[word] <= _HABIT)


def _is_technical(document: Document) -> bool:
    """Return whether a text has code throughout: then a word that was left is as likely the name of something."""
    code = sum(document.blocks[s.block].kind is BlockKind.CODE or _has_code(s.text) for s in document.sentences)
    return code > _TECHNICAL * max(len(document.sentences), _FEW)


@lru_cache(maxsize=1 << 14)
def _has_code(text: str) -> bool:
    return _CODE.search(text) is not None


@lru_cache(maxsize=1 << 14)
def _left(text: str, originals: tuple[str, ...], foreign: str, own: str) -> tuple[tuple[Token, ...], ...]:
    """Return what a sentence has of its originals as it stood there: clauses and single words."""
    original = [word for one in originals for word in ["", *folded(one)]]
    known = set(original)
    if not _has_foreign(text, known, foreign, own):
        return ()
    if _is_whole(text, known, foreign, own):
        return tuple((token,) for token in tokens(text)[:1] if _is_left(token, text, foreign, own))
    found: list[Sequence[Token]] = []
    for run in _copied(text, original):
        clause = _clause(run, foreign, own)
        found += clause
        if not clause and len(run) >= _CLAUSE and not _has_function_word(run, foreign, own):
            continue  # a command: copied as a whole
        run = run if clause else _trimmed(run, foreign, own)
        if not clause and len(run) < _CLAUSE and not _has_code(text):
            found += (
                [run] if _is_phrase(run, text, foreign, own) else [[t] for t in run if _is_left(t, text, foreign, own)]
            )
    return tuple(map(tuple, found))


def _has_foreign(text: str, known: set[str], foreign: str, own: str) -> bool:
    """Return whether a word was copied that only the foreign language has."""
    theirs = exclusive(foreign, own)
    return any(word in known and (word in theirs or _is_foreign_word(word, foreign, own)) for word in folded(text))


def _is_whole(text: str, known: set[str], foreign: str, own: str) -> bool:
    """Return whether a sentence is a copy, or all of it in the foreign language: then it is no half translation."""
    words = folded(text)
    if sum(word in known for word in words) >= _COPIED * len(words):
        return True
    return not vote(text, foreign, own).own and is_foreign(text, foreign, own, copied=False)


def _finding(original: Span, span: Span, key: str, severity: Severity, confidence: float) -> Finding:
    return Finding(
        rule=_ID,
        severity=severity,
        category=_CATEGORY,
        message=Message(f"{_ID}.{key}", {"words": span.text}),
        original=original,
        translation=span,
        confidence=confidence,
    )


def _copied(text: str, original: Sequence[str]) -> Iterator[list[Token]]:
    """Yield the longest runs of words of a sentence that stand in the original in a row."""
    plain = _QUOTED.sub(lambda match: "\ufffc" * len(match.group()), text)
    words = [
        token
        for token in tokens(plain)
        if token.text.isalpha() and not _JOINED.intersection(plain[max(0, token.start - 1) : token.end + 1])
    ]
    places: dict[str, list[int]] = {}
    for n, word in enumerate(original):
        places.setdefault(word, []).append(n)
    at = 0
    while at < len(words):
        size = 0
        for place in places.get(fold(words[at].text), ()):
            length = 0
            while (
                at + length < len(words)
                and place + length < len(original)
                and fold(words[at + length].text) == original[place + length]
                and (not length or not plain[words[at + length - 1].end : words[at + length].start].strip(" \u00a0"))
            ):
                length += 1
            size = max(size, length)
        if size:
            yield words[at : at + size]
        at += size or 1


def _clause(run: Sequence[Token], foreign: str, own: str) -> list[list[Token]]:
    """Return a run that is a clause of the foreign language, without names at its ends; nothing otherwise."""
    if len(run) < _CLAUSE:
        return []
    theirs, ours = exclusive(foreign, own), exclusive(own, foreign)
    while run and fold(run[0].text) not in theirs and is_listed(run[0].text.lower(), own):
        run = run[1:]
    words = [fold(token.text) for token in run]
    content = [token for token, word in zip(run[1:], words[1:], strict=True) if word not in theirs]
    if len(run) < _CLAUSE or 2 * sum(token.text[0].isupper() for token in content) > len(content):
        return []
    small = [token for token in run if token.text[0].islower()]
    function_words = sum(word in theirs for word in words)
    plain = sum(_is_foreign_word(token.text, foreign, own) for token in small)
    if any(word in ours for word in words) or 2 * len(small) < len(run):
        return []
    return [list(run)] if (function_words and plain) or plain == len(run) else []


def _has_function_word(run: Sequence[Token], foreign: str, own: str) -> bool:
    return any(fold(token.text) in exclusive(foreign, own) for token in run)


def _trimmed(run: list[Token], foreign: str, own: str) -> list[Token]:
    """Return a run without words at its ends that the translation's language has as well."""
    theirs = exclusive(foreign, own)
    strange = [n for n, t in enumerate(run) if fold(t.text) in theirs or _is_foreign_word(t.text, foreign, own)]
    return run[strange[0] : strange[-1] + 1] if strange else []


def _is_phrase(run: Sequence[Token], text: str, foreign: str, own: str) -> bool:
    """Return whether two words in small letters are of the foreign language alone, one a function word: because of."""
    theirs = exclusive(foreign, own)
    if len(run) < _CLAUSE - 1 or not all(token.text.islower() and len(token.text) > 1 for token in run):
        return False
    beside = text[: run[0].start].split()[-1:] + text[run[-1].end :].split()[:1]
    if any(word[0].isupper() for word in beside):
        return False  # part of a name
    known = [fold(token.text) in theirs for token in run]
    plain = [_is_foreign_word(token.text, foreign, own) for token in run]
    return any(known) and all(a or b for a, b in zip(known, plain, strict=True))


def _is_left(token: Token, text: str, foreign: str, own: str) -> bool:
    is_label = token.start == 0 and re.match(r"[\s\u00a0\u202f]?:\s", text[token.end :]) is not None
    word = token.text.lower() if is_label and token.text.istitle() else token.text
    if len(word) <= _SHORT or not word.islower() or not _is_foreign_word(word, foreign, own):
        return False
    return is_label or _is_translated(word, foreign, own)


@lru_cache(maxsize=1 << 14)
def _is_translated(word: str, foreign: str, own: str) -> bool:
    """Return whether translators write another word for it as a rule, by the lexicon, or by its shape where that fails.

    Names of substances and the like, which both languages share, are in neither's shape.
    """
    known = load(foreign, own)
    if known is None:
        return False
    here, there = (side.index.get(word) for side in (known.original, known.translation))
    if here is None or known.original.counts[here] < _OFTEN:
        return there is None and re.fullmatch(get(foreign).word_shapes, word) is not None
    return there is None or bool(known.translation.counts[there] < _RARELY * known.original.counts[here])


@lru_cache(maxsize=1 << 14)
def _is_foreign_word(word: str, foreign: str, own: str) -> bool:
    """Return whether only the foreign language has a word."""
    low = word.lower()
    if not is_listed(low, foreign) or is_listed(low, own):
        return False
    return {fold(low), fold(low).removesuffix(morphology(foreign).plural_ending)}.isdisjoint(loan_words(foreign, own))
