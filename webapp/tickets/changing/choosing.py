"""Which tickets of an order can still be changed, and which were chosen."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from webapp.core import db
from webapp.tickets.changing.errors import ChildAlone, ChooseTickets, Ended, ExchangeWaits, Travelled
from webapp.tickets.changing.models import Change
from webapp.tickets.errors import NoSuchTicket
from webapp.tickets.models import Order, Ticket
from webapp.tickets.rules import LIVE
from webapp.timetable.api import Rider


def chosen(order: Order, numbers: Collection[str], *, leaving: bool = True) -> list[Ticket]:
    """Return the tickets of a locked order with these numbers, locked, in the order of their keys.

    `leaving`: their passengers will not travel with the others any more.

    Raises ChooseTickets for none, NoSuchTicket for another order's, ExchangeWaits, Ended, Travelled, ChildAlone.
    """
    if not numbers:
        raise ChooseTickets
    query = select(Ticket).where(Ticket.order_id == order.id).order_by(Ticket.id).with_for_update()
    every = db.session().scalars(query.execution_options(populate_existing=True)).all()
    found = [one for one in every if one.number in set(numbers)]
    if len(found) < len(set(numbers)):
        raise NoSuchTicket
    if waiting_of(order.id) is not None:
        raise ExchangeWaits
    ensure_live(found)
    for leg_id in {one.leg_id for one in found} if leaving else ():
        ensure_no_child_alone([one for one in every if one.leg_id == leg_id and one not in found])
    return found


def ensure_live(tickets: Collection[Ticket]) -> None:
    """Raise Ended or Travelled unless each ticket still carries somebody and nobody has boarded with it."""
    if any(one.state not in LIVE for one in tickets):
        raise Ended
    if any(one.boarded_at is not None for one in tickets):
        raise Travelled


def ensure_no_child_alone(staying: Sequence[Ticket]) -> None:
    """Raise ChildAlone when of those who stay on a leg a child without a seat has no grown-up."""
    riders = [one.rider for one in staying if one.state in LIVE]
    if Rider.LAP.value in riders and not set(riders) - {Rider.LAP.value, Rider.CHILD.value}:
        raise ChildAlone


def waiting_of(order_id: int) -> Change | None:
    """Return the exchange of an order that waits for its payment."""
    return db.session().scalar(select(Change).where(Change.order_id == order_id, Change.state == "waiting"))


def change_by(public_id: str) -> Change | None:
    """Return a change by its public id."""
    return db.session().scalar(select(Change).where(Change.public_id == public_id))
