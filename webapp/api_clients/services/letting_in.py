"""A firm lets a program in, changes its secret, shuts it out. Secrets are seen once, by whoever made them."""

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import delete, func, select, update

from webapp.api_clients.errors import NoSuchProgram, ProgramEnded
from webapp.api_clients.models import ApiClient, ApiSecret, ApiToken, Subscription
from webapp.api_clients.offer import scopes as known_scopes
from webapp.api_clients.permissions import MANAGE_PROGRAMS
from webapp.api_clients.rules import GRACE, MOST_PROGRAMS, Mode
from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.crypto import digest
from webapp.core.errors import Conflict, Forbidden, Invalid
from webapp.core.ids import new_public_id, new_token
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.core.transaction import savepoint
from webapp.notifications.api import notify_party

SECRET_PREFIX: Final = "kbs_"  # noqa: S105 - the beginning by which leaked secrets are found
TOO_MANY: Final = _l("Bir təşkilatın ən çoxu 20 proqramı ola bilər. Lazım olmayanı bağlayın.")


def let_in(
    name: str, *, mode: Mode, scopes: Collection[str], public_key: dict[str, Any] | None = None, actor: Actor
) -> tuple[str, str]:
    """Let a program of the firm in; return its client id and its secret, which nobody can read again.

    Raises Invalid naming fields, NameTaken, Forbidden when the person lacks a right that a scope brings.
    """
    ensure_may(actor, MANAGE_PROGRAMS)
    _ensure_scopes(scopes, actor)
    count = select(func.count()).where(ApiClient.party_id == actor.party_id, ApiClient.ended_at.is_(None))
    if (db.session().scalar(count) or 0) >= MOST_PROGRAMS:
        raise Conflict(TOO_MANY)
    row = ApiClient(
        public_id=new_public_id(),
        party_id=actor.party_id,
        name=name,
        mode=mode.value,
        scopes=sorted(scopes),
        answerable=actor.account_id,
        public_key=public_key,
        created_at=now(),
    )
    with savepoint():
        db.session().add(row)
    secret = _new_secret(row)
    _note("let_in", row, actor, mode=row.mode, scopes=",".join(row.scopes))
    _tell(row, "let_in")
    return row.public_id, secret


def rotate(public_id: str, *, actor: Actor) -> str:
    """Give the program a new secret and return it; the one before opens for a week more, older ones at once no longer.

    Whoever does so answers for the program from now on. Raises NoSuchProgram, ProgramEnded.
    """
    row = own_program(public_id, actor=actor, lock=True)
    _ensure_in_use(row)
    newest = select(func.max(ApiSecret.id)).where(ApiSecret.client_id == row.id).scalar_subquery()
    db.session().execute(delete(ApiSecret).where(ApiSecret.client_id == row.id, ApiSecret.id < newest))
    db.session().execute(update(ApiSecret).where(ApiSecret.client_id == row.id).values(expires_at=now() + GRACE))
    row.answerable = actor.account_id or row.answerable
    secret = _new_secret(row)
    _note("rotated", row, actor)
    _tell(row, "rotated")
    return secret


def shut_out(public_id: str, *, actor: Actor) -> None:
    """End the program: its secrets, tokens and webhooks at once. Repeating is harmless. Raises NoSuchProgram."""
    row = own_program(public_id, actor=actor, lock=True)
    if row.ended_at is not None:
        return
    row.ended_at = now()
    db.session().execute(delete(ApiSecret).where(ApiSecret.client_id == row.id))
    live = ApiToken.client_id == row.id, ApiToken.revoked_at.is_(None)
    db.session().execute(update(ApiToken).where(*live).values(revoked_at=now()))
    told = Subscription.client_id == row.id, Subscription.ended_at.is_(None)
    db.session().execute(update(Subscription).where(*told).values(ended_at=now()))
    _note("shut_out", row, actor)
    _tell(row, "shut_out")


def own_program(public_id: str, *, actor: Actor, lock: bool = False) -> ApiClient:
    """Return a program of the party acted for. Raises NoSuchProgram, for another's as for none."""
    ensure_may(actor, MANAGE_PROGRAMS)
    query = select(ApiClient).where(ApiClient.public_id == public_id, ApiClient.party_id == actor.party_id)
    found = db.session().scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NoSuchProgram
    return found


def _ensure_in_use(row: ApiClient) -> None:
    if row.ended_at is not None:
        raise ProgramEnded


def _ensure_scopes(scopes: Collection[str], actor: Actor) -> None:
    """Nobody gives a program what they may not do themselves."""
    known = known_scopes()
    if not scopes or not set(scopes) <= known.keys():
        raise Invalid(fields={"scopes": _l("Proqrama nə edə biləcəyini seçin.")})
    if not all(actor.has(right.code) for code in scopes for right in known[code].rights):
        raise Forbidden


def _new_secret(row: ApiClient) -> str:
    secret = SECRET_PREFIX + new_token()
    db.session().add(ApiSecret(client_id=row.id, digest=digest(secret), created_at=now()))
    db.session().flush()
    return secret


def _note(action: str, row: ApiClient, actor: Actor, **detail: str) -> None:
    record(f"api_clients.{action}", actor=actor, object_type="api_client", object_key=row.public_id, detail=detail)


def _tell(row: ApiClient, what: str) -> None:
    notify_party(
        row.party_id,
        f"programs.{what}",
        permission=MANAGE_PROGRAMS,
        program=row.public_id,
        name=row.name,
        mode=row.mode,
    )
