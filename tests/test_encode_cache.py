"""The cache of vectors: nothing is encoded twice, and nothing that happens to its file stops a review."""

import os
import pickle
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from threading import Barrier

import numpy as np
import pytest

from aligner.encode import AdditiveEncoder, VectorCache, Vectors, cached, default_cache
from aligner.encode.embedded import EmbeddedEncoder
from aligner.errors import ConfigError, EncoderError
from tests.commands import CORPORA, aligner
from tests.encoders import Hashing, Slow

TEXTS = [f"Sentence number {n} of a text." for n in range(600)]


class Failing(Hashing):
    """Fails the first time."""

    failed = False

    def encode(self, sentences: list[str]) -> Vectors:
        """Vectors, but for the first time."""
        if sentences and not self.failed:
            self.failed = True
            time.sleep(0.2)
            raise MemoryError
        return super().encode(sentences)


class _Wrong:
    def __init__(self, rows: int, value: float) -> None:
        self.rows, self.value = rows, value

    def encode(self, sentences: list[str]) -> Vectors:
        return np.full((self.rows, 64), self.value, np.float32)


def stored(path: Path) -> VectorCache:
    return VectorCache(path / "vectors.sqlite")


def assert_all_known(store: VectorCache, texts: list[str] = TEXTS, dimensions: int = 64) -> None:
    behind = Hashing(dimensions, name="h")
    assert np.array_equal(cached(behind, store).encode(texts), Hashing(dimensions).encode(texts))
    assert behind.asked == []


def test_a_second_run_encodes_nothing_and_an_edit_only_what_changed(tmp_path: Path) -> None:
    first, second = Hashing(name="h"), Hashing(name="h")
    vectors = cached(first, stored(tmp_path)).encode(TEXTS)
    assert first.asked == TEXTS
    again = cached(second, stored(tmp_path))
    assert np.array_equal(again.encode(TEXTS), vectors)
    assert second.asked == []
    assert again.characters == 0
    again.encode([*TEXTS[:300], "A new sentence.", *TEXTS[300:]])
    assert second.asked == ["A new sentence."]
    assert again.characters == len("A new sentence.")


def test_a_text_that_occurs_often_is_encoded_once() -> None:
    encoder = Hashing()
    vectors = cached(encoder).encode(["one", "two", "one", "one"])
    assert encoder.asked == ["one", "two"]
    assert np.array_equal(vectors[0], vectors[3])


def test_encoders_do_not_share_vectors(tmp_path: Path) -> None:
    other = Hashing(32, name="other")
    cached(Hashing(64, name="one"), stored(tmp_path)).encode(TEXTS[:5])
    assert cached(other, stored(tmp_path)).encode(TEXTS[:5]).shape == (5, 32)


def test_an_encoder_without_a_name_is_not_kept(tmp_path: Path) -> None:
    cache = stored(tmp_path)
    cached(Hashing(), cache).encode(TEXTS[:5])
    assert cache.count() == 0


def test_an_additive_encoder_stays_one(tmp_path: Path) -> None:
    plain, kept = EmbeddedEncoder(), cached(EmbeddedEncoder(), stored(tmp_path))
    assert isinstance(kept, AdditiveEncoder)
    assert not isinstance(cached(Hashing()), AdditiveEncoder)
    for _ in range(2):
        assert np.allclose(kept.encode(TEXTS[:3]), plain.encode(TEXTS[:3]), atol=1e-5)


def test_progress_counts_characters_up_to_the_end() -> None:
    seen: list[tuple[int, int]] = []
    cached(Hashing(), progress=lambda done, total: seen.append((done, total))).encode(TEXTS)
    whole = sum(map(len, TEXTS))
    assert seen[-1] == (whole, whole)
    assert len(seen) > 1
    assert seen == sorted(seen)


def test_vectors_that_are_none_are_refused() -> None:
    with pytest.raises(EncoderError, match=r"shape \(2, 64\) for 3 texts"):
        cached(_Wrong(2, 1.0)).encode(TEXTS[:3])
    with pytest.raises(EncoderError, match="infinite values or NaN"):
        cached(_Wrong(3, np.nan)).encode(TEXTS[:3])


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + bytes(range(256)) * 20, b""])
def test_a_damaged_file_is_made_anew(content: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "vectors.sqlite").write_bytes(content)
    cached(Hashing(name="h"), stored(tmp_path)).encode(TEXTS)
    assert_all_known(stored(tmp_path))
    assert [record.getMessage().endswith("made anew.") for record in caplog.records] == ([True] if content else [])


def test_damage_in_the_middle_costs_no_more_than_encoding_again(tmp_path: Path) -> None:
    store = stored(tmp_path)
    cached(Hashing(name="h"), store).encode(TEXTS)
    store.close()
    file = tmp_path / "vectors.sqlite"
    content = bytearray(file.read_bytes())
    content[5000:90000] = os.urandom(85000)
    file.write_bytes(content)
    for _ in range(2):
        vectors = cached(Hashing(name="h"), stored(tmp_path)).encode(TEXTS)
        assert np.array_equal(vectors, Hashing().encode(TEXTS))
    assert_all_known(stored(tmp_path))


