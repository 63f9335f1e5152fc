"""The pages of the desk, made of templates."""

import io
import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from aligner.config.rules import rule_ids
from aligner.core import Message, Side
from aligner.decisions import CATEGORIES
from aligner.desk.access import TooFastError
from aligner.desk.desk import Desk
from aligner.desk.diff import compared
from aligner.desk.errors import RefusedError
from aligner.desk.openpair import OpenPair
from aligner.desk.people import Person, role_for
from aligner.desk.signing import approved_sentences, bytes_now
from aligner.files import read_text, write_bytes, write_text
from aligner.languages.defaults import INTERFACE
from aligner.messages import LANGUAGES, render, rule_name, texts
from aligner.report.i18n import Localizer, localizer
from aligner.report.labels import visible
from aligner.workspace.workspace import write_log

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["diff", "error", "export", "history", "language_of", "login", "pair", "queue", "talk", "upload"]

_HISTORY = 200  # entries that are shown
_TABLE = "docx"  # what a text becomes whose own format cannot be written


class _Choice(NamedTuple):
    """A version that can be compared."""

    id: str
    label: str


def language_of(request: Request) -> str:
    """Return the language of the page: the one that was chosen, else what the browser asks for first."""
    chosen = request.cookies.get("aligner_language", "")
    if chosen in LANGUAGES:
        return chosen
    for part in request.headers.get("accept-language", "").split(","):
        code = part.partition(";")[0].strip().lower()[:2]
        if code in LANGUAGES:
            return code
    return INTERFACE


async def queue(desk: Desk, request: Request) -> Response:
    """Return the pairs, worst first."""
    found = await run_in_threadpool(lambda: list(desk.queue()))
    return _page(request, "queue", found=found)


async def pair(desk: Desk, request: Request) -> Response:
    """Return the page of a pair; its rows come as data."""
    opened = await _opened(desk, request)
    words = localizer(language_of(request))
    rules = sorted(((rule, rule_name(rule, words.language)) for rule in rule_ids()), key=lambda one: one[1])
    setup = {
        "pair": opened.pair.id,
        "keys": desk.keys,
        "words": _script_words(words.language),
        "csrf": request.state.csrf,
        "me": request.state.person.name,
        "may": [
            what for what in ("answer", "edit", "pair", "reply", "approve", "save") if request.state.person.may(what)
        ],
        "languages": [opened.review.original.language, opened.review.translation.language],
    }
    return _page(
        request,
        "pair",
        pair=opened.pair,
        keys=desk.keys,
        setup=setup,
        categories=CATEGORIES,
        rules=rules,
        languages=(opened.review.original.language, opened.review.translation.language),
        formats=_formats(),
    )


async def talk(desk: Desk, request: Request) -> Response:
    """Return what was said under a finding: decisions and replies in their order."""
    opened = await _opened(desk, request)
    fingerprint = request.path_params["finding"]
    return _page(
        request,
        "talk",
        said=await run_in_threadpool(_said, opened, fingerprint, language_of(request)),
    )


def _said(pair: OpenPair, fingerprint: str, language: str) -> list[dict[str, str]]:
    found = []
    for entry in pair.workspace.entries(pair.pair.id, kinds=("decision",)):
        if entry.data.get("fingerprint") == fingerprint:
            state = entry.data.get("state", "open")
            what = render(Message("decisions.withdrawn" if state == "open" else f"decisions.{state}"), language)
            found.append(_turn(entry.at, entry.who, entry.role, what, str(entry.data.get("note", ""))))
    for reply in pair.replies(fingerprint):
        what = render(Message("desk.contests"), language) if reply["kind"] == "contest" else ""
        found.append(_turn(reply["at"], reply["who"], reply["role"], what, reply["text"]))
    return sorted(found, key=lambda one: one["at"])


def _turn(at: str, who: str, role: str, what: str, text: str) -> dict[str, str]:
    return {"at": at, "time": at.replace("T", " ")[:16], "who": who, "role": role, "what": what, "text": text}


