"""Sign-ins on their way: begun by a browser, finished once by the same browser within ten minutes."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import delete, insert, select, update

from webapp.auth.gateways.provider import Asked
from webapp.auth.models import AuthRequest
from webapp.auth.rules import PENDING_PER_BROWSER, REQUEST_LIFE
from webapp.core import db
from webapp.core.clock import now
from webapp.core.crypto import digest
from webapp.core.ids import new_token

LONGEST_STATE: Final = 128


class Purpose(StrEnum):
    """Why the person is sent to the provider."""

    SIGN_IN = "sign_in"
    STEP_UP = "step_up"


STEP_UP_WISHES: Final = {"prompt": "login", "max_age": "0", "acr_values": "high"}


@dataclass(frozen=True, slots=True)
class Pending:
    """A sign-in that came back, as it was begun."""

    nonce: str
    verifier: str
    next_path: str
    purpose: Purpose
    account_id: int | None
    created_at: datetime


def new_request(purpose: Purpose, *, language: str) -> Asked:
    """Return fresh secrets of 256 bits each, and what is asked of the provider for `purpose`."""
    wishes: Mapping[str, str] = STEP_UP_WISHES if purpose is Purpose.STEP_UP else {}
    return Asked(new_token(), new_token(), secrets.token_urlsafe(48), {**wishes, "ui_locales": language})


def remember(asked: Asked, *, purpose: Purpose, next_path: str, browser: bytes, account_id: int | None = None) -> None:
    """Keep the request; of one browser's abandoned ones only the newest stay."""
    session = db.session()
    session.execute(
        insert(AuthRequest).values(
            state_hash=digest(asked.state),
            nonce=asked.nonce,
            verifier=asked.verifier,
            next_path=next_path,
            browser_hash=browser,
            purpose=purpose,
            account_id=account_id,
            created_at=now(),
        )
    )
    newest = (
        select(AuthRequest.id)
        .where(AuthRequest.browser_hash == browser)
        .order_by(AuthRequest.id.desc())
        .limit(PENDING_PER_BROWSER)
    )
    session.execute(delete(AuthRequest).where(AuthRequest.browser_hash == browser, AuthRequest.id.not_in(newest)))


def take(state: str, *, browser: bytes) -> Pending | None:
    """Return the request of `state` and mark it used; None when it is unknown, old, used or of another browser."""
    if not 0 < len(state) <= LONGEST_STATE:
        return None
    at = now()
    row = (
        db.session()
        .execute(
            update(AuthRequest)
            .where(
                AuthRequest.state_hash == digest(state),
                AuthRequest.browser_hash == browser,
                AuthRequest.used_at.is_(None),
                AuthRequest.created_at > at - REQUEST_LIFE,
            )
            .values(used_at=at)
            .returning(
                AuthRequest.nonce,
                AuthRequest.verifier,
                AuthRequest.next_path,
                AuthRequest.purpose,
                AuthRequest.account_id,
                AuthRequest.created_at,
            )
        )
        .one_or_none()
    )
    if row is None:
        return None
    return Pending(row.nonce, row.verifier, row.next_path, Purpose(row.purpose), row.account_id, row.created_at)
