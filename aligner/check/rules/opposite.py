"""Rule opposite: the translation says the contrary of a word, or another month, colour, direction of the same class."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, product
from typing import NamedTuple

from aligner.check.base import Need, PairContext, Scope, rule
from aligner.check.contrary_words import in_like_form
from aligner.check.tokens import folded, sentences, tokens
from aligner.core import Bead, BlockKind, Document, Finding, Message, Sentence, Severity
from aligner.encode.similarity import prepare
from aligner.languages import get
from aligner.languages.numbers import quantities
from aligner.languages.numbers.quantity import Form
from aligner.languages.pairs.opposites import Member, Opposites, Seen, opposites
from aligner.languages.phrases import phrase_data
from aligner.languages.polarity import UNDOING, Cue, cues, polarity
from aligner.link.pair import Place

__all__ = ["opposite"]

_ID, _CATEGORY = "opposite", "accuracy/mistranslation"

# Chosen on tico19, pud, the handbook and the pages of clean/web: contraries are linked as surely as equivalents are.
_LINKED = 0.5  #: score of the link between the two words, at least
_RIVAL = 0.15  #: score of a link to another word up to which neither word of a pair has anything else to stand for it
_NEAR = 0.25  #: distance of such words as a share of their texts, at most
_SHIFT = 4  #: the same in words
_LONGEST = 30  #: words of a text in which a word without a link can still be told to stand for another, at most
_REACH = 45  #: characters on either side of a word in which a negation may turn its meaning
_WEAK_REACH = 20  #: the same for what lessens it
_SURE, _LESS_SURE = 0.85, 0.6
_MANY = 4  #: members of a class of which none is the contrary of another: what is not in May need not be in June
_LIMITS = frozenset(("only", "except"))  #: meanings of cues
_NO_TURN = frozenset(("contrary", "more"))  #: meanings of cues that turn nothing: « plus difficile » is hard
_CLAUSE = 6  #: words on either side of a negation that what is said of it stands in
_GAIN = 0.08  #: in meaning, from which on a contrary is none that a negation or another order explains
_GAIN_APART = 0.09  #: the same of words that nothing joins
_AROUND = 60  #: characters on either side of a word in which its meaning is weighed
_MOST_FORMS = 6
_STOPS = ".;:!?()«»—–"


class _Word(NamedTuple):
    """A word of a class in a sentence."""

    sentence: Sentence
    start: int  #: text offset
    end: int
    text: str
    member: Member
    is_contrary: bool  #: whether its class is so small that to deny one member is to say another


class _Meaning(NamedTuple):
    """What of a meaning stands on one side of a bead."""

    places: set[tuple[int, int]]  #: sentence and end of all words that may have it
    words: dict[tuple[int, int], _Word]  #: those that can be errors, by the same


class _Question(NamedTuple):
    """Two words that seem to be contraries, and what is to be shown before that is said."""

    one: _Word
    other: _Word
    score: float  #: of the link between them
    least: float  #: gain from which on they are contraries; 0 where words tell


#: What stands on one side, by class and by member of the class.
_Side = Mapping[int, Mapping[int, _Meaning]]


@rule(
    _ID,
    scope=Scope.BEAD,
    needs={Need.OPPOSITES, Need.POLARITY},
    uses={Need.ENCODER, Need.MEASURED},
    links=True,
    follows={"omission", "addition", "untranslated"},
)
def opposite(pair: PairContext) -> Iterator[Finding]:
    """Yield words whose counterpart is another member of their class, where no negation makes up for it."""
    known = opposites(*pair.languages)
    assert known is not None
    asked = list[list[_Question]]()
    for bead in pair.beads:
        if bead.is_null or _is_code(pair.original, bead.original):
            continue
        mine, theirs = (
            _seen(pair.original, bead.original, known[0]),
            _seen(pair.translation, bead.translation, known[1]),
        )
        if not _may_differ(mine, theirs):
            continue
        sides = zip((mine, theirs), known, pair.languages, strict=True)
        candidates = list(_contraries(*(_side(*side) for side in sides)))
        if candidates:
            asked.append(list(_questions(pair, bead, candidates)))
    prepare(pair.words, (text for some in asked for one in some if one.least for text in chain(*_mended(pair, one))))
    for some in asked:
        said = set[tuple[int, int]]()
        for one in some:
            place = one.other.sentence.number, one.other.start
            if place not in said and (not one.least or _gain(pair, one) >= one.least):
                said.add(place)
                yield _finding(pair, one)


def _seen(document: Document, numbers: Sequence[int], table: Opposites) -> list[tuple[Sentence, list[Seen]]]:
    """Return the forms that stand in the sentences of one side."""
    return [
        (sentence, list(table.seen(folded(sentence.text), [word.text for word in tokens(sentence.text)])))
        for sentence in sentences(document, numbers)
    ]


def _may_differ(here: Sequence[tuple[Sentence, list[Seen]]], there: Sequence[tuple[Sentence, list[Seen]]]) -> bool:
    """Return whether each side has a meaning of one class oftener than the other: quick to tell, and rare."""
    one, other = (
        Counter(member for _, every in side for member, _ in {(seen.known.member, seen.end) for seen in every})
        for side in (here, there)
    )
    lost = {member.group for member, count in one.items() if count > other[member]}
    return bool(lost) and any(count > one[member] and member.group in lost for member, count in other.items())


def _is_code(document: Document, numbers: Sequence[int]) -> bool:
    return any(document.blocks[document.sentences[n].block].kind is BlockKind.CODE for n in numbers)


def _side(stand: Sequence[tuple[Sentence, list[Seen]]], table: Opposites, language: str) -> _Side:
    """Return what stands on one side; a form inside a longer one says nothing by itself."""
    found: dict[int, dict[int, _Meaning]] = {}
    for sentence, every in stand:
        words = tokens(sentence.text)
        amounts = [(q.start, q.end) for q in quantities(sentence.text, language) if q.form is not Form.LOOSE]
        long = [seen for seen in every if seen.end - seen.start > 1]
        for seen in every:
            member = seen.known.member
            meaning = found.setdefault(member.group, {}).setdefault(member.number, _Meaning(set(), {}))
            meaning.places.add((sentence.number, seen.end))
            if not (seen.known.only_accounts or any(_is_inside(seen, one) for one in long)):
                start, end = words[seen.start].start, words[seen.end - 1].end
                if any(first < start and end <= last for first, last in amounts):
                    continue  # a unit or a scale behind its number: rule number compares amounts
                if _has_denying_prefix(sentence.text, start, language):
                    continue
                word = _Word(sentence, start, end, sentence.text[start:end], member, table.sizes[member.group] < _MANY)
                meaning.words[sentence.number, seen.end] = word
    return found


def _has_denying_prefix(text: str, start: int, language: str) -> bool:
    """Return whether a hyphen joins a word to what turns it round: de-installed, non-permanent."""
    joined = tokens(text[:start])[-1:] if text[:start].endswith("-") else ()
    return any(word.text.lower() in {prefix.rstrip("-") for prefix in polarity(language).prefixes} for word in joined)


def _is_inside(one: Seen, other: Seen) -> bool:
    return other.start <= one.start and one.end <= other.end and one.end - one.start < other.end - other.start


def _contraries(here: _Side, there: _Side) -> Iterator[tuple[_Word, _Word]]:
    """Yield words of meanings that stand oftener on one side, where another of their class does on the other."""
    for group in here.keys() & there.keys():
        ours, theirs = here[group], there[group]
        lost = [n for n, meaning in ours.items() if len(meaning.words) > _count(theirs, n)]
        come = [n for n, meaning in theirs.items() if len(meaning.words) > _count(ours, n)]
        for number, other in product(lost, come):
            yield from product(ours[number].words.values(), theirs[other].words.values())


def _count(side: Mapping[int, _Meaning], number: int) -> int:
    return len(side[number].places) if number in side else 0


def _questions(pair: PairContext, bead: Bead, candidates: Sequence[tuple[_Word, _Word]]) -> Iterator[_Question]:
    """Yield those of the candidates that are contraries as far as words tell."""
    here, there = pair.links.places(bead)
    links = pair.links.links(bead, _RIVAL)
    telling = [
        (i, j)
        for i, j, _ in links
        if not (_is_function_word(here[i], pair.original) or _is_function_word(there[j], pair.translation))
    ]
    strong = {(i, j) for i, j, score in links if score >= _LINKED}
    sure = [link for link in telling if link in strong and here[link[0]][1].text[0].isalnum()]
    for one, other in candidates:
        left, right = _numbers(here, one), _numbers(there, other)
        score = max((score for i, j, score in links if i in left and j in right), default=0.0)
        rivals = any(_is_rival(link, left, right) for link in telling)
        apart = rivals or len(here) > _LONGEST or not _stand_alike(left, right, here, there)
        joins = _joins(one, pair.original.language)
        if _is_kept(pair, bead, other) or _is_converse(left, right, sure, joins=joins):
            continue
        if one.is_contrary and (_are_limited(pair, one, other) or _is_plainly_turned(pair, one, other)):
            continue
        denied = _denies(one, pair.original) != _denies(other, pair.translation)
        # nobody is above the law, everybody is subject to it
        explained = (denied and not _is_literal(pair, bead, one, left)) or (
            one.is_contrary and _is_turned(pair, one, other)
        )
        if explained and denied and score < _LINKED:
            continue
        if denied and (_is_undone(pair, one, other) or _is_doubled(one, other, candidates)):
            continue
        least = _GAIN_APART if score < _LINKED and apart else _GAIN if explained else 0.0
        yield _Question(one, other, score, least)


def _gain(pair: PairContext, question: _Question) -> float:
    """Return how much nearer in meaning the sides are with the word for the original's in place of its contrary.

    It is the sum over the sentence and the words around, of cosines.
    """
    gain = 0.0
    for texts in _mended(pair, question):
        assert pair.words is not None
        vectors = pair.words.encode(texts)
        gain += float((vectors[2:] @ vectors[0]).max() - vectors[1] @ vectors[0])
    return gain


def _mended(pair: PairContext, question: _Question) -> Iterator[list[str]]:
    """Yield what a gain is told by, as a whole and in part: the original, the translation, and that mended."""
    one, other = question.one, question.other
    wanted = list(in_like_form(other.text, one.member, pair.languages))[:_MOST_FORMS]
    if pair.words is None or not wanted:
        return
    for width in (None, _AROUND):
        here, there = (_cut(word, word.text, width) for word in (one, other))
        yield [here, there, *(_cut(other, form, width) for form in wanted)]


def _cut(word: _Word, instead: str, width: int | None) -> str:
    """Return what stands around a word, up to some characters on either side, with another in its place."""
    text = word.sentence.text
    start, end = (0, len(text)) if width is None else (max(0, word.start - width), word.end + width)
    return text[start : word.start] + instead + text[word.end : end]


def _is_rival(link: tuple[int, int], left: set[int], right: set[int]) -> bool:
    """Return whether a link joins one of two words to another; an adverb beside the verb is often taken for it."""
    i, j = link
    if (i in left) == (j in right):
        return False
    return not (any(abs(i - n) == 1 for n in left) or any(abs(j - n) == 1 for n in right))


def _joins(word: _Word, language: str) -> bool:
    """Return whether a word relates what stands before it and behind it: before, east of."""
    data = phrase_data(language)
    behind = [token.text.lower() for token in tokens(word.sentence.text[word.end :])[:1]]
    return word.text.lower() in get(language).function_words or (
        data is not None and not data.complements.isdisjoint(behind)
    )


def _is_converse(left: set[int], right: set[int], links: Sequence[tuple[int, int]], *, joins: bool) -> bool:
    """Return whether what two words relate has changed sides as well: A before B, B after A.

    :param joins: whether the word relates two things; adjectives and dates stand elsewhere in other languages anyway
    """
    if not left or not right:
        return False
    first, last = min(left), max(left)
    behind = [j for i, j in links if i > last + 1 and j not in right]
    before = [j for i, j in links if i < first - 1 and j not in right]
    before = before or [j for i, j in links if i < first and j not in right]
    if behind and before:
        crossed = min(behind) < min(right), before[0] > max(right)
        return any(crossed) if joins else all(crossed)
    return (bool(behind) and max(behind) < min(right)) or (joins and bool(before) and before[0] > max(right))


def _is_function_word(place: Place, document: Document) -> bool:
    return place[1].text.lower() in get(document.language).function_words


def _stand_alike(left: set[int], right: set[int], here: Sequence[Place], there: Sequence[Place]) -> bool:
    """Return whether two words stand at about the same place of their texts."""
    if not left or not right:
        return False
    one, other = min(left), min(right)
    return abs(one - other) <= _SHIFT or abs(one / len(here) - other / len(there)) <= _NEAR


def _numbers(places: Sequence[Place], word: _Word) -> set[int]:
    """Return the numbers of a word's tokens among those of its side."""
    return {
        number
        for number, (sentence, token) in enumerate(places)
        if sentence == word.sentence.number and token.start < word.end and word.start < token.end
    }


