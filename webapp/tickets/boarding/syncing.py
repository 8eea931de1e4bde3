"""What devices saw, brought together: each entry once by device and nonce, the first scan of a ticket wins by its instant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.bus import publish
from webapp.tickets.boarding import code
from webapp.tickets.boarding.batch import Batch, Count, Scan
from webapp.tickets.boarding.devices import DeviceState, actor_of, state_at
from webapp.tickets.boarding.keys import known_points
from webapp.tickets.boarding.models import DoorCount, DoorDevice, DoorScan
from webapp.tickets.boarding.selling import take_sale
from webapp.tickets.boarding.verdicts import Clash, Standing, Verdict, clash_of, found_of
from webapp.tickets.events import TicketBoarded
from webapp.tickets.models import Leg, Ticket
from webapp.tickets.queries import own_trip
from webapp.tickets.rules import TicketState
from webapp.timetable.api import Trip, trip_of
from webapp.timetable.errors import NoSuchTrip

REFUSED: Final = "no_such_trip"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an entry: the verdict of the server and how it clashes with the device's."""

    nonce: str
    found: str
    conflict: str | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A scan with what could be read of it before any ticket is looked up."""

    scan: Scan
    ticket: int | None
    issue: int | None
    never: Verdict | None


def take(device: DoorDevice, batch: Batch, received: datetime) -> list[Answer]:
    """Keep what a device sent and answer each entry; what came before is answered as it stands, and changes nothing."""
    actor = actor_of(device)
    trips: dict[str, Trip] = {}
    named = {one.trip for one in batch.scans} | {one.trip for one in batch.counts} | {one.trip for one in batch.sales}
    for number in sorted(named):
        try:
            trips[number] = own_trip(number, actor)[0]
        except NoSuchTrip:
            continue
    device.seen_at = received
    answers = _scans(device, batch.scans, trips, received)
    answers += [_counted(device, one, trips.get(one.trip), received) for one in batch.counts]
    for sale in batch.sales:
        trip = trips.get(sale.trip)
        found = take_sale(device, sale, trip, received, actor=actor) if trip else REFUSED
        answers.append(Answer(sale.nonce, found))
    detail = {"scans": len(batch.scans), "counts": len(batch.counts), "sales": len(batch.sales)}
    record("tickets.door_synced", actor=actor, object_type="door_device", object_key=device.public_id, detail=detail)
    return answers


def _scans(device: DoorDevice, scans: Sequence[Scan], trips: Mapping[str, Trip], received: datetime) -> list[Answer]:
    known = _known(device, [one.nonce for one in scans])
    fresh = sorted({one.nonce: one for one in scans if one.nonce not in known}.values(), key=lambda one: one.at)
    ids, points = _ids_of([one.number for one in fresh if not one.code]), known_points()
    seen = [_seen(one, points, ids) for one in fresh]
    tickets = _locked({one.ticket for one in seen if one.ticket is not None})
    for one in seen:
        trip = trips.get(one.scan.trip)
        if trip is None:
            known[one.scan.nonce] = Answer(one.scan.nonce, REFUSED)
            continue
        row = _judged(device, one, trip, tickets.get(one.ticket or 0), received)
        known[row.nonce] = Answer(row.nonce, row.found, row.conflict)
    return [known[one.nonce] for one in scans]


def _judged(
    device: DoorDevice, seen: _Seen, trip: Trip, ticket: tuple[Ticket, Leg] | None, received: datetime
) -> DoorScan:
    scan, state = seen.scan, state_at(device, seen.scan.at)
    found = seen.never or found_of(_standing(ticket, trip), trip.id, seen.issue)
    trusted = state is DeviceState.ACTIVE
    row = DoorScan(
        device_id=device.id,
        nonce=scan.nonce,
        trip_id=trip.id,
        ticket_id=ticket[0].id if ticket else None,
        means=scan.means,
        said=scan.said,
        let_in=scan.let_in,
        found=found,
        conflict=clash_of(scan.said, let_in=scan.let_in, found=found, trusted=trusted),
        device_state=state,
        scanned_at=scan.at,
        received_at=received,
    )
    if ticket and scan.let_in and trusted:
        _board(row, ticket[0], trip, device, found)
    db.session().add(row)
    db.session().flush()
    return row


def _board(row: DoorScan, ticket: Ticket, trip: Trip, device: DoorDevice, found: Verdict) -> None:
    """Let the ticket's passenger be on board; a scan from before the known one takes its place, and both are marked."""
    if found is Verdict.OK:
        ticket.boarded_at, ticket.boarded_by = row.scanned_at, device.account_id
        publish(TicketBoarded(number=ticket.number or "", trip=trip.number))
    elif found is Verdict.BOARDED and ticket.boarded_at is not None:
        others = select(DoorScan).where(
            DoorScan.ticket_id == ticket.id, DoorScan.let_in, DoorScan.device_state == "active"
        )
        for other in db.session().scalars(others):
            other.conflict = Clash.TWO_COPIES
            if row.scanned_at < other.scanned_at and other.found == Verdict.OK:
                other.found = Verdict.BOARDED
        if row.scanned_at < ticket.boarded_at:
            row.found, ticket.boarded_at, ticket.boarded_by = Verdict.OK, row.scanned_at, device.account_id


