"""Planters of errors in whole sentences: deleted, inserted, left in English, swapped with a neighbour."""

from dataclasses import replace
from random import Random

from aligner.check.tokens import fold
from aligner.core import Document, Sentence, Side
from aligner.evaluate.constituents import content_words
from aligner.evaluate.edits import Edit, Stretch
from aligner.evaluate.plants import Kind, Plant, SentencePair, plant_in, whole
from aligner.evaluate.stock import Stock, shared_words, verbatim

__all__ = ["sentence_deleted", "sentence_doubled", "sentence_inserted", "sentence_untranslated", "sentences_swapped"]

_LEAST_SENTENCE = 2  # content words of a sentence that is deleted
_LEAST_UNTRANSLATED = 4  # words of a sentence that is left in the original's language
_ALIKE = 0.5  # share of its words that a sentence and its translation may have in common
_LEAST_MOVED = 4  # content words of each of two sentences that change places
_ENDS = (".", "!", "?", "…", "»", "”", ")")


def sentence_deleted(unit: SentencePair, stock: Stock, random: Random) -> Plant | None:
    """Delete a sentence of the translation; with its line, where it stands alone."""
    document, sentence = unit.pair.translation, unit.translation
    gap = _gap(document, sentence)
    if gap is None or content_words(sentence.text, document.language) < _LEAST_SENTENCE:
        return None
    alone = len(document.blocks[sentence.block].text) == len(sentence.text)
    method = "a whole block" if alone else "one of several in a block"
    change = Edit(*gap, "")
    return plant_in(unit, Kind.SENTENCE_DELETED, method, (change,), decisive=Side.ORIGINAL, before=sentence.text)


def sentence_inserted(unit: SentencePair, stock: Stock, random: Random) -> Plant | None:
    """Insert a sentence of another text into the translation."""
    sentence = unit.translation
    foreign = stock.foreign_sentence(unit, random)
    if foreign is None or not sentence.text.endswith(_ENDS):
        return None
    last = _is_last(unit.pair.translation, sentence)
    own_block = last and unit.pair.by_lines and random.random() < 0.5
    method = "as a block of its own" if own_block else "within a block"
    change = Edit(sentence.end, sentence.end, ("\n" if own_block else " ") + foreign)
    place = (sentence.end, sentence.end)
    return plant_in(unit, Kind.SENTENCE_INSERTED, method, (change,), place=place, after=foreign)


def sentence_doubled(unit: SentencePair, stock: Stock, random: Random) -> Plant | None:
    """Paste a sentence a second time behind itself, or the part behind its first comma."""
    sentence = unit.translation
    language = unit.pair.translation.language
    if not sentence.text.endswith(_ENDS) or content_words(sentence.text, language) < _LEAST_UNTRANSLATED:
        return None
    comma, body = sentence.text.find(", "), sentence.text.rstrip("".join(_ENDS))
    clause = body[comma + 2 :] if comma > 0 else ""
    if content_words(clause, language) >= _LEAST_UNTRANSLATED and random.random() < 0.5:
        at = sentence.start + len(body)
        place = (at - len(clause), at)
        return plant_in(
            unit, Kind.SENTENCE_DOUBLED, "clause", (Edit(at, at, f", {clause}"),), place=place, after=clause
        )
    change = Edit(sentence.end, sentence.end, f" {sentence.text}")
    return plant_in(unit, Kind.SENTENCE_DOUBLED, "sentence", (change,), after=sentence.text)


def sentence_untranslated(unit: SentencePair, stock: Stock, random: Random) -> Plant | None:
    """Leave a sentence in the original's language."""
    words = sum(any(char.isalpha() for char in word) for word in unit.original.text.split())
    if words < _LEAST_UNTRANSLATED or shared_words(unit.original, unit.translation) > _ALIKE:
        return None
    old, new = unit.translation.text, unit.original.text
    change = Edit(*whole(unit.translation), new)
    return plant_in(unit, Kind.SENTENCE_UNTRANSLATED, "", (change,), before=old, after=new)


def sentences_swapped(unit: SentencePair, stock: Stock, random: Random) -> Plant | None:
    """Swap two neighbouring sentences of the translation."""
    if unit.following is None:
        return None
    pair, first, (english, second) = unit.pair, unit.translation, unit.following
    document = pair.translation
    within = first.block == second.block
    alone = all(len(document.blocks[s.block].text) == len(s.text) for s in (first, second))
    long_enough = all(content_words(s.text, document.language) >= _LEAST_MOVED for s in (first, second))
    fits = first.text.endswith(_ENDS) and second.text.endswith(_ENDS) if within else alone and pair.by_lines
    if not (fits and long_enough and verbatim(document, second)) or fold(first.text) == fold(second.text):
        return None
    changes = (Edit(*whole(first), second.text), Edit(*whole(second), first.text))
    made = plant_in(
        unit,
        Kind.SENTENCES_SWAPPED,
        "within a block" if within else "two blocks",
        changes,
        place=(first.start, second.end),
        before=first.text,
        after=second.text,
    )
    return replace(made, original=(unit.original.start, english.end), lines=(first.block, second.block))


def _gap(document: Document, sentence: Sentence) -> Stretch | None:
    """Return what goes with a sentence: its line where it stands alone in it, else the space to its neighbour."""
    text = document.text
    block = document.blocks[sentence.block]
    if len(block.text) > len(sentence.text):
        if _is_last(document, sentence):
            start = sentence.start
            while start and text[start - 1].isspace():
                start -= 1
            return start, sentence.end
        end = sentence.end
        while end < len(text) and text[end].isspace():
            end += 1
        return sentence.start, end
    start = text.rfind("\n", 0, sentence.start) + 1
    end = text.find("\n", sentence.end)
    if end < 0:
        return (max(0, start - 1), len(text)) if text[start:].strip() == sentence.text else None
    return (start, end + 1) if text[start:end].strip() == sentence.text else None


def _is_last(document: Document, sentence: Sentence) -> bool:
    block = document.blocks[sentence.block]
    return sentence.at + len(sentence.text) >= len(block.text.rstrip())
