"""Planters of slips around placeholders and numbers: a placeholder damaged or lost, the limit of a number left out."""

import re
from dataclasses import replace
from random import Random

from aligner.core import Side
from aligner.evaluate.edits import Edit
from aligner.evaluate.plants import Kind, Plant, SentencePair, plant_in
from aligner.evaluate.stock import Stock
from aligner.languages.pairs.qualifiers import qualifiers

__all__ = ["limit_dropped", "placeholder_damaged"]

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
