"""The Flask session over `auth_sessions`: the cookie holds a random id and nothing else.

The row is read at first use, inside the request's transaction; opening the session touches no database. Changes are
written after the view, in a short transaction of their own, key by key. Rights (sign-in, step-up, role) are never
changed here but by services inside the view's transaction, which hand the new id to `issue`.

A visitor has no row as long as nothing must be remembered: every public page holds some small form, and its CSRF token
is made from a random id in the cookie by a key of ours.
"""

import json
from collections.abc import Iterator
from typing import Any, Final, cast

import structlog
from flask import Flask, Request, Response, request, session
from flask.json.tag import TaggedJSONSerializer
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy.exc import SQLAlchemyError

from webapp.auth import records, sessions
from webapp.auth.records import Record
from webapp.auth.room import room
from webapp.auth.sessions import CSRF_KEY, Visit
from webapp.core.crypto import blind_index
from webapp.core.ids import new_token
from webapp.core.transaction import in_transaction, transaction
from webapp.ui.htmx import vary_by
from webapp.ui.protection import bound

log = structlog.get_logger()

TOKEN_LENGTH: Final = 43  # 256 bits in base64url
VISITOR: Final = "v."  # marks the id of a visitor, for whom no row is looked up; no random id holds a dot
tagged: Final = TaggedJSONSerializer()


def cookie_name(name: str, *, https: bool) -> str:
    """Return the cookie's full name: bound to this host and to TLS where there is TLS."""
    return f"__Host-{name}" if https else name


class ServerSession(SessionMixin):
    """One browser's session, read lazily. Empty when the row is missing or over; `record` tells which."""

    def __init__(self, token: str | None) -> None:
        self.modified = self.accessed = False
        self.issued: str | None = None
        self.dropped = False
        self.visitor: str | None = None
        self._start(token)

    def _start(self, token: str | None) -> None:
        self._token = token
        self._loaded = token is None or token.startswith(VISITOR)
        self._record: Record | None = None
        self._values: dict[str, Any] = {}
        self._kept: dict[str, Any] = {}
        self._visitor_csrf: str | None = None

    @property
    def record(self) -> Record | None:
        """The row of the cookie, alive or over."""
        self._load()
        return self._record

    @property
    def alive(self) -> Record | None:
        """The row, if the session counts now."""
        record = self.record
        return record if record and record.alive(room().limits.idle) else None

    def issue(self, token: str) -> None:
        """Put `token` into the cookie and go on with its session; checked before the answer leaves."""
        self.issued, self.modified = token, False
        self._start(token)

    def issue_for(self, record: Record, token: str) -> None:
        """Put `token` into the cookie: the same session, whose row now reads as `record`, got a new id."""
        self._load()
        self.issued, self._record = token, record

    def drop(self) -> None:
        """Take the cookie away and go on as a visitor: the session was ended."""
        self.dropped, self.issued, self.modified = True, None, False
        self._start(None)

    def changes(self) -> tuple[dict[str, Any], list[str]]:
        """Return what was written since the row was read, and which keys were dropped."""
        before = _plain(self._kept)
        written = {key: value for key, value in self._values.items() if before.get(key) != value}
        return written, [key for key in before if key not in self._values]

    def _load(self) -> None:
        if self._loaded:
            return
        self._loaded = True
        self._record = _read(self._token or "")
        if self._record and self._record.alive(room().limits.idle):
            self._kept = self._record.data
            self._values = _plain(self._kept)

    def visitor_csrf(self) -> str:
        """Return the CSRF secret of somebody without a session, giving them an id when they have none."""
        if self._token is None:
            self._token = self.visitor = VISITOR + new_token()
        if self._visitor_csrf is None:
            self._visitor_csrf = blind_index(self._token, purpose="visitor-csrf").hex()
        return self._visitor_csrf

    def __getitem__(self, key: str) -> Any:
        self._load()
        if key != CSRF_KEY:
            return self._values[key]
        if key not in self._values and self.alive is None:
            return self.visitor_csrf()
        return bound(self._values[key], role_mark(self._record))

    def __setitem__(self, key: str, value: Any) -> None:
        self._load()
        self.modified = True
        self._values[key] = value

    def __delitem__(self, key: str) -> None:
        self._load()
        self.modified = True
        del self._values[key]

    def __iter__(self) -> Iterator[str]:
        self._load()
        return iter(dict(self._values))

    def __len__(self) -> int:
        self._load()
        return len(self._values)


class DatabaseSessions(SessionInterface):
    """Opens `ServerSession`s and writes them back."""

    def __init__(self, *, https: bool) -> None:
        self.cookie = cookie_name("kabinet_session", https=https)
        self.https = https

    def open_session(self, app: Flask, request: Request) -> ServerSession:  # noqa: ARG002 - Flask's signature
        """Return the session of the request's cookie; a cookie that cannot be one of ours is not looked up."""
        token = request.cookies.get(self.cookie, "")
        return ServerSession(token if token.isascii() and len(token.removeprefix(VISITOR)) == TOKEN_LENGTH else None)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:  # noqa: ARG002 - see above
        """Write what changed and set the cookie of a new id. A database that is away loses a notice, not the answer."""
        held = cast("ServerSession", session)
        if held.accessed:
            vary_by(response, "Cookie")
        try:
            if held.modified:
                _write(held)
            token = held.issued if held.issued and _is_current(held.issued) else held.visitor
        except SQLAlchemyError as error:
            log.warning("session-not-written", error=type(error).__name__)
            return
        if token:
            response.set_cookie(self.cookie, token, path="/", secure=self.https, httponly=True, samesite="Lax")
        elif held.dropped:
            response.delete_cookie(self.cookie, path="/", secure=self.https, httponly=True, samesite="Lax")


def role_mark(record: Record | None) -> str:
    """Return a word for the role of a session that tells nothing of it; equal roles have equal words."""
    role = f"{record.party_id}.{record.office}" if record else ""
    return blind_index(role, purpose="session-role").hex()[:16]


def current_session() -> ServerSession:
    """Return the session of this request."""
    return cast("ServerSession", session._get_current_object())  # type: ignore[attr-defined] # noqa: SLF001 - the way out of werkzeug's proxy


def visit() -> Visit:
    """Return from where the present request comes."""
    return Visit(request.remote_addr, request.user_agent.string[:500])


def _read(token: str) -> Record | None:
    if in_transaction():
        return records.find(token)
    try:
        with transaction(read_only=True):
            return records.find(token)
    except SQLAlchemyError:  # an error page is being made while the database is away
        return None


def _write(held: ServerSession) -> None:
    written, removed = held.changes()
    if not written and not removed:
        return
    encoded = json.loads(tagged.dumps(written))
    with transaction():
        if held.alive:
            sessions.merge_data(held.alive.id, encoded, removed)
        elif encoded:
            kept = {CSRF_KEY: held.visitor_csrf(), **encoded}
            held.issued = sessions.open_anonymous(kept, visit=visit()).token


def _is_current(token: str) -> bool:
    """Whether the id was really committed: a view may have issued it and failed after."""
    with transaction(read_only=True):
        return sessions.is_current(token)


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    return cast("dict[str, Any]", tagged.loads(json.dumps(data)))
