"""The desk on a disk that fills up, that may not be written, and with a database that is damaged."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import program
from tests.desk_server import Answer, Server, api, ask, with_users, workspace

pytest.importorskip("starlette", reason="the desk is an extra of its own")

TEXTS = "The bridge is closed. It has 24 lamps. Who knows?|Le pont est fermé. Il a 42 lampes. Qui sait ?"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    if not mount or subprocess.run([mount, "-t", "tmpfs", "-o", "size=4m", "desk", str(place)], check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def filled(path: Path) -> None:
    file = os.open(path, os.O_CREAT | os.O_WRONLY)
    try:
        while True:
            os.write(file, b"0" * 4096)
    except OSError:
        os.close(file)


def test_a_full_disk_and_one_that_may_not_be_written_are_said_and_nothing_is_lost(disk: Path) -> None:
    made = workspace(disk / "w", a=TEXTS)
    token = with_users(made, Eva="editor")["editor"]
    server = Server(made).start()
    finding = next(one["f"] for one in api(server, "pairs/1", token).data["findings"])

    def answer(note: str, **headers: str) -> Answer:
        body = {"findings": [finding], "state": "accepted-risk", "note": note}
        return api(server, "pairs/1/answer", token, body, **headers)

    assert answer("first").status == 200
    ballast = disk / "ballast"
    filled(ballast)
    refused = Answer(200, {}, "")
    for number in range(200):  # until the pages that the database has in hand are used up
        refused = answer(f"{number} " + "full " * 900)
        if refused.status != 200:
            break
    assert refused.status == 503
    assert refused.data["error"] == "The disk of the desk is full: this was not kept."
    french = answer("full " * 900, accept_language="fr")
    assert french.data["error"] == "Le disque du serveur est plein\u00a0: rien n’a été enregistré."
    assert api(server, "pairs/1", token).status == 200
    ballast.unlink()
    assert answer("second").status == 200
    kept = program("desk", "export", cwd=made).out
    assert '"first"' in kept
    assert '"second"' in kept
    said = server.stop()
    assert "Traceback" not in said, said

    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    nowhere = program("init", str(made / "a.en.txt"), str(made / "a.fr.txt"), cwd=disk)
    assert nowhere.status == 2
    assert "Traceback" not in nowhere.err
    assert nowhere.err.count("\n") == 1
    only_read = program("serve", "--port", "0", cwd=made)
    assert only_read.status == 2
    assert "may not be written" in only_read.err
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


def test_a_damaged_database_is_said_and_a_backup_takes_its_place(tmp_path: Path) -> None:
    made = workspace(tmp_path / "w", a=TEXTS)
    token = with_users(made, Eva="editor")["editor"]
    server = Server(made).start()
    assert api(server, "pairs/1", token).status == 200
    assert program("desk", "backup", str(tmp_path / "copy.sqlite"), cwd=made).status == 0
    server.stop()
    database = made / "aligner.sqlite"
    content = database.read_bytes()
    database.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    (made / "aligner.sqlite-wal").unlink(missing_ok=True)
    for command in (("serve", "--port", "0"), ("desk", "export"), ("desk", "log"), ("user", "list")):
        found = program(*command, cwd=made)
        assert found.status == 2, command
        assert "damaged" in found.err
        assert "Traceback" not in found.err
    shutil.copy(tmp_path / "copy.sqlite", database)
    server.start()
    assert api(server, "pairs/1", token).status == 200
    database.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    assert ask(f"{server.address}/health").status == 503
    assert api(server, "pairs", token).status == 503
    shutil.copy(tmp_path / "copy.sqlite", database)
    assert ask(f"{server.address}/health").status == 200
    said = server.stop()
    assert "Traceback" not in said, said
