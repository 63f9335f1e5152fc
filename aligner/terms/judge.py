"""Decides how likely an editor is to call another rendering of a term a slip."""

from collections.abc import Iterable, Mapping
from math import exp, log

from aligner.terms.rivals import Rival

__all__ = ["confidence", "rival_counts"]

# Logistic regression over 4,500 rivals in every second document of tico19 and docs, as they are and with planted
# synonyms; deviations that stand in the texts as they are, 80 kinds, read one by one, count as right. On the other half
# of the documents: recall .75 at precision .84, on these .80 and .84. What brought nothing: whether the sentence comes
# closer to the original with the usual rendering put in (+.01, at twice the cost), gradient boosting (+.00).
_WEIGHTS = {
    "intercept": -13.72,
    "company": -2.45,
    "frequency": -0.68,
    "counted": -2.32,
    "beside": -3.33,
    "share": 2.57,
    "association": 3.58,
    "similarity": 2.08,
    "phrase": 1.29,
    "noun": 2.85,
    "alone": 1.39,
    "unlinked": -0.47,
    "elsewhere": -1.84,
    "answered": 0.78,
    "link": 0.17,
    "usual_noun": 2.78,
    "known": -0.8,
    "expected": 2.25,
    "to_usual": 1.19,
    "kinship": 0.58,
    "in_name": -0.29,
    "idle": -3.22,
    "capital": -0.79,
    "words": -1.07,
}
_STRONG = 0.98  #: score of a link that is as good as sure
_UNSEEN = 0.7  #: share of the usual rendering where the lexicon has never seen the term
_MOST_KNOWN = 0.3  #: share in the lexicon beyond which a rendering is no better known
_LEAST_SHARE = 0.45  #: of a term's beads that have the usual rendering
_LEAST_CLOSENESS = 0.3  #: in meaning to the term or to its usual rendering
_LEAST_CLOSENESS_UNLINKED = 0.36  #: the same of a phrase that no link leads to
_LEAST_KINSHIP = 0.2  #: of such a phrase to the usual rendering if it stands in other places too
_NEAR = 0.45  #: its closeness in meaning that will do as well
_LEAST_NOUN = 0.4  #: share of the usual rendering's places in which a noun stands
_MOSTLY_NOUN = 0.6  #: the same, above which another rendering has to stand where a noun stands
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
        "association": usual.association,
        "similarity": usual.similarity,
        "phrase": len(usual.term.keys) > 1,
        "noun": evidence.noun,
        "alone": len(usual.present) / (len(usual.present) + others),
        "unlinked": evidence.link < _UNLINKED,
        "elsewhere": evidence.elsewhere,
        "answered": evidence.answered,
        "link": log(max(evidence.link, _WEAKEST)),
        "usual_noun": evidence.usual_noun,
        "known": min(evidence.known, _MOST_KNOWN),
        "expected": _expected(rival),
        "to_usual": evidence.to_usual,
        "kinship": (evidence.kinship or 0.0) ** 0.5,
        "in_name": evidence.in_name,
        "idle": evidence.idle,
        "capital": rival.words[0].capital,
        "words": sum(bool(word.key) for word in rival.words) > 1,
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
    near = (evidence.kinship or 0.0) >= _LEAST_KINSHIP or closeness >= _NEAR
    if evidence.link < _UNLINKED and (closeness < _LEAST_CLOSENESS_UNLINKED or (evidence.company < 1 and not near)):
        return False
    if evidence.elsewhere > max(_CLAIMED, evidence.link - _CLAIM_LEAD):
        return False
    if "-" in rival.text and rival.text == rival.occurrence.text:
        return False  # an identifier, such as the name of a package
    share = len(usual.present) / (len(usual.present) + usual.missing)
    if evidence.usual_noun < _LEAST_NOUN and evidence.link < _STRONG:
        return False
    if evidence.noun == 0 and (evidence.usual_noun > _MOSTLY_NOUN or evidence.link < _STRONG):
        return False
    return not evidence.verb and closeness >= _LEAST_CLOSENESS and share >= _LEAST_SHARE
