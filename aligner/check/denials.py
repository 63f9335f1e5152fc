"""Denials of a bead: what each denies, what stands for that on the other side, and how surely it was lost on the way.

A negation is not compared as a word. It denies something, and the word links say what stands for that on the other
side. It was lost where that says the same without anything that could deny it: no negation, no word of lack or
refusal, no restriction, no antonym. An antonym is told by what it is not: the usual translation of the denied word.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from aligner.check.base import PairContext
from aligner.check.denied import CLAUSE_ENDS, Denial, clause_around, denials_in, is_content, window_around
from aligner.check.tokens import sentences
from aligner.core import Bead, Sentence
from aligner.languages import get
from aligner.languages.dictionary import lemma
from aligner.languages.folding import fold
from aligner.languages.pairs.opposites import Member, Opposites, opposites
from aligner.languages.phrases import phrase_data
from aligner.languages.polarity import (
    AFFIRMED,
    ANSWERS,
    CONTRARY,
    DENIED,
    IDLE,
    IN_CONTEXT,
    NOT_ONLY,
    UNANSWERED,
    UNDOING,
    affirmed,
    has_leftover,
    polarity,
)
from aligner.link.pair import Place
from aligner.link.usual import Usual

__all__ = ["BeadDenials"]

_LINK = 0.25  #: score of links that say what stands for a word
_NEAR = 0.15  #: distance of two cues, each as a share of its text, up to which a weak one may render a negation
_REACH = 0.35  #: the same for two negations; where the text is short, any distance will do
_UNKNOWN = 1 << 10  #: tokens between cues that nothing tells to belong together
_SHORT_WORD = 3  #: letters
_SHORT = 90  #: characters
_TOKEN = 0.02  #: what a token between a cue and what the other one denies is worth, in distance
_BESIDE = 6  #: tokens from what stands for the denied word to a cue that may render the negation
_WEAK_PRICE = 0.3  #: what a weak cue in a negation's stead is worth, in distance
_CONCORD = 8  #: tokens between a denial of two words and one of one word that strengthens it: « ne … aucun … jamais »
_COORDINATED = 3  #: tokens between two equal denials of which one will do in the other language: no A, no B
_TOUCHING = 2  #: tokens from a weak cue to what stands for a denied word, that it surely has to do with
_SHARED = 9  #: tokens from a denial to a word behind a conjunction that it denies as well
_DOUBLE = 5  #: tokens between two denials that make up for each other: not uncommon, never without
_PROBABLE = 0.5  #: of what surely stands for a word, as far as vectors tell
_LOOSELY = 0.45  #: the same of words without a link: "started", « mise en marche » .47
_AKIN = 0.5  #: cosine of two words of which the one may paraphrase the other
_SAME_WORD = 4  #: letters by which two forms of a word begin alike
_ANTONYM_REACH = 3  #: tokens around what stands for the denied word, where another word may carry the denial
_STRETCHES = 3  #: that a negation is weighed in: sentence, clause and window
_IN_WORDS = frozenset((DENIED, "prefix", "less-ness"))  #: meanings of cues that are part of what they deny: non-free
_ANSWERED_NEAR = 2  #: tokens from what stands for a denied word to a denial that surely answers


@dataclass(frozen=True)
class BeadDenials:
    """The denials of both sides of a bead."""

    pair: PairContext
    bead: Bead

    @cached_property
    def places(self) -> tuple[list[Place], list[Place]]:
        """The tokens of both sides."""
        return self.pair.links.places(self.bead)

    @cached_property
    def every(self) -> tuple[list[Denial], list[Denial]]:
        """The denials of both sides, with what comes near to one, in reading order."""
        one = denials_in(self.pair.original, self.bead.original, self.places[0])
        return one, denials_in(self.pair.translation, self.bead.translation, self.places[1])

    @cached_property
    def unanswered(self) -> tuple[list[Denial], list[Denial]]:
        """The denials of each side that none of the other side answers."""
        return self._matched[0], self._matched[1]

    def is_answered(self, denial: Denial, side: int) -> bool:
        """Return whether what denies on the other side, or comes near to it, answers a denial."""
        return denial not in self.unanswered[side]

    def is_doubly_answered(self, denial: Denial, side: int) -> bool:
        """Return whether a denial is answered by a negation beside what it denies, or by what surely stands for one."""
        answer = self._matched[2].get(denial) if side == 0 else None
        if answer is None:
            return False
        if answer.cue.is_strong:
            return self._is_beside(denial, answer)
        return self._governs(answer, denial, side) or not self.is_plainly_there(denial, side)

    def _governs(self, answer: Denial, denial: Denial, side: int) -> bool:
        """Return whether a weak cue stands before what is denied, in its clause, or denies by itself."""
        targets, there = self._targets(denial, side), self.places[1 - side]
        if any(_gap(answer.at, j) <= _TOUCHING for j in targets):
            return True
        return any(
            answer.at.stop <= j and not any(there[n][1].text[0] in CLAUSE_ENDS for n in range(answer.at.stop, j))
            for j in targets
        )

    def _is_beside(self, denial: Denial, answer: Denial) -> bool:
        return any(_gap(answer.at, j) <= _ANSWERED_NEAR for j in self._targets(denial, 0))

    @cached_property
    def _is_short(self) -> bool:
        return sum(len(s.text) for s in sentences(self.pair.original, self.bead.original)) <= _SHORT

    @cached_property
    def _links(self) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        there: dict[int, list[int]] = {}
        back: dict[int, list[int]] = {}
        for i, j, _ in sorted(self.pair.links.links(self.bead, _LINK), key=lambda link: -link[2]):
            there.setdefault(i, []).append(j)
            back.setdefault(j, []).append(i)
        return there, back

    @cached_property
    def _usual(self) -> Usual:
        return self.pair.usual

    def stretches(self, denial: Denial, side: int) -> list[tuple[str, str, str]]:
        """Return stretches of growing width: with the negation, without it, and what stands there on the other side.

        There are none where nothing stands for what it denies.
        """
        if denial not in self._stretches:
            self._stretches[denial] = self._cut(denial, side)
        return self._stretches[denial]

    @cached_property
    def _stretches(self) -> dict[Denial, list[tuple[str, str, str]]]:
        return {}

    def _cut(self, denial: Denial, side: int) -> list[tuple[str, str, str]]:
        targets = self._targets(denial, side)
        if not targets:
            return []
        number, token = self.places[1 - side][targets[0]]
        text, other = denial.sentence.text, self._sentence(1 - side, number).text
        without, shorter = affirmed(text, denial.cue, self.pair.languages[side])
        found = [(text, without, other)]
        start, end = denial.cue.start, denial.cue.end
        for cut in (clause_around, window_around):
            first, last = cut(text, start, end, side)
            first = min(first, len(without))
            found.append(
                (
                    text[first:last],
                    without[first : max(first, last - shorter)],
                    other[slice(*cut(other, token.start, token.end, 1 - side))],
                )
            )
        return found

    def tilt(self, denial: Denial, side: int) -> float | None:
        """Return how much nearer in meaning the other side is to the sentence with a negation than without it.

        It is the sum of differences of cosines, some .1 for a negation that is there and -.1 for one that was lost, or
        ``None`` where nothing can be compared.
        """
        texts = self.compared(denial, side)
        if not texts or self.pair.words is None:
            return None
        vectors = self.pair.words.encode(texts)
        tilt = float(sum((vectors[n] - vectors[n + 1]) @ vectors[n + 2] for n in range(0, len(vectors), 3)))
        return tilt * _STRETCHES if self.has_several else tilt

    def compared(self, denial: Denial, side: int) -> list[str]:
        """Return the texts whose meanings tell how a negation fared, three a stretch; none where nothing can."""
        texts = self.stretches(denial, side)
        if self._is_blurred:
            return []
        if self.has_several:
            texts = texts[1:2]  # what stands beyond the clause denies something else
        return [text for some in texts for text in some]

    @cached_property
    def has_several(self) -> bool:
        """Whether more is denied than one thing."""
        return sum(one.cue.is_strong for one in chain(*self.every)) > len(self.every)

    @cached_property
    def _is_blurred(self) -> bool:
        """Whether either side has what looks like a negation and is none: a tag question, "only"."""
        return any(one.cue.meaning in UNANSWERED for one in chain(*self.every)) or any(
            one.cue.meaning == "only" and len(one.at) > 1 for one in self.unanswered[1]
        )

    def is_leftover(self, denial: Denial, side: int) -> bool:
        """Return whether the other side has what stands beside a negation only, and no negation."""
        language = self.pair.languages[1 - side]
        return any(has_leftover(other, language) for _, _, other in self.stretches(denial, side)[1:2])

    def _sentence(self, side: int, number: int) -> Sentence:
        return (self.pair.original, self.pair.translation)[side].sentences[number]

    def surplus(self, side: int) -> bool:
        """Return whether a side denies something that the other does not."""
        return any(denial.cue.is_strong for denial in self.unanswered[side])

    def denies_instead(self, denial: Denial, neighbour: "BeadDenials", side: int) -> bool:
        """Return whether a neighbour's other side denies the same, which its own does not."""
        for one in neighbour.unanswered[1 - side]:
            for n in denial.denied[:1] if one.cue.is_strong else ():
                for j in one.denied[:2]:
                    words = self._word(side, n), neighbour._word(1 - side, j)
                    if self._usual.surely(*(words if side == 0 else words[::-1])):
                        return True
        return False

    def doubts(self, denial: Denial, side: int) -> float:
        """Return how surely a strong denial of a side was lost on the other one, 0 to 1."""
        theirs = self.unanswered[1 - side]
        targets = self._targets(denial, side)
        if not targets:
            said = self._has_cues(1 - side) or self._says_otherwise(side)
            return 0.65 if not said and self._may_stand(denial, side) else 0.2
        if self._is_undone(denial, side) or self._is_coordinated(denial, side):
            return 0.2
        if self.is_copied(denial, side):
            return 0.2
        if any(one.cue.is_strong for one in theirs):
            return 0.3
        contexts = frozenset().union(*(ANSWERS[name] for name in denial.cue.contexts))
        if denial.cue.meaning == "without":
            contexts |= {"except"}  # without sources, « en excluant les sources »
        restricted = [one for one in theirs if one.cue.meaning == "only" and "only" not in contexts]
        if any(len(one.at) > 1 for one in restricted):  # ne ... que, not « suffit », « seul »
            return 0.85 if self._names_some(denial, side) else 0.3
        for one in self.every[1 - side]:
            if one.cue.meaning in IN_CONTEXT and one.cue.meaning not in contexts:
                continue
            beside = [j for j in targets if self.places[1 - side][j][0] == one.sentence.number]
            near = any(_gap(one.at, j) <= _BESIDE for j in beside) or (self._is_short and bool(beside))
            answers = one.cue.meaning in contexts or (one in theirs and not self._is_explained(one, side))
            if near and answers:
                return 0.2
            if one.cue.meaning == IDLE and near:
                return 0.4
        if restricted:
            return 0.55 if side == 0 and self._names_some(denial, side) else 0.3
        if any(min(_gap(one.at, j) for j in targets) <= 1 and one.cue.is_strong for one in self.every[1 - side]):
            return 0.4  # the negation of something else stands in its place
        if side == 1 and self._is_shared(denial, targets):
            return 0.4
        if self._is_affirmed(denial, side):
            return 0.75
        if side == 1 and self.unanswered[0]:
            return 0.4  # the original says it some other way
        literal = self._stands_for(denial, side)
        opposed = self._is_opposed(denial, side)
        if literal <= _PROBABLE and self._says_otherwise(side):
            return 0.2
        if opposed:
            return 0.2
        if not literal:
            return 0.3 if side == 1 or not self._is_akin(denial, side) else 0.55
        weak = any(one.cue.meaning not in IN_CONTEXT and not self._is_explained(one, side) for one in theirs)
        if weak or self._has_stranger(targets, side):
            return 0.55
        if literal <= _PROBABLE:
            return 0.75
        return 0.92 if self._is_literal(denial, side) else 0.85

    def is_plainly_there(self, denial: Denial, side: int) -> bool:
        """Return whether the denied word has its usual translation, and nothing that comes near to a denial."""
        if any(one.cue.meaning == "only" for one in self.unanswered[1 - side]):
            return False
        return self._stands_for(denial, side) == 1 and not self._is_opposed(denial, side)

    def has_no_other(self, side: int) -> bool:
        """Return whether nothing is left on the other side that may answer a denial."""
        return not self.unanswered[1 - side]

    def _targets(self, denial: Denial, side: int) -> list[int]:
        """Return what stands on the other side for the first denied word that has anything there."""
        links = self._links[side]
        return next((links[n] for n in denial.denied if links.get(n)), [])

    def _word(self, side: int, number: int) -> str:
        return self.places[side][number][1].text.lower().replace("’", "'")

    def _stands_for(self, denial: Denial, side: int) -> float:
        """Return how surely the denied word has its usual translation on the other side: 1, .5 or 0."""
        links, found = self._links[side], 0.0
        for n in denial.denied:
            for j in links.get(n, ())[:1]:
                found = max(found, self._usually(n, j, side))
            if found or not self._is_light(n, side):
                break
        if not found and len(denial.denied) > 1 and denial.denied[1] - denial.denied[0] == 1:
            there = {j for n in denial.denied[:2] for j in links.get(n, ())[:1]}
            found = max((self._phrase(denial.denied[:2], j, side) for j in there), default=0.0)
        return found

    def _is_literal(self, denial: Denial, side: int) -> bool:
        """Return whether each of the denied words has its usual translation on the other side."""
        links = self._links[side]
        return all(
            any(self._usually(n, j, side) for j in links.get(n, ())[:1])
            for n in denial.denied
            if not self._is_light(n, side)
        )

    def _names_some(self, denial: Denial, side: int) -> bool:
        """Return whether any of the denied words has its usual translation on the other side."""
        links = self._links[side]
        return any(self._usually(n, j, side) for n in denial.denied for j in links.get(n, ())[:1])

    def _phrase(self, words: Sequence[int], other: int, side: int) -> float:
        """Return the same for two words beside each other and one on the other side: "came back", « revenue »."""
        language = self.pair.languages[side]
        phrase = " ".join(lemma(self._word(side, n), language) for n in words)
        pair = (phrase, self._word(1 - side, other))
        return self._usual.surely(*(pair if side == 0 else pair[::-1]))

    def _is_light(self, number: int, side: int) -> bool:
        """Return whether a word says little of what is denied: an adverb, a verb whose object counts."""
        word, language = self._word(side, number), self.pair.languages[side]
        return word in polarity(language).light or word.endswith(get(language).invariable_endings or ("\0",))

    def _usually(self, one: int, other: int, side: int) -> float:
        words = self._word(side, one), self._word(1 - side, other)
        return self._usual.surely(*(words if side == 0 else words[::-1]))

    def _may_answer(self, denial: Denial, side: int) -> bool:
        """Return whether a cue may have to do with one of the other side: a weak one that translates a word may not."""
        return denial.cue.is_strong or denial.cue.meaning == DENIED or not self._is_explained(denial, 1 - side)

    def _is_explained(self, denial: Denial, side: int) -> bool:
        """Return whether a weak cue of the other side translates a word that nothing denies."""
        if len(denial.at) > 1:
            return False
        if denial.cue.meaning in IN_CONTEXT:
            return False
        if any(self._is_explained(one, side) for one in self._before(denial, 1 - side)):
            return True
        denying = {n for one in self.every[side] if one.cue.meaning not in UNANSWERED for n in one.at}
        denying |= {n for one in self.every[side] if one.cue.is_strong for n in one.denied[:1]}
        # A word that is denied itself is no answer where it stands there as it is: "do not go away", « disparaissent ».
        said = {n for one in self.every[side] if one.cue.is_strong for n in one.denied[:1] if n not in one.at}
        said -= {n for one in self.every[side] if not one.cue.is_strong for n in one.at}
        if denial.cue.meaning in _IN_WORDS:
            said = set()
        here, language = self.places[side], self.pair.languages[side]
        links = self._links[side]
        beside = any(
            _gap(denial.at, j) <= _TOUCHING
            for one in self.every[side]
            if one.cue.is_strong
            for n in one.denied[:2]
            for j in links.get(n, ())[:1]
        )
        return any(
            is_content(i, here, language)
            and (i in said or i not in denying)
            and ((not beside and i not in said) or self._usually(i, n, side) == 1)
            and not (i in said and self._are_contraries(i, n, side))
            for n in denial.at
            for i in self._links[1 - side].get(n, ())[:1]
        )

    def _says_otherwise(self, side: int) -> bool:
        """Return whether the other side has a word that may stand for a whole denied predicate and nothing else."""
        denied = {n for one in self.every[side] if one.cue.is_strong for n in (*one.at, *one.denied)}
        back, here, language = self._links[1 - side], self.places[side], self.pair.languages[side]
        others = [n for n in range(len(here)) if n not in denied and is_content(n, here, language)]
        return any(
            one.cue.meaning == CONTRARY
            and not any(i in others and self._usually(i, j, side) == 1 for j in one.at for i in back.get(j, ())[:1])
            for one in self.every[1 - side]
        )

    def _before(self, denial: Denial, side: int) -> Iterator[Denial]:
        """Yield weak cues of a side before one of the same word: what the first translates, the second repeats."""
        for one in self.every[side]:
            if one is denial:
                return
            if (
                one.cue.meaning == denial.cue.meaning
                and one.text[:_SAME_WORD].lower() == denial.text[:_SAME_WORD].lower()
            ):
                yield one

    def _is_opposed(self, denial: Denial, side: int) -> bool:
        """Return whether a contrary of a denied word stands there: "not safe", « dangereux »."""
        known = opposites(*self.pair.languages)
        if known is None:
            return False
        here = _members(known[side], self.places[side], denial.denied[:1])
        if not here:
            return False
        there = _members(known[1 - side], self.places[1 - side], range(len(self.places[1 - side])))
        return any(
            one.group == other.group and one.number != other.number and one not in there
            for one in here
            for other in there
        )

    def _are_contraries(self, one: int, other: int, side: int) -> bool:
        """Return whether two words are contraries: present, « absent »."""
        known = opposites(*self.pair.languages)
        if known is None:
            return False
        here = _members(known[side], self.places[side], (one,))
        there = _members(known[1 - side], self.places[1 - side], (other,))
        return any(a.group == b.group and a.number != b.number for a in here for b in there)

    def _is_akin(self, denial: Denial, side: int) -> bool:
        """Return whether what stands for a denied word is near to it in meaning, as a paraphrase is."""
        links = self._links[side]
        for n in denial.denied:
            if links.get(n):
                words = self._word(side, n), self._word(1 - side, links[n][0])
                return self._usual.likeness(*(words if side == 0 else words[::-1])) >= _AKIN
        return False

    def _has_cues(self, side: int) -> bool:
        """Return whether a side has anything that denies, or comes near to it."""
        return any(one.cue.meaning not in IN_CONTEXT for one in self.every[side])

    def _may_stand(self, denial: Denial, side: int) -> bool:
        """Return whether words without a link are near in meaning to denied ones without: start, mise en marche."""
        vague = polarity(self.pair.languages[side]).quantifiers
        denied = [n for n in denial.denied if self._word(side, n) not in vague]
        here, there = self._loose(side, denied), self._loose(1 - side, range(len(self.places[1 - side])))
        return any(
            self._usual.likeness(*((one, other) if side == 0 else (other, one))) >= _LOOSELY
            for one in here[:1]
            for other in there
        )

    def _loose(self, side: int, numbers: Iterable[int]) -> list[str]:
        """Return the words of content without a link, with those between that are part of one phrase."""
        language, places = self.pair.languages[side], self.places[side]
        loose = [n for n in numbers if n not in self._links[side] and is_content(n, places, language)]
        found = list[list[int]]()
        for n in loose:
            if found and abs(n - found[-1][-1]) <= _TOUCHING and places[n][0] == places[found[-1][-1]][0]:
                found[-1].append(n)
            else:
                found.append([n])
        return [" ".join(self._word(side, n) for n in range(min(some), max(some) + 1)) for some in found]

    def _is_affirmed(self, denial: Denial, side: int) -> bool:
        """Return whether the contrary of a negation stands there in its place: someone for nobody, with for without."""
        links, back = self._links[side], self._links[1 - side]
        text = denial.sentence.text
        if affirmed(text, denial.cue, self.pair.languages[side])[1] >= denial.cue.end - denial.cue.start:
            return False  # "not" has no word for a contrary
        return any(
            any(j in links.get(n, ()) for n in denial.at for j in one.at) or not any(back.get(j) for j in one.at)
            for one in self.every[1 - side]
            if one.cue.meaning == AFFIRMED
        )

    def _is_shared(self, denial: Denial, targets: Sequence[int]) -> bool:
        """Return whether a denial of the original reaches over a conjunction: "not A or B", « ni A ni B »."""
        data = phrase_data(self.pair.languages[0])
        joiners = data.coordinators if data else frozenset()
        return any(
            one.cue.is_strong
            and 0 < j - one.at.stop <= _SHARED
            and any(self._word(0, n) in joiners for n in range(one.at.stop, j))
            for one in self.every[0]
            for j in targets[:1]
        )

    def _has_stranger(self, targets: Sequence[int], side: int) -> bool:
        """Return whether a word that translates none of this side stands beside; it may be an antonym."""
        back, places = self._links[1 - side], self.places[1 - side]
        language = get(self.pair.languages[1 - side])
        first, last = min(targets[:1]), max(targets[:1])
        for n in range(max(0, first - _ANTONYM_REACH), min(len(places), last + 1 + _ANTONYM_REACH)):
            word = self._word(1 - side, n)
            if n in targets or not word[:1].isalpha() or len(word) < 3 or word in language.function_words:
                continue
            if places[n][0] == places[first][0] and not back.get(n):
                return True
        return False

    def _is_undone(self, denial: Denial, side: int) -> bool:
        """Return whether another denial beside makes up for it, and is lost as well: "not uncommon", « courant »."""
        return any(
            one is not denial
            and one.sentence is denial.sentence
            and (one.cue.meaning in UNDOING or (one.cue.is_strong and denial.cue.is_strong))
            and not self._is_rendered(one, side)
            and _between(denial.at, one.at) <= _DOUBLE
            for one in self.unanswered[side]
        )

    def _is_rendered(self, denial: Denial, side: int) -> bool:
        """Return whether a word of a cue has its usual translation on the other side."""
        return any(self._usually(n, j, side) for n in denial.at for j in self._links[side].get(n, ())[:1])

    def is_copied(self, denial: Denial, side: int) -> bool:
        """Return whether a cue stands on the other side as it is, with the words around it: a title, a quotation.

        A single word that the other language does not have is a name: the user "nobody", the level "NONE".
        """
        places, document = self.places, (self.pair.original, self.pair.translation)[1 - side]
        if len(denial.at) == 1 and any(token.text == denial.text for _, token in places[1 - side]):
            return True
        first = max(denial.at.start - 1, 0)
        last = min(denial.at.stop, len(places[side]) - 1)
        if not places[side][first][0] == places[side][last][0] == denial.sentence.number:
            return False
        here = denial.sentence.text[places[side][first][1].start : places[side][last][1].end].replace("’", "'")
        numbers = {number for number, _ in places[1 - side]}
        return any(here in document.sentences[number].text.replace("’", "'") for number in numbers)

    def _is_coordinated(self, denial: Denial, side: int) -> bool:
        """Return whether the same word stands near and is answered: "no A, no B" needs but one on the other side."""
        word = denial.text.lower()
        answered = [
            one
            for one in self.every[side]
            if one.cue.is_strong and one not in self.unanswered[side] and one.sentence is denial.sentence
        ]
        if len(denial.at) == 1 and any(len(one.at) > 1 and _between(one.at, denial.at) <= _CONCORD for one in answered):
            return True
        if side == 1 and any(
            one.cue.meaning == "without" and _between(one.at, denial.at) <= _COORDINATED for one in answered
        ):
            return True
        return any(one.text.lower() == word and _between(one.at, denial.at) <= _COORDINATED for one in answered)

    def says_contrary(self, denial: Denial) -> bool:
        """Return whether the translation says the word without the prefix that denies: unclear, claire."""
        word = self._word(0, denial.at.start)
        if any(one.cue.is_strong and _between(one.at, denial.at) <= 1 for one in self.every[0]):
            return False
        stems = {word.removeprefix(prefix) for prefix in polarity(self.pair.languages[0]).prefixes} - {word}
        contrary, back = False, self._links[1]
        for j in range(len(self.places[1])):
            other = self._word(1, j)
            if not other[0].isalpha() or len(other) <= _SHORT_WORD:
                continue
            if self._usual.is_alike(word, other):
                return False
            if any(self._usual.surely(stem, other) for stem in stems):
                contrary = contrary or all(i in denial.at for i in back.get(j, ()))
            elif self._usual.surely(word, other):
                return False
        return contrary

    @cached_property
    def _matched(self) -> tuple[list[Denial], list[Denial], dict[Denial, Denial]]:
        """What is left over when what means the same and stands close is paired, the best first; and the pairs."""
        here, there = ([one for one in self.every[side] if self._may_answer(one, side)] for side in (0, 1))
        reach = 1.0 if self._is_short else _REACH
        pairs = []
        for i, a in enumerate(here):
            for j, b in enumerate(there):
                price = _price(a.cue.meaning, b.cue.meaning)
                if price is None:
                    continue
                tokens = self._tokens_between(a, b)
                if price == _WEAK_PRICE and _BESIDE < tokens < _UNKNOWN:
                    continue
                distance = min(abs(a.place - b.place), _TOKEN * tokens)
                if distance <= (reach if price < _WEAK_PRICE else min(reach, _NEAR)):
                    pairs.append((distance + price, i, j))
        used, taken = set[int](), set[int]()
        answers: dict[Denial, Denial] = {}
        for _, i, j in sorted(pairs):
            if i not in used and j not in taken:
                used.add(i)
                taken.add(j)
                answers[here[i]] = there[j]
        return (
            [one for i, one in enumerate(here) if i not in used and one.cue.meaning not in UNANSWERED],
            [one for j, one in enumerate(there) if j not in taken and one.cue.meaning not in UNANSWERED],
            answers,
        )

    def _tokens_between(self, one: Denial, other: Denial) -> int:
        """Return how many tokens lie between a cue and what stands there for what the other one denies."""
        there, back = self._links
        if any(j in other.at for i in one.at for j in there.get(i, ())):
            return 0
        gaps = [_gap(other.at, j) for n in one.denied[:1] for j in there.get(n, ())[:1]]
        gaps += [_gap(one.at, i) for n in other.denied[:1] for i in back.get(n, ())[:1]]
        return min(gaps, default=_UNKNOWN)


