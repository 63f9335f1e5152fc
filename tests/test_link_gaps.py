"""Gaps: stretches of words that nothing answers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.core import Side
from aligner.link import Linker, coverage
from aligner.link.coverage import Judge, Texts, load_model, suspects
from aligner.link.gaps import FEATURES, gaps
from aligner.link.tokens import tokenize
from aligner.session import Session
from tests.commands import CORPORA

SCORES = st.lists(st.floats(-8, 8, width=32), max_size=40)


@given(SCORES, st.integers(0, 4))
def test_gaps_are_stretches_of_positive_sum_apart_from_each_other(scores: list[float], most: int) -> None:
    found = gaps(np.array(scores, np.float32), most)
    assert len(found) <= most
    assert [gap.score for gap in found] == sorted((gap.score for gap in found), reverse=True)
    taken: set[int] = set()
    for gap in found:
        assert 0 <= gap.start < gap.stop <= len(scores)
        assert gap.score > 0
        assert np.isclose(gap.score, np.sum(np.array(scores, np.float32)[gap.start : gap.stop]), atol=1e-3)
        assert taken.isdisjoint(range(gap.start, gap.stop))
        taken.update(range(gap.start, gap.stop))


@given(SCORES)
def test_no_stretch_beats_the_first_gap(scores: list[float]) -> None:
    values = np.array(scores, np.float32)
    best = max((float(values[a:b].sum()) for a in range(len(values)) for b in range(a, len(values) + 1)), default=0.0)
    found = gaps(values, 1)
    assert np.isclose(found[0].score if found else 0.0, max(best, 0.0), atol=1e-3)


def test_weights_of_a_pair_of_languages_serve_both_directions() -> None:
    there, back = load_model("en", "fr"), load_model("fr", "en")
    assert there is not None
    assert back is not None
    assert there.side(Side.ORIGINAL) is not back.side(Side.ORIGINAL)
    assert np.array_equal(there.original.words, back.translation.words)
    assert there.log_ratio == -back.log_ratio
    assert len(there.original.words) == len(FEATURES) + 1
    assert load_model("en", "xx") is None


def test_a_beads_empty_side_and_an_empty_document_have_no_gaps() -> None:
    model = load_model("en", "fr")
    assert model is not None
    assert suspects([], Linker("en", "fr"), model) == []
    assert suspects([Texts(("Hello.",), ("",))], Linker("en", "fr"), model) == []


def test_places_of_words_slice_back_to_them() -> None:
    bead = Texts(("The boats sail. They don't come back.",), ("Les bateaux partent.", "Ils ne reviennent pas."))
    judge = Judge([bead], Linker("en", "fr"), 0.16)
    joined = " ".join(bead.translation)
    words = [joined[a:b] for a, b in judge.stretches(0, Side.TRANSLATION)]
    assert words[:2] == ["Les", "bateaux"]
    assert "reviennent" in words


def test_a_long_text_is_judged_in_parts_as_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    model = load_model("en", "fr")
    assert model is not None
    names = ("clock", "harbour", "pump-manual")
    session = Session()
    texts = [session.read(CORPORA / f"{name}.en.md", CORPORA / f"{name}.fr.draft.md") for name in names]
    beads = [
        Texts((one.text,), (other.text,))
        for pair in texts
        for one, other in zip(pair.original.sentences, pair.translation.sentences, strict=False)
    ]
    linker = Linker("en", "fr", session.encoder)
    evidence = linker.evidence(
        [
            ([t.text for t in tokenize(b.original[0], "en")], [t.text for t in tokenize(b.translation[0], "fr")])
            for b in beads
        ]
    )
    whole = suspects(beads, linker, model, evidence)
    monkeypatch.setattr(coverage, "_AT_ONCE", 40)
    monkeypatch.setattr(coverage, "_STRETCH", 30)
    parts = suspects(beads, linker, model, evidence)
    assert len(whole) > 20
    places = [[(c.bead, c.side, c.start, c.end, c.text) for c, _ in found] for found in (parts, whole)]
    assert places[0] == places[1]
    assert [one.probability for one in parts] == pytest.approx([one.probability for one in whole], abs=1e-5)
