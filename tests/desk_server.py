"""A review desk for tests: a workspace in a folder, and a server of its own."""

import json
import os
import shutil
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.commands import CORPORA, program

PASSWORD = "a long enough password"
_PATIENCE = 600  # seconds: a large pair is reviewed when it is first opened


def workspace(folder: Path, **texts: str) -> Path:
    """A workspace with the harbour, and with other texts: ``name="english|french"``."""
    folder.mkdir(exist_ok=True)
    shutil.copy(CORPORA / "harbour.en.md", folder / "harbour.en.md")
    shutil.copy(CORPORA / "harbour.fr.draft.md", folder / "harbour.fr.md")
    for name, both in texts.items():
        for language, text in zip(("en", "fr"), both.split("|"), strict=True):
            (folder / f"{name}.{language}.txt").write_text(text, encoding="utf-8")
    made = program("init", cwd=folder)
    assert made.status == 0, made.err
    return folder


def with_users(folder: Path, **roles: str) -> dict[str, str]:
    """Add users by their names, each with the same password; return a token of a program for each role."""
    tokens = {}
    for name, role in roles.items():
        added = program("user", "add", name, "--role", role, stdin=f"{PASSWORD}\n".encode(), cwd=folder)
        assert added.status == 0, added.err
    for role in set(roles.values()):
        tokens[role] = program("user", "add", f"{role}-program", "--role", role, "--token", cwd=folder).out.strip()
    return tokens


@dataclass
class Server:
    """``aligner serve`` as a program of its own."""

    folder: Path
    options: tuple[str, ...] = ()
    link: str = ""
    process: subprocess.Popen[str] | None = field(default=None, repr=False)
    trust: ssl.SSLContext | None = field(default=None, repr=False)  #: what checks its certificate

    def start(self) -> "Server":
        self.process = subprocess.Popen(
            [sys.executable, "-m", "aligner", "serve", "--port", "0", "--by", "Ana", *self.options],
            cwd=self.folder,
            env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(CORPORA.parent)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        self.link = self.process.stdout.readline().strip()
        if not self.link:
            raise AssertionError(self.process.communicate()[1])
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{self.address}/health", timeout=5, context=self.trust).read()
            except OSError:
                time.sleep(0.05)
            else:
                return self
        raise AssertionError("the server does not answer")

    @property
    def address(self) -> str:
        return self.link.partition("/enter")[0]

    def kill(self) -> None:
        assert self.process
        self.process.kill()
        self.process.communicate()

    def stop(self) -> str:
        """End the server; return what it said on standard error."""
        assert self.process
        self.process.terminate()
        _, said = self.process.communicate(timeout=30)
        return said


@dataclass
class Answer:
    """What a server answered."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def data(self) -> Any:
        return json.loads(self.text)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirect)


def ask(url: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
    """Send one request, follow nothing; ``x_csrf`` is the header ``x-csrf``."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, body, named, method=method)
    try:
        with _OPENER.open(request, timeout=_PATIENCE) as response:
            return Answer(response.status, dict(response.headers), response.read().decode(errors="replace"))
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, dict(error.headers), error.read().decode(errors="replace"))


def api(server: Server, path: str, token: str, body: Any = None, **headers: str) -> Answer:
    """Ask a JSON route as a program does."""
    content = None if body is None else json.dumps(body).encode()
    method = "GET" if body is None else "POST"
    url = f"{server.address}/api/{path}"
    known = {"authorization": f"Bearer {token}", "content_type": "application/json", **headers}
    return ask(url, method, content, **known)