def test_those_who_have_the_damaged_file_open_go_on_with_the_new_one(tmp_path: Path) -> None:
    first, second = stored(tmp_path), stored(tmp_path)
    for store in (first, second):
        cached(Hashing(name="h"), store).encode(TEXTS)
    (tmp_path / "vectors.sqlite").write_bytes(b"no database at all" * 100)
    for store in (first, second):
        assert cached(Hashing(name="h"), store).encode(TEXTS).shape == (600, 64)
    assert_all_known(stored(tmp_path))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE vectors SET vector = zeroblob(260)",  # the checksum of zeros is not zero
        "UPDATE vectors SET vector = substr(vector, 5)",
        "UPDATE vectors SET vector = x''",
        "UPDATE vectors SET vector = (SELECT vector FROM vectors AS other WHERE length(other.vector) = 132)",
    ],
)
def test_what_is_no_vector_of_this_encoder_is_made_again(
    change: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cached(Hashing(32, name="small"), stored(tmp_path)).encode(TEXTS[:1])
    cached(Hashing(name="h"), stored(tmp_path)).encode(TEXTS[:3])
    database = sqlite3.connect(tmp_path / "vectors.sqlite")
    with database:
        database.execute(change)
    database.close()
    vectors = cached(Hashing(name="h"), stored(tmp_path)).encode(TEXTS[:3])
    assert np.array_equal(vectors, Hashing().encode(TEXTS[:3]))
    assert "had damaged vectors, which are made again" in caplog.text
    assert_all_known(stored(tmp_path), TEXTS[:3])


def test_values_that_are_not_finite_are_not_read(tmp_path: Path) -> None:
    store = stored(tmp_path)
    store.put({b"sound": np.ones(4, np.float32), b"not": np.array([1, np.nan, 1, 1], np.float32)})
    assert list(store.get([b"sound", b"not"])) == [b"sound"]
    assert store.count() == 1


def test_a_place_where_nothing_can_be_written_is_no_cache(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").touch()
    cache = VectorCache(tmp_path / "file" / "vectors.sqlite")
    assert cache.count() is None
    assert cached(Hashing(name="h"), cache).encode(TEXTS[:2]).shape == (2, 64)
    assert [record.getMessage() for record in caplog.records] == [
        f"The vector cache {cache.path} cannot be used ({tmp_path / 'file'} is no folder); everything is encoded anew."
    ]


def test_a_locked_file_only_costs_the_keeping(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("aligner.encode.cache._PATIENCE", 0.1)
    with sqlite3.connect(tmp_path / "vectors.sqlite") as other:
        other.execute("BEGIN EXCLUSIVE")
        assert cached(Hashing(name="h"), stored(tmp_path)).encode(TEXTS[:2]).shape == (2, 64)
    other.close()
    assert "is busy with another program" in caplog.text


def test_threads_that_ask_for_the_same_texts_encode_them_once(tmp_path: Path) -> None:
    behind = Slow(name="h")
    encoder = cached(behind, stored(tmp_path))

    def ask(number: int) -> Vectors:
        return encoder.encode([*TEXTS[number * 10 :], *TEXTS[: number * 10]])

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, range(8)))
    assert sorted(behind.asked) == sorted(TEXTS)
    assert encoder.characters == sum(map(len, TEXTS))
    right = Hashing().encode(TEXTS)
    for number, vectors in enumerate(found):
        assert np.array_equal(np.roll(vectors, number * 10, axis=0), right)


def test_threads_wait_for_each_other_without_a_cache_too() -> None:
    everyone = Barrier(8)
    behind = Slow(seconds=0.5)
    encoder = cached(behind)

    def ask(_: int) -> Vectors:
        everyone.wait()
        return encoder.encode(TEXTS[:200])

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, range(8)))
    assert behind.asked == TEXTS[:200]
    assert all(np.array_equal(vectors, found[0]) for vectors in found)


def test_a_thread_whose_encoder_fails_leaves_the_others_their_turn(tmp_path: Path) -> None:
    behind = Failing(name="h")
    encoder = cached(behind, stored(tmp_path))
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(encoder.encode, TEXTS[:5]) for _ in range(4)]
    failed = [type(one.exception()) for one in asked if one.exception()]
    assert failed == [MemoryError]
    assert behind.asked == TEXTS[:5]


