"""Waiting for a seat of a full trip: in the order of joining, a group whole or not at all, never after the sale has closed.

An offer is an ordinary hold of half an hour: it is compared at each read like any other, and dies with it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, select

from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.clock import now
from webapp.core.crypto import blind_index
from webapp.core.errors import AppError
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.text import current_language
from webapp.core.transaction import savepoint
from webapp.notifications.api import notify_contact
from webapp.tickets.changing.telling import tell
from webapp.tickets.errors import ChooseSeats, NoSuchWait, RoundTripOnly, SaleClosed, SeatsAreFree
from webapp.tickets.guests import key_digest, waiting_key, waiting_url
from webapp.tickets.models import Order, Waiting
from webapp.tickets.permissions import BUY
from webapp.tickets.queries import taken_seats
from webapp.tickets.rules import MOST_SEATS, OrderState
from webapp.tickets.services.holding import Buyer, Wish, hold
from webapp.tickets.terms import terms_of
from webapp.timetable.api import Ride, ride_of, sale_is_open, trip_of
from webapp.ui.filters import moment

OFFERED: Final = timedelta(minutes=30)
ENDS: Final = {OrderState.PAID: "taken", OrderState.LAPSED: "ended", OrderState.GIVEN_UP: "ended"}


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a guest is told: an e-mail address, a telephone number, or both."""

    email: str | None
    phone: str | None


def join(ride: Ride, seats: int, *, actor: Actor, guest: Contact | None = None) -> str:
    """Put the party acted for, or a guest, on the list for so many seats together; return the place's public id.

    Raises SaleClosed, SeatsAreFree while there are enough, ChooseSeats, RoundTripOnly, AlreadyWaiting.
    """
    if guest is None:
        ensure_may(actor, BUY)
    if not 1 <= seats <= MOST_SEATS:
        raise ChooseSeats
    if not _sells(ride):
        raise SaleClosed
    if terms_of(ride.route.id, ride.day).entry_permit:
        raise RoundTripOnly
    if ride.trip.seats - len(taken_seats(ride)) >= seats:
        raise SeatsAreFree
    place = Waiting(public_id=new_public_id(), trip_id=ride.trip.id, seats=seats, state="waiting", joined_at=now())
    place.start_at, place.end_at = ride.start.position, ride.end.position
    place.language = current_language()
    if guest is None:
        place.party_id, place.account_id = actor.party_id or 0, actor.account_id or 0
    else:
        place.guest_key, place.contact_key = key_digest(waiting_key(place.public_id)), _contact_key(guest)
        place.email, place.phone = guest.email, guest.phone
    with savepoint():
        db.session().add(place)
    if guest is not None:
        known = {"trip": ride.trip.number, "until": moment(ride.leaves), "order": "", "way": f" {waiting_url(place)}"}
        notify_contact(
            "tickets.waiting", email=guest.email or None, phone=guest.phone or None, language=place.language, **known
        )
    return place.public_id


def leave(public_id: str, *, actor: Actor) -> None:
    """Take the party acted for from a list on which it waits. Raises NoSuchWait."""
    _leave(Waiting.public_id == public_id, Waiting.party_id == actor.party_id)


def leave_as_guest(key: str) -> None:
    """Take the guest with this link from a list. Raises NoSuchWait."""
    _leave(Waiting.guest_key == key_digest(key))


def guest_place(key: str) -> tuple[Waiting, Ride]:
    """Return the place on a list that a guest's link opens, with its ride. Raises NoSuchWait."""
    found = db.session().scalar(select(Waiting).where(Waiting.guest_key == key_digest(key)))
    if found is None:
        raise NoSuchWait
    return found, _ride(found)


def offered_order(place: Waiting) -> Order | None:
    """Return the order that is held for a place on the list, None when there is none."""
    return db.session().get(Order, place.order_id) if place.order_id else None