async def history(desk: Desk, request: Request) -> Response:
    """Return who did what in a pair, the last first."""
    opened = await _opened(desk, request)
    entries = await run_in_threadpool(opened.workspace.entries, opened.pair.id)
    shown = [one for one in entries if one.kind not in ("answer", "checked")][-_HISTORY:][::-1]
    rows = [
        {
            "time": one.at.replace("T", " ")[:16],
            "who": one.who,
            "role": one.role,
            "what": render(Message(f"desk.did-{one.kind}"), language_of(request)),
            "text": _about(one.data),
        }
        for one in shown
    ]
    return _page(request, "history", rows=rows)


def _about(data: Mapping[str, Any]) -> str:
    """Return the words that an entry of the log is about."""
    if quotes := data.get("quotes"):
        return next((str(one) for one in reversed(quotes) if one), "")[:160]
    for step in data.get("do", ()):
        if step.get("op") == "text":
            return f"{' '.join(step['was'])[:120]} → {step['now'][:120]}"
    return str(data.get("note", ""))[:160]


async def diff(desk: Desk, request: Request) -> Response:
    """Return what differs between two versions of the translation; by default since the last approval."""
    opened = await _opened(desk, request)
    return await run_in_threadpool(_diff, opened, request)


def _diff(opened: OpenPair, request: Request) -> Response:
    words = localizer(language_of(request))
    known: dict[str, Sequence[str]] = {}
    choices = []
    signed = [one for one in opened.workspace.approvals(opened.pair.id) if one["kind"] == "approved"]
    by = {one["translation"]: one["who"] for one in signed}
    first = ""
    for version in opened.workspace.versions(opened.pair.id, Side.TRANSLATION):
        known[str(version.id)] = version.sentences
        facts = {"time": version.at.replace("T", " ")[:16], "sum": version.sha256[:8]}
        label = Message("desk.version", facts)
        if who := by.get(version.sha256):
            label = Message("desk.version-approved-by", {**facts, "who": visible(who)})
        choices.append(_Choice(str(version.id), words.render(label)))
        if signed and version.sha256 == signed[-1]["translation"]:
            first = str(version.id)
    if approved := approved_sentences(opened):
        known["approved"] = approved
        choices.append(_Choice("approved", words.render(Message("desk.version-approved"))))
        first = "approved"
    with opened.lock:
        known["now"] = [" ".join(one.text.split()) for one in opened.review.translation.sentences]
    choices.append(_Choice("now", words.render(Message("desk.version-now"))))
    before, after = request.query_params.get("before", first or choices[0].id), request.query_params.get("after", "now")
    if before not in known or after not in known:
        raise HTTPException(404)
    found = compared(known[before], known[after])
    return _page(
        request,
        "diff",
        pair=opened.pair,
        choices=choices,
        before=before,
        after=after,
        found=found,
        language=opened.review.translation.language,
    )


async def export(desk: Desk, request: Request) -> Response:
    """Return the translation in its own format, or the pair as a corpus or a table."""
    opened = await _opened(desk, request)
    return await run_in_threadpool(_export, opened, request.path_params["kind"], language_of(request))


def _export(opened: OpenPair, kind: str, language: str) -> Response:
    from aligner.export import export_format, parts, select
    from aligner.export.decisions import Decisions
    from aligner.workspace.own_format import can_be_written

    name = opened.pair.name.rpartition("/")[2]
    if kind == "own" and can_be_written(opened.review.translation):
        return _download(bytes_now(opened), name)
    chosen = _TABLE if kind == "own" else kind
    if chosen not in _formats():
        raise HTTPException(404)
    review = opened.decided
    corpus = select(review, (), Decisions(review.decisions), export_format(chosen).nulls, language)
    ((_, part),) = parts(corpus, chosen).items()
    content = io.BytesIO()
    part(content)
    return _download(content.getvalue(), f"{name}{export_format(chosen).suffixes[0]}")


@cache
def _formats() -> tuple[str, ...]:
    """Return the export formats of one file that can be written here."""
    from importlib.util import find_spec

    from aligner.export import export_format, format_names

    found = []
    for name in format_names():
        format = export_format(name)
        there = not format.needs or find_spec(format.needs[0]) is not None
        if there and list(format.names) == [""] and format.suffixes:
            found.append(name)
    return tuple(found)


def _download(content: bytes, name: str) -> Response:
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, media_type="application/octet-stream", headers=headers)


