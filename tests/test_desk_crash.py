"""A desk that is killed while people write: what it acknowledged is there, and its database is whole."""

import json
import sqlite3
import threading
import time
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.desk_server import Server, api, with_users, workspace

pytest.importorskip("starlette", reason="the desk is an extra of its own")

TEXTS = "The bridge is closed. It has 24 lamps. Who knows?|Le pont est fermé. Il a 42 lampes. Qui sait ?"


def test_what_was_acknowledged_outlives_kill_9(tmp_path: Path) -> None:
    made = workspace(tmp_path / "w", a=TEXTS)
    token = with_users(made, Eva="editor")["editor"]
    said: set[str] = set()
    now = "Il a 42 lampes."

    def work(server: Server, number: str, finding: str) -> None:
        for n in range(1000):
            body = {"findings": [finding], "state": "accepted-risk", "note": f"{number}-{n}"}
            try:
                if api(server, "pairs/1/answer", token, body).status != 200:
                    return
            except (OSError, ValueError, HTTPException):
                return
            said.add(f"{number}-{n}")

    for round_ in range(3):
        server = Server(made).start()
        data = api(server, "pairs/1", token).data
        segment, text = next(one for row in data["rows"] for one in row["t"] if "lampes" in one[1])
        assert text == now  # the edit of the round before
        changed = f"Il a {60 + round_} lampes."
        body = {"segment": segment, "text": changed, "was": text, "head": data["head"]}
        answer = api(server, "pairs/1/edit", token, body)
        assert answer.status == 200
        now = changed
        found = api(server, "pairs/1", token).data["findings"][0]["f"]
        threads = [threading.Thread(target=work, args=(server, f"{round_}-{one}", found)) for one in range(3)]
        for thread in threads:
            thread.start()
        time.sleep(0.3 + 0.2 * round_)
        server.kill()
        for thread in threads:
            thread.join(60)
        with sqlite3.connect(made / "aligner.sqlite") as database:
            assert database.execute("pragma integrity_check").fetchone()[0] == "ok"
            kept = {json.loads(row[0]).get("note") for row in database.execute("select record from decisions")}
        assert said - kept == set()
    assert said
