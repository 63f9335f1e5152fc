"""Who may come to the desk and do what, and what becomes of attacks."""

import http.client
import json
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from aligner.desk.people import MAY, ROLES
from aligner.desk.schema import BODIES
from tests.commands import program
from tests.desk_server import PASSWORD, Answer, Server, api, ask, with_users, workspace

pytest.importorskip("starlette", reason="the desk is an extra of its own")

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    both = f"The bridge is closed {SCRIPT}. It has 24 lamps.|Le pont est fermé {SCRIPT}. Il a 42 lampes."
    folder = workspace(tmp_path_factory.mktemp("desk"), **{"a<b>&c": both})
    tokens.update(with_users(folder, Tom="translator", Eva="editor", Lin="linguist"))
    made = Server(folder).start()
    yield made
    said = made.stop()
    assert "Traceback" not in said, said


tokens: dict[str, str] = {}
PAIR = 1  # a<b>&c: the first by its name


def login(server: Server, name: str, **headers: str) -> Answer:
    form = urlencode({"name": name, "password": PASSWORD}).encode()
    return ask(f"{server.address}/login", "POST", form, **headers)


def cookie(server: Server, name: str) -> str:
    return login(server, name).headers["set-cookie"].partition(";")[0]


def csrf(server: Server, held: str) -> str:
    page = ask(f"{server.address}/", cookie=held).text
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found
    return found[1]


def finding(server: Server) -> dict[str, Any]:
    found: dict[str, Any] = api(server, f"pairs/{PAIR}", tokens["editor"]).data["findings"][0]
    return found


def bodies(server: Server) -> dict[str, dict[str, Any]]:
    """A body for each change that makes sense."""
    data = api(server, f"pairs/{PAIR}", tokens["editor"]).data
    row, found = data["rows"][0], data["findings"][0]["f"]
    segment, text = row["t"][0]
    return {
        "answer": {"findings": [found], "state": "open"},
        "edit": {"segment": segment, "text": text, "was": text},
        "fix": {"finding": found},
        "beads": {"what": "pin", "bead": row["k"]},
        "mark": {"segment": segment, "start": 0, "end": 2, "rule": "style/awkward", "severity": "minor"},
        "reply": {"finding": found, "text": "Hm."},
        "undo": {},
        "redo": {},
        "save": {},
        "approve": {},
        "reject": {"note": "No."},
    }


NEEDS = {"fix": "edit", "beads": "pair", "mark": "answer", "redo": "undo", "reject": "approve"}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_do_what_is_its_own_and_nothing_else(server: Server, role: str) -> None:
    for name, body in bodies(server).items():
        may = role in MAY[NEEDS.get(name, name)]
        status = api(server, f"pairs/{PAIR}/{name}", tokens[role], body).status
        assert (status != 403) == may, (role, name, status)
    exported = ask(f"{server.address}/pair/{PAIR}/export/own", authorization=f"Bearer {tokens[role]}").status
    assert exported == (200 if role in MAY["export"] else 403)
    brought = ask(f"{server.address}/upload", "POST", b"", authorization=f"Bearer {tokens[role]}").status
    assert (brought != 403) == (role in MAY["upload"]) or brought == 403


def test_nothing_is_shown_to_who_has_no_session(server: Server) -> None:
    reads = ("/", f"/pair/{PAIR}", f"/pair/{PAIR}/diff", f"/pair/{PAIR}/history", f"/pair/{PAIR}/talk/x")
    for path in (*reads, f"/pair/{PAIR}/export/own"):
        answer = ask(server.address + path)
        assert (answer.status, answer.headers["location"]) == (303, "/login"), path
    for path in ("/api/pairs", f"/api/pairs/{PAIR}", f"/api/pairs/{PAIR}/status", "/api/openapi.json", "/events"):
        assert ask(server.address + path).status == 401, path
    for name in BODIES:
        answer = ask(f"{server.address}/api/pairs/{PAIR}/{name}", "POST", b"{}", content_type="application/json")
        assert answer.status == 401, name
    assert ask(f"{server.address}/upload", "POST", b"").status in (303, 401)
    for held in ("aligner=nonsense", "aligner=", "aligner=" + "a" * 5000):
        assert ask(f"{server.address}/api/pairs", cookie=held).status == 401
    assert ask(f"{server.address}/api/pairs", authorization="Bearer nonsense").status == 401


