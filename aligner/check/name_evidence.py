"""Confidence that the translation has another name in the place of a name of the original."""

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.check.name_statistics import BeadNames, BeadSide, Found, Lessons
from aligner.core import Side
from aligner.languages.pairs import Form, Spelling

__all__ = ["VAGUE", "SwapEvidence", "count", "is_extra", "is_fewer", "weigh"]

_NEAR, _VERY_NEAR = 0.6, 0.75  # likeness of two spellings, 0 to 1, that makes one a slip for the other
_NEAR_ACRONYM = 4  #: letters; shorter acronyms are alike by chance
_FAR_APART, _CLOSE = 0.3, 0.1  # distance of the two places, each as a share of its text
_START = 2  #: number of the last word that counts as the start of a text
_STEADY = 3  #: beads that keep a name as it is, from which on another word in its place is no translation
_HEAD = 3  #: letters of the heads of names, at least
VAGUE = 0.5  #: the greatest confidence where one of the two may be no name
_TRANSLATED = 0.45  #: confidence where a translated name is as likely as a wrong one


@dataclass(frozen=True, slots=True)
class SwapEvidence:
    """What is known of a missing name, of its rival in the translation, and of the two together."""

    steady: bool  #: the name's rendering is known, or the other beads agree on it
    kept: bool  #: several other beads keep the name as it is
    kept_often: bool  #: the same, whatever is known of the name
    fewer: bool  #: the name is there, but fewer times than in the original
    extra: bool  #: the rival is in the original too, but fewer times
    near: bool  #: the rival looks like a misspelling
    very_near: bool
    anchored: bool  #: both stand beside the same word with a capital, inside a longer name
    far_apart: bool
    close: bool
    same_kind: bool  #: both are acronyms, or neither
    rival_known: bool  #: the rival renders another name elsewhere in the document, or is known to render one
    rival_listed: bool  #: the latter
    listed: bool  #: what stands for the name in the translation's language is known: of countries, nationalities
    at_start: bool
    ordinary: bool  #: the name is a word that the dictionary has without a capital
    rival_ordinary: bool


def weigh(bead: BeadNames, lessons: Lessons, absent: Found, rival: Found, *, fewer: bool, extra: bool) -> float:
    """Return the confidence that a rival stands for a missing name by mistake, 0 to 1."""
    known = bool(lessons.forms(bead, absent))
    meanings = lessons.meanings(bead, rival)
    likeness = lessons.spelling.similarity(absent.folded, rival.folded)
    acronyms = absent.name.is_acronym or rival.name.is_acronym
    too_short = acronyms and min(len(absent.folded), len(rival.folded)) < _NEAR_ACRONYM
    kept = max(lessons.kept[absent.folded], lessons.capital[absent.folded])
    near = likeness >= _NEAR and not too_short
    ordinary = not known and ((absent.name.is_ordinary and near) or lessons.is_ordinary(Side.ORIGINAL, absent))
    both_acronyms = absent.name.is_acronym and rival.name.is_acronym
    evidence = SwapEvidence(
        steady=known or (kept > 1 if fewer else lessons.is_taught(absent)),
        kept=known or kept >= _STEADY,
        kept_often=lessons.kept[absent.folded] >= _STEADY,
        fewer=fewer,
        extra=extra,
        near=near,
        very_near=likeness > _VERY_NEAR,
        anchored=_is_anchored(bead, absent, rival),
        far_apart=_distance(bead, absent, rival, lessons.spelling) > _FAR_APART,
        close=_distance(bead, absent, rival, lessons.spelling) <= _CLOSE,
        same_kind=absent.name.is_acronym is rival.name.is_acronym,
        rival_known=bool(meanings) or lessons.rendering[rival.folded] > 0,
        rival_listed=bool(meanings),
        listed=known,
        at_start=absent.at <= _START,
        ordinary=ordinary,
        # A dictionary has ordinary words that look like acronyms in small letters, as French has "gui" and "ifs".
        rival_ordinary=not meanings
        and ((rival.name.is_ordinary and (near or known)) or lessons.is_ordinary(Side.TRANSLATION, rival))
        and not (both_acronyms and not ordinary),
    )
    if not evidence.steady and lessons.seen[absent.folded] > 1 and not lessons.answered[absent.folded]:
        return 0.3  # the document renders it again and again, in a way that spelling does not show
    sure = _confidence(evidence, absent, rival)
    # A dictionary has such a word, though no text that we know: « Panier » is one, « Dundee » as well.
    vague = (absent.name.is_ordinary and not known) or (rival.name.is_ordinary and not meanings)
    return min(sure, VAGUE) if vague and not (near or both_acronyms) else sure


