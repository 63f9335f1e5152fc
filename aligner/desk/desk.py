"""What a server holds while it runs: the workspace, its open pairs, and what keeps them."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from aligner.config.profile import Profile, load_profile
from aligner.core import Message, State
from aligner.desk.errors import RefusedError
from aligner.desk.keys import keys_of
from aligner.desk.openpair import OpenPair
from aligner.encode import Encoder, default_cache
from aligner.errors import AlignerError
from aligner.languages.defaults import ORIGINAL, TRANSLATION
from aligner.session import Configuration, Session
from aligner.terms.glossary import Glossary
from aligner.workspace.workspace import Pair, Workspace

__all__ = ["Desk", "NoPairError", "Queued"]

_log = logging.getLogger(__name__)

_TICK = 0.4  # seconds
_QUIET = 5  # ticks without a change after which reviews are written down


@dataclass(frozen=True, slots=True)
class Queued:
    """A pair as the queue shows it."""

    pair: Pair
    counts: dict[str, int]  #: open findings by severity; empty where the pair was never opened
    open: int
    all: int
    seen: bool
    approved: str  #: who approved it last; empty where nobody did
    rejected: str
    stands: bool  #: whether nothing has been done to it since


class Desk:
    """The open pairs of a workspace; it may be used by threads.

    :param encoder: instead of the one that the program ships
    :raises AlignerError: if the project file, the profile or the glossary cannot be used
    """

    def __init__(self, workspace: Workspace, *, encoder: Encoder | None = None) -> None:
        self.workspace = workspace
        project = workspace.project
        profile, glossary = project.profile, workspace.folder / project.glossary if project.glossary else None
        rules: Profile = load_profile(str(workspace.folder / profile) if profile.endswith(".toml") else profile)
        self.languages = project.original_language or ORIGINAL, project.translation_language or TRANSLATION
        self.keys = keys_of(project.keys)
        self.configuration = Configuration(
            *self.languages, profile=rules, glossary=glossary, cache=default_cache() if encoder is None else None
        )
        first = Session(self.configuration, encoder=encoder)
        self.encoder: Encoder = first.encoder
        self.glossary: Glossary | None = first.glossary
        self._pairs: dict[int, OpenPair] = {}
        self._lock = threading.Lock()
        self._opening: dict[int, threading.Lock] = {}
        self._ended = threading.Event()
        self._problem = ""  # what was said last
        self.bringing = threading.Lock()  #: held by who lists a text in the project file
        self._keeper = threading.Thread(target=self._keep_all, name="keeper", daemon=True)
        self._keeper.start()

    def session(self) -> Session:
        """Return a session for one pair; models and vectors are shared."""
        return Session(self.configuration, encoder=self.encoder, glossary=self.glossary)

    def pair(self, id: int) -> OpenPair:
        """Return a pair, opened if it is not.

        :raises RefusedError: if there is none
        :raises AlignerError: if its files cannot be read
        """
        with self._lock:
            found = self._pairs.get(id)
            lock = self._opening.setdefault(id, threading.Lock())
        if found:
            return found
        with lock:
            if id not in self._pairs:
                pair = next((one for one in self.workspace.pairs() if one.id == id), None)
                if pair is None:
                    raise NoPairError
                made = OpenPair(self.workspace, pair, self.session())
                with self._lock:
                    self._pairs[id] = made
                threading.Thread(target=made.prepare, name=f"prepare {id}", daemon=True).start()
            return self._pairs[id]

    def queue(self) -> Iterator[Queued]:
        """Yield the pairs, those with the worst open findings first."""
        found = [self._queued(pair) for pair in self.workspace.pairs()]
        order = ("critical", "major", "minor", "neutral")
        found.sort(key=lambda one: tuple(-one.counts.get(severity, 0) for severity in order))
        yield from found

    def _queued(self, pair: Pair) -> Queued:
        with self.workspace.reading() as database:
            rows = database.execute(
                "select f.severity, (select json_extract(d.record, '$.state') from decisions d "
                "where d.fingerprint = f.fingerprint and d.file = ? order by d.number desc limit 1) "
                "from findings f where f.pair = ?",
                (pair.name, pair.id),
            ).fetchall()
            seen = database.execute("select 1 from states where pair = ?", (pair.id,)).fetchone() is not None
            last = database.execute(
                "select kind, who from approvals where pair = ? order by id desc limit 1", (pair.id,)
            ).fetchone()
            newest = database.execute(
                "select kind from log where pair = ? order by number desc limit 1", (pair.id,)
            ).fetchone()
        counts = dict[str, int]()
        for severity, state in rows:
            if state is None or not State(state).settles:
                counts[severity] = counts.get(severity, 0) + 1
        kind, who = (last["kind"], last["who"]) if last else ("", "")
        return Queued(
            pair,
            counts,
            sum(counts.values()),
            len(rows),
            seen,
            who if kind == "approved" else "",
            who if kind == "rejected" else "",
            newest is not None and newest["kind"] in ("approved", "rejected"),
        )

    def _keep_all(self) -> None:
        """Open what was worked on last; then, between the changes, finish what was left, and write down what is new."""
        self._open_last()
        quiet = 0
        heads = dict[int, int]()
        while not self._ended.wait(_TICK):
            now = {id: pair.head for id, pair in self._open().items()}
            quiet = quiet + 1 if now == heads else 0
            heads = now
            for pair in self._open().values():
                with self._saying():
                    pair.look()
                    if quiet >= 1:
                        pair.complete()
                    if quiet >= _QUIET:
                        pair.keep()

    @contextmanager
    def _saying(self) -> Iterator[None]:
        """Say once what goes wrong behind the page, such as a full disk, and go on: the next time it may work."""
        try:
            yield
        except (AlignerError, OSError) as error:
            if str(error) != self._problem:
                _log.warning("%s", error)
            self._problem = str(error)
        else:
            self._problem = ""

    def _open_last(self) -> None:
        """Open the pair that was changed last, if it was reviewed before: whoever goes on with it does not wait."""
        with self.workspace.reading() as database:
            last = database.execute(
                "select pair from log where pair in (select pair from states) order by number desc limit 1"
            ).fetchone()
        with suppress(AlignerError):
            if last:
                self.pair(last["pair"])

    def _open(self) -> dict[int, OpenPair]:
        with self._lock:
            return dict(self._pairs)

    def close(self) -> None:
        """Write down what is not kept yet."""
        self._ended.set()
        self._keeper.join()
        for pair in self._open().values():
            with self._saying():
                pair.complete()
                pair.keep()

    def place_for(self, name: str) -> Path:
        """Return where a text that somebody brings is to lie.

        :param name: as a browser gives it; only its last part counts
        :raises RefusedError: if no file of the desk may be called so, or there is one
        """
        last = name.replace("\\", "/").rpartition("/")[2]
        allowed = bool(last) and not last.startswith(".") and len(last) <= 120 and last.isprintable()
        if not allowed or any(char in last for char in '<>:"|?*'):
            raise RefusedError(Message("desk.bad-name", {"name": last[:60] or "—"}))
        folder = self.workspace.folder / "texts"
        folder.mkdir(exist_ok=True)
        path = self.workspace.inside(f"texts/{last}")
        if path.exists():
            raise RefusedError(Message("desk.name-taken", {"name": last}))
        return path


class NoPairError(RefusedError):
    """There is no such pair."""

    status = 404

    def __init__(self) -> None:
        super().__init__(Message("desk.no-pair"))
