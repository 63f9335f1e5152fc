"""The cache of vectors: nothing is encoded twice, and nothing that happens to its file stops a review."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from aligner.encode import AdditiveEncoder, VectorCache, cached, default_cache
from aligner.encode.embedded import EmbeddedEncoder
from tests.commands import CORPORA, aligner
from tests.encoders import Hashing

TEXTS = [f"Sentence number {n} of a text." for n in range(600)]


def stored(path: Path) -> VectorCache:
    return VectorCache(path / "vectors.sqlite")


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


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\0" + bytes(range(256)) * 20, b""])
def test_a_damaged_file_is_made_anew(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "vectors.sqlite").write_bytes(content)
    cached(Hashing(name="h"), stored(tmp_path)).encode(TEXTS)
    again = Hashing(name="h")
    cached(again, stored(tmp_path)).encode(TEXTS)
    assert again.asked == []


def test_damage_in_the_middle_costs_no_more_than_encoding_again(tmp_path: Path) -> None:
    cached(Hashing(name="h"), stored(tmp_path)).encode(TEXTS)
    for extra in ("-wal", "-shm"):
        (tmp_path / f"vectors.sqlite{extra}").unlink(missing_ok=True)
    file = tmp_path / "vectors.sqlite"
    content = bytearray(file.read_bytes())
    content[5000:20000] = os.urandom(15000)
    file.write_bytes(content)
    vectors = cached(Hashing(name="h"), stored(tmp_path)).encode(TEXTS)
    assert np.array_equal(vectors, Hashing().encode(TEXTS))


def test_a_place_where_nothing_can_be_written_is_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = VectorCache(tmp_path / "file" / "vectors.sqlite")
    assert cache.count() is None
    assert cached(Hashing(name="h"), cache).encode(TEXTS[:2]).shape == (2, 64)


def test_a_locked_file_only_costs_the_keeping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.encode.cache._PATIENCE", 0.1)
    cache = stored(tmp_path)
    with sqlite3.connect(tmp_path / "vectors.sqlite") as other:
        other.execute("BEGIN EXCLUSIVE")
        assert cached(Hashing(name="h"), cache).encode(TEXTS[:2]).shape == (2, 64)


def test_many_processes_fill_one_cache_together(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from aligner.encode import VectorCache, cached; "
        "from tests.encoders import Hashing; "
        "cached(Hashing(name='h'), VectorCache(Path(sys.argv[1]))).encode([f'{sys.argv[2]} {n}' for n in range(600)])"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / "vectors.sqlite"), str(n % 3)],
            cwd=CORPORA.parent,
            stderr=subprocess.PIPE,
        )
        for n in range(4)
    ]
    assert [process.communicate()[1] for process in running] == [b""] * 4
    assert [process.returncode for process in running] == [0] * 4
    assert stored(tmp_path).count() == 1800


def test_the_cache_does_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.encode.cache._SIZE_EVERY", 1)
    monkeypatch.setattr("aligner.encode.cache._CHUNK", 20)
    cache = VectorCache(tmp_path / "vectors.sqlite", limit=120_000)
    encoder = cached(Hashing(name="h"), cache)
    encoder.encode(TEXTS)
    assert 0 < (cache.count() or 0) < 450
    again = Hashing(name="h")
    cached(again, cache).encode(TEXTS[-10:])
    assert again.asked == []  # the oldest go first


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


def test_vectors_that_are_damaged_are_made_again(tmp_path: Path) -> None:
    cached(Hashing(name="h"), stored(tmp_path)).encode(TEXTS[:4])
    with sqlite3.connect(tmp_path / "vectors.sqlite") as database:
        (first, second, third) = [row[0] for row in database.execute("SELECT rowid FROM vectors LIMIT 3")]
        database.execute("UPDATE vectors SET vector = ? WHERE rowid = ?", (b"abc", first))
        database.execute("UPDATE vectors SET vector = ? WHERE rowid = ?", (np.full(64, np.nan, "f").tobytes(), second))
        database.execute("UPDATE vectors SET vector = ? WHERE rowid = ?", (np.ones(3, "f").tobytes(), third))
    again = Hashing(name="h")
    assert np.array_equal(cached(again, stored(tmp_path)).encode(TEXTS[:4]), Hashing().encode(TEXTS[:4]))
    assert len(again.asked) == 3


def test_a_damaged_cache_is_said_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "vectors.sqlite").write_bytes(b"no database at all" * 100)
    encoder = cached(Hashing(name="h"), stored(tmp_path))
    encoder.encode(TEXTS[:2])
    encoder.encode(TEXTS[:4])
    assert [record.getMessage().count("was damaged") for record in caplog.records] == [1]


def test_eight_threads_make_each_vector_once(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    behind = Hashing(name="h")
    encoder = cached(behind, stored(tmp_path))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: encoder.encode(TEXTS[n * 10 : n * 10 + 400]), range(8)))
    for n, vectors in enumerate(found):
        assert np.array_equal(vectors, Hashing().encode(TEXTS[n * 10 : n * 10 + 400]))
    assert sorted(behind.asked) == sorted(TEXTS[:470])
    assert encoder.characters == sum(map(len, TEXTS[:470]))
    assert encoder.cache is not None
    assert encoder.cache.count() == 470


def test_after_an_error_the_threads_that_waited_work_on() -> None:
    class Failing(Hashing):
        failed = False

        def encode(self, sentences: list[str], /) -> np.ndarray:
            if not self.failed:
                self.failed = True
                raise RuntimeError("out of memory")
            return super().encode(sentences)

    encoder = cached(Failing(name="h"))
    with pytest.raises(RuntimeError):
        encoder.encode(TEXTS[:2])
    assert encoder.encode(TEXTS[:2]).shape == (2, 64)


def test_an_encoder_is_pickled_without_its_weights() -> None:
    import pickle

    encoder = EmbeddedEncoder(1)
    before = encoder.encode(TEXTS[:1])
    state = pickle.dumps(encoder)
    assert len(state) < 1000
    assert np.array_equal(pickle.loads(state).encode(TEXTS[:1]), before)
