"""Rule untranslated: sentences and passages of the translation that still are in the original's language."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from aligner.check.base import Need, PairContext, Scope, rule
from aligner.check.foreign_text import foreign_runs, is_attribution, is_foreign
from aligner.check.tokens import fold, folded, sentences
from aligner.core import Argument, Bead, BlockKind, Finding, Message, Sentence, Severity, Span
from aligner.languages import get
from aligner.messages import language_name

__all__ = ["untranslated"]

_ID, _CATEGORY = "untranslated", "accuracy/untranslated"

_QUOTED = re.compile(r"«[^»]*»?|“[^”]*”?|\"[^\"]*\"?|`[^`]*`?|\([^()]*\)|_[^_]+_|\*[^*]+\*")
_OPENING = re.compile(r"\s*[«“\"]")
_HANDLE = re.compile(r"(?<![\w.])@\w{2,}")
_HANDLE_REACH = 3  #: blocks above a tweet in which its author's @handle may stand
_INTRODUCED = re.compile(r"(?<=\w )\(([A-Z]{2,6}|[a-z]{2,4})(?:s?)\)")
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = 80  #: characters before a short form in which its words stand
_UNSURE = 0.4
_TRANSLATED = 0.6  #: length of a translation, in words of what it translates, at least
_ALIKE = 90.0  #: similarity of two texts, 0 to 100, from which on one is a copy of the other
_SHARED = 0.6  #: share of its words that a sentence has in common with the one it was copied from, at least

Words = tuple[str, ...]


@rule(_ID, scope=Scope.DOCUMENT, needs={Need.TWO_LANGUAGES})
def untranslated(pair: PairContext) -> Iterator[Finding]:
    """Yield sentences left in the original's language, a run of them once, and passages left so inside sentences."""
    whole, run = f"{_ID}.sentence-left", list[Finding]()
    for finding in _each(pair):
        if run and not (finding.message.id == whole and _follows(finding, run[-1])):
            yield _as_one(pair, run)
            run = []
        if finding.message.id == whole:
            run.append(finding)
        else:
            yield finding
    if run:
        yield _as_one(pair, run)
    yield from _kept_acronyms(pair)


def _kept_acronyms(pair: PairContext) -> Iterator[Finding]:
    """Yield acronyms that the translation keeps where it introduces them behind words that they do not stand for."""
    said = set[str]()
    for bead in pair.beads:
        theirs = " ".join(s.text for s in sentences(pair.original, bead.original))
        if "(" not in theirs:
            continue
        introduced = {short for _, _, short, is_spelt in _introductions(theirs, pair.original.language) if is_spelt}
        for sentence in sentences(pair.translation, bead.translation) if introduced - said else ():
            for start, end, short, is_spelt in _introductions(sentence.text, pair.translation.language):
                if short in introduced - said and not is_spelt:
                    said.add(short)
                    span = pair.translation.locate(sentence.number, start, end)
                    yield Finding(
                        rule=_ID,
                        severity=Severity.MINOR,
                        category=_CATEGORY,
                        message=Message(f"{_ID}.acronym-left", {"short": span.text, **_language(pair)}),
                        original=pair.original.locate_run(bead.original),
                        translation=span,
                        confidence=_UNSURE,  # many are known by their letters in every language
                    )


def _introductions(text: str, language: str) -> Iterator[tuple[int, int, str, bool]]:
    """Yield short forms in brackets, where they stand, and whether words before them have their letters in order."""
    functions = get(language).function_words
    for match in _INTRODUCED.finditer(text):
        short = match.group(1).upper()
        words = [w.lower() for w in _WORD.findall(text[max(0, match.start() - _BEFORE) : match.start()])]
        every = "".join(fold(w)[0] for w in words).upper()
        content = "".join(fold(w)[0] for w in words if w not in functions).upper()
        yield *match.span(1), short, short in every or short in content


def _follows(finding: Finding, last: Finding) -> bool:
    """Return whether a sentence stands behind another on both sides."""
    spans = (last.original, finding.original), (last.translation, finding.translation)
    return all(one and other and other.sentences[0] == one.sentences[-1] + 1 for one, other in spans)


def _as_one(pair: PairContext, run: Sequence[Finding]) -> Finding:
    """Return the finding for a run of sentences; one sentence keeps its own."""
    if len(run) == 1:
        return run[0]
    ours, theirs = (
        [n for span in spans if span for n in span.sentences]
        for spans in ((one.original for one in run), (one.translation for one in run))
    )
    return replace(
        run[0],
        message=Message(f"{_ID}.sentences-left", {"count": len(theirs), **_language(pair)}),
        original=pair.original.locate_run(ours),
        translation=pair.translation.locate_run(theirs),
        confidence=max(one.confidence for one in run),
    )


