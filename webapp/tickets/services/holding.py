"""Keeping seats for ten minutes, and giving them up again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, Final

from sqlalchemy import func, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.text import current_language
from webapp.payments.api import cancel_invoice, invoice
from webapp.tickets.errors import (
    BackTooEarly,
    ChooseSeats,
    HoldOver,
    PermitNeedsSignIn,
    RoundTripOnly,
    SaleClosed,
    TooManyHolds,
)
from webapp.tickets.guests import guest_key, key_digest
from webapp.tickets.models import Order
from webapp.tickets.permissions import BUY
from webapp.tickets.queries import locked_order
from webapp.tickets.rules import (
    HOLD,
    MOST_HOLDS,
    MOST_SEATS,
    PAYING_GRACE,
    PERMIT_DAYS,
    Channel,
    OrderState,
)
from webapp.tickets.services.journal import note_of
from webapp.tickets.services.places import end_hold, hold_remembered, hold_seats
from webapp.tickets.services.pricing import prices_now
from webapp.tickets.terms import terms_of
from webapp.timetable.api import Ride, sale_is_open

GIVEN_UP: Final = "Alıcı sifarişi ləğv edib"


@dataclass(frozen=True, slots=True)
class Wish:
    """Seats that are wanted on a ride, in the order of the passengers; `mark` proves a ride that is remembered."""

    ride: Ride
    seats: Sequence[int]
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Buyer:
    """For whom seats are held: a party with the account that acts; without one a guest, or who stands at a till."""

    party_id: int | None = None
    account_id: int | None = None
    channel: Channel = Channel.WEB


def hold(
    wishes: Sequence[Wish],
    *,
    buyer: Buyer,
    actor: Actor,
    lap: bool = False,
    lasting: timedelta = HOLD,
    last: bool = False,
) -> str:
    """Keep seats of one ride, or of two for a way out and back, all or none; return the order's public id.

    `lap` adds a child without a seat to each ride; `last` says that the transaction writes nothing after this. Raises
    ChooseSeats, SaleClosed, TooManyHolds, and what `take` raises.
    """
    fresh, keep_note = _prepared(wishes, buyer, actor, lasting)
    hold_seats(fresh | {"lap": lap}, keep_note, last=last)
    return str(fresh["public_id"])


def hold_at_once(
    wishes: Sequence[Wish], versions: dict[str, str], *, buyer: Buyer, actor: Actor, lap: bool = False
) -> str | None:
    """Do as `hold` in one statement, over rides that are remembered with `versions` of what is kept; None when that cannot be.

    In a transaction for a single statement: the database compares first, and does nothing over a ride that has changed.
    """
    fresh, keep_note = _prepared(wishes, buyer, actor, HOLD)
    done = hold_remembered(fresh | {"lap": lap, "versions": versions}, keep_note)
    return str(fresh["public_id"]) if done else None


def buyer_of(actor: Actor) -> Buyer:
    """Return the buyer that a person is: who may not buy for a party here, an officer too, buys as a guest."""
    if not actor.has(BUY.code):
        return Buyer()
    return Buyer(party_id=actor.party_id, account_id=actor.account_id)


def give_up(order: Order, actor: Actor) -> None:
    """Give the seats of a held order free at the buyer's wish. Raises HoldOver, PaymentUnderWay while it is being paid."""
    if order.state != OrderState.HELD:
        raise HoldOver
    if order.invoice:
        cancel_invoice(order.invoice, reason=GIVEN_UP, actor=actor)
    found = locked_order(order.public_id)
    if found.state != OrderState.HELD or (found.invoice is not None and invoice(found.invoice).state == "open"):
        raise HoldOver
    end_hold(found, OrderState.GIVEN_UP, actor)


def lapsed_orders() -> list[tuple[str, bool]]:
    """Return the held orders whose time is over, and whether the grace for those who are paying is over too."""
    moment = now()
    query = select(Order.public_id, Order.held_until).where(Order.state == OrderState.HELD, Order.held_until <= moment)
    rows = db.session().execute(query.order_by(Order.held_until).limit(500))
    return [(row.public_id, row.held_until + PAYING_GRACE <= moment) for row in rows]


def _prepared(
    wishes: Sequence[Wish], buyer: Buyer, actor: Actor, lasting: timedelta
) -> tuple[dict[str, Any], Callable[[], None]]:
    """Return the order as the database is to write it, and what puts it down in the journal. Raises as `hold`."""
    _ensure_sensible(wishes)
    _ensure_terms(wishes, buyer)
    for wish in wishes:
        on_board = buyer.channel is Channel.BUS  # whom the bus itself sells to is in it
        if not on_board and not sale_is_open(wish.ride.leaves, wish.ride.origin.closes_minutes, now()):
            raise SaleClosed
    if buyer.account_id is not None and buyer.channel is Channel.WEB:
        _ensure_few(buyer.account_id)
    public_id = new_public_id()
    trips, seats = [one.ride.trip.number for one in wishes], sum(len(one.seats) for one in wishes)
    keep_note = partial(note_of, "held", public_id, actor, trips=trips, seats=seats)
    return _order(public_id, buyer, lasting) | {"legs": [_leg(wish) for wish in wishes]}, keep_note


def _ensure_sensible(wishes: Sequence[Wish]) -> None:
    """Raise ChooseSeats for no seat, too many, one twice, or another number of seats on the way back."""
    many = {len(one.seats) for one in wishes}
    whole = all(len(set(one.seats)) == len(one.seats) for one in wishes)
    if len(many) != 1 or not whole or not 0 < many.pop() <= MOST_SEATS:
        raise ChooseSeats


def _ensure_terms(wishes: Sequence[Wish], buyer: Buyer) -> None:
    """Raise BackTooEarly; where an entry permit is needed (it is good for five days) RoundTripOnly, PermitNeedsSignIn."""
    first, last = wishes[0].ride, wishes[-1].ride
    if len(wishes) > 1 and first.arrives > last.leaves:
        raise BackTooEarly
    if not terms_of(first.route.id, first.day).entry_permit:
        return
    if buyer.account_id is None:
        raise PermitNeedsSignIn
    if len(wishes) == 1 or (last.day - first.day).days >= PERMIT_DAYS:
        raise RoundTripOnly


def _ensure_few(account_id: int) -> None:
    live = (Order.account_id == account_id, Order.state == OrderState.HELD, Order.held_until > now())
    if (db.session().scalar(select(func.count()).where(*live)) or 0) >= MOST_HOLDS:
        raise TooManyHolds


def _order(public_id: str, buyer: Buyer, lasting: timedelta) -> dict[str, Any]:
    """Return the order as the database is to write it; a guest's has the digest of the key in its address."""
    moment, guest = now(), buyer.party_id is None and buyer.channel is Channel.WEB
    return {
        "public_id": public_id,
        "guest_key": key_digest(guest_key(public_id)).hex() if guest else None,
        "party_id": buyer.party_id,
        "account_id": buyer.account_id,
        "language": current_language(),
        "channel": buyer.channel.value,
        "held_until": (moment + lasting).isoformat(),
        "opened_at": moment.isoformat(),
    }


def _leg(wish: Wish) -> dict[str, Any]:
    ride = wish.ride
    return {
        "trip_id": ride.trip.id,
        "start_at": ride.start.position,
        "end_at": ride.end.position,
        "mark": wish.mark,
        "prices": prices_now(ride),
        "seats": list(wish.seats),
    }
