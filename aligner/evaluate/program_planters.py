"""Planters of slips around placeholders, limits and moods: a placeholder damaged, a limit left out, must for may."""

import re
from dataclasses import replace
from random import Random

from aligner.check.tokens import folded, tokens
from aligner.core import Side
from aligner.evaluate.edits import Edit
from aligner.evaluate.plants import Kind, Plant, SentencePair, plant_in
from aligner.evaluate.stock import Stock
from aligner.languages.pairs.qualifiers import qualifiers

__all__ = ["limit_dropped", "mood_changed", "placeholder_damaged"]

#: Placeholders, and what becomes of them in careless hands.
_PLACEHOLDERS = (
    ("%d", ("% d", "%s", "")),
    ("%(count)s", ("%(nombre)s", "%(count) s", "")),
    ("{user}", ("{utilisateur}", "(user)", "")),
    ("{{ name }}", ("{ name }", "{{ nom }}", "")),
    ("${path}", ("$ {path}", "${chemin}", "")),
    ("<b>1</b>", ("<b>1<b>", "1", "<i>1</i>")),
    ("&brand;", ("& brand;", "&marque;", "")),
)
_LAST = re.compile(r"[\s\u00a0\u202f]*[.!?…]*$")


def placeholder_damaged(unit: SentencePair, stock: Stock, random: Random) -> Plant | None:
    """Put a placeholder at the end of both sentences, damaged in the translation, or into the original alone."""
    right, wrong = random.choice(_PLACEHOLDERS)
    new = random.choice(wrong)
    ends = []
    for sentence in (unit.original, unit.translation):
        last = _LAST.search(sentence.text)
        ends.append(sentence.start + (last.start() if last else len(sentence.text)))
    ours, theirs = Edit(ends[0], ends[0], f" {right}"), Edit(ends[1], ends[1], f" {new}" if new else "")
    plant = plant_in(
        unit, Kind.PLACEHOLDER_DAMAGED, "lost" if not new else "changed", (theirs,), before=right, after=new
    )
    edits = ((Side.ORIGINAL, ours), *((side, edit) for side, edit in plant.edits if edit.new))
    return replace(plant, edits=edits)


def limit_dropped(unit: SentencePair, stock: Stock, random: Random) -> Plant | None:
    """Leave out what limits a number that both sentences have in digits."""
    text = unit.translation.text
    figures = set(re.findall(r"\d+", unit.original.text))
    known = qualifiers(unit.pair.original.language, unit.pair.translation.language)
    for one in known.qualifiers if known else ():
        if not one.is_limit:
            continue
        ours = "|".join(re.escape(form.text) for form in one.own)
        usual = one.others.whole[0].text.rstrip("*")
        found = re.search(rf"(?i)\b{re.escape(usual)}\b\s+(?:de\s+)?(?=(\d+)\b)", text)
        if found and found[1] in figures and re.search(rf"(?i)\b(?:{ours})\s+{found[1]}\b", unit.original.text):
            place = (unit.translation.start + found.start(), unit.translation.start + found.end())
            return plant_in(unit, Kind.LIMIT_DROPPED, one.own[0].text, (Edit(*place, ""),), before=found.group())
    return None


def mood_changed(unit: SentencePair, stock: Stock, random: Random) -> Plant | None:
    """Make a permission of a duty, or a duty of a permission, where both sentences have one of them and no more."""
    known = qualifiers(unit.pair.original.language, unit.pair.translation.language)
    ours, theirs = folded(unit.original.text), folded(unit.translation.text)
    moods = known.moods[:2] if known else ()
    said = [mood for mood in moods if mood.own.stand_in(ours) and mood.said.stand_in(theirs)]
    if len(said) != 1 or sum(mood.own.stand_in(ours) or mood.said.stand_in(theirs) for mood in moods) != 1:
        return None
    places = [
        (word, other.said.whole[n].text)
        for word in tokens(unit.translation.text)
        for n, form in enumerate(said[0].said.whole)
        if form.text == word.text and unit.translation.text[word.end : word.end + 1] != "-"
        for other in moods
        if other is not said[0] and n < len(other.said.whole) and " " not in other.said.whole[n].text
    ]
    if len(places) == 0:
        return None
    word, new = random.choice(places)
    place = (unit.translation.start + word.start, unit.translation.start + word.end)
    return plant_in(unit, Kind.MOOD_CHANGED, "", (Edit(*place, new),), place=place, before=word.text, after=new)