def test_processes_fill_one_cache_together_and_none_makes_what_another_does(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from aligner.encode import VectorCache, cached; "
        "from tests.encoders import Slow; TEXTS = sys.argv[2].split('|'); "
        "found = cached(Slow(name='h'), VectorCache(Path(sys.argv[1]))); vectors = found.encode(TEXTS); "
        "print(found.characters, vectors.tobytes().hex())"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / "vectors.sqlite"), "|".join(TEXTS)],
            cwd=CORPORA.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(8)
    ]
    said = [process.communicate() for process in running]
    assert [err for _, err in said] == [""] * 8
    characters, vectors = zip(*(out.split() for out, _ in said), strict=True)
    assert sum(map(int, characters)) == sum(map(len, TEXTS))
    assert set(vectors) == {Hashing().encode(TEXTS).tobytes().hex()}
    assert stored(tmp_path).count() == len(TEXTS)


@pytest.mark.skipif("fork" not in get_all_start_methods(), reason="needs fork")
def test_a_cache_is_used_on_after_a_fork(tmp_path: Path) -> None:
    store = stored(tmp_path)
    cached(Hashing(name="h"), store).encode(TEXTS[:300])
    child = get_context("fork").Process(target=assert_all_known, args=(store, TEXTS[:300]))
    child.start()
    child.join()
    assert child.exitcode == 0
    assert_all_known(store, TEXTS[:300])


def test_what_a_dead_process_claimed_is_free(tmp_path: Path) -> None:
    store = stored(tmp_path)
    assert store.claim([b"mine"]) == [b"mine"]
    assert store.claim([b"mine", b"new"]) == [b"new"]
    code = "import sys; from pathlib import Path; from aligner.encode import VectorCache; "
    code += "VectorCache(Path(sys.argv[1])).claim([b'theirs'])"
    subprocess.run([sys.executable, "-c", code, str(store.path)], cwd=CORPORA.parent, check=True)
    assert store.claim([b"mine", b"theirs"]) == [b"theirs"]
    store.release([b"mine"])
    assert store.claim([b"mine"]) == [b"mine"]


def test_a_cache_goes_to_other_processes_as_its_place() -> None:
    store = VectorCache(Path("somewhere"), 5)
    again = pickle.loads(pickle.dumps(store))
    assert (again.path, again.limit) == (store.path, store.limit)


def test_the_cache_does_not_grow_without_end(tmp_path: Path) -> None:
    limit = 400_000
    cache = VectorCache(tmp_path / "vectors.sqlite", limit)
    encoder = cached(Hashing(512, name="h"), cache)
    encoder.encode(TEXTS)
    assert 100 < (cache.count() or 0) < len(TEXTS)
    cache.close()
    assert cache.path.stat().st_size < limit + 256 * 2500  # what is put at once comes on top
    assert_all_known(cache, TEXTS[-10:], 512)  # the oldest go first


def test_the_limit_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert stored(tmp_path).limit == 1_000_000_000
    monkeypatch.setenv("ALIGNER_CACHE_LIMIT", "25")
    assert stored(tmp_path).limit == 25_000_000
    for wrong in ("0", "much", "-1", "1.5"):
        monkeypatch.setenv("ALIGNER_CACHE_LIMIT", wrong)
        with pytest.raises(ConfigError, match="expected a number of megabytes, at least 1"):
            stored(tmp_path)


def test_the_command_says_what_the_cache_holds_and_clears_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIGNER_CACHE", str(tmp_path))
    assert "vectors  0\n" in aligner("cache", "info").out
    assert not (tmp_path / "vectors.sqlite").exists()
    cached(Hashing(512, name="h"), stored(tmp_path)).encode(TEXTS)
    said = aligner("cache", "info").out
    assert f"place    {tmp_path / 'vectors.sqlite'}\n" in said
    assert "vectors  600\n" in said
    assert "MB of at most 1,000 MB" in said
    cleared = aligner("cache", "clear")
    assert (cleared.status, cleared.out) == (0, "600 vectors removed.\n")
    assert "vectors  0\n" in aligner("cache", "info").out
    assert (tmp_path / "vectors.sqlite").stat().st_size < 200_000


def test_a_cache_that_is_no_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIGNER_CACHE", str(tmp_path))
    (tmp_path / "vectors.sqlite").mkdir()
    for command in ("info", "clear"):
        found = aligner("cache", command)
        assert (found.status, found.out) == (2, "")
        assert "it is a folder" in found.err


def test_the_place_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIGNER_CACHE", str(tmp_path / "mine"))
    assert default_cache() == tmp_path / "mine" / "vectors.sqlite"
    for name, text in (("en.txt", "The door is shut."), ("fr.txt", "La porte est fermée.")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    pair = (tmp_path / "en.txt", tmp_path / "fr.txt")
    assert aligner("align", *pair, "--no-cache").status == 0
    assert not (tmp_path / "mine").exists()
    assert aligner("align", *pair).status == 0
    assert (tmp_path / "mine" / "vectors.sqlite").is_file()


def test_an_encoder_is_pickled_without_its_weights() -> None:
    encoder = EmbeddedEncoder(1)
    before = encoder.encode(TEXTS[:1])
    state = pickle.dumps(encoder)
    assert len(state) < 1000
    assert np.array_equal(pickle.loads(state).encode(TEXTS[:1]), before)
