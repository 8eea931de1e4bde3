"""Whose entry is closed or limited: what is proposed, what the guards ask (6.2.7)."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import or_, select

from webapp.civil_service.governing.errors import EntryClosed, ProposalWrong, ReadingOnly
from webapp.civil_service.governing.models import ServiceClosing, ServiceConsent
from webapp.civil_service.governing.proposing import propose
from webapp.civil_service.governing.rules import Extent, Kind
from webapp.civil_service.record_tables import Servant, ServiceBody
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import normal_fin
from webapp.core.crypto import blind_index
from webapp.core.errors import NotFound
from webapp.core.text import _l

UNKNOWN: Final = _l("Reyestrdə belə şəxs və ya orqan yoxdur.")


def ensure_may_enter(actor: Actor) -> None:
    """Raise EntryClosed when the actor's entry, or the one of the body that they act for, is closed."""
    if any(row.extent == Extent.CLOSED for row in _closings_of(actor)):
        raise EntryClosed


def ensure_may_change(actor: Actor) -> None:
    """Raise EntryClosed or ReadingOnly when the actor, or the body, may not bring anything into the register."""
    for row in _closings_of(actor):
        raise EntryClosed if row.extent == Extent.CLOSED else ReadingOnly


def propose_closing(body_id: str, fin: str, *, extent: Extent, reason: str, actor: Actor) -> ServiceConsent:
    """Ask to close the entry of a body (public id) or a user (FİN). Raises ProposalWrong for who is not known."""
    target, name = _body(body_id) if body_id else _user(fin)
    content = {"extent": extent.value, "name": name}
    return propose(Kind.CLOSE, target, content, reason=reason, actor=actor)


def propose_opening(closing: str, *, reason: str, actor: Actor) -> ServiceConsent:
    """Ask to lift a closing that stands. Raises NotFound, ProposalWrong."""
    row = db.session().scalar(
        select(ServiceClosing).where(ServiceClosing.public_id == closing, ServiceClosing.lifted_at.is_(None))
    )
    if row is None:
        raise NotFound
    target = f"body:{row.body_id}" if row.body_id is not None else f"user:{(row.fin_index or b'').hex()}"
    content = {"closing": row.public_id, "name": row.name, "extent": row.extent}
    return propose(Kind.REOPEN, target, content, reason=reason, actor=actor)


def closings() -> Sequence[ServiceClosing]:
    """Return what is closed now, newest first, then what was."""
    query = select(ServiceClosing).order_by(ServiceClosing.lifted_at.is_not(None), ServiceClosing.id.desc())
    return db.session().scalars(query.limit(200)).all()


def _closings_of(actor: Actor) -> Sequence[ServiceClosing]:
    concerned: list[Any] = []
    if actor.fin:
        concerned.append(ServiceClosing.fin_index == blind_index(actor.fin))
    if actor.party_id is not None:
        body = select(ServiceBody.id).where(ServiceBody.party_id == actor.party_id).scalar_subquery()
        concerned.append(ServiceClosing.body_id == body)
    if not concerned:
        return ()
    query = select(ServiceClosing).where(ServiceClosing.lifted_at.is_(None), or_(*concerned))
    return db.session().scalars(query).all()


def _body(public_id: str) -> tuple[str, str]:
    found = db.session().execute(select(ServiceBody.id, ServiceBody.name).where(ServiceBody.public_id == public_id))
    row = found.one_or_none()
    if row is None:
        raise ProposalWrong(fields={"body": UNKNOWN})
    return f"body:{row.id}", row.name


def _user(typed: str) -> tuple[str, str]:
    fin = normal_fin(typed)
    index = blind_index(fin) if fin else b""
    servant = db.session().scalar(select(Servant).where(Servant.fin_index == index)) if fin else None
    if servant is None:
        raise ProposalWrong(fields={"fin": UNKNOWN})
    return f"user:{index.hex()}", servant.full_name
