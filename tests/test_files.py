"""Output files appear whole or not at all, and only where a file may be."""

import os
import threading
from pathlib import Path

import pytest

from aligner.errors import InputError
from aligner.files import write_bytes, write_text


def test_a_file_is_written_in_utf8_with_the_usual_permissions(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "« été »\n")
    assert (tmp_path / "a.txt").read_bytes() == "« été »\n".encode()
    (tmp_path / "plain.txt").touch()
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "plain.txt").stat().st_mode
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "plain.txt"]


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "a.txt").chmod(0o640)
    write_text(tmp_path / "a.txt", "new")
    assert (tmp_path / "a.txt").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_one_and_its_target_changes(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_text(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_or_device_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_text()))
    reader.start()
    write_text(pipe, "through")
    reader.join(10)
    assert got == ["through"]
    assert pipe.is_fifo()


def test_what_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(InputError, match=r"Cannot write .*a\.txt: No space left on device\."):
        write_bytes(tmp_path / "a.txt", b"new")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_places_where_no_file_can_be_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="it is a folder"):
        write_text(tmp_path, "x")
    with pytest.raises(InputError, match=r"there is no folder .*missing"):
        write_text(tmp_path / "missing" / "a.txt", "x")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_write_protected_file_or_folder_is_respected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch(mode=0o444)
    with pytest.raises(InputError, match="permission denied"):
        write_text(tmp_path / "a.txt", "x")
