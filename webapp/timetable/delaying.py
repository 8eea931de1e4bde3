"""A trip that leaves later than by the timetable: who runs it says so, and everybody who reads the timetable hears it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.permissions import Permission, ensure_may
from webapp.core.text import _l
from webapp.timetable.errors import DelayImpossible, TripOver
from webapp.timetable.events import TripDelayed
from webapp.timetable.models import DelayRow, TripRow
from webapp.timetable.permissions import RUN
from webapp.timetable.queries import value_of
from webapp.timetable.rules import MOST_DELAY
from webapp.timetable.running import own_trip
from webapp.timetable.values import Trip

LATEST: Final = timedelta(hours=2)  # a bus that should have left is still waited for so long without a word


def report_delay(number: str, minutes: int, reason: str, *, actor: Actor, right: Permission = RUN) -> None:
    """Say by how many minutes a trip leaves later than by the timetable, 0 for in time after all.

    The fact TripDelayed tells its passengers and opens what the law gives them. The same said twice is said once. Raises
    Forbidden without `right`, NoSuchTrip for another carrier's, TripOver, DelayImpossible.
    """
    ensure_may(actor, right)
    row = db.session().get_one(TripRow, own_trip(number, actor).id, populate_existing=True, with_for_update=True)
    if not may_be_said(value_of(Trip, row), now()):
        raise TripOver
    if not 0 <= minutes <= MOST_DELAY:
        raise DelayImpossible(fields={"minutes": _l("Dəqiqələrin sayı 0 ilə 1440 arasında olmalıdır.")})
    said = " ".join(reason.split())
    if minutes and not said:
        raise DelayImpossible(fields={"reason": _l("Səbəbi yazın: sərnişinlər onu oxuyacaq.")})
    if (row.delay_minutes, row.delay_reason or "") == (minutes, said if minutes else ""):
        return
    row.delay_minutes, row.delay_reason = minutes, said if minutes else None
    word = DelayRow(trip_id=row.id, minutes=minutes, reason=said, said_by=actor.name, said_at=now())
    db.session().add(word)
    db.session().flush()
    detail = {"minutes": minutes, "why": said}
    record("timetable.delayed", actor=actor, object_type="bus_trip", object_key=number, detail=detail)
    publish(TripDelayed(trip_number=number, minutes=minutes, reason=said))


def may_be_said(trip: Trip, at: datetime) -> bool:
    """Whether a delay of the trip can be told still: it runs, and has not left for long."""
    return trip.runs and at < trip.departs_at + trip.delay + LATEST


def delays_of(trip_id: int) -> Sequence[DelayRow]:
    """Return what was said of a trip's delay, the last word first."""
    return db.session().scalars(select(DelayRow).where(DelayRow.trip_id == trip_id).order_by(DelayRow.id.desc())).all()
