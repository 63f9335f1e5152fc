"""Rule qualifier: what limits, weakens or binds a statement (at least, only, often, must) and is lost or changed."""

from collections.abc import Iterator, Sequence
from functools import cache

from aligner.check.base import Need, PairContext, Scope, rule
from aligner.check.tokens import Token, folded, sentences, tokens
from aligner.core import Bead, BlockKind, Document, Finding, Message, Sentence, Severity, Span
from aligner.languages import get
from aligner.languages.numbers import quantities
from aligner.languages.numbers.quantity import Quantity
from aligner.languages.pairs import Form
from aligner.languages.pairs.qualifiers import Forms, Mood, Qualifiers, qualifiers
from aligner.languages.polarity import NOT_ONLY, cues

__all__ = ["qualifier"]

_ID, _LOST, _CHANGED = "qualifier", "accuracy/omission", "accuracy/mistranslation"

_LIMIT, _HEDGE, _MOOD = 0.7, 0.6, 0.65  #: confidences
_LONGEST = 40  #: words of an original in which one mood can be compared
_LINK = 0.4  #: score of a link that says that something stands for a word
_JOINTS = frozenset("-'’/")


@rule(
    _ID,
    scope=Scope.BEAD,
    needs={Need.QUALIFIERS, Need.POLARITY},
    links=True,
    follows={"omission", "untranslated", "negation"},
)
def qualifier(pair: PairContext) -> Iterator[Finding]:
    """Yield limits and hedges for which nothing stands in the translation, and duties that became permissions."""
    table = qualifiers(*pair.languages)
    assert table is not None
    heads = _heads(*pair.languages)
    for bead in pair.beads:
        if bead.is_null:
            continue
        ours = sentences(pair.original, bead.original)
        if all(heads.isdisjoint(folded(sentence.text)) for sentence in ours) or _is_code(pair.original, ours):
            continue
        side = _Translation(pair, bead)
        for sentence in ours:
            if not heads.isdisjoint(folded(sentence.text)):
                yield from _lost(pair, bead, sentence, table, side)
        yield from _changed(pair, bead, ours, table.moods, side)


class _Translation:
    """The translation's side of a bead."""

    def __init__(self, pair: PairContext, bead: Bead) -> None:
        self.sentences = sentences(pair.translation, bead.translation)
        self.words = tuple(word for sentence in self.sentences for word in folded(sentence.text))
        self.language = pair.translation.language

    def says(self, forms: Forms) -> bool:
        """Return whether any of the forms stands here."""
        if forms.stand_in(self.words):
            return True
        return bool(forms.meanings) and any(
            cue.meaning in forms.meanings for sentence in self.sentences for cue in cues(sentence.text, self.language)
        )

    def has(self, quantity: Quantity) -> bool:
        """Return whether a quantity of the original stands here."""
        return any(
            not set(quantity.readings).isdisjoint(one.readings)
            for sentence in self.sentences
            for one in quantities(sentence.text, self.language)
        )

    @property
    def denies(self) -> bool:
        """Whether anything is denied here."""
        return any(cue.is_strong for sentence in self.sentences for cue in cues(sentence.text, self.language))


def _is_code(document: Document, some: Sequence[Sentence]) -> bool:
    return any(document.blocks[sentence.block].kind is BlockKind.CODE for sentence in some)


@cache
def _heads(original: str, translation: str) -> frozenset[str]:
    """Return the first words of all that is looked for."""
    table = qualifiers(original, translation) or Qualifiers((), ())
    forms = [form for one in table.qualifiers for form in one.own]
    forms += [form for mood in table.moods for form in mood.own.whole if not form.is_head]
    return frozenset(form.words[0] for form in forms)


