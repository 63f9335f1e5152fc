"""Renderings of a term that are no inconsistency: kept names, other parts of speech, no translations."""

import re
from collections.abc import Sequence
from functools import cache

from aligner.check.base import PairContext
from aligner.check.tokens import fold, folded, tokens
from aligner.languages import get
from aligner.languages.dictionary import lemma
from aligner.languages.folding import shared_start
from aligner.languages.locutions import locutions
from aligner.languages.morphology import morphology
from aligner.languages.phrases import phrase_data
from aligner.link.tokens import tokenize
from aligner.terms.inconsistency import Deviation

__all__ = ["is_unsure", "is_variant"]

# Chosen by reading findings on published pages: of 32 that no editor wants, these leave one or two, and 7 of 8 others.
_MEANT = 0.34  #: likeness in meaning of a term and what is said to translate it, at least
_OTHERS = 0.64  #: the same of a word beside the term, from which on that is what it translates
_WORD_MEANT = 0.3  #: the same of each of its words, and the closest one of the translation
_ONE_WORD = 0.7  #: confidence from which on the rendering of a single word is worth a finding
_WORDS = 0.55  #: the same of several words
_PHRASE = 3  #: tokens that the parts of a compound are apart in the translation, at most
_LINKED = 0.2  #: score of a link from which on words translate each other
_TOLD = 3  #: places of the usual rendering of a word that tell what it is
_SPELLED = 2  #: the same of its spelling
_CODE_BEFORE = re.compile(r"(?:\w[._]|[/\\$@#<-])$")
_CODE_BEHIND = re.compile(r"[._]\w|[/\\(=>]")
_FAMILY = 5  #: letters at the start that words of one family share: maintain, maintenance


def is_variant(pair: PairContext, deviation: Deviation) -> bool:
    """Return whether the rendering of a term in one place is none that an editor would change."""
    if deviation.spelling or deviation.other_term:
        return False
    occurrence, place = deviation.occurrence, deviation.place
    here = pair.original.sentences[occurrence.sentence].text[occurrence.start : occurrence.end]
    there = pair.translation.sentences[place.sentence].text[place.start : place.end]
    if there in pair.original.sentences[occurrence.sentence].text:
        if _is_code(pair, deviation):
            return True
        return any(map(str.isupper, there))  # a name; a word in small letters is the original's, left as it is
    if _is_in_locution(pair, deviation):
        return True
    usual = folded(deviation.equivalents[0].text)
    if len(tokens(here)) > 1:
        return deviation.confidence < _WORDS or not _is_meant(pair, here, there)
    if deviation.confidence < _ONE_WORD or not _is_meant(pair, here, there):
        return True
    if _is_of_another(pair, deviation, there) or _is_verb(pair, there) or _opens_verb(pair, deviation):
        return True
    if _is_in_compound(pair, deviation):
        return True
    words = folded(there)
    return any(
        shared_start(one, other) >= min(_FAMILY, len(one) - 1) for one in usual for other in words if len(one) > 2
    )


def is_unsure(pair: PairContext, deviation: Deviation) -> bool:
    """Return whether another rendering may well be meant: a synonym, a short form, a word in its ordinary sense.

    Readers want to know of a term of several words of which the translation changes one, and of a word that was left as
    it is or translated by its like where elsewhere it is not. Of others, few are wrong.
    """
    usual = deviation.equivalents[0]
    if deviation.spelling:
        return len(usual.places) < _SPELLED
    if _is_clause(pair, usual.text) or _is_kept(pair, deviation):
        return True
    occurrence, place = deviation.occurrence, deviation.place
    term = _content(pair, 0, pair.original.sentences[occurrence.sentence].text[occurrence.start : occurrence.end])
    text = pair.translation.sentences[place.sentence].text[place.start : place.end]
    there, elsewhere = _content(pair, 1, text), _content(pair, 1, usual.text)
    if len(term) != 1:
        return not _changes_one(pair, term, text, there, elsewhere)
    if len(usual.places) < _TOLD:
        return True
    return not any(pair.usual.is_alike(term[0], one) for one in there) or any(
        pair.usual.is_alike(term[0], one) for one in elsewhere
    )


def _is_clause(pair: PairContext, usual: str) -> bool:
    """Return whether what stands most often for a term says more than a noun: two things, or a verb."""
    language = pair.translation.language
    data = phrase_data(language)
    words = [token.text.lower() for token in tokens(usual)]
    if len(words) < 2:
        return False
    joined = data is not None and any(word in data.coordinators for word in words)
    return joined or _is_verb(pair, words[0])


