"""Rule repeated-word: a word or a short run of words written twice in a row in the translation."""

import re
from collections.abc import Iterator

from aligner.check.base import PairContext, Scope, rule
from aligner.check.tokens import sentences
from aligner.core import Bead, BlockKind, Edit, Finding, Message, Severity
from aligner.languages import get

__all__ = ["repeated_word"]

_LONGEST_RUN = 4  #: words; a longer run twice in a row is a repeated clause, which alignment shows

# A repeat is letters only, white space between: numbers repeat in tables, hyphens and commas make the repeat meant.
_PART = r"[^\W\d_]+(?:['’][^\W\d_]+)*['’]?"
_GAP = r"[ \t\n\u00a0\u202f]+"
_REPEAT = re.compile(
    rf"(?<![\w\-.@/])({_PART}(?:{_GAP}{_PART}){{0,{_LONGEST_RUN - 1}}}?){_GAP}(\1)(?![\w\-‐‑@/]|['’]\w|\.\w)",
    re.IGNORECASE,
)


@rule("repeated-word", scope=Scope.BEAD)
def repeated_word(pair: PairContext) -> Iterator[Finding]:
    """Yield repeats in the translation that neither the language allows nor the original has."""
    for bead in pair.beads:
        for sentence in sentences(pair.translation, bead.translation):
            if pair.translation.blocks[sentence.block].kind is BlockKind.CODE:
                continue
            for match in _REPEAT.finditer(sentence.text):
                words = match.group(1)
                if _is_allowed(words, match.group(2), sentence.text[: match.start()], pair.translation.language):
                    continue
                span = pair.translation.locate(sentence.number, match.start(), match.end())
                meant = _meant_in_original(pair, bead, words)
                yield Finding(
                    rule="repeated-word",
                    severity=Severity.MINOR,
                    category="fluency/grammar",
                    message=Message("repeated-word.twice", {"words": words}),
                    original=pair.original.locate_run(bead.original) if bead.original else None,
                    translation=span,
                    suggestion=words,
                    confidence=0.4 if meant else 0.9,
                    edits=(Edit(span, words, safe=not meant),),
                )


def _meant_in_original(pair: PairContext, bead: Bead, words: str) -> bool:
    """Return whether the original repeats a word too, so that the translation may imitate it ("very very good")."""
    return any(
        match.group(1).lower() == words.lower()
        or not _is_allowed(match.group(1), match.group(2), sentence.text[: match.start()], pair.original.language)
        for sentence in sentences(pair.original, bead.original)
        for match in _REPEAT.finditer(sentence.text)
    )


def _is_allowed(words: str, again: str, before: str, language: str) -> bool:
    """Return whether the language itself repeats these words ("nous nous"), or the two are not the same word."""
    if len(words) == 1 and words.isupper():
        return True  # initials, list letters
    known = get(language)
    elided = _elided(before)
    if elided is not None:
        # "l'impression impression" is a slip, "l'est est" may be none, and "hui" is no word of its own.
        return elided not in known.elisions or f"{elided}'{words.lower()}" in known.repeatable_words
    if words.lower() in known.repeatable_words:
        return True
    # "l'Est est", "de De Maillet": one of the two is a name. At the start of a sentence the capital says nothing.
    return words != again and bool(before.strip(" «»“”\"'’(\u00a0\u202f"))


def _elided(before: str) -> str | None:
    """Return the word in front of an apostrophe that a text ends with."""
    if not before.endswith(("'", "’")):
        return None
    return re.split(r"[^\w]", before[:-1])[-1].lower()
