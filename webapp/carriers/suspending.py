"""Suspension of a carrier: proposed by one officer, confirmed or refused by another, ended by its day or before."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import or_, select

from webapp.audit.api import record
from webapp.carriers.changing import note_changes
from webapp.carriers.errors import NoSuchCarrier, SecondPersonNeeded, WrongState
from webapp.carriers.events import CarrierRestored, CarrierSuspended
from webapp.carriers.models import Carrier, Suspension
from webapp.carriers.permissions import DECIDE, KEEP
from webapp.carriers.registering import locked
from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.transaction import savepoint

GROUNDS: Final = ("insurance", "inspection", "training", "debts", "violations", "own_request", "other")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """On what ground, with what explanation, from which day to which (None: until it is ended)."""

    ground: str
    note: str
    starts_on: date
    ends_on: date | None


def propose(public_id: str, proposal: Proposal, *, actor: Actor) -> Suspension:
    """Propose that a carrier is suspended. Raises Forbidden, NoSuchCarrier, WrongState, OverlappingSuspension."""
    ensure_may(actor, KEEP)
    carrier = locked(public_id)
    if carrier.removed_on is not None or actor.account_id is None:
        raise WrongState
    row = Suspension(
        public_id=new_public_id(),
        carrier_id=carrier.id,
        ground=proposal.ground,
        note=proposal.note,
        starts_on=proposal.starts_on,
        ends_on=proposal.ends_on,
        state="proposed",
        proposed_by=actor.account_id,
        proposed_by_name=actor.name,
        proposed_at=now(),
    )
    with savepoint():
        db.session().add(row)
    _note(row, "proposed", actor)
    return row


def decide(suspension_id: str, *, confirm: bool, note: str, actor: Actor) -> None:
    """Confirm or refuse what somebody else proposed. Raises Forbidden, SecondPersonNeeded, NoSuchCarrier, WrongState."""
    ensure_may(actor, DECIDE)
    row = _locked(suspension_id)
    if row.state != "proposed":
        raise WrongState
    if row.proposed_by == actor.account_id:
        raise SecondPersonNeeded
    row.state = "confirmed" if confirm else "refused"
    row.decided_by, row.decided_by_name, row.decided_at, row.decision_note = actor.account_id, actor.name, now(), note
    _note(row, row.state, actor)
    announce(row.carrier_id)


def end(suspension_id: str, *, actor: Actor) -> None:
    """End a confirmed suspension before its last day: the carrier is restored today. Raises Forbidden, WrongState."""
    ensure_may(actor, DECIDE)
    row = _locked(suspension_id)
    if row.state != "confirmed" or (row.ends_on is not None and row.ends_on < today()):
        raise WrongState
    _end(row, actor)


def announce(carrier_id: int | None = None) -> None:
    """Tell which confirmed suspensions have begun and which are over, each once; of one carrier or of all."""
    day = today()
    due = or_(
        (Suspension.began_at.is_(None)) & (Suspension.starts_on <= day),
        Suspension.ends_on < day,
    )
    query = select(Suspension).where(Suspension.state == "confirmed", due).order_by(Suspension.id).with_for_update()
    for row in db.session().scalars(query if carrier_id is None else query.where(Suspension.carrier_id == carrier_id)):
        if row.began_at is None:
            row.began_at = now()
            publish(CarrierSuspended(party_id=_party(row)))
        if row.ends_on is not None and row.ends_on < day:
            _end(row, SYSTEM)


def _end(row: Suspension, actor: Actor) -> None:
    row.state, row.ended_at, row.ended_by_name = "ended", now(), actor.name
    _note(row, "ended", actor)
    db.session().flush()
    if row.began_at is not None:
        publish(CarrierRestored(party_id=_party(row)))


def _locked(suspension_id: str) -> Suspension:
    row = db.session().scalar(select(Suspension).where(Suspension.public_id == suspension_id).with_for_update())
    if row is None:
        raise NoSuchCarrier
    return row


def _party(row: Suspension) -> int:
    carrier = db.session().get_one(Carrier, row.carrier_id)
    return carrier.party_id


def _note(row: Suspension, step: str, actor: Actor) -> None:
    term = f"{row.starts_on:%d.%m.%Y} – {row.ends_on:%d.%m.%Y}" if row.ends_on else f"{row.starts_on:%d.%m.%Y} –"
    note_changes("carrier", row.carrier_id, {}, {f"suspension_{step}": term}, actor=actor)
    carrier = db.session().get_one(Carrier, row.carrier_id)
    record(f"carriers.suspension_{step}", actor=actor, object_type="carrier", object_key=carrier.public_id)
