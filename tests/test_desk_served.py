"""A desk that is really served: exports in the files' own formats, a backup while people write, TLS, a proxy."""

import http.client
import io
import json
import re
import shutil
import socket
import sqlite3
import ssl
import subprocess
import threading
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from http.cookies import SimpleCookie
from pathlib import Path

import pytest

from tests import made_files
from tests.commands import program
from tests.desk_server import PASSWORD, Answer, Server, api, with_users, workspace

pytest.importorskip("starlette", reason="the desk is an extra of its own")

OPENSSL = shutil.which("openssl")
ENGLISH = ("The bridge has been closed since Tuesday.", "It has 24 lamps & two gates.")
FRENCH = ("Le pont est fermé depuis mardi.", "Il a 24 lampes & deux portes.")
WAS, NOW = "depuis mardi", "depuis le <jeudi> 4 & la « nuit »"


def pairs_of(write: Callable[[Path, tuple[str, ...]], object], suffix: str) -> Callable[[Path], list[str]]:
    """What writes both texts into files of their own, and returns their names."""

    def make(folder: Path) -> list[str]:
        names = [f"x.{language}.{suffix}" for language in ("en", "fr")]
        for name, text in zip(names, (ENGLISH, FRENCH), strict=True):
            write(folder / name, text)
        return names

    return make


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def catalogue(folder: Path) -> list[str]:
    entries = [f'#: a.c:{n}\nmsgid "{a}"\nmsgstr "{b}"\n' for n, (a, b) in enumerate(zip(ENGLISH, FRENCH, strict=True))]
    head = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    (folder / "x.fr.po").write_text(
        "\n".join([head, *entries, '#~ msgid "old"\n#~ msgstr "vieux"\n']), encoding="utf-8"
    )
    return ["x.fr.po"]


def xliff(folder: Path) -> list[str]:
    units = "".join(
        f'<trans-unit id="{n}"><source>{escaped(a)}</source>\n  <target state="translated">{escaped(b)}</target>'
        f"<note>mardi</note></trans-unit>"
        for n, (a, b) in enumerate(zip(ENGLISH, FRENCH, strict=True))
    )
    (folder / "x.xlf").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        '<file original="a" source-language="en" target-language="fr" datatype="plaintext"><body>'
        f"{units}</body></file>\n</xliff>\n",
        encoding="utf-8",
    )
    return ["x.xlf"]


def xliff_2(folder: Path) -> list[str]:
    units = "".join(
        f'<unit id="u{n}"><segment><source>{escaped(a)}</source><target>{escaped(b)}</target></segment></unit>'
        for n, (a, b) in enumerate(zip(ENGLISH, FRENCH, strict=True))
    )
    (folder / "y.xlf").write_text(
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr">'
        f'<file id="f">{units}</file></xliff>',
        encoding="utf-8",
    )
    return ["y.xlf"]


def text_file(form: str) -> Callable[[Path, tuple[str, ...]], object]:
    return lambda path, text: path.write_text(form.format(*text), encoding="utf-8")


