"""A seat sold on board for cash, once the device can tell of it: an order of the channel `bus`, paid at the bus's till.

The device knew which seats were free when it last had a network. Who is first with us has the seat; a sale that cannot be
kept stands with its reason, and the carrier has a passenger to settle with.
"""

from datetime import datetime
from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.errors import AppError
from webapp.core.text import Text, _l
from webapp.core.transaction import savepoint
from webapp.payments.api import take_at_till
from webapp.tickets.boarding.batch import Sale
from webapp.tickets.boarding.devices import DeviceState, state_at
from webapp.tickets.boarding.models import DoorDevice, DoorSale
from webapp.tickets.errors import ChooseSeats
from webapp.tickets.queries import locked_order, tickets_of
from webapp.tickets.rules import Channel
from webapp.tickets.services.holding import Buyer, Wish, hold
from webapp.tickets.services.paying import ask_payment
from webapp.tickets.services.pricing import prices_now
from webapp.timetable.api import Ride, Trip, ride_of

SOLD: Final = "sold"
NOT_TRUSTED, OTHER_PRICE = "device-not-trusted", "price-changed"
NOBODY: Final = "Avtobusda satılmış bilet"
PROBLEMS: Final[dict[str, Text]] = {
    NOT_TRUSTED: _l("Cihazın hüququ yoxdur"),
    OTHER_PRICE: _l("Alınan məbləğ tarifdən fərqlənir"),
    "seat-taken": _l("Yer bu arada satılıb"),
    "choose-seats": _l("Avtobusda belə yer yoxdur"),
}
ANOTHER: Final = _l("Satış qəbul edilmədi")


class PriceChanged(AppError):
    """What was taken is not what the ride costs."""

    code = OTHER_PRICE
    text = PROBLEMS[OTHER_PRICE]


def take_sale(device: DoorDevice, sale: Sale, trip: Trip, received: datetime, *, actor: Actor) -> str:
    """Keep a sale and make its ticket; return "sold" or why there is none. What came before is answered as it stands."""
    same = DoorSale.device_id == device.id, DoorSale.nonce == sale.nonce
    known = db.session().scalar(select(DoorSale).where(*same))
    if known is not None:
        return known.problem or SOLD
    order, problem = None, NOT_TRUSTED
    if state_at(device, sale.at) is DeviceState.ACTIVE:
        try:
            with savepoint():
                order, problem = _sold(sale, trip, actor), ""
        except AppError as error:
            problem = error.code
    row = DoorSale(
        device_id=device.id,
        nonce=sale.nonce,
        trip_id=trip.id,
        seat=sale.seat,
        start_at=sale.start,
        end_at=sale.end,
        rider=sale.rider,
        name=sale.name or None,
        qepik=sale.qepik,
        order_ref=order,
        problem=problem or None,
        sold_at=sale.at,
        received_at=received,
    )
    db.session().add(row)
    db.session().flush()
    return problem or SOLD


def problem_in_words(code: str) -> Text:
    """Return why a sale was not kept."""
    return PROBLEMS.get(code, ANOTHER)


def _sold(sale: Sale, trip: Trip, actor: Actor) -> str:
    """Hold the seat, pay it at the till of the bus, let the passenger be on board; return the order."""
    ride = _ride(sale, trip)
    buyer = Buyer(account_id=actor.account_id, channel=Channel.BUS)
    public_id = hold([Wish(ride, [sale.seat])], buyer=buyer, actor=actor)
    order = locked_order(public_id)
    (ticket,) = tickets_of(order.id)
    price = _price(ride, sale)
    ticket.rider, ticket.qepik, ticket.basis = sale.rider, sale.qepik, price
    ticket.name = sale.name or NOBODY
    db.session().flush()
    invoice = ask_payment(order, actor)
    take_at_till(invoice, method="cash", till=f"bus-{trip.number}", reference=sale.nonce, actor=actor)
    ticket.boarded_at, ticket.boarded_by = sale.at, actor.account_id
    db.session().flush()
    return public_id


def _ride(sale: Sale, trip: Trip) -> Ride:
    if sale.seat > trip.seats:
        raise ChooseSeats
    return ride_of(trip, sale.start, sale.end)


def _price(ride: Ride, sale: Sale) -> str:
    """Return the basis of the price that was taken. Raises PriceChanged when the ride costs another."""
    kept = prices_now(ride).get(sale.rider)
    if kept is None or kept["qepik"] != sale.qepik:
        raise PriceChanged
    return str(kept["basis"])
