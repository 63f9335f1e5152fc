"""Needs of rules: data on the languages and abilities of encoders, and messages for what is missing."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from aligner.check.context import PairContext
from aligner.core import Argument, Message
from aligner.encode.base import AdditiveEncoder
from aligner.languages.numbers import number_data
from aligner.languages.pairs import facts, false_friends, is_measured
from aligner.languages.pairs.opposites import opposites
from aligner.languages.pairs.qualifiers import qualifiers
from aligner.languages.polarity import has_polarity
from aligner.link.coverage import load_model
from aligner.messages import language_name
from aligner.terms.classifier import has_judge

__all__ = ["Need", "missing"]


class Need(StrEnum):
    """What a rule may need. A glossary is none of it: without one, its rules have nothing to look for."""

    TWO_LANGUAGES = "two-languages"  #: the texts are in different ones
    NUMBERS = "numbers"  #: how both languages write numbers, dates and units
    POLARITY = "polarity"  #: how both languages negate
    NAMES = "names"  #: names and acronyms that change from the one language to the other
    FALSE_FRIENDS = "false-friends"  #: false friends of the original's language in the translation's
    OPPOSITES = "opposites"  #: contraries and closed classes of the two languages
    QUALIFIERS = "qualifiers"  #: what limits numbers in the original's language
    ENCODER = "encoder"  #: vectors of words
    COVERAGE_MODEL = "coverage-model"  #: how likely words without a link are missing, learned for both languages
    ADDITIVE_ENCODER = "additive-encoder"  #: vectors of sentences without some of their words
    TERM_JUDGE = "term-judge"  #: how likely another word for a term is an error, learned for this direction
    MEASURED = "measured"  #: how often the rule is right, measured for this direction; without it, findings are hints


def missing(pair: PairContext, need: Need) -> Message | None:
    """Return what is missing, as a clause without a capital; None where the need is met."""
    if need is Need.ENCODER:
        return Message("skipped.encoder") if pair.words is None else None
    if need is Need.ADDITIVE_ENCODER:
        return Message("skipped.additive-encoder") if not isinstance(pair.encoder, AdditiveEncoder) else None
    if need in _OF_ONE:
        lacking = [code for code in dict.fromkeys(pair.languages) if not _OF_ONE[need](code)]
        names: tuple[Argument, ...] = tuple(language_name(code) for code in lacking)
        return Message(f"skipped.{need}", {"languages": names}) if names else None
    original, translation = pair.languages
    if _OF_BOTH[need](original, translation):
        return None
    return Message(f"skipped.{need}", {"original": language_name(original), "translation": language_name(translation)})


_OF_ONE: Mapping[Need, Callable[[str], bool]] = {
    Need.NUMBERS: lambda language: number_data(language) is not None,
    Need.POLARITY: has_polarity,
}
_OF_BOTH: Mapping[Need, Callable[[str, str], bool]] = {
    Need.TWO_LANGUAGES: lambda original, translation: original != translation,
    Need.NAMES: lambda original, translation: facts(original, translation) is not None,
    Need.FALSE_FRIENDS: lambda original, translation: bool(false_friends(original, translation)),
    Need.QUALIFIERS: lambda original, translation: qualifiers(original, translation) is not None,
    Need.OPPOSITES: lambda original, translation: opposites(original, translation) is not None,
    Need.COVERAGE_MODEL: lambda original, translation: load_model(original, translation) is not None,
    Need.TERM_JUDGE: has_judge,
    Need.MEASURED: is_measured,
}