# Chosen by counting, for each combination of evidence, the pairs on untouched tico19 and docs and on the same with an
# eighth of the names swapped for others, swapped for foreign names, or misspelt by one letter. Of the untouched pairs
# almost all have an ordinary word with a capital on both sides: names of buttons, titles, headings.
def _confidence(e: SwapEvidence, absent: Found, rival: Found) -> float:
    ordinary, rival_ordinary = e.ordinary, e.rival_ordinary
    if e.near and not e.extra and not rival.name.is_initial and (e.steady or e.same_kind):
        return _confidence_of_slip(e)
    if rival.name.is_initial and not (ordinary or rival_ordinary or e.steady or e.fewer or e.extra):
        return 0.55 if e.same_kind and e.close and e.at_start and not rival.name.is_acronym else 0.0
    if rival.name.is_initial:
        return 0.55 if e.steady and e.at_start and not e.fewer and not e.extra else 0.0
    if e.extra:
        return 0.6 if e.steady and e.same_kind and not (e.fewer or e.far_apart or rival_ordinary) else 0.0
    if e.listed and not (e.rival_known or e.near) and (rival_ordinary or not e.close):
        return 0.0 if rival_ordinary else _TRANSLATED  # it was left out, or stands there in some other way
    if e.anchored and e.rival_listed and not (e.listed or e.near):
        return _TRANSLATED  # "Councillor Leuthard", « Mme Leuthard »
    if rival_ordinary:
        if not e.steady:
            return _TRANSLATED if e.close and e.same_kind and not (ordinary or e.fewer) else 0.0
        if not e.same_kind or e.far_apart or not (e.kept or e.rival_known):
            return 0.0
        if ordinary:
            return _TRANSLATED
        return 0.65 if not e.fewer else 0.55 if e.rival_known else 0.4
    if e.fewer:
        return 0.65 if e.steady and e.same_kind else 0.55 if e.same_kind and not e.far_apart else 0.0
    if absent.name.is_acronym and not (e.kept_often or e.rival_known):
        return _TRANSLATED  # an acronym of the translation's own
    if e.steady:
        if not e.same_kind:
            return 0.55 if e.kept and e.rival_known and not e.far_apart else 0.4
        return 0.85 if e.rival_known else 0.75
    if e.anchored and not absent.name.is_acronym:
        return 0.75
    if not e.same_kind or e.far_apart:
        return 0.4
    return _TRANSLATED if ordinary else 0.6


def _confidence_of_slip(e: SwapEvidence) -> float:
    if e.rival_ordinary and (e.ordinary or not e.steady):
        return 0.0  # Republic, République: a translation
    if e.steady:
        return 0.6 if e.fewer or e.rival_ordinary else 0.8
    if e.ordinary and not e.very_near:
        return 0.0
    return 0.55 if not e.ordinary else 0.6 if e.anchored else 0.51


def count(side: BeadSide, found: Found, how: Spelling) -> int:
    """Return how many times a name stands on a side of its bead."""
    return sum(map(side.words.count, how.plural_forms(found.folded)))


def is_fewer(bead: BeadNames, lessons: Lessons, name: Found) -> bool:
    """Return whether the translation has a name, but fewer times than the original."""
    groups = lessons.groups(bead, name)
    if not groups:
        return count(bead.original, name, lessons.spelling) > count(bead.translation, name, lessons.spelling) > 0
    own = [form for group in groups for form in group.own]
    there = _count_forms(bead.original, own)
    if there < 2:
        return False
    others = [form for group in groups for form in group.others]
    return there > _count_forms(bead.translation, [*own, *others]) > 0


def is_extra(bead: BeadNames, lessons: Lessons, rival: Found) -> bool:
    """Return whether the original has a name of the translation, but fewer times."""
    return 0 < count(bead.original, rival, lessons.spelling) < count(bead.translation, rival, lessons.spelling)


def _count_forms(side: BeadSide, forms: Sequence[Form]) -> int:
    """Return how many words of a side begin one of the forms."""
    present, heads = set(side.words), {word[:_HEAD] for word in side.words}
    possible = [
        form
        for form in forms
        if (form.words[0][:_HEAD] in heads if form.is_head and len(form.words) == 1 else form.words[0] in present)
    ]

    def stands(form: Form, at: int) -> bool:
        return form.stands_at(side.words, at) and (side.tokens[at].text[0].isupper() or not form.is_acronym)

    return sum(any(stands(form, at) for form in possible) for at in range(len(side.words)))


def _distance(bead: BeadNames, absent: Found, rival: Found, how: Spelling) -> float:
    """Return how far apart in their texts a name and its rival stand, 0 to 1."""
    there = rival.at / len(bead.translation.words)
    size = len(bead.original.words)
    forms = how.plural_forms(absent.folded)
    places = [at for at, word in enumerate(bead.original.words) if word in forms] or [absent.at]
    return min(abs(at / size - there) for at in places)


def _is_anchored(bead: BeadNames, absent: Found, rival: Found) -> bool:
    """Return whether the same word with a capital is beside both: Free Software and Free Martinez Foundation."""
    for step in (-1, 1):
        here, there = absent.at + step, rival.at + step
        if 0 <= here < len(bead.original.words) and 0 <= there < len(bead.translation.words):
            beside = bead.original.tokens[here].text
            same = bead.original.words[here] == bead.translation.words[there]
            if same and len(beside) > 1 and beside[0].isupper():
                return True
    return False
