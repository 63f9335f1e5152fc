"""The planters: each takes a sentence pair and makes an error of one kind in it, or says that it cannot."""

from collections.abc import Callable, Mapping
from random import Random

from aligner.evaluate import contrary_planters, program_planters, sentence_planters, word_planters
from aligner.evaluate.plants import Kind, Plant, SentencePair
from aligner.evaluate.stock import Stock

__all__ = ["PLANTERS", "Planter"]

Planter = Callable[[SentencePair, Stock, Random], Plant | None]

PLANTERS: Mapping[Kind, Planter] = {
    Kind.SENTENCE_DELETED: sentence_planters.sentence_deleted,
    Kind.SENTENCE_INSERTED: sentence_planters.sentence_inserted,
    Kind.CLAUSE_DELETED: word_planters.clause_deleted,
    Kind.WORDS_DELETED: word_planters.words_deleted,
    Kind.CLAUSE_INSERTED: word_planters.clause_inserted,
    Kind.NUMBER_CHANGED: word_planters.number_changed,
    Kind.NEGATION_DROPPED: word_planters.negation_dropped,
    Kind.NAME_SWAPPED: word_planters.name_swapped,
    Kind.SENTENCE_UNTRANSLATED: sentence_planters.sentence_untranslated,
    Kind.WORD_DUPLICATED: word_planters.word_duplicated,
    Kind.SENTENCES_SWAPPED: sentence_planters.sentences_swapped,
    Kind.CLAUSE_UNTRANSLATED: word_planters.clause_untranslated,
    Kind.PLACEHOLDER_DAMAGED: program_planters.placeholder_damaged,
    Kind.LIMIT_DROPPED: program_planters.limit_dropped,
    Kind.SENTENCE_DOUBLED: sentence_planters.sentence_doubled,
    Kind.FRACTION_CHANGED: contrary_planters.fraction_changed,
    Kind.MOOD_CHANGED: program_planters.mood_changed,
    Kind.OPPOSITE_SAID: contrary_planters.opposite_said,
}
