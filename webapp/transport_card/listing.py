"""Lists of the office: validators, what is to be paid out, how many cards there are; who may be looking at whom."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, select

from webapp.core import db
from webapp.core.clock import BAKU
from webapp.core.pagination import Page, descending, numbers, page
from webapp.transport_card.errors import NoSuchDevice
from webapp.transport_card.models import Card, Device, Payout, Tap

MOST = 200


def devices() -> Sequence[Device]:
    """Return the validators, those that work first, by code."""
    return db.session().scalars(select(Device).order_by(Device.state, Device.code).limit(MOST)).all()


def device_by(public_id: str) -> Device:
    """Return a validator. Raises NoSuchDevice."""
    found = db.session().scalar(select(Device).where(Device.public_id == public_id))
    if found is None:
        raise NoSuchDevice
    return found


def taps_of_device(device: Device, *, after: str | None, before: str | None) -> Page[Tap]:
    """Return the taps of a validator, the newest first; they name no card."""
    wanted = select(Tap).where(Tap.device_id == device.id)
    query, backwards = descending(wanted, Tap.counter, after=after, before=before, parts=numbers)
    rows = db.session().scalars(query).all()
    return page(rows, lambda one: (one.counter,), backwards=backwards, started=bool(after or before))


def card_counts() -> dict[str, int]:
    """Return how many cards there are in each state."""
    return {row[0]: row[1] for row in db.session().execute(select(Card.state, func.count()).group_by(Card.state))}


def payouts_due() -> list[tuple[Payout, Card]]:
    """Return what is to be paid out in cash with the closed card, the oldest first."""
    query = select(Payout, Card).join(Card, Card.id == Payout.card_id).where(Payout.state == "due")
    return [(row[0], row[1]) for row in db.session().execute(query.order_by(Payout.id).limit(MOST))]


def rides_on(day: date) -> list[tuple[int, int, int]]:
    """Return (route, accepted rides, qəpik) of the taps of a day of Baku."""
    begin = datetime.combine(day, time(), BAKU)
    wanted = select(Tap.route_id, func.count(), func.sum(Tap.qepik)).where(Tap.reason == "")
    wanted = wanted.where(Tap.at >= begin, Tap.at < begin + timedelta(days=1)).group_by(Tap.route_id)
    return [(route, int(rides), int(qepik)) for route, rides, qepik in db.session().execute(wanted)]
