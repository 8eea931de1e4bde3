"""What each ticket of an order brought to whom: booked once by its key, in the ledger and beside it, however often it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db
from webapp.core.clock import local, now
from webapp.payments import api as payments
from webapp.settlements.models import Booking
from webapp.settlements.rules import ENTRIES, Kind, Parts, divided, given_back, postings, surcharge_postings
from webapp.tickets import api as tickets
from webapp.tills.api import Seller, seller_of
from webapp.timetable.api import Ride, ride_of, trip_of

ONLINE = Seller("", "", 0, 0, "")


@dataclass(frozen=True, slots=True)
class Matter:
    """What a booking is about, beside its amounts."""

    kind: Kind
    key: str
    order: str
    ticket: str
    ride: Ride
    seller: Seller
    channel: str
    at: datetime


def book_order(order: str) -> int:
    """Book whatever of an order is not booked yet: tickets sold, ended, surcharges of exchanges; return how many there were.

    Raises NoSuchOrder.
    """
    found = tickets.order(order)
    if found.state != tickets.OrderState.PAID or found.paid_at is None:
        return 0
    seller = seller_of(order, local(found.paid_at).date()) or ONLINE
    endings = {one.number: one for one in tickets.endings_of(order)}
    done = 0
    for one in tickets.tickets_of(order):
        if one.number is None:
            continue
        sold = divided(one.qepik, one.commission_qepik, seller.permille)
        about = _about(one, seller, found)
        done += _book(about, sold)
        ending = endings.get(one.number)
        if ending is not None:
            kind = Kind(ending.how)
            back = ending.back if kind is Kind.REFUNDED else one.qepik
            parts = given_back(sold, back, ending.commission, seller.permille)
            done += _book(_ended(about, kind), parts)
    for extra in tickets.surcharges_of(order):
        done += _book_surcharge(extra, seller, found)
    return done


def _book_surcharge(extra: tickets.Surcharge, seller: Seller, order: tickets.Order) -> bool:
    if not extra.qepik and not extra.paid:
        return False
    one = tickets.ticket(extra.ticket)
    about = _about(one, seller, order)
    about = Matter(
        Kind.SURCHARGE, f"change:{extra.change}", about.order, about.ticket, about.ride, seller, about.channel, now()
    )
    sides = surcharge_postings(extra.qepik, extra.paid, carrier=about.ride.route.party_id)
    return _write(about, Parts(extra.qepik, 0, 0), sides)


def _about(one: tickets.Ticket, seller: Seller, order: tickets.Order) -> Matter:
    ride = ride_of(trip_of(one.trip_id), one.start_at, one.end_at)
    number = one.number or ""
    key, at = f"sold:{number}", order.paid_at or now()
    return Matter(Kind.SOLD, key, one.order, number, ride, seller, order.channel, at)


def _ended(about: Matter, kind: Kind) -> Matter:
    return Matter(
        kind, f"ended:{about.ticket}", about.order, about.ticket, about.ride, about.seller, about.channel, now()
    )


def _book(about: Matter, parts: Parts) -> bool:
    sides = postings(parts, carrier=about.ride.route.party_id, station=about.seller.station)
    return _write(about, parts, sides)


def _write(about: Matter, parts: Parts, sides: Mapping[str, int]) -> bool:
    """Write a booking and its entry; return whether it was not there. A free ticket is counted and moves nothing."""
    row = {
        "key": about.key,
        "kind": about.kind.value,
        "order": about.order,
        "ticket": about.ticket,
        "trip": about.ride.trip.number,
        "route": about.ride.route.number,
        "carrier_id": about.ride.route.party_id,
        "station": about.seller.station,
        "channel": about.channel,
        "count": 1,
        "gross": parts.whole,
        "carrier": parts.carrier,
        "station_part": parts.station,
        "advance": parts.advance,
        "permille": about.seller.permille,
        "day": local(now()).date(),
        "at": about.at,
    }
    made = insert(Booking).values(row).on_conflict_do_nothing(index_elements=["key"]).returning(Booking.id)
    if db.session().scalar(made) is None:
        return False
    if sides:
        payments.book(f"settle:{about.key}", ENTRIES[about.kind][0], about.order, sides)
    return True


def book_card_rides(day: date, rides: list[tuple[int, str, int, int, int]]) -> int:
    """Count the rides by card of a day: (route, its number, carrier, rides, qəpik); only what is not counted yet.

    A batch that a validator brings late makes a booking of the difference: it stands in the next statement. The money is in
    the ledger already.
    """
    done = 0
    for route, number, carrier, many, qepik in rides:
        prefix = f"card:{route}:{day.isoformat()}:"
        wanted = select(Booking.count, Booking.gross).where(Booking.key.startswith(prefix, autoescape=True))
        known = [(row[0], row[1]) for row in db.session().execute(wanted)]
        more = qepik - sum(gross for _count, gross in known)
        count = many - sum(counted for counted, _gross in known)
        if not more and not count:
            continue
        row = {"key": f"{prefix}{len(known) + 1}", "kind": Kind.CARD_RIDES.value, "order": "", "ticket": "", "trip": ""}
        row |= {"route": number, "station": "", "channel": "card"}
        money = {"count": count, "gross": more, "carrier": more, "station_part": 0, "advance": 0, "permille": 0}
        made = insert(Booking).values(row | money | {"carrier_id": carrier, "day": local(now()).date(), "at": now()})
        db.session().execute(made.on_conflict_do_nothing(index_elements=["key"]))
        done += 1
    return done