def _members(known: Opposites, places: Sequence[Place], numbers: Iterable[int]) -> set[Member]:
    """Return the meanings of words that have contraries."""
    found = set[Member]()
    for n in numbers:
        word = places[n][1].text
        found |= {seen.known.member for seen in known.seen((fold(word.rstrip("'’")),), (word,))}
    return found


def _gap(at: range, number: int) -> int:
    """Return how many tokens a token stands off a cue; 0 inside it."""
    return max(at.start - number, number - at.stop + 1, 0)


def _between(one: range, other: range) -> int:
    return max(other.start - one.stop, one.start - other.stop, 0)


def _price(one: str, other: str) -> float | None:
    """Return the cost of one meaning standing for another; ``None`` if it cannot."""
    if UNANSWERED & {one, other}:
        return None
    if one == other:
        return 0.0
    if {one, other} == {"strong", "without"}:
        return 0.15
    if DENIED in (one, other):  # "unclear" is "peu clair", "flou", "pas clair", "sans clarté"
        return None if {one, other} & IN_CONTEXT else 0.05
    if "less-ness" in (one, other):
        return 0.05 if "without" in (one, other) else 0.1 if "prefix" in (one, other) else None
    if {one, other} == {"strong", NOT_ONLY}:  # "cannot just", « ne peut pas simplement »
        return 0.2
    if "strong" in (one, other):
        return None if {one, other} & (IN_CONTEXT | {"forget"}) else _WEAK_PRICE
    return None
