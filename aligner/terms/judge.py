"""Decides how likely an editor is to call another rendering of a term a slip."""

from collections.abc import Iterable, Mapping
from math import exp, log

from aligner.terms.rivals import Rival

__all__ = ["confidence", "rival_counts"]

# Logistic regression over 2,400 rivals in the documents of tico19 and docs, 400 of them planted synonyms. "phrase" is
# raised by hand: of 16 rivals of phrases on untouched text, 11 were true deviations, which the regression calls wrong.
_WEIGHTS = {
    "intercept": -15.17,
    "company": -1.65,
    "frequency": -0.78,
    "counted": -2.94,
    "beside": -4.48,
    "share": 4.19,
    "occurrences": -0.30,
    "association": 2.58,
    "similarity": 3.06,
    "phrase": 1.0,
    "noun": 3.93,
    "several": -0.59,
    "alone": 0.15,
    "unlinked": -0.14,
    "elsewhere": -2.59,
    "answered": 2.00,
    "link": 0.34,
    "strong": -0.52,
    "usual_noun": 2.31,
    "known": -3.07,
    "expected": 1.87,
}
_STRONG = 0.98  #: score of a link that is as good as sure
_UNSEEN = 0.7  #: share of the usual rendering where the lexicon has never seen the term
_MOST_KNOWN = 0.3  #: share in the lexicon beyond which a rendering is no better known
_LEAST_SHARE = 0.45  #: of a term's beads that have the usual rendering
_LEAST_CLOSENESS = 0.3  #: in meaning to the term or to its usual rendering
_LEAST_CLOSENESS_UNLINKED = 0.36  #: the same of a phrase that no link leads to
_LEAST_NOUN = 0.4  #: share of the usual rendering's places in which a noun stands
_UNLINKED = 0.1  #: score of a link that is as good as none
_WEAKEST = 0.05  #: links weaker than that count as this
_CLAIMED = 0.5  #: score of a link to another word of the original ...
_CLAIM_LEAD = 0.2  #: ... that gives the phrase to that word unless its link to the term is better by so much


def rival_counts(found: Iterable[Rival]) -> dict[int, int]:
    """For each usual rendering (by its identity) the beads in which another noun is linked to the term."""
    beads: dict[int, set[int]] = {}
    for rival in found:
        if rival.evidence.noun and rival.evidence.link >= _CLAIMED:
            beads.setdefault(id(rival.usual), set()).add(rival.occurrence.bead)
    return {key: len(some) for key, some in beads.items()}


def confidence(rival: Rival, counts: Mapping[int, int]) -> float:
    """Probability that a careful editor would object, 0 to 1.

    :param counts: what ``rival_counts`` says of all rivals of the document
    """
    if not _is_plausible(rival):
        return 0.0
    evidence, usual = rival.evidence, rival.usual
    beads = len(usual.present) + usual.missing
    others = max(1, counts.get(id(usual), 1))
    values = {
        "intercept": 1.0,
        "company": evidence.company if evidence.frequency > 1 else 0.5,
        "frequency": log(evidence.frequency),
        "counted": evidence.counted,
        "beside": evidence.beside,
        "share": len(usual.present) / beads,
        "occurrences": log(beads),
        "association": usual.association,
        "similarity": usual.similarity,
        "phrase": len(usual.term.keys) > 1,
        "noun": evidence.noun,
        "several": others > 1,
        "alone": len(usual.present) / (len(usual.present) + others),
        "unlinked": evidence.link < _UNLINKED,
        "elsewhere": evidence.elsewhere,
        "answered": evidence.answered,
        "link": log(max(evidence.link, _WEAKEST)),
        "strong": evidence.link > _STRONG,
        "usual_noun": evidence.usual_noun,
        "known": min(evidence.known, _MOST_KNOWN),
        "expected": _expected(rival),
    }
    return 1 / (1 + exp(-sum(_WEIGHTS[name] * value for name, value in values.items())))


def _expected(rival: Rival) -> float:
    """How usual the usual rendering is, by the lexicon; terms of several words are beyond its knowledge."""
    evidence = rival.evidence
    if len(rival.usual.term.keys) > 1:
        return max(evidence.expected, _UNSEEN)
    return evidence.expected if evidence.expected or evidence.known else _UNSEEN


def _is_plausible(rival: Rival) -> bool:
    """Whether the phrase can be a rendering of the term at all."""
    evidence, usual = rival.evidence, rival.usual
    closeness = max(evidence.to_term, evidence.to_usual)
    if evidence.link < _UNLINKED and (closeness < _LEAST_CLOSENESS_UNLINKED or evidence.company < 1):
        return False
    if evidence.elsewhere > max(_CLAIMED, evidence.link - _CLAIM_LEAD):
        return False
    if "-" in rival.text and rival.text == rival.occurrence.text:
        return False  # an identifier, such as the name of a package
    share = len(usual.present) / (len(usual.present) + usual.missing)
    if evidence.usual_noun < _LEAST_NOUN:
        return False
    return evidence.noun > 0 and not evidence.verb and closeness >= _LEAST_CLOSENESS and share >= _LEAST_SHARE
