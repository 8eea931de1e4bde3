"""Permits to enter a territory: asked with the purchase, for every passenger; without one nothing is sold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.text import _
from webapp.core.transaction import transaction
from webapp.ehis.api import EntryDecision, Purpose, request_entry_permit
from webapp.tickets.errors import EntryRefused, HoldOver, PassengersWrong
from webapp.tickets.models import EntryPermit, Order, Ticket
from webapp.tickets.queries import legs_of, ride_of_leg, tickets_of
from webapp.tickets.rules import OrderState
from webapp.tickets.terms import terms_of


@dataclass(frozen=True, slots=True)
class Traveller:
    """For whom a permit is asked."""

    position: int
    fin: str
    document: str


@dataclass(frozen=True, slots=True)
class Stay:
    """An order whose passengers need a permit for these days."""

    order_id: int
    arrival: date
    departure: date
    travellers: Sequence[Traveller]


def needs_permits(order: Order) -> bool:
    """Whether passengers of the order need a permit to enter a territory."""
    first = ride_of_leg(legs_of(order.id)[0])
    return terms_of(first.route.id, first.day).entry_permit


def ask_for_permits(public_id: str, actor: Actor) -> None:
    """Ask for the permits of an order that needs them and has none yet, one for each passenger; no transaction is open.

    Raises EntryRefused with the reason, PassengersWrong without passengers, HoldOver; Unavailable while the register is
    silent: the seats stay held, the order is not sold.
    """
    with transaction(read_only=True):
        stay = _stay(public_id)
    if stay is None:
        return
    decisions = [(one.position, _decision(one, stay, actor)) for one in stay.travellers]
    refused = [one for _position, one in decisions if one.decision != "granted"]
    if refused:
        raise EntryRefused(_("Giriş icazəsi verilmədi: %(reason)s Bilet satılmır.", reason=refused[0].reason))
    with transaction():
        for position, one in decisions:
            known = {"number": one.number, "valid_from": one.valid_from, "valid_to": one.valid_to}
            db.session().add(EntryPermit(order_id=stay.order_id, position=position, asked_at=now(), **known))
        db.session().execute(update(Ticket).where(Ticket.order_id == stay.order_id).values(fin=None))


def permits_of(order: Order) -> Sequence[EntryPermit]:
    """Return the permits of an order, by passenger."""
    query = select(EntryPermit).where(EntryPermit.order_id == order.id)
    return db.session().scalars(query.order_by(EntryPermit.position)).all()


def _stay(public_id: str) -> Stay | None:
    """Return for whom permits are to be asked; None where none are needed or all are there."""
    order = db.session().scalars(select(Order).where(Order.public_id == public_id)).one()
    rides = [ride_of_leg(leg) for leg in legs_of(order.id)]
    if not terms_of(rides[0].route.id, rides[0].day).entry_permit or permits_of(order):
        return None
    if order.state != OrderState.HELD or order.held_until <= now():
        raise HoldOver
    passengers = {one.position: one for one in tickets_of(order.id)}
    if any(not one.document or not one.fin for one in passengers.values()):
        raise PassengersWrong
    who = [_traveller(one) for one in passengers.values()]
    return Stay(order.id, rides[0].day, rides[-1].day, who)


def _traveller(ticket: Ticket) -> Traveller:
    return Traveller(ticket.position, ticket.fin or "", ticket.document or "")


def _decision(one: Traveller, stay: Stay, actor: Actor) -> EntryDecision:
    asked_by = actor.fin or ""
    return request_entry_permit(
        one.fin, one.document, stay.arrival, stay.departure, purpose=Purpose.TICKET, asked_by=asked_by
    )
