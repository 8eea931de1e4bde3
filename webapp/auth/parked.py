"""A form that was sent when the session was over, or too old for what it asked: kept and given back after signing in.

Bound to the person of the former session and to the browser; half an hour; sealed. Passwords, codes and files are never kept.
"""

import json
import re
from dataclasses import dataclass
from typing import Final

import structlog
from flask import request
from sqlalchemy import Select, insert, select, update
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from webapp.auth.browser import marked_browser
from webapp.auth.models import ParkedForm
from webapp.auth.records import Record
from webapp.auth.rules import PARKED_LIFE, local_path
from webapp.auth.sessions import CSRF_KEY
from webapp.auth.web_session import current_session, role_mark
from webapp.core import db
from webapp.core.clock import now
from webapp.core.errors import SignInNeeded
from webapp.core.ids import new_public_id
from webapp.core.transaction import transaction
from webapp.ui.protection import bound, content_of

log = structlog.get_logger()

MOST_BYTES: Final = 64 * 1024
SECRET: Final = re.compile(r"passw|parol|secret|token|otp|(^|[_-])(code|kod|pin)([_-]|$)", re.IGNORECASE)
FORMS: Final = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


@dataclass(frozen=True, slots=True)
class Kept:
    """A form as it was sent: where to, and what was typed, in order."""

    public_id: str
    path: str
    back: str
    fields: list[tuple[str, str]]
    had_files: bool
    party_id: int | None
    office: bool


def park(_error: SignInNeeded) -> None:
    """Keep the form of this request, if it is one and its session knew the person (a hook before the way to the sign-in)."""
    record = current_session().record
    if request.method != "POST" or request.mimetype not in FORMS or "X-Autosave" in request.headers:
        return
    if record is None or record.account_id is None or record.restricted_at is not None:
        return
    try:
        fields = list(request.form.items(multi=True))
        if not _came_from_our_page(record):
            return
        kept = [(name, value) for name, value in fields if not SECRET.search(name)]
        sealed = json.dumps(kept, ensure_ascii=False)
        if len(sealed.encode()) <= MOST_BYTES:
            with transaction():
                _insert(record, sealed)
    except (HTTPException, SQLAlchemyError, UnicodeError) as error:  # nothing kept is better than no sign-in
        log.warning("form-not-kept", error=type(error).__name__)


def newest_kept(account_id: int, browser: bytes | None) -> Kept | None:
    """Return the newest form kept for the person in this browser, None when there is none."""
    if browser is None:
        return None
    row = db.session().execute(_kept(account_id, browser).order_by(ParkedForm.id.desc()).limit(1)).scalar_one_or_none()
    if row is None:
        return None
    fields = [(str(name), str(value)) for name, value in json.loads(row.fields)]
    return Kept(row.public_id, row.path, row.back, fields, row.had_files, row.party_id, row.office)


def release(public_id: str, *, account_id: int, browser: bytes | None) -> str | None:
    """Give a kept form out, once, and every older one up; returns where it goes. None when it is not there any more."""
    if browser is None:
        return None
    wanted = _kept(account_id, browser).where(ParkedForm.public_id == public_id).with_for_update()
    row = db.session().execute(wanted).scalar_one_or_none()
    if row is None:
        return None
    db.session().execute(
        update(ParkedForm)
        .where(ParkedForm.account_id == account_id, ParkedForm.browser_hash == browser, ParkedForm.used_at.is_(None))
        .values(used_at=now(), fields="[]")
    )
    return row.path


def _kept(account_id: int, browser: bytes) -> Select[ParkedForm]:
    return select(ParkedForm).where(
        ParkedForm.account_id == account_id,
        ParkedForm.browser_hash == browser,
        ParkedForm.used_at.is_(None),
        ParkedForm.created_at > now() - PARKED_LIFE,
    )


def _came_from_our_page(record: Record) -> bool:
    """Whether the form carries the CSRF token of the very session and its role: a stranger's page plants nothing."""
    given = request.form.get(CSRF_KEY) or request.headers.get("X-CSRFToken", "")
    return content_of(given) == bound(record.data.get(CSRF_KEY, ""), role_mark(record))


def _insert(record: Record, sealed: str) -> None:
    origin = request.host_url.rstrip("/")
    referrer = request.referrer or ""
    db.session().execute(
        insert(ParkedForm).values(
            public_id=new_public_id(),
            account_id=record.account_id,
            browser_hash=marked_browser(),
            path=request.full_path.rstrip("?"),
            back=local_path(referrer.removeprefix(origin) if referrer.startswith(f"{origin}/") else None),
            fields=sealed,
            had_files=bool(request.files),
            party_id=record.party_id,
            office=record.office,
            created_at=now(),
        )
    )
