"""Selling what was held, when it is paid. Every purchase comes by here, so it reads and writes plain rows."""

from typing import Final, cast

from sqlalchemy import BigInteger, DateTime, Table, bindparam, func, select, update
from sqlalchemy.dialects.postgresql import ARRAY, TEXT

from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.statements import Statement
from webapp.tickets.errors import NoSuchOrder, SeatsGone
from webapp.tickets.events import TicketsSold
from webapp.tickets.models import Order, Ticket
from webapp.tickets.queries import plain_tickets
from webapp.tickets.rules import OrderState, TicketState
from webapp.tickets.services.giving import issue_for
from webapp.tickets.services.journal import note
from webapp.tickets.services.paying import rides_of

_orders, _tickets = cast("Table", Order.__table__), cast("Table", Ticket.__table__)
LOCKED: Final = Statement(select(_orders).where(_orders.c.public_id == bindparam("public_id")).with_for_update())
_given = (
    func.unnest(
        bindparam("tickets", type_=ARRAY(BigInteger)),
        bindparam("numbers", type_=ARRAY(TEXT)),
        bindparam("tokens", type_=ARRAY(TEXT)),
    )
    .table_valued("id", "number", "token", name="given")
    .render_derived()
)
_paid = (
    update(_orders)
    .where(_orders.c.id == bindparam("order_id", type_=BigInteger))
    .values(state=OrderState.PAID.value, paid_at=bindparam("moment", type_=DateTime(timezone=True)))
    .returning(_orders.c.id)
    .cte("paid")
)
_sold = (
    update(_tickets)
    .where(_tickets.c.id == _given.c.id)
    .values(number=_given.c.number, token=_given.c.token, state=TicketState.PAID.value)
    .cte("sold")
)
SOLD: Final = Statement(select(_paid.c.id).add_cte(_sold))


def confirm(public_id: str) -> None:
    """Sell the seats of an order that was paid and give its tickets; a second time nothing happens.

    Places are only given free together with the invoice, so that a paid order has them. Raises NoSuchOrder, SeatsGone
    if not.
    """
    order = _locked(public_id)
    if order.state == OrderState.PAID:
        return
    if order.state != OrderState.HELD:
        raise SeatsGone
    rides, tickets = rides_of(order), plain_tickets(order.id)
    of = {leg.id: ride for leg, ride in rides}
    issued = [issue_for(ticket, order, of[ticket.leg_id]) for ticket in tickets]
    numbers, tokens = [number for number, _token in issued], [token for _number, token in issued]
    SOLD.all(order_id=order.id, moment=now(), tickets=[one.id for one in tickets], numbers=numbers, tokens=tokens)
    _forget_former()
    note("paid", order, SYSTEM, trips=[ride.trip.number for _leg, ride in rides])
    publish(TicketsSold(order=order.public_id, ticket_numbers=tuple(numbers), channel=order.channel))


def _locked(public_id: str) -> Order:
    db.session().flush()  # what is about to be written counts too
    found = LOCKED.all(public_id=public_id)
    if not found:
        raise NoSuchOrder
    return cast("Order", found[0])


def _forget_former() -> None:
    """Let the session read anew what it may have of the order and its tickets."""
    session = db.session()
    for known in list(session.identity_map.values()):
        if isinstance(known, Order | Ticket):
            session.expire(known)
