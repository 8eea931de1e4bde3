"""Sessions: opened at sign-in, renewed when rights change, ended. Callers own the transaction."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, cast, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.types import Text

from webapp.auth.errors import SessionNotFound
from webapp.auth.events import SessionsEnded
from webapp.auth.id_tokens import Proof
from webapp.auth.models import AuthSession
from webapp.auth.rules import ANONYMOUS_LIFE, SESSIONS_PER_ACCOUNT, EndReason, Limits, device_of
from webapp.core import db
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.crypto import digest
from webapp.core.ids import new_public_id, new_token

CSRF_KEY: Final = "csrf_token"
PARALLEL_KEY: Final = "parallel_sign_in"


@dataclass(frozen=True, slots=True)
class Visit:
    """From where and with what somebody calls."""

    address: str | None
    user_agent: str

    @property
    def device(self) -> str:
        """Browser and system in two words."""
        return device_of(self.user_agent)


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that was just made or renewed; `token` goes into the cookie and is kept nowhere."""

    id: int
    token: str


def open_for(account_id: int, proof: Proof, id_token: str, *, visit: Visit, limits: Limits) -> Opened:
    """Open a session of a person; the oldest of more than ten is ended. Other live ones learn of it (act 000, T.6.2.2)."""
    at, token = now(), new_token()
    _tell_others(account_id, visit, at)
    made = _add(
        token,
        account_id=account_id,
        data={CSRF_KEY: secrets.token_hex(20)},
        op_sid=proof.sid,
        id_token=id_token,
        acr=proof.acr,
        amr=list(proof.amr),
        auth_time=proof.auth_time,
        absolute_expires_at=at + limits.absolute,
        address=visit.address,
        device=visit.device,
    )
    newest = (
        select(AuthSession.id)
        .where(AuthSession.account_id == account_id, AuthSession.ended_at.is_(None))
        .order_by(AuthSession.id.desc())
        .limit(SESSIONS_PER_ACCOUNT)
    )
    end_where(AuthSession.account_id == account_id, AuthSession.id.not_in(newest), reason=EndReason.TOO_MANY)
    return Opened(made, token)


def open_anonymous(data: dict[str, Any], *, visit: Visit) -> Opened:
    """Open a short session of a visitor who must be remembered (a form's CSRF token, a notice)."""
    token = new_token()
    made = _add(
        token, data=data, amr=[], absolute_expires_at=now() + ANONYMOUS_LIFE, address=visit.address, device=visit.device
    )
    return Opened(made, token)


def renew(session_id: int, **changes: Any) -> Opened:
    """Give a live session a new id together with `changes` of its rights; the old id is dead at once (ASVS 5.0, 7.2.4)."""
    token = new_token()
    db.session().execute(
        update(AuthSession).where(AuthSession.id == session_id).values(id_hash=digest(token), **changes)
    )
    return Opened(session_id, token)


def prove(session_id: int, proof: Proof, id_token: str) -> Opened:
    """Write a fresh proof of identity into a session and renew it."""
    changes: dict[str, Any] = {"acr": proof.acr, "amr": list(proof.amr), "auth_time": proof.auth_time}
    return renew(session_id, **changes, id_token=id_token, op_sid=proof.sid)


def is_current(token: str) -> bool:
    """Whether `token` is the id of a session that has not ended."""
    wanted = select(AuthSession.id).where(AuthSession.id_hash == digest(token), AuthSession.ended_at.is_(None))
    return db.session().execute(wanted).one_or_none() is not None


def end(session_id: int, reason: EndReason) -> None:
    """End one session."""
    end_where(AuthSession.id == session_id, reason=reason)


def end_where(*which: ColumnElement[bool], reason: EndReason) -> int:
    """End every session that fits and return how many were alive. Publishes SessionsEnded."""
    found = db.session().execute(
        update(AuthSession)
        .where(*which, AuthSession.ended_at.is_(None))
        .values(ended_at=now(), end_reason=reason, id_token=None)
        .returning(AuthSession.id)
        .execution_options(synchronize_session=False)
    )
    ended = tuple(found.scalars())
    if ended:
        publish(SessionsEnded(session_ids=ended, reason=reason))
    return len(ended)


def end_own(account_id: int, public_id: str) -> None:
    """End a session of the person by its public id. Raises SessionNotFound when it is not theirs or over."""
    mine = (AuthSession.account_id == account_id, AuthSession.public_id == public_id)
    if not end_where(*mine, reason=EndReason.ENDED_ELSEWHERE):
        raise SessionNotFound


def end_others(account_id: int, session_id: int | None) -> int:
    """End every session of the person but the one with `session_id`, and return how many."""
    others = (AuthSession.account_id == account_id, AuthSession.id != session_id)
    return end_where(*others, reason=EndReason.ENDED_ELSEWHERE)


def mark_seen(session_id: int, at: datetime) -> None:
    """Note that the session was used at `at`; never moves back."""
    db.session().execute(
        update(AuthSession).where(AuthSession.id == session_id, AuthSession.last_seen_at < at).values(last_seen_at=at)
    )


def merge_data(session_id: int, changed: dict[str, Any], removed: Sequence[str]) -> None:
    """Write the changed keys of a session's data and drop the removed ones; what a parallel request wrote stays."""
    kept = AuthSession.data.op("-")(cast(list(removed), ARRAY(Text)))
    db.session().execute(
        update(AuthSession)
        .where(AuthSession.id == session_id)
        .values(data=kept.op("||")(literal(changed, JSONB)))
        .execution_options(synchronize_session=False)
    )


def id_token_of(session_id: int) -> str | None:
    """Return the id_token that opened the session, to say good-bye with."""
    return db.session().execute(select(AuthSession.id_token).where(AuthSession.id == session_id)).scalar_one_or_none()


def _tell_others(account_id: int, visit: Visit, at: datetime) -> None:
    news = {PARALLEL_KEY: {"at": at.isoformat(), "address": visit.address or "", "device": visit.device}}
    db.session().execute(
        update(AuthSession)
        .where(
            AuthSession.account_id == account_id,
            AuthSession.ended_at.is_(None),
            AuthSession.absolute_expires_at > func.now(),
        )
        .values(data=AuthSession.data.op("||")(literal(news, JSONB)))
        .execution_options(synchronize_session=False)
    )


def _add(token: str, **values: Any) -> int:
    at = now()
    made = db.session().execute(
        insert(AuthSession)
        .values(
            public_id=new_public_id(), id_hash=digest(token), office=False, created_at=at, last_seen_at=at, **values
        )
        .returning(AuthSession.id)
    )
    return made.scalar_one()