def test_a_change_needs_the_token_of_the_page(server: Server) -> None:
    held = cookie(server, "Eva")
    token = csrf(server, held)
    url, body = f"{server.address}/api/pairs/{PAIR}/undo", b"{}"
    sent = {"cookie": held, "content_type": "application/json"}
    assert ask(url, "POST", body, **sent).status == 403
    assert ask(url, "POST", body, **sent, x_csrf="nonsense").status == 403
    assert ask(url, "POST", body, **sent, x_csrf=csrf(server, cookie(server, "Tom"))).status == 403
    assert ask(url, "POST", body, **sent, x_csrf=token, origin="https://evil.example").status == 403
    assert ask(url, "POST", body, **{**sent, "content_type": "text/plain"}, x_csrf=token).status == 400
    assert ask(url, "POST", body, **sent, x_csrf=token, origin=server.address).status in (200, 409)
    form = urlencode({"csrf": "nonsense"}).encode()
    assert ask(f"{server.address}/logout", "POST", form, cookie=held).status == 403
    assert ask(f"{server.address}/login", "POST", b"name=Eva", origin="https://evil.example").status == 403
    assert ask(url, "GET", cookie=held).status == 405


def test_a_session_begins_anew_and_ends(server: Server) -> None:
    planted = "aligner=planted-by-somebody-else"
    made = login(server, "Eva", cookie=planted).headers["set-cookie"]
    assert "planted" not in made
    assert {"HttpOnly", "SameSite=strict"} <= {part.strip() for part in made.split(";")}
    assert ask(f"{server.address}/api/pairs", cookie=planted).status == 401
    held = made.partition(";")[0]
    form = urlencode({"csrf": csrf(server, held)}).encode()
    assert ask(f"{server.address}/logout", "POST", form, cookie=held).status == 303
    assert ask(f"{server.address}/api/pairs", cookie=held).status == 401


def test_logins_slow_down(server: Server) -> None:
    form = urlencode({"name": "Nobody", "password": "guess"}).encode()
    statuses = [ask(f"{server.address}/login", "POST", form).status for _ in range(6)]
    assert statuses[:3] == [401, 401, 401]
    assert 429 in statuses[3:]
    waiting = ask(f"{server.address}/login", "POST", form)
    if waiting.status == 429:
        assert int(waiting.headers["retry-after"]) >= 0
    deadline = time.monotonic() + 60
    while login(server, "Eva").status != 303:  # an address waits no longer than it has to
        assert time.monotonic() < deadline
        time.sleep(0.5)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../desk.py",
        "/static/%2e%2e/desk.py",
        "/static/..%2f..%2fcli/app.py",
        "/static/%2fetc/passwd",
        "/static/....//....//etc/passwd",
        f"/pair/{PAIR}/export/..%2f..%2faligner.sqlite",
        "/pair/99/export/own",
        "/pair/4294967296",
        "/language/../../etc/passwd",
    ],
)
def test_no_path_leads_out(server: Server, path: str) -> None:
    host, _, port = server.address.removeprefix("http://").partition(":")
    with_cookie = {"Authorization": f"Bearer {tokens['editor']}"}
    connection = http.client.HTTPConnection(host, int(port), timeout=30)
    connection.request("GET", path, headers=with_cookie)  # urllib would tidy the path up
    answer = connection.getresponse()
    text = answer.read().decode(errors="replace")
    connection.close()
    assert answer.status in (303, 404)
    assert "root:" not in text
    assert "import" not in text


def test_a_link_back_does_not_lead_elsewhere(server: Server) -> None:
    for to in ("https://evil.example", "//evil.example", "/\\evil.example", "/%0d%0aSet-Cookie:x"):
        answer = ask(f"{server.address}/language/fr?to={to}")
        assert answer.headers["location"] == "/", to


