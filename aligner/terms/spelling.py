"""Renderings that differ in nothing but hyphens, capitals and accents."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from aligner.core import BlockKind, Document
from aligner.languages.folding import fold
from aligner.languages.morphology import morphology
from aligner.terms.candidates import TermKind
from aligner.terms.equivalents import DominantEquivalent, Located, locate
from aligner.terms.phrase_index import Index, parts, runs

__all__ = ["Spellings", "spellings"]


@dataclass(frozen=True, slots=True)
class Spellings:
    """One equivalent with several spellings: for each the places, the usual one first."""

    usual: DominantEquivalent
    forms: tuple[tuple[str, tuple[Located, ...]], ...]


def spellings(usual: DominantEquivalent, index: Index, translation: Document) -> Spellings | None:
    """Return the spellings of an equivalent, or nothing where there is but one.

    The usual one is the most frequent; of equally frequent ones the first in the text.
    """
    is_name = usual.term.kind is TermKind.NAME
    forms: dict[str, list[Located]] = {}
    hyphens = {o.bead for o in usual.term.occurrences if ("-" in o.text) != ("-" in usual.term.text)}
    for place in [*locate(usual, index), *_squeezed(usual, index)]:
        if place.bead in hyphens:
            continue  # the original spells it otherwise here too
        form = _form(place, translation, is_name=is_name)
        if form is not None:
            forms.setdefault(form, []).append(place)
    if len(forms) < 2:
        return None
    plain = {form: fold(form).replace("-", "").replace(" ", "") for form in forms}
    common = Counter({form: len(forms[form]) for form in forms}).most_common(1)[0][0]
    # "européen" and "européenne" are no two spellings.
    forms = {form: places for form, places in forms.items() if plain[form] == plain[common]}
    if len(forms) < 2:
        return None
    order = sorted(forms, key=lambda form: (-len(forms[form]), forms[form][0].sentence, forms[form][0].start))
    shown = [(_shown(forms[form], translation), tuple(forms[form])) for form in order]
    return Spellings(usual, tuple(shown))


def _squeezed(usual: DominantEquivalent, index: Index) -> list[Located]:
    """Return places without the equivalent that have it in one word more or less: "week-end", "weekend"."""
    whole = "".join(usual.keys)
    positions = {index.positions[o.bead] for o in usual.term.occurrences}
    return [
        Located(index.beads[position].bead, words)
        for position in sorted(positions.difference(usual.present))
        for run in runs(index.beads[position].translation)
        for words in parts(run, len(usual.keys) + 1)
        if "".join([word.key for word in words]) == whole and all(word.joined for word in words[1:])
    ]


def _form(place: Located, translation: Document, *, is_name: bool) -> str | None:
    """Return the spelling of an equivalent without its inflection; None where the place tells nothing."""
    sentence = translation.sentences[place.sentence]
    if translation.blocks[sentence.block].kind is BlockKind.HEADING or sentence.text.isupper():
        return None
    parts = []
    for number, word in enumerate(place.words):
        # Only names have a spelling of their own; other words inflect, and accents then tell words apart.
        text = morphology(translation.language).singular(word.text.lower()) if is_name else word.key
        # "Chinois" is a noun, "chinois" an adjective: capitals only tell spellings of several words apart.
        capital = is_name and len(place.words) > 1 and (word.capital or _at_start(sentence.text, word.start))
        parts.append(("-" if word.joined else " ") if number else "")
        parts.append(text.capitalize() if capital else text)
    return "".join(parts)


def _at_start(text: str, at: int) -> bool:
    return not any(character.isalnum() for character in text[:at])


def _shown(places: Sequence[Located], translation: Document) -> str:
    texts = Counter(translation.sentences[p.sentence].text[p.start : p.end] for p in places)
    return max(texts, key=lambda text: texts[text])
