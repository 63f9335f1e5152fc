"""Stretches of words that a person would mark: whole phrases, no bare verbs, no half brackets."""

import numpy as np
import pytest

from aligner.core import Side
from aligner.link.gaps import Gap, words_of
from aligner.link.linker import Linker
from aligner.link.phrases import fitted
from aligner.link.tokens import tokenize


def marked(text: str, gap: str, language: str = "en") -> str:
    """Return the words that are marked where a gap has been found."""
    tokens = tokenize(text, language)
    linker = Linker("en", "fr") if language == "en" else Linker("fr", "en")
    (evidence,) = linker.evidence([([token.text for token in tokens], ["x"])])
    assert evidence is not None
    units = evidence.original
    (words,) = words_of([evidence], Side.ORIGINAL, language)
    start, end = text.index(gap), text.index(gap) + len(gap)
    inside = [start <= tokens[u.tokens[0]].start and tokens[u.tokens[-1]].end <= end for u in units]
    scores = np.where(inside, 1.0, -3.0).astype(np.float32)
    first, last = inside.index(True), len(inside) - inside[::-1].index(True)
    border = fitted(Gap(first, last, float(last - first), 1.0), scores, units, words, language)
    if border is None:
        return ""
    found = [t for unit in units[border.gap.start : border.gap.stop] for t in unit.tokens]
    return text[tokens[min(found)].start : tokens[max(found)].end]


@pytest.mark.parametrize(
    ("text", "gap", "wanted"),
    [
        ("She keeps the letters in a box under the bed.", "box under the", "in a box"),
        ("He paid for the meal, which was cold and late, and left.", "was cold and late,", "which was cold and late"),
        ("The mayor, elected in 1998, opened the bridge.", "elected in 1998,", "elected in 1998"),
        ("The old ferry (built in Leith) still runs.", "built in Leith)", "built in Leith"),
        ("We sell tea, coffee or warm bread to visitors.", "coffee or warm bread to", "coffee or warm bread"),
        ("The museum's garden is open to the public in summer.", "to the public in", "to the public"),
        ("She has a degree (a diploma in law) from Leith.", "a diploma in law", "a diploma in law"),
        ("He took a course, a diploma (in law) too, and left.", "a diploma (in law", "a diploma (in law)"),
        ('We drew a "New Page" button at the top.', 'New Page" button', '"New Page" button'),
        (
            "We open at noon for the public. Guests from Norway, too, pay.",
            "the public. Guests from Norway",
            "Guests from Norway",
        ),
        ("He came for the ferry by means of a raft.", "for the ferry by means", "for the ferry"),
    ],
)
def test_a_gap_is_cut_to_whole_phrases(text: str, gap: str, wanted: str) -> None:
    assert marked(text, gap) == wanted


@pytest.mark.parametrize(
    ("text", "gap", "wanted"),
    [
        ("Le maire, élu en 1998, a ouvert le pont.", "élu en 1998", "élu en 1998"),
        ("Elle garde les lettres dans une boîte sous le lit.", "boîte sous le", "dans une boîte"),
        ("Il paie la taxe au port par l'intermédiaire d'un garde.", "au port par l'intermédiaire", "au port"),
        (
            "On vend du pain et du fromage de la vallée aux visiteurs.",
            "fromage de la vallée aux",
            "et du fromage de la vallée",
        ),
    ],
)
def test_french_phrases_too(text: str, gap: str, wanted: str) -> None:
    assert marked(text, gap, "fr") == wanted


def test_function_words_alone_are_no_stretch() -> None:
    assert marked("It is what it was and it will be.", "was and it") == ""
