"""The shape of what is known of a language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Language", "SpaceUsage"]


class SpaceUsage(StrEnum):
    """Whose habit of spaces beside punctuation marks a text follows."""

    ITS_OWN = "its-own"
    FRANCE = "france"
    SWITZERLAND = "switzerland"
    CANADA = "canada"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Data about one language. Words are lower case unless their case matters."""

    code: str  #: ISO 639-1
    name: str  #: in English
    letters: frozenset[str]  #: lower case, with those of its loanwords
    #: A regular expression for the shapes of words that other languages seldom have, to recognise a text by.
    word_shapes: str = ""
    function_words: frozenset[str]  #: articles, pronouns, prepositions, conjunctions, auxiliaries: no content
    elisions: frozenset[str] = frozenset()  #: words of their own before an apostrophe: ``l``, ``qu``
    enclitics: tuple[str, ...] = ()  #: words of their own at a word's end, longest first: ``'s``, ``-t-il``
    #: Words that are two in one: ``du`` is ``de`` + ``le``.
    contractions: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    #: The first halves and the second halves of a negation in two words: ``ne`` ... ``pas``.
    negation_halves: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    # Abbreviations stand without their last full stop; one with a capital is meant in that case only.
    leading_abbreviations: frozenset[str] = frozenset()  #: end no sentence: ``Mr``, ``e.g``
    number_abbreviations: frozenset[str] = frozenset()  #: end no sentence before a number: ``vol``
    abbreviations: frozenset[str] = frozenset()  #: end one only before a word that seldom has a capital: ``inc``
    closing_abbreviations: frozenset[str] = frozenset()  #: end one before any capital: ``etc``
    name_particles: frozenset[str] = frozenset()  #: function words with a capital inside names: ``la``, ``van``
    speech_verbs: frozenset[str] = frozenset()  #: third person past, as they attribute a quotation: ``said``
    lower_case_starts: bool = False  #: whether careless writers open a sentence with a lower-case word
    #: Words that the language writes twice in a row without fault: ``had had``, ``nous nous``.
    repeatable_words: frozenset[str] = frozenset()
    noun_openers: frozenset[str] = frozenset()  #: what follows is a noun phrase: ``the``, ``of``, ``l'``
    adjective_openers: frozenset[str] = frozenset()  #: a lone word after it is an adjective: ``is``, ``very``
    leading_adjectives: frozenset[str] = frozenset()  #: stand before their noun where others follow it: ``nouveau``
    verb_openers: frozenset[str] = frozenset()  #: a bare word after it is a verb: ``to``, ``will``, ``please``
    noun_followers: frozenset[str] = frozenset()  #: noun openers that follow a noun as readily as a verb: ``of``
    object_pronouns: frozenset[str] = frozenset()  #: a word before it is a verb: ``it``, ``them``
    #: What stands both before a verb and before a noun: ``to`` of ``to print`` and of ``from head to foot``.
    verb_or_noun_openers: frozenset[str] = frozenset()
    head_first: bool = False  #: whether a noun stands before the noun or phrase that qualifies it: ``mot de passe``
    #: Between a noun and what hangs on it: ``de``, ``en``; between two phrases: ``et``; before an adjective: ``très``.
    noun_joiners: frozenset[str] = frozenset()
    phrase_joiners: frozenset[str] = frozenset()
    degrees: frozenset[str] = frozenset()
    #: Words that rob the noun behind them of its own sense: ``such``, ``on the other``.
    idle_openers: frozenset[tuple[str, ...]] = frozenset()
    general_nouns: frozenset[str] = frozenset()  #: too vague to be terms: every phrase renders them its own way
    #: Common words that never change their form, and that dictionaries of word forms therefore lack.
    invariable_words: frozenset[str] = frozenset()
    invariable_endings: tuple[str, ...] = ()  #: endings of such words, of adverbs above all
    space_before: str = ""  #: marks that a space stands before: ``;``, ``!`` in French
    space_after: str = ""  #: marks that a space stands behind, besides those that end a word: ``«``
    #: Of the marks above, those that need their space by a usage; all of them where nothing is said.
    spaced_marks: Mapping[SpaceUsage, str] = field(default_factory=dict, hash=False)
