"""Decides how likely an editor is to call another rendering of a term a slip."""

from collections.abc import Iterable, Mapping
from math import exp, log

from aligner.terms.rivals import Rival

__all__ = ["confidence", "rival_counts", "values"]

# Logistic regression (ridge 3) over 5,500 plausible rivals in every second document of docs and tico19, as they are and
# with synonyms planted as tests/benchmarks/planted_terms.py does it, in four ways; deviations that stand in the texts
# as they are, read one by one, count as right. Cross-validated by document: recall .82 at precision .85. What brought
# nothing: gradient boosting, wider gates, how close other words of the sentence are, how literally the rest of it is
# rendered, the surface form of the term. The intercept is lowered by .25, for fewer alarms; what users get is measured
# by `python -m tests.benchmarks.terms planted`.
_WEIGHTS = {
    "intercept": -11.84,
    "company": -1.6,
    "frequency": -0.62,
    "counted": -2.25,
    "beside": -1.54,
    "share": 1.3,
    "association": 2.74,
    "similarity": 1.79,
    "noun": 3.3,
    "usual_noun": 2.56,
    "alone": 1.12,
    "unlinked": -1.03,
    "elsewhere": -1.54,
    "taken": -1.58,
    "known": -0.69,
    "expected": 2.62,
    "to_usual": 1.73,
    "kinship": 0.77,
    "derived": -3.31,
    "number": 1.18,
    "same": -1.79,
    "frame": 1.09,
    "compound": 0.77,
    "free": 0.33,
    "idle": -2.09,
    "length": -0.52,
}
_MOST_KNOWN = 0.3  #: share in the lexicon beyond which a rendering is no better known
_UNSEEN = 0.7  #: share of the usual rendering where the lexicon has never seen the term
_LEAST_SHARE = 0.45  #: of a term's beads that have the usual rendering
_LEAST_CLOSENESS = 0.36  #: in meaning to the term or to its usual rendering
_LEAST_CLOSENESS_UNLINKED = 0.42  #: the same of a phrase that no link leads to
_LEAST_KINSHIP = 0.2  #: of such a phrase to the usual rendering if it stands in other places too
_NEAR = 0.45  #: its closeness in meaning that will do as well
_LEAST_NOUN = 0.4  #: share of the usual rendering's places in which a noun stands
_CLAIMED = 0.5  #: score of a link to another word of the original ...
_CLAIM_LEAD = 0.2  #: ... that gives the phrase to that word unless its link to the term is better by so much
_UNLINKED = 0.1  #: score of a link that is as good as none


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
    return 1 / (1 + exp(-sum(_WEIGHTS[name] * value for name, value in values(rival, counts).items())))


def values(rival: Rival, counts: Mapping[int, int]) -> dict[str, float]:
    """What the judge looks at, as numbers of about the same size."""
    evidence, usual = rival.evidence, rival.usual
    others = max(1, counts.get(id(usual), 1))
    several = max(len(usual.term.keys), sum(bool(word.key) for word in rival.words)) > 1
    return {
        "intercept": 1.0,
        "company": evidence.company if evidence.frequency > 1 else 0.5,
        "frequency": log(evidence.frequency),
        "counted": evidence.counted,
        "beside": evidence.beside,
        "share": len(usual.present) / (len(usual.present) + usual.missing),
        "association": usual.association,
        "similarity": usual.similarity,
        "noun": evidence.noun,
        "usual_noun": evidence.usual_noun,
        "alone": len(usual.present) / (len(usual.present) + others),
        "unlinked": evidence.link < _UNLINKED,
        "elsewhere": evidence.elsewhere,
        "taken": evidence.taken,
        "known": min(evidence.known, _MOST_KNOWN),
        "expected": _expected(rival),
        "to_usual": evidence.to_usual,
        "kinship": (evidence.kinship or 0.0) ** 0.5,
        "derived": evidence.derived,
        "number": evidence.number or several,
        "same": evidence.same,
        "frame": evidence.frame,
        "compound": evidence.compound,
        "free": evidence.free,
        "idle": evidence.idle,
        "length": log(1 + evidence.length),
    }


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
    if "-" in rival.text and evidence.same:
        return False  # an identifier, such as the name of a package
    if evidence.usual_noun < _LEAST_NOUN:
        return False
    if evidence.noun == 0 and evidence.link < _CLAIMED:
        return False
    share = len(usual.present) / (len(usual.present) + usual.missing)
    impossible = evidence.verb or evidence.in_name
    return not impossible and closeness >= _LEAST_CLOSENESS and share >= _LEAST_SHARE
