"""Renderings of a term that are no inconsistency: kept names, other parts of speech, no translations."""

from collections.abc import Sequence

from aligner.check.base import PairContext
from aligner.check.tokens import fold, folded, tokens
from aligner.languages import get
from aligner.languages.dictionary import lemma
from aligner.languages.folding import shared_start
from aligner.languages.morphology import morphology
from aligner.terms.inconsistency import Deviation

__all__ = ["is_variant"]

# Chosen by reading findings on published pages: of 32 that no editor wants, these leave one or two, and 7 of 8 others.
_MEANT = 0.34  #: likeness in meaning of a term and what is said to translate it, at least
_OTHERS = 0.64  #: the same of a word beside the term, from which on that is what it translates
_WORD_MEANT = 0.3  #: the same of each of its words, and the closest one of the translation
_ONE_WORD = 0.7  #: confidence from which on the rendering of a single word is worth a finding
_WORDS = 0.55  #: the same of several words
_FAMILY = 5  #: letters at the start that words of one family share: maintain, maintenance


def is_variant(pair: PairContext, deviation: Deviation) -> bool:
    """Return whether the rendering of a term in one place is none that an editor would change."""
    if deviation.spelling or deviation.other_term:
        return False
    occurrence, place = deviation.occurrence, deviation.place
    here = pair.original.sentences[occurrence.sentence].text[occurrence.start : occurrence.end]
    there = pair.translation.sentences[place.sentence].text[place.start : place.end]
    if there in pair.original.sentences[occurrence.sentence].text:
        return any(map(str.isupper, there))  # a name; a word in small letters is the original's, left as it is
    usual = folded(deviation.equivalents[0].text)
    if len(tokens(here)) > 1:
        return deviation.confidence < _WORDS or not _is_meant(pair, here, there)
    if deviation.confidence < _ONE_WORD or not _is_meant(pair, here, there):
        return True
    if _is_of_another(pair, deviation, there) or _is_verb(pair, there):
        return True
    words = folded(there)
    return any(shared_start(one, other) >= min(_FAMILY, len(one)) for one in usual for other in words if len(one) > 2)


def _is_of_another(pair: PairContext, deviation: Deviation, there: str) -> bool:
    """Return whether a word translates another word of the sentence than the term."""
    occurrence = deviation.occurrence
    text, low = pair.original.sentences[occurrence.sentence].text, there.lower()
    others = [t.text.lower() for t in tokens(text) if t.end <= occurrence.start or occurrence.end <= t.start]
    return any(
        pair.usual.is_counted(other, low) and pair.usual.likeness(other, low) >= _OTHERS
        for other in others
        if len(other) > 3
    )


def _is_verb(pair: PairContext, there: str) -> bool:
    """Return whether a rendering is a form of a verb, that no noun has."""
    language = pair.translation.language
    low = there.lower()
    forms = morphology(language)
    return forms.is_conjugated(low, forms.key(low, lemma(low, language)))


def _is_meant(pair: PairContext, here: str, there: str) -> bool:
    """Return whether a phrase can translate a term, all of whose words have something there."""
    usual = pair.usual
    one, other = _content(pair, 0, here), _content(pair, 1, there)
    if not one or not other:
        return True
    if pair.words is None:
        return True
    likeness = [[max(usual.surely(a, b), usual.likeness(a, b)) for b in other] for a in one]
    whole = max(usual.likeness(here.lower(), there.lower()), *(value for row in likeness for value in row))
    return whole >= _MEANT and all(max(row) >= _WORD_MEANT for row in likeness)


def _content(pair: PairContext, side: int, text: str) -> Sequence[str]:
    functions = get(pair.languages[side]).function_words
    return [token.text.lower() for token in tokens(text) if token.text.lower() not in functions and fold(token.text)]
