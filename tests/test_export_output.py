"""Exports appear whole or not at all."""

import os
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest

from aligner.errors import ConfigError, InputError, MissingExtraError
from aligner.export import FORMATS, check_place, export, format_of
from aligner.export.output import place
from tests.export_cases import corpus_of

CORPUS = corpus_of([(f"Sentence {n} of a corpus.", f"Phrase {n} d'un corpus.") for n in range(3000)])


@contextmanager
def _disk_of(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes: what a full disk does to whoever writes."""
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.mark.parametrize("format", FORMATS)
def test_a_full_disk_leaves_what_was_there(format: str, tmp_path: Path) -> None:
    small = corpus_of([("Before.", "Avant.")])
    export(small, tmp_path / "out", format)
    before = _files(tmp_path)
    with _disk_of(9_000), pytest.raises(InputError, match="What was there is unchanged"):
        export(CORPUS, tmp_path / "out", format)
    assert _files(tmp_path) == before
    assert not [path for path in tmp_path.rglob("*") if ".aligner-" in path.name]


@pytest.mark.parametrize("format", FORMATS)
def test_a_full_disk_leaves_nothing_where_nothing_was(format: str, tmp_path: Path) -> None:
    with _disk_of(9_000), pytest.raises(InputError, match="Cannot write"):
        export(CORPUS, tmp_path / "out", format)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_replaces_an_earlier_one(format: str, tmp_path: Path) -> None:
    for corpus in (CORPUS, corpus_of([("After.", "Après.")])):
        export(corpus, tmp_path / "out", format)
    export(corpus, tmp_path / "fresh", format)
    again = {name.replace("fresh", "out"): content for name, content in _files(tmp_path).items() if "fresh" in name}
    assert {name: content for name, content in _files(tmp_path).items() if "fresh" not in name} == again


def _good(file: BinaryIO) -> None:
    file.write(b"new")


def _bad(file: BinaryIO) -> None:
    file.write(b"half")
    raise OSError(28, "No space left on device")


def test_two_files_are_replaced_together_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "out.en").write_bytes(b"old")
    with pytest.raises(InputError, match="No space left"):
        place(tmp_path / "out", {".en": _good, ".fr": _bad})
    assert _files(tmp_path) == {"out.en": b"old"}


def test_a_second_file_that_cannot_be_renamed_gives_the_first_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out.en").write_bytes(b"old")
    (tmp_path / "out.fr").write_bytes(b"ancien")
    rename = os.replace

    def stubborn(source: Path, target: Path) -> None:
        if Path(target).name == "out.xx":
            raise OSError(5, "Input/output error")
        rename(source, target)

    monkeypatch.setattr(os, "replace", stubborn)
    with pytest.raises(InputError, match="unchanged"):
        place(tmp_path / "out", {".en": _good, ".de": _good, ".xx": _good})
    assert _files(tmp_path) == {"out.en": b"old", "out.fr": b"ancien"}


def test_what_else_goes_wrong_leaves_nothing_either(tmp_path: Path) -> None:
    def broken(file: BinaryIO) -> None:
        raise ZeroDivisionError

    for name in ("", "/data/train.parquet"):
        with pytest.raises(ZeroDivisionError):
            place(tmp_path / "out", {name: broken})
    assert list(tmp_path.iterdir()) == []


def test_permissions_are_those_of_any_new_file_or_of_the_old_one(tmp_path: Path) -> None:
    target, usual = tmp_path / "out.tmx", tmp_path / "usual"
    usual.touch()
    export(CORPUS, target)
    assert target.stat().st_mode == usual.stat().st_mode
    target.chmod(0o600)
    export(CORPUS, target)
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out.tsv").symlink_to(tmp_path / "real" / "there.tsv")
    export(CORPUS, tmp_path / "out.tsv")
    assert (tmp_path / "out.tsv").is_symlink()
    assert (tmp_path / "real" / "there.tsv").stat().st_size > 100_000


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    for name, content in (("README.md", "My notes."), ("photo.jpg", "x")):
        folder = tmp_path / name.partition(".")[0]
        folder.mkdir()
        (folder / name).write_text(content)
        with pytest.raises(InputError, match=f"did not write, such as {name}"):
            export(CORPUS, folder, "dataset")
        assert _files(folder) == {name: content.encode()}


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    export(CORPUS, tmp_path, "dataset")
    assert sorted(_files(tmp_path)) == ["README.md", "data/train-00000-of-00001.parquet"]


@pytest.mark.parametrize(
    ("name", "format", "why"),
    [
        ("missing/out", "tmx", "there is no folder"),
        ("missing/out", "dataset", "there is no folder"),
        (".", "tmx", "it is a folder"),
        ("file", "dataset", "it is a file"),
    ],
)
def test_places_that_cannot_be_written_are_named_before_the_work(
    name: str, format: str, why: str, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match=why):
        check_place(tmp_path / name, format)


def test_what_is_no_text_does_not_go_to_standard_output() -> None:
    for name, format in FORMATS.items():
        if format.single:
            check_place(None, name)
        else:
            with pytest.raises(ConfigError, match="name a file with -o"):
                check_place(None, name)


def test_a_missing_package_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("aligner.export.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pip install .*\[parquet\]'"):
        check_place(tmp_path / "x.parquet", "parquet")


def test_the_suffix_tells_the_format(tmp_path: Path) -> None:
    assert {name: format_of(f"x.{name}") for name in ("tmx", "XLF", "csv", "txt")} == {
        "tmx": "tmx",
        "XLF": "xliff",
        "csv": "csv",
        "txt": None,
    }
    with pytest.raises(ConfigError, match=r"x\.txt tells no export format"):
        export(CORPUS, tmp_path / "x.txt")


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        place(pipe, {"": _good})
        assert os.read(reader, 10) == b"new"
    finally:
        os.close(reader)
    assert list(tmp_path.iterdir()) == [pipe]