async def upload(desk: Desk, request: Request) -> Response:
    """Take a new pair in: two files, or one that holds both texts."""
    from aligner.desk.limits import UPLOAD

    async with request.form(max_files=2, max_fields=4, max_part_size=UPLOAD) as form:
        if not _same(str(form.get("csrf", "")), request.state.csrf):
            raise HTTPException(403)
        files = []
        for field in ("original", "translation"):
            file = form.get(field)
            if isinstance(file, UploadFile) and file.filename:
                files.append((file.filename, await file.read()))
    if not files:
        raise RefusedError(Message("desk.no-file"))
    await run_in_threadpool(_take_in, desk, request.state.person, files)
    return RedirectResponse("/", 303)


def _take_in(desk: Desk, person: Person, files: Sequence[tuple[str, bytes]]) -> None:
    """Write files into the workspace and list them; nothing stays where one cannot be read."""
    from aligner.config.project import NAME
    from aligner.workspace.start import with_pair

    with desk.bringing:
        places = [desk.place_for(name) for name, _ in files]
        if len(set(places)) < len(places):
            raise RefusedError(Message("desk.name-taken", {"name": places[0].name}))
        project = desk.workspace.folder / NAME
        try:
            for place, (_, content) in zip(places, files, strict=True):
                write_bytes(place, content)
            desk.session().read(str(places[0]), str(places[1]) if len(places) > 1 else None)
            names = [f"{place.parent.name}/{place.name}" for place in places]
            write_text(project, with_pair(read_text(project), names[0], names[1] if len(names) > 1 else ""))
        except BaseException:
            for place in places:
                place.unlink(missing_ok=True)
            raise
        pair = next(one.id for one in desk.workspace.pairs() if one.name == names[-1])
        with desk.workspace.writing() as database:
            role = role_for(person, "upload")
            write_log(database, who=person.name, role=role, pair=pair, kind="brought", data={"note": ", ".join(names)})


def login(desk: Desk, request: Request, problem: RefusedError | None = None) -> Response:
    """Return the page to log in at."""
    said = render(problem.message, language_of(request)) if problem else ""
    answer = _page(request, "login", said=said)
    if problem:
        answer.status_code = problem.status if problem.status != 409 else 401
    if isinstance(problem, TooFastError):
        answer.headers["retry-after"] = str(max(1, round(problem.wait)))
    return answer


def error(desk: Desk, request: Request, status: int, said: str) -> Response:
    """Return a page that says what went wrong."""
    answer = _page(request, "error", said=said)
    answer.status_code = status
    return answer


async def _opened(desk: Desk, request: Request) -> OpenPair:
    id = request.path_params["pair"]
    if id >= 2**31:
        raise HTTPException(404)
    return await run_in_threadpool(desk.pair, id)


def _page(request: Request, template: str, **found: Any) -> Response:
    words: Localizer = localizer(language_of(request))

    def say(key: str, **arguments: Any) -> str:
        return render(Message(f"desk.{key}", arguments), words.language)

    def amount(severity: str, count: int) -> Message:
        return Message(f"severity.{severity}-amount", {"count": count})

    def level(severity: str) -> Message:
        return Message(f"severity.{severity}", {"count": 1})

    person = getattr(request.state, "person", None)
    text = (
        _templates()
        .get_template(f"{template}.html.jinja")
        .render(
            say=say,
            amount=amount,
            level=level,
            words=words,
            languages_of_page=LANGUAGES,
            person=person,
            csrf=getattr(request.state, "csrf", ""),
            here=request.url.path,
            **found,
        )
    )
    return HTMLResponse(text)


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("aligner.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(visible=visible, data=json.dumps)
    return environment


@cache
def _script_words(language: str) -> dict[str, Any]:
    """Return the texts that the scripts of the page say; an amount goes where ``{count}`` stands."""
    found: dict[str, Any] = {}
    for text in texts():
        catalogue, _, key = text.id.partition(".")
        if catalogue == "desk" and key.startswith("js-"):
            found[key[3:]] = _spaced(text.languages[language], language)
    return found


def _spaced(forms: Any, language: str) -> Any:
    from aligner.messages.interface import interface

    change = interface(language).spaced
    return change(forms) if isinstance(forms, str) else {name: change(one) for name, one in forms.items()}


def _same(given: str, wanted: str) -> bool:
    from secrets import compare_digest

    return bool(wanted) and compare_digest(given.encode(), wanted.encode())