def _lost(
    pair: PairContext, bead: Bead, sentence: Sentence, table: Qualifiers, side: _Translation
) -> Iterator[Finding]:
    """Yield limits of numbers and hedges of a sentence for which nothing stands in the translation."""
    words, places = folded(sentence.text), tokens(sentence.text)
    taken = set[int]()
    for one in table.qualifiers:
        for start, end in _standing(one.own, words):
            if not taken.isdisjoint(range(start, end)) or _is_joined(sentence.text, places[start], places[end - 1]):
                continue
            if one.is_limit and not _limits(pair, sentence, places[end - 1].end, side):
                continue
            taken.update(range(start, end))
            if side.says(one.others):
                continue
            span = pair.original.locate(sentence.number, places[start].start, places[end - 1].end)
            if not one.is_limit and _is_rendered(pair, bead, sentence, places[start].start, places[end - 1].end):
                continue
            yield _finding(pair, bead, "lost", {"words": span.text}, span, _LIMIT if one.is_limit else _HEDGE)


def _standing(forms: Sequence[Form], words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the first word of each form, and the one behind its last."""
    for form in forms:
        if form.words[0] in words:
            for at, word in enumerate(words):
                end = at + len(form.words)
                if word == form.words[0] and end < len(words) and tuple(words[at:end]) == form.words:
                    yield at, end


def _is_joined(text: str, first: Token, last: Token) -> bool:
    """Return whether words are parts of a compound: read-only."""
    return bool({text[max(first.start - 1, 0) : first.start], text[last.end : last.end + 1]} & _JOINTS)


def _limits(pair: PairContext, sentence: Sentence, end: int, side: _Translation) -> bool:
    """Return whether a number that the translation has as well follows right behind."""
    for quantity in quantities(sentence.text, pair.original.language):
        if 0 <= quantity.start - end <= 1:
            return side.has(quantity)
    return False


def _is_rendered(pair: PairContext, bead: Bead, sentence: Sentence, start: int, end: int) -> bool:
    """Return whether links find a word of content for a hedge, or the words belong to "not only"."""
    if any(
        cue.meaning == NOT_ONLY and cue.start < end and start < cue.end
        for cue in cues(sentence.text, pair.original.language)
    ):
        return True
    here, there = pair.links.places(bead)
    small = get(pair.translation.language).function_words, get(pair.original.language).function_words
    links = [(i, j) for i, j, _ in pair.links.links(bead, _LINK) if there[j][1].text.lower() not in small[0]]
    own = {n for n, (s, token) in enumerate(here) if s == sentence.number and token.start < end and start < token.end}
    others = {j for i, j in links if i not in own and here[i][1].text.lower() not in small[1]}
    return any(i in own and j not in others for i, j in links)


def _changed(
    pair: PairContext, bead: Bead, ours: Sequence[Sentence], moods: Sequence[Mood], side: _Translation
) -> Iterator[Finding]:
    """Yield a duty that became a permission, and the like, where neither side denies anything."""
    words = tuple(word for sentence in ours for word in folded(sentence.text))
    if len(words) > _LONGEST:
        return  # too much is said to tell what is bound by what
    said = [mood for mood in moods if mood.own.stand_in(words)]
    if len(said) != 1 or side.says(said[0].said) or side.says(said[0].others):
        return
    if not any(mood is not said[0] and side.says(mood.said) for mood in moods):
        return
    if side.denies or any(cue.is_strong for s in ours for cue in cues(s.text, pair.original.language)):
        return
    for sentence in ours:
        places = tokens(sentence.text)
        for start, end in _standing(said[0].own.whole, folded(sentence.text)):
            span = pair.original.locate(sentence.number, places[start].start, places[end - 1].end)
            yield _finding(pair, bead, "changed", {"words": span.text}, span, _MOOD)
            return


def _finding(pair: PairContext, bead: Bead, key: str, said: dict[str, str], span: Span, confidence: float) -> Finding:
    return Finding(
        rule=_ID,
        severity=Severity.MINOR,
        category=_LOST if key == "lost" else _CHANGED,
        message=Message(f"{_ID}.{key}", said),
        original=span,
        translation=pair.translation.locate_run(bead.translation),
        confidence=confidence,
    )
