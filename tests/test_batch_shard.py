"""A worker on a shard: what goes wrong with one pair is said with its stage, step and sentence, and stops no other."""

import gc
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from aligner.batch import Place, Settings
from aligner.batch.plan import PlannedPair, Shard
from aligner.batch.shard import TOGETHER, Hopeless, Worker
from aligner.batch.watch import TimeUpError, limited, sentence_of
from aligner.check import PairContext
from aligner.core import Bead, Finding
from aligner.encode import Vectors, load
from aligner.encode.embedded import EmbeddedEncoder
from aligner.session import Configuration
from tests.batches import made, rows


class Odd:
    """An encoder that fails on one text and takes its time with another."""

    name = "odd"

    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    def encode(self, sentences: Sequence[str], /) -> Vectors:
        self.calls.append(list(sentences))
        if any("14 boats" in text for text in sentences):
            raise ValueError("no vector for this")
        if any(text == "slow" for text in sentences):
            time.sleep(60)
        chance = [np.random.default_rng(sum(text.encode())).normal(size=8) for text in sentences]
        return np.array(chance, dtype=np.float32).reshape(len(chance), 8)


def shard(folder: Path) -> Shard:
    names = sorted(folder.glob("*.en.md"))
    pairs = [
        PlannedPair(path.stem, str(path), str(path.with_name(path.name.replace(".en.", ".fr."))), "name", 1.0, False, 1)
        for path in names
    ]
    return Shard(0, tuple(pairs))


def place(folder: Path) -> Place:
    found = Place(folder)
    found.open()
    return found


def test_sentences_of_all_pairs_are_encoded_together_and_each_once(tmp_path: Path) -> None:
    encoder = Odd()
    done = Worker(Settings(), place(tmp_path / "out"), encoder)(Shard(0, shard(made(tmp_path / "in", 2)).pairs))
    assert done.mark["documents"] == 2
    first = encoder.calls[0]
    assert len(first) == len(set(first)) == 9  # three of twelve stand in both pairs
    assert {"The keeper counted 12 boats on Monday.", "The keeper counted 13 boats on Tuesday."} <= set(first)
    assert sum("Then the keeper went home." in call for call in encoder.calls) == 1


def test_a_sentence_that_cannot_be_encoded_is_named(tmp_path: Path) -> None:
    done = Worker(Settings(), place(tmp_path / "out"), Odd())(shard(made(tmp_path / "in", 4)))
    (error,) = done.mark["errors"]
    assert (error["document"], error["stage"], error["sentence"]) == ("p002.en", "encode", 0)
    assert error["message"] == "ValueError: no vector for this"
    assert [row["document"] for row in rows(tmp_path / "out", "documents")] == ["p000.en", "p001.en", "p003.en"]


def test_a_pair_that_takes_too_long_is_given_up_and_its_step_named(tmp_path: Path) -> None:
    folder = made(tmp_path / "in", 2)
    (folder / "p001.en.md").write_text("slow\n\nIt rained.", encoding="utf-8")
    settings = Settings(seconds=6)
    began = time.monotonic()
    done = Worker(settings, place(tmp_path / "out"), Odd())(shard(folder), hopeless={TOGETHER: Hopeless("encode", "")})
    assert time.monotonic() - began < 30
    (error,) = done.mark["errors"]
    assert (error["document"], error["stage"], error["error"]) == ("p001.en", "encode", "TimeUpError")
    assert error["message"] == "It took more than 6 seconds (encode)."
    assert error["sentence"] == 0
    assert done.mark["documents"] == 1


def test_a_pair_that_costs_processes_is_not_tried(tmp_path: Path) -> None:
    done = Worker(Settings(), place(tmp_path / "out"), Odd())(
        shard(made(tmp_path / "in", 2)), hopeless={0: Hopeless("align", "3 processes have ended.")}
    )
    (error,) = done.mark["errors"]
    assert (error["document"], error["stage"], error["message"]) == ("p000.en", "align", "3 processes have ended.")
    assert done.mark["documents"] == 1


