"""Aligned pairs of a few sentences for the tests of rules."""

from collections.abc import Iterable, Sequence
from functools import cache

from aligner.check import PairContext, Profile, load_profile, load_rules
from aligner.check.run import reported as as_reported
from aligner.core import Bead, Block, BlockKind, Document, Finding, Sentence
from aligner.messages import render


def document(language: str, blocks: Sequence[str], kinds: Sequence[BlockKind] = ()) -> Document:
    """A split document: one string a block, its sentences parted by ``" | "``."""
    text, found, sentences = "", [], list[Sentence]()
    for number, block in enumerate(blocks):
        start, at = len(text), 0
        for sentence in block.split(" | "):
            place = start + at
            sentences.append(Sentence(len(sentences), number, at, sentence, place, place + len(sentence)))
            at += len(sentence) + 1
        body = block.replace(" | ", " ")
        kind = kinds[number] if kinds else BlockKind.PARAGRAPH
        found.append(Block(kind, body, range(start, start + len(body))))
        text += body + "\n\n"
    return Document("-", language, text, tuple(found), "", tuple(sentences))


def pair(
    original: Sequence[str],
    translation: Sequence[str],
    beads: Sequence[tuple[Sequence[int], Sequence[int]]] = (),
    kinds: Sequence[BlockKind] = (),
) -> PairContext:
    """An English-French pair; without beads, sentence n stands for sentence n. ``kinds`` are of both sides' blocks."""
    english, french = document("en", original, kinds), document("fr", translation, kinds)
    if not beads:
        assert len(english.sentences) == len(french.sentences), "beads are needed"
        beads = [((n,), (n,)) for n in range(len(english.sentences))]
    return PairContext(english, french, tuple(Bead(tuple(a), tuple(b)) for a, b in beads))


def reported(rule: str, checked: PairContext, minimum: float | None = None) -> list[Finding]:
    """What a review with the default profile reports of one rule; every span is checked against its document.

    :param minimum: the least confidence, instead of the profile's
    """
    found = list(load_rules()[rule].check(checked))
    for finding in found:
        assert finding.rule == rule
        for document, span in ((checked.original, finding.original), (checked.translation, finding.translation)):
            if (
                span is not None
                and len(span.sentences) == 1
                and (here := document.text[span.start : span.end]) != span.text
            ):
                assert span.text == document.sentences[span.sentences[0]].text, (
                    "only whole sentences have markup inside"
                )
                assert len(here) > len(span.text)
    return list(as_reported(checked, found, _profile(rule, minimum)))


@cache
def _profile(rule: str, minimum: float | None) -> Profile:
    return load_profile("default", [] if minimum is None else [f"rules.{rule}.minimum-confidence={minimum}"])


def said(finding: Finding, language: str = "en") -> str:
    """What a finding says."""
    return render(finding.message, language)


def spots(findings: Iterable[Finding]) -> list[str]:
    """The quoted text of the translation of each finding."""
    return [finding.translation.text for finding in findings if finding.translation]
