"""What a request may be: how large, how slow, and to whom it is addressed."""

import asyncio
import time
from collections.abc import Collection

from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["BODY", "UPLOAD", "Limits"]

BODY = 1 << 20  #: bytes of a request
UPLOAD = 32 << 20  #: bytes of one that brings texts
_SECONDS = 20.0  # for the whole of a request
_UPLOAD_SECONDS = 120.0

_HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        b"form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


class _RefusedError(Exception):
    def __init__(self, status: int) -> None:
        self.status = status


class Limits:
    """Refuses what is too large, too slow or addressed to another host, and adds headers to every answer.

    :param hosts: names that requests may be addressed to, without ports; all where there are none
    :param secure: browsers are to come by TLS only
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str], *, secure: bool) -> None:
        self.app, self.hosts, self.secure = app, frozenset(hosts), secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        is_upload = scope["path"] == "/upload"
        most, seconds = (UPLOAD, _UPLOAD_SECONDS) if is_upload else (BODY, _SECONDS)
        began = False
        taken, deadline = 0, time.monotonic() + seconds

        async def limited() -> Message:
            nonlocal taken
            try:
                message = await asyncio.wait_for(receive(), max(0.01, deadline - time.monotonic()))
            except TimeoutError:
                raise _RefusedError(408) from None
            taken += len(message.get("body", b""))
            if taken > most:
                raise _RefusedError(413)
            return message

        done = False

        async def reading() -> Message:
            nonlocal done
            if done:
                return await receive()  # to hear when the browser goes away
            message = await limited()
            done = not message.get("more_body", False)
            return message

        async def answering(message: Message) -> None:
            nonlocal began
            if message["type"] == "http.response.start":
                began = True
                message = {**message, "headers": [*message["headers"], *self._headers(scope["path"])]}
            await send(message)

        try:
            if self.hosts and _host(headers.get(b"host", b"")) not in self.hosts:
                raise _RefusedError(421)
            length = headers.get(b"content-length", b"0")
            if not length.isdigit() or int(length) > most:
                raise _RefusedError(413 if length.isdigit() else 400)
            await self.app(scope, reading, answering)
        except _RefusedError as refused:
            if began:
                raise
            await _refuse(refused.status, answering)

    def _headers(self, path: str) -> list[tuple[bytes, bytes]]:
        found = list(_HEADERS)
        if not path.startswith("/static/"):
            found.append((b"cache-control", b"no-store"))
        if self.secure:
            found.append((b"strict-transport-security", b"max-age=31536000"))
        return found


async def _refuse(status: int, send: Send) -> None:
    text = {400: "Bad request.", 408: "Too slow.", 413: "Too large.", 421: "Not this host."}[status].encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(text))]
    headers += [(b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text})


def _host(value: bytes) -> str:
    """Return the name of a Host header without its port."""
    text = value.decode("latin-1").lower()
    if text.startswith("["):
        return text.partition("]")[0][1:]
    return text.partition(":")[0]
