"""A timetable handed in: looked through at once, agreed to by a second click, applied by a job."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.files import read, store
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.timetable.errors import ImportOver, NoSuchImport
from webapp.timetable.gtfs.applying import apply_changes
from webapp.timetable.gtfs.archive import MOST_PACKED
from webapp.timetable.gtfs.comparing import Changes, Part, said
from webapp.timetable.gtfs.dry_run import Look, look_through
from webapp.timetable.gtfs.network import Network
from webapp.timetable.gtfs.stored import stored
from webapp.timetable.models import ImportRow, RouteRow, TripRow
from webapp.timetable.offer import passengers_of
from webapp.timetable.permissions import KEEP, PRICE
from webapp.timetable.values import PLANNED
from webapp.ui.forms import clean_line, refused

ZIP: Final = frozenset({"application/zip"})
MOST_SHOWN: Final = 200
MOST_LISTED: Final = 20
PARTS: Final = ("places", "lines", "runs", "prices")


def hand_in(content: bytes, name: str, *, actor: Actor) -> str:
    """Look an archive through and keep what was found; return the public id. Nothing of the network is written.

    Raises Forbidden.
    """
    ensure_may(actor, KEEP)
    known = stored()
    look = look_through(content, known)
    sold = sold_trips(known, look)
    clean = look.clean and not sold
    row = ImportRow(
        public_id=new_public_id(),
        name=str(clean_line(name))[-120:],
        file_id=store(content, name="gtfs.zip", allowed=ZIP, limit=MOST_PACKED).id if clean else None,
        state="clean" if clean else "faulty",
        report=report_of(look, sold),
        stands=known.digest(),
        account_id=actor.account_id,
        handed_in_at=now(),
    )
    db.session().add(row)
    db.session().flush()
    record("timetable.handed_in", actor=actor, object_type="timetable", object_key=row.public_id)
    return row.public_id


def found_import(public_id: str, *, lock: bool = False) -> ImportRow:
    """Return an import. Raises NoSuchImport."""
    query = select(ImportRow).where(ImportRow.public_id == public_id)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    row = db.session().scalar(query)
    if row is None:
        raise NoSuchImport
    return row


def newest_imports() -> Sequence[ImportRow]:
    """Return the imports of late, the newest first."""
    return db.session().scalars(select(ImportRow).order_by(ImportRow.id.desc()).limit(MOST_LISTED)).all()


def agree(public_id: str, *, basis: str, fares_from: date | None, actor: Actor) -> None:
    """Agree to what a clean import changes; a job applies it. Fares need their legal basis and a day to come.

    Raises Forbidden, NoSuchImport, ImportOver, Invalid.
    """
    ensure_may(actor, KEEP)
    row = found_import(public_id, lock=True)
    if row.state != "clean":
        raise ImportOver
    if row.report["counts"]["prices"]:
        ensure_may(actor, PRICE)
        if not basis:
            raise refused(basis=_l("Tariflər dəyişir: hüquqi əsasını yazın."))
        if fares_from is None or fares_from <= today():
            raise refused(fares_from=_l("Yeni tariflərin ilk gününü yazın: sabah və ya sonra."))
    day = fares_from or today() + timedelta(days=1)
    row.state, row.account_id = "applying", actor.account_id
    row.report = {**row.report, "basis": basis, "fares_from": day.isoformat()}
    record("timetable.agreed", actor=actor, object_type="timetable", object_key=public_id)


def apply_import(public_id: str, *, actor: Actor) -> None:
    """Apply an import that was agreed to, unless the network is not the one that was looked at: then it is stale."""
    row = found_import(public_id, lock=True)
    if row.state != "applying" or row.file_id is None:
        return
    known = stored()
    look = look_through(read(row.file_id), known)
    if known.digest() != row.stands or look.network is None or look.changes is None or sold_trips(known, look):
        row.state = "stale"
        return
    day = date.fromisoformat(row.report["fares_from"])
    kept = apply_changes(look.network, look.changes, basis=row.report["basis"], fares_from=day, actor=actor)
    row.state, row.applied_at, row.report = "applied", now(), {**row.report, "kept": kept}
    record(
        "timetable.imported", actor=actor, object_type="timetable", object_key=public_id, detail=counts_of(look.changes)
    )


def sold_trips(known: Network, look: Look) -> list[str]:
    """Return the numbers of sold trips whose stations or times the archive would change: nobody is moved silently."""
    if look.network is None or look.changes is None:
        return []
    moved = [
        number
        for number in look.changes.lines.changed
        if [(one.station, one.minutes) for one in known.lines[number].halts]
        != [(one.station, one.minutes) for one in look.network.lines[number].halts]
    ]
    return _sold(moved)


def _sold(lines: Iterable[str]) -> list[str]:
    query = select(TripRow.id, TripRow.number).join(RouteRow, RouteRow.id == TripRow.route_id)
    query = query.where(RouteRow.number.in_(list(lines)), TripRow.departs_at > now(), TripRow.state == PLANNED)
    numbers = {row.id: row.number for row in db.session().execute(query.order_by(TripRow.departs_at))}
    passengers = passengers_of(list(numbers))
    return [number for trip_id, number in numbers.items() if trip_id in passengers]


def counts_of(changes: Changes) -> dict[str, int]:
    """Return how many changes there are of each kind."""
    return {name: getattr(changes, name).size for name in PARTS}


def report_of(look: Look, sold: list[str]) -> dict[str, Any]:
    """Return what is kept of a look: the faults, the changes in words, the sold trips that stand in the way."""
    changes = look.changes or Changes(Part(), Part(), Part(), Part())
    return {
        "faults": [asdict(one) for one in look.faults.found],
        "more": look.faults.more,
        "errors": len(look.faults.errors),
        "counts": counts_of(changes),
        "changes": {name: _part(getattr(changes, name)) for name in PARTS},
        "sold": sold,
    }


def _part(part: Part) -> dict[str, Any]:
    return {
        how: {"count": len(getattr(part, how)), "first": [said(key) for key in getattr(part, how)[:MOST_SHOWN]]}
        for how in ("added", "changed", "ended")
    }
