"""What a session spends: encoders are loaded once, texts encoded once, a small pair is quick."""

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import pytest

import aligner
from aligner.encode import Encoder, Vectors
from aligner.encode.embedded import EmbeddedEncoder
from aligner.read import read_text
from aligner.session import Configuration, Session
from tests.commands import CORPORA

NAMES = ("harbour", "clock", "pump-manual", "solaris-results")
PAIRS = [(CORPORA / f"{name}.en.md", CORPORA / f"{name}.fr.draft.md") for name in NAMES]


class Counting:
    """The embedded encoder, with a list of every text that it was given."""

    name = EmbeddedEncoder.name

    def __init__(self) -> None:
        self.behind = EmbeddedEncoder()
        self.encoded: list[str] = []
        self.pooled: list[str] = []

    def encode(self, sentences: Sequence[str], /) -> Vectors:
        self.encoded += sentences
        return self.behind.encode(sentences)

    def pool(self, sentences: Sequence[str], /) -> Vectors:
        self.pooled += sentences
        return self.behind.pool(sentences)

    def finish(self, pooled: Vectors, /) -> Vectors:
        return self.behind.finish(pooled)


@pytest.mark.parametrize("pair", PAIRS, ids=NAMES)
def test_a_review_encodes_no_text_twice(pair: tuple[Path, Path]) -> None:
    encoder = Counting()
    Session(encoder=encoder).review(*pair)
    assert len(set(encoder.encoded)) == len(encoder.encoded)
    assert len(set(encoder.pooled)) == len(encoder.pooled)


def test_repeated_reviews_load_the_encoder_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from aligner import session

    loaded: list[str] = []

    def load(name: str, threads: int | None) -> Encoder:
        loaded.append(name)
        return EmbeddedEncoder(threads)

    monkeypatch.setattr(session, "load", load)
    session._loaded.cache_clear()
    try:
        for _ in range(2):
            aligner.review(*PAIRS[0])
        aligner.align(["It rained."], ["Il pleuvait."])
    finally:
        session._loaded.cache_clear()
    assert loaded == ["embedded"]


def test_a_small_pair_through_a_warm_session_takes_no_time_to_speak_of(tmp_path: Path) -> None:
    original = read_text("The harbour opened in 1962. It has two piers.", "en")
    translation = read_text("Le port a ouvert en 1962. Il compte deux jetées.", "fr")
    session = Session(Configuration(cache=tmp_path / "vectors.sqlite"))
    seconds = []
    for _ in range(15):
        began = perf_counter()
        session.review(original, translation)
        seconds.append(perf_counter() - began)
    assert min(seconds) < 0.1  # 20 to 30 ms on two quiet cores