def _is_kept(pair: PairContext, bead: Bead, other: _Word) -> bool:
    """Return whether a word was left as it is, or stands in the original too: a name, a quotation."""
    words = {word for s in sentences(pair.original, bead.original) for word in folded(s.text)}
    return set(folded(other.text)) <= words


def _is_turned(pair: PairContext, one: _Word, other: _Word) -> bool:
    """Return whether something near denies or lessens one of the two, and nothing does so with the other."""
    ours, theirs = _near(one, pair.original.language), _near(other, pair.translation.language)
    strong = [sum(cue.is_strong for cue in side) % 2 for side in (ours, theirs)]
    weak = [any(not cue.is_strong for cue in side) for side in (ours, theirs)]
    return strong[0] != strong[1] or weak[0] != weak[1] or _is_denied(one, ours) != _is_denied(other, theirs)


def _is_plainly_turned(pair: PairContext, one: _Word, other: _Word) -> bool:
    """Return whether one of the two is negated close by, and the other is not."""
    denied = [
        any(
            cue.is_strong and (-1 <= word.start - cue.end <= _WEAK_REACH or cue.start < word.start < cue.end)
            for cue in _near(word, language)
        )
        for word, language in zip((one, other), pair.languages, strict=True)
    ]
    return denied[0] != denied[1]


