"""The shape of what is known of a language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["ITS_OWN", "Language"]


#: The usage of spaces of a text that follows none but its own habit.
ITS_OWN = "its-own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Data about one language. Words are lower case unless their case matters."""

    code: str  #: ISO 639-1
    name: str  #: in English
    names: frozenset[str]  #: in lower case: other codes, its name in its own and in other languages
    locale: str  #: of its largest country, as spelling checkers name it: ``en-US``
    letters: frozenset[str]  #: lower case, with those of its loanwords
    #: A regular expression for the shapes of words that are rare in other languages, to recognise a text by.
    word_shapes: str = ""
    function_words: frozenset[str]  #: articles, pronouns, prepositions, conjunctions, auxiliaries: no content
    elisions: frozenset[str] = frozenset()  #: words of their own before an apostrophe: ``l``, ``qu``
    enclitics: tuple[str, ...] = ()  #: words of their own at a word's end, longest first: ``'s``, ``-t-il``
    #: Words that are two in one: ``du`` is ``de`` + ``le``.
    contractions: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    sentence_ends: str = ""  #: marks of its own that end a sentence wherever they stand: ``。``
    #: The first halves and the second halves of a negation in two words: ``ne`` ... ``pas``.
    negation_halves: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    # Abbreviations stand without their last full stop; one with a capital is meant in that case only.
    leading_abbreviations: frozenset[str] = frozenset()  #: end no sentence: ``Mr``, ``e.g``
    number_abbreviations: frozenset[str] = frozenset()  #: end no sentence before a number: ``vol``
    abbreviations: frozenset[str] = frozenset()  #: end one only before a word that is usually in lower case: ``inc``
    closing_abbreviations: frozenset[str] = frozenset()  #: end one before any capital: ``etc``
    name_particles: frozenset[str] = frozenset()  #: function words with a capital inside names: ``la``, ``van``
    speech_verbs: frozenset[str] = frozenset()  #: third person past, as they attribute a quotation: ``said``
    titles: frozenset[str] = frozenset()  #: before a name, without their full stop: ``Mr``
    #: A regular expression for signs that a writer opens sentences with a lower-case word; empty where none does.
    careless_writing: str = ""
    page_words: frozenset[str] = frozenset()  #: before the number of a page: ``page``
    page_joiners: frozenset[str] = frozenset()  #: between that and the number of pages: ``of``
    hyphened_heads: frozenset[str] = frozenset()  #: first parts of words that keep their hyphen: ``self``
    hyphened_tails: frozenset[str] = frozenset()  #: last parts of such words: ``là``
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
    space_after: str = ""  #: marks that a space stands behind: ``«``
    #: By the name of a usage, those of the marks above that need their space; all of them where nothing is said.
    space_usages: Mapping[str, str] = field(default_factory=dict, hash=False)
    quotation_marks: Mapping[str, str] = field(default_factory=dict, hash=False)  #: closing mark by opening mark
    #: The marks of a quotation with their spaces, where straight marks are no other way to write them.
    spaced_quotation: tuple[str, str] | None = None
