"""What a carrier does with its trips: cancels one, puts another bus. Both keep everybody else off the trip meanwhile."""

from collections.abc import Sequence

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import normal_plate
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.timetable.errors import BusImpossible, NoSuchTrip, TripOver
from webapp.timetable.events import TripCancelled, TripChanged
from webapp.timetable.models import RouteRow, TripRow
from webapp.timetable.permissions import RUN
from webapp.timetable.queries import value_of
from webapp.timetable.rules import AISLE_SIDES, MOST_SEATS
from webapp.timetable.values import CANCELLED, Trip


def own_trip(number: str, actor: Actor) -> Trip:
    """Return a trip of the carrier acted for. Raises NoSuchTrip, for another's as for none."""
    return value_of(Trip, _row(number, actor, lock=False))


def cancel_trip(number: str, reason: str, *, actor: Actor) -> None:
    """Cancel a trip that has not left, for a reason. Raises Forbidden, NoSuchTrip, TripOver, BusImpossible without a reason.

    The fact TripCancelled gives the passengers their money back and tells them.
    """
    row = _open_row(number, actor)
    cancel_rows([row], reason, actor=actor)


def cancel_rows(rows: Sequence[TripRow], reason: str, *, actor: Actor) -> None:
    """Cancel locked rows of the timetable: each is recorded and told on its own."""
    for row in rows:
        row.state, row.reason, row.cancelled_at = CANCELLED, reason, now()
        db.session().flush()
        record(
            "timetable.cancelled", actor=actor, object_type="bus_trip", object_key=row.number, detail={"why": reason}
        )
        publish(TripCancelled(trip_number=row.number, reason=reason))


def change_bus(number: str, plate: str, seats: int, layout: str, *, actor: Actor) -> None:
    """Put another bus on a trip that has not left. Raises Forbidden, NoSuchTrip, TripOver, BusImpossible.

    Fewer seats than are sold are allowed: the fact TripChanged moves who can be moved and offers the others a choice.
    """
    row = _open_row(number, actor)
    known = normal_plate(plate)
    if known is None:
        raise BusImpossible(fields={"plate": _l("Nömrə nişanını 10-AA-123 kimi yazın.")})
    if not 1 <= seats <= MOST_SEATS:
        raise BusImpossible(fields={"seats": _l("Yerlərin sayı 1 ilə 99 arasında olmalıdır.")})
    if layout not in AISLE_SIDES:
        raise BusImpossible(fields={"layout": _l("Yerlərin düzülüşünü seçin.")})
    was = (row.plate, row.seats, row.layout)
    if was == (known, seats, layout):
        return
    row.plate, row.seats, row.layout = known, seats, layout
    db.session().flush()
    detail = {"from": was[0], "to": known, "seats": [was[1], seats]}
    record("timetable.bus_changed", actor=actor, object_type="bus_trip", object_key=number, detail=detail)
    publish(TripChanged(trip_number=number, was_plate=was[0], was_seats=was[1], was_layout=was[2]))


def _open_row(number: str, actor: Actor) -> TripRow:
    ensure_may(actor, RUN)
    row = _row(number, actor, lock=True)
    if row.state == CANCELLED or row.departs_at <= now():
        raise TripOver
    return row


def _row(number: str, actor: Actor, *, lock: bool) -> TripRow:
    query = select(TripRow, RouteRow.party_id).join(RouteRow, RouteRow.id == TripRow.route_id)
    query = query.where(TripRow.number == number)
    if lock:
        query = query.with_for_update(of=TripRow).execution_options(populate_existing=True)
    found = db.session().execute(query).one_or_none()
    if found is None or (not actor.is_system and found[1] != actor.party_id):
        raise NoSuchTrip
    row: TripRow = found[0]
    return row