def _counted(device: DoorDevice, one: Count, trip: Trip | None, received: datetime) -> Answer:
    if trip is None:
        return Answer(one.nonce, REFUSED)
    same = DoorCount.device_id == device.id, DoorCount.nonce == one.nonce
    if db.session().scalar(select(DoorCount.id).where(*same)) is None:
        row = {"device_id": device.id, "nonce": one.nonce, "trip_id": trip.id}
        row |= {"counted": one.counted, "boarded": one.boarded, "counted_at": one.at, "received_at": received}
        db.session().add(DoorCount(**row))
        db.session().flush()
    return Answer(one.nonce, "kept")


def _known(device: DoorDevice, nonces: Sequence[str]) -> dict[str, Answer]:
    query = select(DoorScan).where(DoorScan.device_id == device.id, DoorScan.nonce.in_(nonces))
    return {row.nonce: Answer(row.nonce, row.found, row.conflict) for row in db.session().scalars(query)}


def _seen(scan: Scan, points: Mapping[int, bytes], ids: Mapping[str, int]) -> _Seen:
    if not scan.code:
        return _Seen(scan, ids.get(scan.number), None, None)
    refusals: tuple[tuple[type[ValueError], Verdict], ...] = (
        (code.NotATicket, Verdict.UNREADABLE),
        (code.UnknownKey, Verdict.UNKNOWN_KEY),
        (code.Forged, Verdict.FORGED),
    )
    try:
        said = code.read(scan.code, points)
    except tuple(kind for kind, _verdict in refusals) as error:
        return _Seen(scan, None, None, dict(refusals)[type(error)])
    return _Seen(scan, said.ticket, said.issue, None)


def _ids_of(numbers: Sequence[str]) -> dict[str, int]:
    rows = db.session().execute(select(Ticket.number, Ticket.id).where(Ticket.number.in_(numbers)))
    return {number: ticket_id for number, ticket_id in rows if number}


def _locked(ids: set[int]) -> dict[int, tuple[Ticket, Leg]]:
    """Return the tickets, locked in the order of their keys so that two devices never wait in a ring."""
    query = select(Ticket, Leg).join(Leg, Leg.id == Ticket.leg_id).where(Ticket.id.in_(ids)).order_by(Ticket.id)
    rows = db.session().execute(query.with_for_update(of=Ticket).execution_options(populate_existing=True))
    return {row[0].id: (row[0], row[1]) for row in rows}


def _standing(ticket: tuple[Ticket, Leg] | None, trip: Trip) -> Standing | None:
    if ticket is None:
        return None
    one, leg = ticket
    same_day = leg.trip_id == trip.id or trip_of(leg.trip_id).day == trip.day
    unplaced = one.state == TicketState.UNPLACED
    return Standing(leg.trip_id, same_day, one.state == TicketState.PAID, one.issue_no, one.boarded_at, unplaced)


def summary(answers: Sequence[Answer]) -> list[dict[str, Any]]:
    """Return the answers as the device reads them."""
    return [{"nonce": one.nonce, "found": one.found, "conflict": one.conflict} for one in answers]
