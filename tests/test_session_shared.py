"""Threads on one session and processes on one cache get equal reviews, and what goes to a worker is small."""

import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from aligner.check import load_rules
from aligner.core.serialize import dump
from aligner.session import Configuration, Session
from tests.commands import CORPORA

CLOCK = (CORPORA / "clock.en.md", CORPORA / "clock.fr.draft.md")


def reviewed(configuration: Configuration) -> bytes:
    with Session(configuration) as session:
        return dump(session.review(*CLOCK))


def test_eight_threads_on_one_session_get_equal_reviews(tmp_path: Path) -> None:
    configuration = Configuration(threads=1, cache=tmp_path / "vectors.sqlite")
    with Session(configuration) as session, ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: dump(session.review(*CLOCK)), range(8)))
    assert found == {reviewed(configuration)}


def test_eight_processes_on_one_cache_get_equal_reviews(tmp_path: Path) -> None:
    configuration = Configuration(threads=1, cache=tmp_path / "vectors.sqlite")
    with ProcessPoolExecutor(8, get_context("spawn")) as pool:
        found = set(pool.map(reviewed, [configuration] * 8))
    assert found == {reviewed(configuration)}


def test_what_a_worker_is_given_is_small() -> None:
    assert len(pickle.dumps(Configuration())) < 100_000


def test_rules_that_do_not_say_that_they_ask_for_links_make_none() -> None:
    with Session(Configuration()) as session:
        pair = session.context(session.read(CORPORA / "harbour.en.md", CORPORA / "harbour.fr.draft.md"))
    found = [finding for rule in load_rules().values() if not rule.links for finding in rule.check(pair)]
    assert {"name", "untranslated"} <= {finding.rule for finding in found}
    assert "_taught" not in vars(pair.links)
    list(load_rules()["omission"].check(pair))
    assert "_taught" in vars(pair.links)