def test_a_step_that_fails_names_the_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        bead = Bead((2,), (2,))
        raise KeyError(bead.type)

    monkeypatch.setattr("aligner.session.candidates", fails)
    done = Worker(Settings(check=True), place(tmp_path / "out"), load("embedded", 1))(shard(made(tmp_path / "in", 1)))
    (error,) = done.mark["errors"]
    assert (error["stage"], error["step"], error["sentence"]) == ("check", "checking", 2)


def _fails(_: PairContext) -> Iterator[Finding]:
    raise ZeroDivisionError


def test_a_rule_that_fails_is_named_and_the_pair_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from aligner.check.registry import load_rules

    rules = dict(load_rules())
    rules["number"] = replace(rules["number"], check=_fails)
    monkeypatch.setattr("aligner.check.run.load_rules", lambda: rules)
    done = Worker(Settings(check=True), place(tmp_path / "out"), load("embedded", 1))(shard(made(tmp_path / "in", 1)))
    assert done.mark["errors"] == []
    (document,) = rows(tmp_path / "out", "documents")
    assert [one["rule"] for one in document["skipped"] if "ZeroDivisionError" in one["reason"]] == ["number"]


def test_texts_of_a_list_are_reviewed_as_they_stand(tmp_path: Path) -> None:
    pair = PlannedPair("a", "It rained. We left.", "Il pleuvait. Nous partîmes.", "listed", 1.0, True, 1)
    empty = PlannedPair("b", "It rained.", "", "listed", 1.0, True, 1)
    worker = Worker(Settings(Configuration(threads=1)), place(tmp_path / "out"), load("embedded", 1))
    done = worker(Shard(0, (pair, empty)))
    assert [row["translation"]["fr"] for row in rows(tmp_path / "out", "beads")] == ["Il pleuvait.", "Nous partîmes."]
    assert rows(tmp_path / "out", "documents")[0]["original_path"] is None
    assert [(error["document"], error["stage"]) for error in done.mark["errors"]] == [("b", "read")]


def test_no_sentence_is_named_where_none_was_looked_at() -> None:
    assert sentence_of(None) is None


@pytest.mark.parametrize("threaded", [False, True])
def test_time_is_up_in_any_thread_and_only_where_it_was_limited(threaded: bool) -> None:
    seen: list[str] = []

    def work() -> None:
        try:
            with limited(0.2):
                while True:
                    time.sleep(0.01)
        except TimeUpError:
            seen.append("up")
        with limited(0.05):
            seen.append("quick")
        with limited(None):
            time.sleep(0.1)
        seen.append("done")

    if threaded:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join(30)
    else:
        work()
    assert seen == ["up", "quick", "done"]


def test_workers_open_no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a worker has opened a database")

    monkeypatch.setattr("sqlite3.connect", refuse)
    settings = Settings(Configuration(threads=1, cache=tmp_path / "vectors.sqlite"), check=True)
    done = Worker(settings, place(tmp_path / "out"), load("embedded", 1))(shard(made(tmp_path / "in", 2)))
    assert (done.mark["documents"], done.mark["errors"]) == (2, [])


def test_what_was_remembered_of_texts_is_let_go_and_tables_stay() -> None:
    from aligner.batch.memory import forget
    from aligner.languages.folding import fold
    from aligner.languages.pairs import loan_words

    fold("Écluse")
    loan_words("en", "fr")
    tables = loan_words.cache_info().currsize
    forget()
    gc.unfreeze()
    assert fold.cache_info().currsize == 0
    assert loan_words.cache_info().currsize == tables > 0


def test_vectors_do_not_depend_on_what_was_encoded_before_a_shard(tmp_path: Path) -> None:
    texts = [f"The {word} was painted on a {other} morning." for word in ("quay", "lock") for other in ("wet", "grey")]
    fresh, used = load("embedded", 1), load("embedded", 1)
    assert isinstance(fresh, EmbeddedEncoder)
    assert isinstance(used, EmbeddedEncoder)
    for number in range(40):
        used.encode([f"painted{number} {' '.join(text.split()[: number % 7 + 1])}" for text in texts])
    used.settle()
    assert np.array_equal(fresh.encode(texts), used.encode(texts))