def _is_kept(pair: PairContext, deviation: Deviation) -> bool:
    """Return whether a term of several words mostly keeps its name in the original's language."""
    term, usual = folded(deviation.term), folded(deviation.equivalents[0].text)
    return len(usual) > 1 and set(term) <= set(usual)


def _changes_one(
    pair: PairContext, term: Sequence[str], text: str, there: Sequence[str], elsewhere: Sequence[str]
) -> bool:
    """Return whether two renderings of a term of several words are alike but for some words, and both say it all."""
    names = {token.text.lower() for token in tokens(text) if not token.text.islower()}
    known = get(pair.translation.language)
    clause = known.function_words - known.noun_joiners - known.noun_openers - known.degrees
    if len(there) < 2 or any(token.text.lower() in clause for token in tokens(text)):  # « paquet que vous visez »
        return False
    if any(word in elsewhere and word not in there for word in term):
        return False
    shared = any(
        shared_start(fold(one), fold(other)) >= min(_FAMILY, len(one))
        for one in there
        if one not in names or one == there[0]
        for other in elsewhere
    )
    return shared and _is_meant(pair, " ".join(term), " ".join(elsewhere))


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


def _opens_verb(pair: PairContext, deviation: Deviation) -> bool:
    """Return whether the original has a verb in this place: ``learn to code``."""
    known = get(pair.original.language)
    occurrence = deviation.occurrence
    text = pair.original.sentences[occurrence.sentence].text
    before = folded(text[: occurrence.start])
    return bool(before) and before[-1] in known.verb_openers | known.verb_or_noun_openers


def _is_in_locution(pair: PairContext, deviation: Deviation) -> bool:
    """Return whether a rendering is part of an expression, which means something else, or opens with a word of one.

    « Tout le monde » is no world, and « à l'égard des services » no rendering of "service delivery".
    """
    place, language = deviation.place, pair.translation.language
    found = tokenize(pair.translation.sentences[place.sentence].text, language)
    inside = [n for n, token in enumerate(found) if token.start < place.end and place.start < token.end]
    if not inside:
        return False
    words = [token.text.lower().replace("’", "'") for token in found]
    known, longest = _expressions(language)
    for first in range(max(0, inside[0] - longest + 1), inside[0] + 1):
        for last in range(first + 2, min(first + longest, len(words)) + 1):
            holds_all = last > inside[-1] and last - first > len(inside)
            opens = first < inside[0] < last
            if (holds_all or opens) and tuple(words[first:last]) in known:
                return True
    return False


@cache
def _expressions(language: str) -> tuple[frozenset[tuple[str, ...]], int]:
    """Return the expressions of a language, also without the word that joins them to what follows; and the longest."""
    known, functions = locutions(language), get(language).function_words
    cut = {words[:-1] for words in known if len(words) > 2 and words[-1] in functions}
    return known | cut, max(map(len, known), default=0)


def _is_code(pair: PairContext, deviation: Deviation) -> bool:
    """Return whether a rendering is a part of a name in code: ``window.location``."""
    place = deviation.place
    text = pair.translation.sentences[place.sentence].text
    before, behind = text[: place.start][-2:], text[place.end :][:2]
    return bool(_CODE_BEFORE.search(before) or _CODE_BEHIND.match(behind))


def _is_in_compound(pair: PairContext, deviation: Deviation) -> bool:
    """Return whether a term qualifies the noun behind it, here alone, and both are one phrase: ``engine room``.

    Such a compound often has a name of its own in the other language: ``salle des machines``.
    """
    occurrence, place = deviation.occurrence, deviation.place
    text = pair.original.sentences[occurrence.sentence].text
    behind = next((token for token in tokens(text) if token.start >= occurrence.end), None)
    known = get(pair.original.language)
    if behind is None or text[occurrence.end : behind.start] != " " or known.head_first:
        return False
    head = behind.text.lower()
    if not head.isalpha() or head in known.function_words:
        return False
    compound = f"{text[occurrence.start : occurrence.end]} {head}".lower()
    if sum(one.text.lower().count(compound) for one in pair.original.sentences) > 1:
        return False
    bead = next((one for one in pair.links.beads if occurrence.sentence in one.original), None)
    if bead is None:
        return False
    left, right = pair.links.places(bead)
    here = [n for n, (number, token) in enumerate(right) if number == place.sentence and token.end > place.start]
    if not here:
        return False
    return any(
        abs(j - here[0]) <= _PHRASE
        for i, j, _ in pair.links.links(bead, _LINKED)
        if left[i][0] == occurrence.sentence and left[i][1].start == behind.start
    )


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
