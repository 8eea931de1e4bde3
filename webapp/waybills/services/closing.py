"""Ends by the clock: nobody can complain any more, or what was refused is back."""

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now
from webapp.waybills.models import Proposal, Waybill
from webapp.waybills.rules import Action, Role, State
from webapp.waybills.services.proposing import VOID
from webapp.waybills.services.stepping import Step, take

MOST: int = 200


def due_for_closing() -> list[str]:
    """Return waybills whose time for complaints is over, the oldest first."""
    query = select(Waybill.public_id).where(Waybill.state == State.DELIVERED.value, Waybill.closes_at <= now())
    return list(db.session().scalars(query.order_by(Waybill.closes_at).limit(MOST)))


def close(public_id: str) -> bool:
    """Close a delivered waybill whose time is over; return whether it was closed now."""
    waybill = db.session().scalar(select(Waybill).where(Waybill.public_id == public_id).with_for_update())
    if waybill is None or waybill.state != State.DELIVERED.value or (waybill.closes_at or now()) > now():
        return False
    take(waybill, by_portal(Action.CLOSE), actor=SYSTEM)
    return True


def close_what_came_back(returning: Waybill) -> None:
    """The goods of a refused waybill are with their consignor again: the first waybill is over too."""
    if returning.returns_id is None:
        return
    first = db.session().get_one(Waybill, returning.returns_id, with_for_update=True)
    if first.state == State.RETURNING.value:
        take(first, by_portal(Action.CLOSE), actor=SYSTEM)


def make_void(waybill: Waybill) -> None:
    """Undo a waybill that never left, when its parties have just agreed to."""
    newest = select(Proposal).where(Proposal.waybill_id == waybill.id).order_by(Proposal.id.desc()).limit(1)
    proposal = db.session().scalar(newest)
    agreed = proposal is not None and (proposal.kind, proposal.state) == (VOID, "agreed")
    if agreed and waybill.state == State.ACCEPTED.value:
        take(waybill, by_portal(Action.VOID), actor=SYSTEM)


def by_portal(action: Action) -> Step:
    """Return a step that this system takes by its clock or because others agreed."""
    return Step(action=action, role=Role.PORTAL, account_id=None, actor_name="Kabinet", party_id=None, party_name="")