def _is_undone(pair: PairContext, one: _Word, other: _Word) -> bool:
    """Return whether a word of lack or failure beside one of the two undoes it: always, « ne manque jamais de »."""
    return any(
        cue.meaning in UNDOING and not cue.is_strong and cue.end > word.start - _WEAK_REACH
        for word, language in zip((one, other), pair.languages, strict=True)
        for cue in _near(word, language)
    )


def _is_doubled(one: _Word, other: _Word, candidates: Sequence[tuple[_Word, _Word]]) -> bool:
    """Return whether a second word is turned round as well, which makes up for the first: never closes, always open."""
    return any(
        first.is_contrary
        and (first.sentence is one.sentence and first.start != one.start)
        and (second.sentence is other.sentence and second.start != other.start)
        for first, second in candidates
    )


def _are_limited(pair: PairContext, one: _Word, other: _Word) -> bool:
    """Return whether the two hold in other cases: open but on Mondays, closed on Mondays only."""
    near = _near(one, pair.original.language), _near(other, pair.translation.language)
    limits = [{cue.meaning for cue in side} & _LIMITS for side in near]
    return all(limits) and limits[0] != limits[1]


def _denies(word: _Word, document: Document) -> bool:
    """Return whether a word of a class is a negation itself: nobody, never."""
    return any(
        cue.is_strong and _is_itself(word, cue, document.language)
        for cue in cues(word.sentence.text, document.language)
    )


