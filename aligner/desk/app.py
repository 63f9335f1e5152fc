"""The web application: its routes, and who may use which."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager, suppress
from importlib import resources
from typing import Any, TypeAlias

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from aligner.core import Message, Severity, Side, State
from aligner.desk import pages
from aligner.desk.access import Access, TooFastError, Visit
from aligner.desk.desk import Desk
from aligner.desk.errors import RefusedError
from aligner.desk.events import Events
from aligner.desk.limits import Limits
from aligner.desk.openpair import OpenPair, Place
from aligner.desk.people import Person
from aligner.desk.schema import BODIES, mistake, openapi, with_whole_numbers
from aligner.desk.signing import approve, reject, save
from aligner.desk.status import status_of
from aligner.errors import AlignerError
from aligner.messages import LANGUAGES, render
from aligner.workspace.database import DatabaseError

__all__ = ["application"]

Handler: TypeAlias = Callable[[Request], Awaitable[Response]]

_QUICK = 1  # of gzip: what is sent is made while somebody waits

#: What of ``people.MAY`` a change needs.
_NEEDS = {
    "answer": "answer",
    "edit": "edit",
    "fix": "edit",
    "beads": "pair",
    "mark": "answer",
    "reply": "reply",
    "undo": "undo",
    "redo": "undo",
    "save": "save",
    "approve": "approve",
    "reject": "approve",
}


def application(desk: Desk, access: Access, *, hosts: Collection[str] = (), secure: bool = False) -> Starlette:
    """Return the application.

    :param hosts: names that requests may be addressed to; all where there are none
    :param secure: whether browsers come by TLS, so that cookies are to go by nothing else
    """
    return _Server(desk, access, secure=secure).made(hosts)


class _Server:
    def __init__(self, desk: Desk, access: Access, *, secure: bool) -> None:
        self.desk, self.access, self.secure = desk, access, secure
        self.events = Events(desk.workspace)
        self.cookie = "__Host-aligner" if secure else "aligner"
        self._pages: dict[tuple[int, str], tuple[OpenPair, int, bytes]] = {}

    def made(self, hosts: Collection[str]) -> Starlette:
        static = StaticFiles(directory=str(resources.files("aligner.desk").joinpath("static")))
        pair = "/api/pairs/{pair:int}"
        routes = [
            Route("/health", self.health),
            Route("/enter", self.enter),
            Route("/login", self.login, methods=["GET", "POST"]),
            Route("/logout", self.logout, methods=["POST"]),
            Route("/language/{language}", self.language),
            Route("/", self.page(pages.queue)),
            Route("/pair/{pair:int}", self.page(pages.pair)),
            Route("/pair/{pair:int}/talk/{finding}", self.page(pages.talk)),
            Route("/pair/{pair:int}/history", self.page(pages.history)),
            Route("/pair/{pair:int}/diff", self.page(pages.diff)),
            Route("/pair/{pair:int}/export/{kind}", self.page(pages.export, "export")),
            Route("/upload", self.page(pages.upload, "upload"), methods=["POST"]),
            Route("/events", self.stream),
            Route("/api/openapi.json", self.described),
            Route("/api/pairs", self.read(self._pairs)),
            Route(pair, self.whole),
            Route(f"{pair}/since/{{head:int}}", self.read(self._since)),
            Route(f"{pair}/status", self.read(self._status)),
            *(Route(f"{pair}/{name}", self.change(name), methods=["POST"]) for name in BODIES),
            Mount("/static", static, name="static"),
        ]
        return Starlette(
            routes=routes,
            lifespan=self.running,
            middleware=[
                Middleware(Limits, hosts=hosts, secure=self.secure),
                Middleware(GZipMiddleware, minimum_size=2000, compresslevel=_QUICK),
            ],
            exception_handlers={
                AlignerError: self.refused,
                HTTPException: self.http_error,
            },
        )

    @asynccontextmanager
    async def running(self, app: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(self.events.watch())
        try:
            yield
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching
            await run_in_threadpool(self.desk.close)

    # --- who comes

    async def visitor(self, request: Request) -> Visit | None:
        bearer = request.headers.get("authorization", "")
        token = bearer[7:] if bearer.lower().startswith("bearer ") else ""
        cookie = request.cookies.get(self.cookie, "")
        if not cookie and not token:
            return None
        return await run_in_threadpool(self.access.visit, cookie, token)

    async def visit(self, request: Request, what: str = "") -> Visit:
        """Return who comes; refuse who may not do something, and what another page makes a browser send."""
        found = await self.visitor(request)
        if found is None:
            raise HTTPException(401)
        if what and not found.person.may(what):
            raise HTTPException(403)
        if request.method not in ("GET", "HEAD"):
            self.check_origin(request)
            if found.csrf and not _same(request.headers.get("x-csrf", ""), found.csrf):
                raise HTTPException(403)
        request.state.person, request.state.csrf = found.person, found.csrf
        return found

    def check_origin(self, request: Request) -> None:
        origin = request.headers.get("origin", "")
        if origin and origin.partition("://")[2].lower() != request.headers.get("host", "").lower():
            raise HTTPException(403)

    async def enter(self, request: Request) -> Response:
        key = await run_in_threadpool(self.access.enter, request.query_params.get("key", ""))
        return self.with_cookie(RedirectResponse("/", 303), key)

    async def login(self, request: Request) -> Response:
        if self.access.alone is not None:
            raise HTTPException(404)
        if request.method == "GET":
            return pages.login(self.desk, request)
        self.check_origin(request)
        form = await _form(request)
        address = request.client.host if request.client else ""
        try:
            key = await run_in_threadpool(
                self.access.login, str(form.get("name", "")), str(form.get("password", "")), address
            )
        except RefusedError as error:
            return pages.login(self.desk, request, error)
        return self.with_cookie(RedirectResponse("/", 303), key)

    async def logout(self, request: Request) -> Response:
        found = await self.visitor(request)
        if found is None:
            raise HTTPException(401)
        self.check_origin(request)
        form = await _form(request)
        if not _same(str(form.get("csrf", "")), found.csrf):
            raise HTTPException(403)
        await run_in_threadpool(self.access.leave, found)
        answer = RedirectResponse("/login" if self.access.alone is None else "/", 303)
        answer.delete_cookie(self.cookie, path="/", secure=self.secure, httponly=True, samesite="strict")
        return answer

    def with_cookie(self, answer: Response, key: str) -> Response:
        answer.set_cookie(self.cookie, key, path="/", secure=self.secure, httponly=True, samesite="strict")
        return answer

    async def language(self, request: Request) -> Response:
        chosen, back = request.path_params["language"], request.query_params.get("to", "/")
        inside = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
        answer = RedirectResponse(back if inside else "/", 303)
        if chosen in LANGUAGES:
            answer.set_cookie("aligner_language", chosen, max_age=31_536_000, path="/", samesite="strict")
        return answer

    # --- pages and data

    def page(self, make: Callable[[Desk, Request], Awaitable[Response]], what: str = "") -> Handler:
        async def handler(request: Request) -> Response:
            if what == "upload":
                found = await self.visitor(request)
                if found is None:
                    raise HTTPException(401)
                if not found.person.may(what):
                    raise HTTPException(403)
                self.check_origin(request)
                request.state.person, request.state.csrf = found.person, found.csrf
            else:
                await self.visit(request, what)
            return await make(self.desk, request)

        return handler

    async def health(self, request: Request) -> Response:
        def works() -> bool:
            with self.desk.workspace.reading() as database:
                return str(database.execute("pragma quick_check(1)").fetchone()[0]) == "ok"

        try:
            good = await run_in_threadpool(works)
        except AlignerError:
            good = False
        return JSONResponse({"status": "ok" if good else "damaged"}, 200 if good else 503)

    async def described(self, request: Request) -> Response:
        await self.visit(request)
        return JSONResponse(openapi())

    async def stream(self, request: Request) -> Response:
        await self.visit(request)
        headers = {"cache-control": "no-store", "x-accel-buffering": "no", "content-encoding": "identity"}

        async def is_welcome() -> bool:
            try:
                return await self.visitor(request) is not None
            except AlignerError:  # the database cannot be read: browsers come again by themselves
                return False

        return StreamingResponse(self.events.stream(is_welcome), media_type="text/event-stream", headers=headers)

    def read(self, give: Callable[[Request], Any]) -> Handler:
        async def handler(request: Request) -> Response:
            await self.visit(request)
            return _json(await run_in_threadpool(give, request))

        return handler

    def _pairs(self, request: Request) -> Any:
        return {
            "pairs": [
                {"id": one.pair.id, "name": one.pair.name, "open": one.open, "counts": one.counts}
                for one in self.desk.queue()
            ]
        }

    async def whole(self, request: Request) -> Response:
        """Return all that the page shows of a pair; who opens it after another person does not wait for it again."""
        await self.visit(request)
        content = await run_in_threadpool(self._whole, request)
        headers = {"vary": "Accept-Encoding"}
        if "gzip" in request.headers.get("accept-encoding", ""):
            headers["content-encoding"] = "gzip"
        else:
            content = gzip.decompress(content)
        return Response(content, media_type="application/json", headers=headers)

    def _whole(self, request: Request) -> bytes:
        opened, language = self._opened(request), pages.language_of(request)
        opened.refresh()
        known = self._pages.get((opened.pair.id, language))
        if known is None or known[0] is not opened or known[1] != opened.head:
            data = opened.whole(language)
            known = opened, data["head"], gzip.compress(_bytes(data), _QUICK)
            self._pages[opened.pair.id, language] = known
        return known[2]

    def _since(self, request: Request) -> Any:
        return self._opened(request).since(request.path_params["head"], pages.language_of(request))

    def _status(self, request: Request) -> Any:
        return status_of(self._opened(request), request.state.person, pages.language_of(request))

    def _opened(self, request: Request) -> OpenPair:
        id = request.path_params["pair"]
        if id >= 2**31:
            raise HTTPException(404)
        return self.desk.pair(id)

    def change(self, name: str) -> Handler:
        async def handler(request: Request) -> Response:
            await self.visit(request, _NEEDS[name])
            if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
                raise HTTPException(400)
            try:
                body = json.loads(await request.body())
            except (ValueError, RecursionError):
                raise HTTPException(400) from None
            body = with_whole_numbers(body)
            if said := mistake(body, BODIES[name]):
                return _json({"error": said}, 400)
            made = await run_in_threadpool(self._changed, request, name, body)
            self.events.wake()
            return _json(made)

        return handler

    def _changed(self, request: Request, name: str, body: dict[str, Any]) -> Any:
        pair = self._opened(request)
        made = _change(pair, request.state.person, name, body)
        found = {"done": made} if made else {}
        return found | pair.since(body.get("head", 0), pages.language_of(request))

    # --- what is refused

    async def refused(self, request: Request, error: Exception) -> Response:
        status, facts = 409, {}
        said = str(error)
        if isinstance(error, RefusedError):
            status, facts = error.status, error.facts
            said = render(error.message, pages.language_of(request))
        elif isinstance(error, DatabaseError):
            status = 503
            said = render(Message(f"desk.database-{error.kind}", {"reason": error.reason}), pages.language_of(request))
        headers = {"retry-after": str(round(error.wait))} if isinstance(error, TooFastError) else {}
        if _wants_json(request):
            return JSONResponse({"error": said, "facts": facts}, status, headers=headers)
        return pages.error(self.desk, request, 422 if status == 409 else status, said)

    async def http_error(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 401 and not _wants_json(request) and self.access.alone is None:
            return RedirectResponse("/login", 303)
        known = (400, 401, 403, 404, 405)
        said = render(
            Message(f"desk.error-{error.status_code if error.status_code in known else 400}"),
            pages.language_of(request),
        )
        headers = dict(error.headers or {})
        if _wants_json(request):
            return JSONResponse({"error": said}, error.status_code, headers=headers)
        return pages.error(self.desk, request, error.status_code, said)


def _change(pair: OpenPair, person: Person, name: str, body: dict[str, Any]) -> Any:
    """Make one change; return what the page is told of it beside what it sees."""
    if name == "answer":
        pair.answer(
            person,
            body["findings"],
            state=State(body["state"]) if "state" in body else None,
            note=body.get("note", ""),
            weight=Severity(body["severity"]) if "severity" in body else None,
            seen=body.get("seen"),
        )
    elif name == "edit":
        pair.edit(person, body["segment"], body["text"], body["was"])
    elif name == "fix":
        pair.fix(person, body["finding"])
    elif name == "beads":
        pair.pair_anew(person, body["what"], body["bead"], body.get("cut", 1))
    elif name == "mark":
        severity = Severity(body["severity"])
        place = Place(Side(body.get("side", Side.TRANSLATION)), body["segment"], body["start"], body["end"])
        return {"finding": pair.mark(person, place, rule=body["rule"], severity=severity, note=body.get("note", ""))}
    elif name == "reply":
        pair.reply(person, body["finding"], body["text"], contests=body.get("contests", False))
    elif name in ("undo", "redo"):
        entry = (pair.undo if name == "undo" else pair.redo)(person)
        return {"what": entry.kind}
    elif name == "save":
        return {"saved": save(pair, person)}
    elif name == "approve":
        approve(pair, person, body.get("note", ""), despite=body.get("despite", False))
    elif name == "reject":
        reject(pair, person, body["note"])
    return None


def _json(data: Any, status: int = 200) -> Response:
    return Response(_bytes(data), status, media_type="application/json")


def _bytes(data: Any) -> bytes:
    """Return data as JSON; halves of characters, which no UTF-8 has, are escaped."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError:
        return json.dumps(data, separators=(",", ":")).encode()


def _wants_json(request: Request) -> bool:
    return request.url.path.startswith(("/api/", "/events", "/health"))


async def _form(request: Request) -> Any:
    try:
        return await request.form(max_files=4, max_fields=20)
    except HTTPException:
        raise HTTPException(400) from None


def _same(given: str, wanted: str) -> bool:
    from secrets import compare_digest

    return bool(wanted) and compare_digest(given.encode(), wanted.encode())