FORMATS: dict[str, Callable[[Path], list[str]]] = {
    "txt": pairs_of(text_file("{}\r\n\r\n{}\r\n"), "txt"),
    "md": pairs_of(text_file("---\nid: 7\n---\n\n> {}\n\n* {}\n\n```\nmardi\n```\n"), "md"),
    "srt": pairs_of(
        text_file("1\n00:00:01,000 --> 00:00:04,000\n{}\n\n2\n00:00:05,000 --> 00:00:06,500\n<i>{}</i>\n"), "srt"
    ),
    "docx": pairs_of(
        lambda path, text: made_files.docx(path, "".join(made_files.paragraph(escaped(one)) for one in text)), "docx"
    ),
    "odt": pairs_of(
        lambda path, text: made_files.odt(path, "".join(f"<text:p>{escaped(one)}</text:p>" for one in text)), "odt"
    ),
    "po": catalogue,
    "xliff 1.2": xliff,
    "xliff 2.0": xliff_2,
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A desk with a pair in each format, each in a folder of its own."""
    folder = tmp_path_factory.mktemp("desk")
    lists = []
    for kind, make in FORMATS.items():
        place = folder / kind.replace(" ", "-")
        place.mkdir()
        lists.append([f"{place.name}/{name}" for name in make(place)])
    lines = [f"    {json.dumps(names)}," for names in lists]
    (folder / "aligner.toml").write_text("\n".join(["pairs = [", *lines, "]", ""]), encoding="utf-8")
    made = program("init", cwd=folder)
    assert made.status == 0, made.err
    server = Server(folder)
    with_users(folder, Eva="editor")
    yield server.start()
    assert "Traceback" not in server.stop()


@pytest.fixture(scope="module")
def token(server: Server) -> str:
    return program("user", "add", "program", "--role", "editor", "--token", cwd=server.folder).out.strip()


def downloaded(server: Server, path: str, token: str) -> bytes:
    request = urllib.request.Request(f"{server.address}/{path}", headers={"authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return bytes(answer.read())


@pytest.mark.parametrize("kind", FORMATS)
def test_an_edit_is_exported_into_the_files_own_format_with_nothing_else_changed(
    server: Server, token: str, kind: str
) -> None:
    pair = 1 + list(FORMATS).index(kind)
    data = api(server, f"pairs/{pair}", token).data
    segment, text = next(one for row in data["rows"] for one in row["t"] if WAS in one[1])
    edited = NOW.replace("<jeudi>", "jeudi") if kind == "md" else NOW  # which would be markup there
    body = {"segment": segment, "text": text.replace(WAS, edited), "was": text}
    assert api(server, f"pairs/{pair}/edit", token, body).status == 200
    names = [one["name"] for one in api(server, "pairs", token).data["pairs"] if one["id"] == pair]
    file = server.folder / names[0]
    before, made = file.read_bytes(), downloaded(server, f"pair/{pair}/export/own", token)
    now = edited if kind in ("txt", "md", "srt", "po") else escaped(edited)
    if kind in ("docx", "odt"):
        old, new = (dict(_members(one)) for one in (before, made))
        assert list(old) == list(new)
        changed = [name for name in old if old[name] != new[name]]
        assert changed == ["word/document.xml" if kind == "docx" else "content.xml"]
        before, made = old[changed[0]], new[changed[0]]
    assert made.replace(b"&gt;", b">") == before.replace(WAS.encode(), now.encode()).replace(b"&gt;", b">")
    assert api(server, f"pairs/{pair}/save", token, {}).status == 200
    again = api(server, f"pairs/{pair}", token).data  # what was saved is read back as it was edited
    assert any(edited in one[1] for row in again["rows"] for one in row["t"])
    assert file.read_bytes() == downloaded(server, f"pair/{pair}/export/own", token)


def test_what_would_be_read_otherwise_is_not_exported(server: Server, token: str) -> None:
    pair = 1 + list(FORMATS).index("md")
    rows = api(server, f"pairs/{pair}", token).data["rows"]
    segment, text = next(one for row in rows for one in row["t"] if "lampes" in one[1])
    body = {"segment": segment, "text": text.replace("24", "<jeudi> 24"), "was": text}
    assert api(server, f"pairs/{pair}/edit", token, body).status == 200
    with pytest.raises(urllib.error.HTTPError, match="422"):
        downloaded(server, f"pair/{pair}/export/own", token)
    assert "read otherwise" in api(server, f"pairs/{pair}/save", token, {}).data["error"]
    assert api(server, f"pairs/{pair}/undo", token, {}).status == 200


def _members(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


def test_a_backup_that_is_made_while_people_write_is_whole(server: Server, token: str, tmp_path: Path) -> None:
    finding_of = {}
    for pair in (2, 3):
        data = api(server, f"pairs/{pair}", token).data
        segment = data["rows"][-1]["t"][0][0]
        body = {"segment": segment, "start": 0, "end": 2, "rule": "style/awkward", "severity": "minor"}
        finding_of[pair] = api(server, f"pairs/{pair}/mark", token, body).data["done"]["finding"]
    said: list[str] = []
    ended = threading.Event()

    def work(pair: int) -> None:
        for n in range(10_000):
            body = {"findings": [finding_of[pair]], "state": "accepted-risk", "note": f"{pair}-{n}"}
            if ended.is_set() or api(server, f"pairs/{pair}/answer", token, body).status != 200:
                return
            said.append(f"{pair}-{n}")

    threads = [threading.Thread(target=work, args=(pair,)) for pair in finding_of]
    for thread in threads:
        thread.start()
    for number in range(3):
        while len(said) < 5 * (number + 1):
            time.sleep(0.05)
        known = list(said)
        copy = tmp_path / f"{number}.sqlite"
        done = program("desk", "backup", copy, cwd=server.folder)
        assert done.status == 0, done.err
        with sqlite3.connect(copy) as database:
            assert database.execute("pragma integrity_check").fetchone()[0] == "ok"
            kept = {json.loads(row[0]).get("note") for row in database.execute("select record from decisions")}
        assert set(known) <= kept
    ended.set()
    for thread in threads:
        thread.join(60)
    assert api(server, "pairs/2", token).status == 200
    restored = tmp_path / "restored"  # the copy is a database to work with
    shutil.copytree(server.folder, restored, ignore=shutil.ignore_patterns("*.sqlite*"))
    shutil.copy(copy, restored / "aligner.sqlite")
    shown = program("desk", "export", cwd=restored)
    assert shown.status == 0, shown.err
    assert set(known) & set(re.findall(r"\d-\d+", shown.out))


# --- TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    if OPENSSL is None:
        pytest.skip("there is no openssl here to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [
            *(OPENSSL, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days"),
            *("2", "-keyout", "key.pem", "-out", "cert.pem", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"),
        ],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder / "cert.pem", folder / "key.pem"


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = workspace(tmp_path_factory.mktemp("team"))
    with_users(folder, Tom="translator")
    return folder


class Browser:
    """What a browser does about cookies, over TLS."""

    def __init__(self, port: int, trust: ssl.SSLContext) -> None:
        self.port, self.trust, self.cookie, self.set = port, trust, "", ""

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> Answer:
        connection = http.client.HTTPSConnection("localhost", self.port, timeout=60, context=self.trust)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookie:
            named["cookie"] = self.cookie
        connection.request(method, path, body.encode(), named)
        response = connection.getresponse()
        text = "" if path == "/events" else response.read().decode(errors="replace")
        if path == "/events":
            text = response.readline().decode()  # the first event comes at once, not when a buffer is full
        connection.close()
        if given := response.getheader("set-cookie"):
            self.set = given
            (found,) = SimpleCookie(given.partition(";")[0]).items()
            self.cookie = f"{found[0]}={found[1].value}"
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, text)


def work_over_tls(port: int, trust: ssl.SSLContext) -> None:
    """Log in, look, change something, and leave, as a browser does."""
    browser = Browser(port, trust)
    origin = f"https://localhost:{port}"
    form = {"content_type": "application/x-www-form-urlencoded", "origin": origin}
    entered = browser.ask("POST", "/login", f"name=Tom&password={PASSWORD.replace(' ', '+')}", **form)
    assert entered.status == 303
    attributes = {part.strip().lower() for part in browser.set.split(";")[1:]}
    assert browser.cookie.startswith("__Host-aligner=")
    assert {"secure", "httponly", "samesite=strict", "path=/"} <= attributes
    shown = browser.ask("GET", "/pair/1")
    assert shown.status == 200
    assert shown.headers["strict-transport-security"].startswith("max-age=")
    csrf = re.search(r"&#34;csrf&#34;: &#34;([\w-]+)&#34;", shown.text)
    assert csrf
    finding = json.loads(browser.ask("GET", "/api/pairs/1").text)["findings"][0]["f"]
    body = json.dumps({"findings": [finding], "state": "accepted-risk"})
    common = {"content_type": "application/json", "x_csrf": csrf[1]}
    assert browser.ask("POST", "/api/pairs/1/answer", body, **common, origin=origin).status == 200
    assert browser.ask("POST", "/api/pairs/1/answer", body, **common, origin="https://evil.example").status == 403
    assert browser.ask("GET", "/events").text.startswith("retry:")
    assert browser.ask("POST", "/logout", f"csrf={csrf[1]}", **form).status == 303
    assert "secure" in browser.set.lower()
    assert Browser(port, trust).ask("GET", "/api/pairs/1").status == 401


def test_the_desk_speaks_tls_and_its_cookies_go_by_nothing_else(team: Path, certificate: tuple[Path, Path]) -> None:
    trust = ssl.create_default_context(cafile=str(certificate[0]))
    options = ("--tls-certificate", str(certificate[0]), "--tls-key", str(certificate[1]), "--name", "localhost")
    server = Server(team, options, trust=trust).start()
    try:
        assert server.address.startswith("https://")
        port = int(server.address.rpartition(":")[2])
        work_over_tls(port, trust)
        plain = http.client.HTTPConnection("localhost", port, timeout=10)
        plain.request("GET", "/login")
        with pytest.raises((http.client.HTTPException, OSError)):
            plain.getresponse()
    finally:
        assert "Traceback" not in server.stop()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def caddy(folder: Path, certificate: tuple[Path, Path], port: int, to: str) -> list[str]:
    (folder / "Caddyfile").write_text(
        f"{{\n  admin off\n  auto_https disable_redirects\n  storage file_system {folder}/data\n}}\n"
        f"https://localhost:{port} {{\n  tls {certificate[0]} {certificate[1]}\n  reverse_proxy {to}\n}}\n"
    )
    return ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


def nginx(folder: Path, certificate: tuple[Path, Path], port: int, to: str) -> list[str]:
    (folder / "nginx.conf").write_text(
        f"""daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}
        http {{ access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p;
          fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
          server {{ listen 127.0.0.1:{port} ssl; ssl_certificate {certificate[0]}; ssl_certificate_key {certificate[1]};
            location / {{ proxy_pass http://{to}; proxy_http_version 1.1; proxy_set_header Host $http_host;
              proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto $scheme; }} }} }}"""
    )
    return ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]


@pytest.mark.parametrize("proxy", [caddy, nginx])
def test_the_desk_works_behind_a_proxy_that_speaks_tls(
    team: Path, certificate: tuple[Path, Path], tmp_path: Path, proxy: Callable[..., list[str]]
) -> None:
    if shutil.which(proxy.__name__) is None:
        pytest.skip(f"there is no {proxy.__name__} here: apt-get install {proxy.__name__}")
    server = Server(team, ("--behind-proxy", "--name", "localhost")).start()
    port, trust = free_port(), ssl.create_default_context(cafile=str(certificate[0]))
    command = proxy(tmp_path, certificate, port, server.address.partition("://")[2])
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                if Browser(port, trust).ask("GET", "/health").status == 200:
                    break
            except OSError:
                time.sleep(0.1)
        work_over_tls(port, trust)
    finally:
        running.terminate()
        running.wait(30)
        assert "Traceback" not in server.stop()