def _each(pair: PairContext) -> Iterator[Finding]:
    """Yield every sentence and every passage that was left, in reading order of the beads."""
    foreign, own = pair.original.language, pair.translation.language
    originals = {folded(s.text): s.number for s in reversed(pair.original.sentences)}
    for bead in pair.beads:
        prose = [
            s
            for s in sentences(pair.translation, bead.translation)
            if pair.translation.blocks[s.block].kind is not BlockKind.CODE and not is_attribution(s.text, foreign, own)
        ]
        left = [s for s in prose if is_foreign(s.text, foreign, own, copied=_is_copy(pair, bead, s, originals))]
        bilingual = _has_both(bead, left, [s for s in prose if s not in left])
        for sentence in prose:
            if sentence in left:
                yield _left_sentence(pair, bead, sentence, originals, bilingual=bilingual)
            else:
                yield from _left_passages(pair, bead, sentence)


def _has_both(bead: Bead, left: Sequence[Sentence], others: Sequence[Sentence]) -> bool:
    """Return whether a quotation has its translation beside it: then it was left on purpose."""
    if not left:
        return False
    lengths = [sum(len(folded(s.text)) for s in side) for side in (left, others)]
    return len(bead.original) <= len(others) and lengths[1] >= _TRANSLATED * lengths[0]


def _is_copy(pair: PairContext, bead: Bead, sentence: Sentence, originals: Mapping[Words, int]) -> bool:
    """Return whether a sentence of the translation stands in the original, word for word or nearly."""
    from rapidfuzz import fuzz

    if folded(sentence.text) in originals:
        return True
    beside = sentences(pair.original, bead.original)
    return any(fuzz.ratio(sentence.text, s.text, score_cutoff=_ALIKE) for s in beside)


def _left_sentence(
    pair: PairContext, bead: Bead, sentence: Sentence, originals: Mapping[Words, int], *, bilingual: bool
) -> Finding:
    source = _source(pair, bead, sentence, originals)
    how = "added" if source is None else "beside" if bilingual else "left"
    return Finding(
        rule=_ID,
        severity=Severity.NEUTRAL if bilingual else Severity.MAJOR if source else Severity.MINOR,
        category=_CATEGORY,
        message=Message(f"{_ID}.{_what(pair, sentence)}-{how}", _language(pair)),
        original=source,
        translation=pair.translation.locate(sentence.number),
        confidence=0.4 if bilingual or source is None else 0.95,  # what has no source is an addition
    )


def _language(pair: PairContext) -> dict[str, Argument]:
    return {"language": language_name(pair.original.language)}


def _what(pair: PairContext, sentence: Sentence) -> str:
    """Return what a reader would call it: tweet, quotation, heading or sentence."""
    blocks = pair.translation.blocks
    block = blocks[sentence.block]
    above = blocks[max(0, sentence.block - _HANDLE_REACH) : sentence.block + 1]
    handles = [b for b in above if _HANDLE.search(b.text) and (b is block or len(b.text.split()) <= 6)]
    if handles:
        return "tweet"
    if block.kind is BlockKind.QUOTATION or _OPENING.match(block.text[: sentence.at + 2][-3:] + sentence.text[:1]):
        return "quotation"
    return "heading" if block.kind is BlockKind.HEADING else "sentence"


def _source(pair: PairContext, bead: Bead, sentence: Sentence, originals: Mapping[Words, int]) -> Span | None:
    """Return where the sentence was copied from: in its bead, else anywhere."""
    words = folded(sentence.text)
    if words in originals:
        number = originals[words]
        same = [n for n in bead.original if folded(pair.original.sentences[n].text) == words]
        return pair.original.locate(same[0] if same else number)
    if bead.original:
        return pair.original.locate_run(bead.original)
    mine = set(words)
    best, number = max(((len(mine & set(theirs)), n) for theirs, n in originals.items()), default=(0, 0))
    return pair.original.locate(number) if best >= _SHARED * len(mine) else None


def _left_passages(pair: PairContext, bead: Bead, sentence: Sentence) -> Iterator[Finding]:
    """Yield passages of a translated sentence that the original has word for word; not quotations, remarks."""
    foreign, own = pair.original.language, pair.translation.language
    runs = list(foreign_runs(sentence.text, foreign, own))
    theirs = folded(" ".join(s.text for s in sentences(pair.original, bead.original))) if runs else ()
    if not theirs:
        return
    quoted = [match.span() for match in _QUOTED.finditer(sentence.text)]
    for start, end in runs:
        if any(a <= start and end <= b for a, b in quoted) or not _stands_in(folded(sentence.text[start:end]), theirs):
            continue
        yield Finding(
            rule=_ID,
            severity=Severity.MAJOR,
            category=_CATEGORY,
            message=Message(f"{_ID}.part-left", _language(pair)),
            original=pair.original.locate_run(bead.original),
            translation=pair.translation.locate(sentence.number, start, end),
            confidence=0.75,
        )


def _stands_in(passage: Sequence[str], text: Sequence[str]) -> bool:
    return any(tuple(text[i : i + len(passage)]) == tuple(passage) for i in range(len(text) - len(passage) + 1))