def places_of(party_id: int) -> list[tuple[Waiting, Ride]]:
    """Return where a party waits, with the rides."""
    query = select(Waiting).where(Waiting.party_id == party_id, Waiting.state == "waiting").order_by(Waiting.id)
    return [(one, _ride(one)) for one in db.session().scalars(query)]


def somebody_waits(trip_id: int) -> bool:
    """Whether anybody is on the list of a trip."""
    query = select(Waiting.id).where(Waiting.trip_id == trip_id, Waiting.state == "waiting")
    return db.session().scalar(query.limit(1)) is not None


def offer(trip_id: int) -> list[str]:
    """Offer the free seats of a trip to who waits, the first first; return the orders that were made.

    A group for which there are too few seats keeps its place, and the next that fits is served.
    """
    _note_ends(trip_id)
    query = select(Waiting).where(Waiting.trip_id == trip_id, Waiting.state == "waiting").order_by(Waiting.id)
    made = [_offer(one) for one in db.session().scalars(query.with_for_update()).all()]
    return [public_id for public_id in made if public_id]


def _note_ends(trip_id: int) -> None:
    """Write what became of the offers of a trip."""
    query = select(Waiting, Order.state).join(Order, Order.id == Waiting.order_id)
    query = query.where(Waiting.trip_id == trip_id, Waiting.state == "offered", Order.state.in_(ENDS))
    for place, state in db.session().execute(query.with_for_update(of=Waiting)).all():
        _over(place, ENDS[OrderState(state)])
    db.session().flush()


def _offer(place: Waiting) -> str | None:
    """Hold seats for one who waits, where there are enough; who waits for a sale that has closed waits no longer."""
    ride, at = _ride(place), now()
    if not _sells(ride):
        _over(place, "ended")
        return None
    taken = taken_seats(ride)
    seats = together([one for one in range(1, ride.trip.seats + 1) if one not in taken], place.seats)
    if not seats:
        return None
    buyer = Buyer(party_id=place.party_id, account_id=place.account_id)
    try:
        public_id = hold([Wish(ride, seats)], buyer=buyer, actor=SYSTEM, lasting=_lasting(ride, at))
    except AppError:  # somebody was quicker, or the buyer holds too much: the place on the list is kept
        return None
    order = db.session().scalars(select(Order).where(Order.public_id == public_id)).one()
    place.state, place.order_id = "offered", order.id
    order.email, order.phone, order.language = place.email, place.phone, place.language
    db.session().flush()
    tell(order, "tickets.offer", trip=ride.trip.number, until=order.held_until.isoformat())
    return public_id


def _leave(*whose: ColumnElement[bool]) -> None:
    place = db.session().scalar(select(Waiting).where(*whose, Waiting.state == "waiting").with_for_update())
    if place is None:
        raise NoSuchWait
    _over(place, "left")
    db.session().flush()


def _over(place: Waiting, state: str) -> None:
    """End a wait; where a guest was to be told is forgotten."""
    place.state, place.ended_at = state, now()
    place.email = place.phone = None


def _contact_key(guest: Contact) -> bytes:
    """Return by what a second wait of the same guest for the same trip is known."""
    return blind_index((guest.phone or guest.email or "").casefold(), purpose="tickets-wait-contact")


def together(free: Sequence[int], many: int) -> list[int]:
    """Return so many of the free seats, side by side by their numbers where possible; none when there are too few."""
    runs = [list(free[at : at + many]) for at in range(len(free) - many + 1)]
    return min(runs, key=lambda run: run[-1] - run[0], default=[])


def _lasting(ride: Ride, at: datetime) -> timedelta:
    """Return how long an offer stands: half an hour, but not beyond the close of the sale."""
    return min(OFFERED, ride.leaves - timedelta(minutes=ride.origin.closes_minutes) - at)


def _sells(ride: Ride) -> bool:
    return ride.trip.runs and sale_is_open(ride.leaves, ride.origin.closes_minutes, now())


def _ride(place: Waiting) -> Ride:
    return ride_of(trip_of(place.trip_id), place.start_at, place.end_at)