def _is_literal(pair: PairContext, bead: Bead, one: _Word, own: set[int]) -> bool:
    """Return whether all words of content near a word have their usual translation: what is said of it is the same."""
    here, there = pair.links.places(bead)
    best: dict[int, tuple[float, int]] = {}
    for i, j, score in pair.links.links(bead, _RIVAL):
        best[i] = max(best.get(i, (0.0, 0)), (score, j))
    near = [
        n
        for n, place in enumerate(here)
        if place[0] == one.sentence.number and n not in own and place[1].text[0].isalpha()
        if min(abs(n - k) for k in own) <= _CLAUSE and not _is_function_word(place, pair.original)
    ]
    return all(
        n in best and pair.usual.surely(here[n][1].text.lower(), there[best[n][1]][1].text.lower()) for n in near
    )


def _is_denied(word: _Word, near: Sequence[Cue]) -> bool:
    """Return whether the word just before denies: not installable."""
    return any(0 <= word.start - cue.end <= 1 for cue in near)


def _near(word: _Word, language: str) -> list[Cue]:
    """Return what denies around a word, in its own part of the sentence."""
    text = word.sentence.text
    start = max(word.start - _REACH, 0, *(text.rfind(stop, 0, word.start) for stop in _STOPS))
    end = min([word.end + _REACH, *(at for stop in _STOPS if (at := text.find(stop, word.end)) >= 0)])
    return [
        cue
        for cue in cues(text, language)
        if cue.start < end and start < cue.end and cue.meaning not in _NO_TURN and not _is_itself(word, cue, language)
        if cue.is_strong or (word.start - _WEAK_REACH < cue.end and cue.start < word.end + _WEAK_REACH)
    ]


def _is_itself(word: _Word, cue: Cue, language: str) -> bool:
    """Return whether what denies is the word, or ends or begins with it: never, ne ... jamais."""
    is_half = word.text.lower() in get(language).negation_halves[1]
    return word.start <= cue.start < word.end or (is_half and word.start < cue.end <= word.end)


def _finding(pair: PairContext, question: _Question) -> Finding:
    one, other = question.one, question.other
    return Finding(
        rule=_ID,
        severity=Severity.MAJOR,
        category=_CATEGORY,
        message=Message(f"{_ID}.{_ID}", {"word": one.text, "other": other.text}),
        original=pair.original.locate(one.sentence.number, one.start, one.end),
        translation=pair.translation.locate(other.sentence.number, other.start, other.end),
        confidence=_SURE if question.score > 0.9 else _LESS_SURE,
    )
