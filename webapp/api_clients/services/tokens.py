"""Access tokens: given to a program that proved itself, looked up with every request, revoked."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import or_, select, update

from webapp.api_clients.models import ApiClient, ApiSecret, ApiToken
from webapp.api_clients.rules import TOKEN_LIFE
from webapp.core import db
from webapp.core.clock import now
from webapp.core.crypto import digest
from webapp.core.ids import new_token, normal_public_id

TOKEN_PREFIX: Final = "kbt_"  # noqa: S105 - the beginning by which leaked tokens are found


@dataclass(frozen=True, slots=True)
class Held:
    """A token that is in force, and whose it is."""

    program: ApiClient
    scopes: frozenset[str]
    issued_at: datetime
    expires_at: datetime


def program_of(client_id: str) -> ApiClient | None:
    """Return the program in use with this client id, None when there is none."""
    if normal_public_id(client_id) != client_id:
        return None
    query = select(ApiClient).where(ApiClient.public_id == client_id, ApiClient.ended_at.is_(None))
    return db.session().scalar(query)


def secret_opens(program: ApiClient, secret: str) -> bool:
    """Whether this is a secret of the program that still opens; every one is compared, in the same time."""
    given = digest(secret)
    alive = or_(ApiSecret.expires_at.is_(None), ApiSecret.expires_at > now())
    kept = db.session().scalars(select(ApiSecret.digest).where(ApiSecret.client_id == program.id, alive)).all()
    return sum(hmac.compare_digest(given, bytes(one)) for one in kept) > 0


def give_token(program: ApiClient, scopes: frozenset[str]) -> str:
    """Return a new token for these scopes; only its digest is kept."""
    token, moment = TOKEN_PREFIX + new_token(), now()
    row = ApiToken(
        digest=digest(token),
        client_id=program.id,
        scopes=sorted(scopes),
        issued_at=moment,
        expires_at=moment + TOKEN_LIFE,
    )
    db.session().add(row)
    return token


def held_by(token: str) -> Held | None:
    """Return whose token this is and what for; None when it is unknown, out of date, revoked, or its program ended."""
    query = (
        select(ApiToken, ApiClient)
        .join(ApiClient, ApiClient.id == ApiToken.client_id)
        .where(
            ApiToken.digest == digest(token),
            ApiToken.expires_at > now(),
            ApiToken.revoked_at.is_(None),
            ApiClient.ended_at.is_(None),
        )
    )
    found = db.session().execute(query).first()
    if found is None:
        return None
    row, program = found
    return Held(program, frozenset(row.scopes) & frozenset(program.scopes), row.issued_at, row.expires_at)


def revoke(program: ApiClient, token: str) -> None:
    """Revoke a token of this program (RFC 7009); what is none of its tokens is left alone."""
    mine = ApiToken.digest == digest(token), ApiToken.client_id == program.id, ApiToken.revoked_at.is_(None)
    db.session().execute(update(ApiToken).where(*mine).values(revoked_at=now()))
