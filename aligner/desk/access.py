"""Who may come in: the one-time link, users with passwords or tokens, sessions, and logins that slow down."""

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock

from aligner.core import Message
from aligner.desk.errors import RefusedError
from aligner.desk.people import EVERYTHING, ROLES, Person
from aligner.errors import ConfigError
from aligner.workspace.workspace import Workspace, now

__all__ = ["Access", "TooFastError", "Visit", "add_user", "remove_user", "users"]

_HOURS = 12  # that a session lasts
_LINK = 600.0  # seconds in which the one-time link may be used
_FREE = 3  # failures before a login has to wait
_LONGEST = 900.0  # seconds
_REMEMBERED = 10_000  # names and addresses
_LEAST = 10  # characters of a password
_AT_ONCE = 2  # passwords that are checked at the same time: each takes 64 MiB


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody who has come in."""

    person: Person
    csrf: str  #: what a form has to say; empty for a token, which no other page can make a browser send
    key: str = ""  #: SHA-256 of what the browser holds


class Access:
    """Lets people in.

    :param alone: the name of who works alone here and comes by the one-time link; None where there are users
    """

    def __init__(self, workspace: Workspace, alone: str | None) -> None:
        self.workspace, self.alone = workspace, alone
        self.link = secrets.token_urlsafe(32) if alone is not None else ""
        self._until = time.monotonic() + _LINK
        self._lock = Lock()
        self._checking = BoundedSemaphore(_AT_ONCE)
        self._failures: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def enter(self, link: str) -> str:
        """Return the key of a new session for the one-time link, which is good once.

        :raises RefusedError: if it is wrong, used or too old
        """
        with self._lock:
            good = bool(self.link) and secrets.compare_digest(link.encode(), self.link.encode())
            if not good or time.monotonic() > self._until:
                raise RefusedError(Message("desk.link-used"))
            self.link = ""
        assert self.alone is not None
        return self._begin(Person(self.alone, EVERYTHING))

    def login(self, name: str, password: str, address: str) -> str:
        """Return the key of a new session.

        :raises RefusedError: if name or password are wrong
        :raises TooFastError: if too many were wrong before
        """
        with self._checking:
            role = self._checked(name, password, address)
        return self._begin(Person(name, frozenset({role})))

    def _checked(self, name: str, password: str, address: str) -> str:
        """Return the role of a user; see ``login``."""
        from argon2 import PasswordHasher
        from argon2.exceptions import InvalidHashError, VerificationError

        keys = (f"name {name[:200]}", f"address {address}")
        with self._lock:
            wait = max(self._failures.get(key, (0, 0.0))[1] for key in keys) - time.monotonic()
        if wait > 0:
            raise TooFastError(wait)
        with self.workspace.reading() as database:
            row = database.execute("select role, password from users where name = ?", (name,)).fetchone()
        hasher = PasswordHasher()
        kept = row["password"] if row and row["password"] else _nobody()
        try:
            hasher.verify(kept, password)
            good = bool(row and row["password"])
        except (VerificationError, InvalidHashError):
            good = False
        with self._lock:
            for key in keys:
                if good:
                    self._failures.pop(key, None)
                    continue
                count = self._failures.get(key, (0, 0.0))[0] + 1
                wait = min(_LONGEST, 2.0 ** (count - _FREE)) if count >= _FREE else 0.0
                self._failures[key] = count, time.monotonic() + wait
                self._failures.move_to_end(key)
            while len(self._failures) > _REMEMBERED:
                self._failures.popitem(last=False)
        if not good:
            raise RefusedError(Message("desk.login-wrong"))
        return str(row["role"])

    def _begin(self, person: Person) -> str:
        key = secrets.token_urlsafe(32)
        until = time.time() + _HOURS * 3600
        with self.workspace.writing() as database:
            database.execute("delete from sessions where until < ?", (time.time(),))
            database.execute(
                "insert into sessions values (?, ?, ?, ?, ?)",
                (_digest(key), person.name, " ".join(sorted(person.roles)), secrets.token_urlsafe(32), until),
            )
        return key

    def visit(self, cookie: str, bearer: str) -> Visit | None:
        """Return who holds a cookie or a token; None where nobody does."""
        with self.workspace.reading() as database:
            if bearer:
                row = database.execute("select name, role from users where token = ?", (_digest(bearer),)).fetchone()
                return Visit(Person(row["name"], frozenset({row["role"]})), "") if row else None
            row = database.execute(
                "select who, roles, csrf from sessions where key = ? and until > ?", (_digest(cookie), time.time())
            ).fetchone()
            if row is None:
                return None
            person = Person(row["who"], frozenset(row["roles"].split()))
            if self.alone is None:  # a user who was removed, or has another role, has it at once
                user = database.execute("select role from users where name = ?", (person.name,)).fetchone()
                if user is None:
                    return None
                person = Person(person.name, frozenset({user["role"]}))
        return Visit(person, row["csrf"], _digest(cookie))

    def leave(self, visit: Visit) -> None:
        """End a session."""
        with self.workspace.writing() as database:
            database.execute("delete from sessions where key = ?", (visit.key,))


class TooFastError(RefusedError):
    """Too many logins went wrong.

    :param wait: seconds
    """

    status = 429

    def __init__(self, wait: float) -> None:
        super().__init__(Message("desk.login-wait", {"count": max(1, round(wait))}))
        self.wait = wait


def users(workspace: Workspace) -> list[Mapping[str, str]]:
    """Return the users of a workspace: name, role, and when each was added."""
    with workspace.reading() as database:
        rows = database.execute("select name, role, added from users order by name")
        return [dict(row) for row in rows]


def add_user(workspace: Workspace, name: str, role: str, password: str | None) -> str:
    """Add a user, or give one another role and password; return a token where no password is given.

    :raises ConfigError: if the name or the role makes no sense, or the password is too short
    """
    from argon2 import PasswordHasher

    if not name.strip() or len(name) > 100 or not name.isprintable():
        raise ConfigError(f"{name!r} is no name of a user.")
    if role not in ROLES:
        raise ConfigError(f"There is no role {role!r}; known are {', '.join(ROLES)}.")
    if password is not None and len(password) < _LEAST:
        raise ConfigError(f"The password has {len(password)} characters; at least {_LEAST} are needed.")
    token = "" if password is not None else secrets.token_urlsafe(32)
    kept = PasswordHasher().hash(password) if password is not None else ""
    with workspace.writing() as database:
        database.execute(
            "insert or replace into users values (?, ?, ?, ?, ?)",
            (name.strip(), role, kept, _digest(token) if token else "", now()),
        )
        database.execute("delete from sessions where who = ?", (name.strip(),))
    return token


def remove_user(workspace: Workspace, name: str) -> None:
    """Remove a user, whose sessions end at once.

    :raises ConfigError: if there is none
    """
    with workspace.writing() as database:
        if not database.execute("delete from users where name = ?", (name,)).rowcount:
            raise ConfigError(f"There is no user {name!r}.")
        database.execute("delete from sessions where who = ?", (name,))


_NOBODY: list[str] = []


def _nobody() -> str:
    """Return a hash that no password has, so that an unknown name takes as long as a wrong password."""
    from argon2 import PasswordHasher

    if not _NOBODY:
        _NOBODY.append(PasswordHasher().hash(secrets.token_urlsafe(32)))
    return _NOBODY[0]


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