def brought(server: Server, held: str, files: dict[str, tuple[str, bytes]], token: str = "") -> Answer:
    bound = "bound"
    parts = [
        f'--{bound}\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{token or csrf(server, held)}\r\n'.encode()
    ]
    for field, (name, content) in files.items():
        head = f'--{bound}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
        parts.append(head.encode() + content + b"\r\n")
    body = b"".join(parts) + f"--{bound}--\r\n".encode()
    return ask(
        f"{server.address}/upload", "POST", body, cookie=held, content_type=f"multipart/form-data; boundary={bound}"
    )


def test_texts_are_brought_and_nothing_is_written_elsewhere(server: Server) -> None:
    held = cookie(server, "Eva")
    good = {
        "original": ("new.en.txt", b"The bridge is closed."),
        "translation": ("new.fr.txt", "Le pont est fermé.".encode()),
    }
    assert brought(server, held, good).status == 303
    assert (server.folder / "texts" / "new.fr.txt").is_file()
    assert '"texts/new.en.txt", "texts/new.fr.txt"' in (server.folder / "aligner.toml").read_text()
    assert brought(server, held, good).status == 422  # there already
    before = {path for path in server.folder.parent.rglob("*") if "aligner.sqlite" not in path.name}
    for name in (
        "../../evil.fr.txt",
        "/etc/evil.fr.txt",
        "..\\\\evil.fr.txt",
        ".hidden.fr.txt",
        "a\x01b.fr.txt",
        "..",
        "",
    ):
        files = {"original": (f"x{name}", b"A text."), "translation": (name, b"Un texte.")}
        brought(server, held, files)
        files = {"original": (name, b"A text.")}
        brought(server, held, files)
    after = {path for path in server.folder.parent.rglob("*") if "aligner.sqlite" not in path.name}
    assert all(path.parent == server.folder / "texts" for path in after - before)
    broken = {"original": ("b.en.docx", b"no archive"), "translation": ("b.fr.docx", b"no archive")}
    assert brought(server, held, broken).status == 422
    assert not (server.folder / "texts" / "b.en.docx").exists()
    assert brought(server, held, {"original": ("t.en.txt", b"A.")}, "nonsense").status == 403
    assert ask(f"{server.address}/", cookie=held).status == 200


def test_scripts_in_texts_comments_and_names_stay_text(server: Server) -> None:
    held = cookie(server, "Eva")
    one = finding(server)
    said = api(server, f"pairs/{PAIR}/reply", tokens["editor"], {"finding": one["f"], "text": SCRIPT})
    assert said.status == 200
    for path in ("/", f"/pair/{PAIR}", f"/pair/{PAIR}/talk/{one['f']}", f"/pair/{PAIR}/diff", f"/pair/{PAIR}/history"):
        page = ask(server.address + path, cookie=held)
        assert page.status == 200
        assert SCRIPT not in page.text
        assert "a<b>" not in page.text
        policy = page.headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert not re.search(r"<[^>]+\s(?:on\w+|style)\s*=", page.text), path
    assert "&lt;script&gt;" in ask(f"{server.address}/pair/{PAIR}/talk/{one['f']}", cookie=held).text
    data = ask(f"{server.address}/api/pairs/{PAIR}", cookie=held)
    assert data.headers["content-type"] == "application/json"
    assert data.headers["x-content-type-options"] == "nosniff"


def test_what_is_too_large_is_refused(server: Server) -> None:
    url = f"{server.address}/api/pairs/{PAIR}/undo"
    sent = {"authorization": f"Bearer {tokens['editor']}", "content_type": "application/json"}
    try:
        status = ask(url, "POST", b" " * (2 << 20), **sent).status
    except OSError:  # the server has hung up while we were sending
        status = 413
    assert status == 413
    deep = b'{"note": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    assert ask(url, "POST", deep, **sent).status == 400
    assert ask(f"{server.address}/health").data == {"status": "ok"}


