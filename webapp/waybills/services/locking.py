"""Taking a waybill in hand: found, allowed, locked, and still as the actor saw it."""

from typing import Final

from sqlalchemy import bindparam, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.errors import StaleVersion
from webapp.waybills.access import ensure_visible
from webapp.waybills.models import PendingAct, Waybill
from webapp.waybills.rules import Role

LOCKED: Final = (
    select(Waybill)
    .where(Waybill.public_id == bindparam("public_id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
SIGNING: Final = select(PendingAct.waybill_id).where(
    PendingAct.waybill_id == bindparam("waybill"), PendingAct.ended_at.is_(None)
)


def locked(public_id: str, *, actor: Actor) -> tuple[Waybill, frozenset[Role]]:
    """Return the waybill, locked until the transaction ends, and the actor's parts in it. Raises NoSuchWaybill."""
    return ensure_visible(actor, db.session().scalar(LOCKED, {"public_id": public_id}))


def ensure_version(waybill: Waybill, version: int) -> None:
    """Raise StaleVersion when somebody changed the waybill since the actor saw it."""
    if waybill.version != version:
        raise StaleVersion


def open_act(waybill: Waybill) -> PendingAct | None:
    """Return the step that waits for its signature now, None when there is none or signing was given up."""
    found = db.session().get(PendingAct, waybill.id)
    return found if found is not None and found.ended_at is None else None


def is_being_signed(waybill: Waybill) -> bool:
    """Whether a step of the waybill waits for its signature now."""
    db.session().flush()
    return db.session().connection().scalar(SIGNING, {"waybill": waybill.id}) is not None