def test_what_is_too_slow_is_refused(server: Server) -> None:
    host, _, port = server.address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=60) as slow:
        slow.sendall(
            f"POST /api/pairs/{PAIR}/undo HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Type: application/json\r\n"
            f"Authorization: Bearer {tokens['editor']}\r\nContent-Length: 1000\r\n\r\n{{".encode()
        )
        began = time.monotonic()
        assert ask(f"{server.address}/health").status == 200  # others are served meanwhile
        assert slow.recv(4096).startswith(b"HTTP/1.1 408")
    assert time.monotonic() - began < 40


def test_another_host_is_not_answered(server: Server) -> None:
    assert ask(f"{server.address}/health", host="evil.example").status == 421


def test_a_user_who_is_removed_is_out_at_once(server: Server) -> None:
    with_users(server.folder, Una="translator")
    held = cookie(server, "Una")
    assert ask(f"{server.address}/api/pairs", cookie=held).status == 200
    assert program("user", "remove", "Una", cwd=server.folder).status == 0
    assert ask(f"{server.address}/api/pairs", cookie=held).status == 401


def test_passwords_and_tokens_are_not_in_the_database(server: Server) -> None:
    for path in server.folder.glob("aligner.sqlite*"):
        content = path.read_bytes()
        assert PASSWORD.encode() not in content
        assert not any(token.encode() in content for token in tokens.values())


def test_the_link_for_one_who_works_alone_is_good_once(tmp_path: Path) -> None:
    alone = Server(workspace(tmp_path / "alone")).start()
    try:
        assert ask(f"{alone.address}/enter?key=nonsense").status == 422
        first = ask(alone.link)
        assert first.status == 303
        assert ask(alone.link).status == 422
        held = first.headers["set-cookie"].partition(";")[0]
        assert ask(f"{alone.address}/api/pairs", cookie=held).status == 200
        assert ask(f"{alone.address}/login").status == 404
    finally:
        alone.stop()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--host", "0.0.0.0"), "needs users"),
        (("--host", "192.0.2.1", "--behind-proxy"), "needs users"),
        (("--tls-certificate", "no.pem"), "TLS needs both"),
        (("--tls-certificate", "no.pem", "--tls-key", "no.pem"), "no such file"),
        (("--workspace", "/"), "no workspace"),
    ],
)
def test_the_server_does_not_start_where_it_would_be_open(tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    found = program("serve", *options, cwd=workspace(tmp_path / "w"))
    assert found.status == 2
    assert said in found.err
    assert "Traceback" not in found.err


def test_with_users_it_still_does_not_start_beyond_this_machine_without_tls(server: Server) -> None:
    found = program("serve", "--host", "0.0.0.0", cwd=server.folder)
    assert (found.status, "needs TLS" in found.err) == (2, True)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ('accept = "x"', "to do both"),
        ('acept = "b"', "nearest is 'accept'"),
        ('accept = "ab"', "single character"),
    ],
)
def test_keys_that_make_no_sense_are_said(tmp_path: Path, keys: str, said: str) -> None:
    folder = workspace(tmp_path / "w")
    project = folder / "aligner.toml"
    project.write_text(project.read_text().replace('# accept = "a"', keys))
    found = program("serve", cwd=folder)
    assert (found.status, said in found.err) == (2, True), found.err


def test_short_passwords_and_unknown_roles_are_refused(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w")
    assert "at least 10" in program("user", "add", "Bo", "--role", "editor", stdin=b"short\n", cwd=folder).err
    assert "no role" in program("user", "add", "Bo", "--role", "king", "--token", cwd=folder).err
    assert program("user", "list", cwd=folder).out == ""


def test_the_description_names_every_json_route(server: Server) -> None:
    described = api(server, "openapi.json", tokens["editor"]).data
    assert {f"/api/pairs/{{pair}}/{name}" for name in BODIES} <= set(described["paths"])
    assert json.dumps(described)


def test_a_link_is_good_for_ten_minutes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from aligner.desk.access import Access
    from aligner.desk.errors import RefusedError
    from aligner.workspace import Workspace

    access = Access(Workspace(workspace(tmp_path / "w")), "Ana")
    later = time.monotonic() + 601
    monkeypatch.setattr("time.monotonic", lambda: later)
    with pytest.raises(RefusedError, match="too old"):
        access.enter(access.link)
