"""The errand to the registers: asked for once at a time, its answers kept row by row, its failures told."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select, update

from webapp.carriers.errors import RefreshRunning
from webapp.carriers.events import FleetRefreshed
from webapp.carriers.keeping import Told, keep_fleet, owned
from webapp.carriers.models import FleetDriver, FleetRefresh
from webapp.carriers.registering import take_over
from webapp.core import db
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.crypto import blind_index
from webapp.core.ids import new_public_id
from webapp.core.transaction import savepoint
from webapp.ehis.api import Employee, LegalEntity, Licence
from webapp.ehis.api import Vehicle as RegisteredVehicle

OPEN: Final = ("waiting", "running")
ABANDONED_AFTER: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Found:
    """What the registers answered about one party: its own vehicles, its drivers, vehicles it has by contract or power."""

    vehicles: tuple[RegisteredVehicle, ...]
    drivers: tuple[tuple[Employee, Licence | None], ...]
    others: tuple[Told, ...] = ()
    entity: LegalEntity | None = None


def open_refresh(party_id: int, account_id: int) -> int | None:
    """Note that the registers are to be asked and return the errand's id; None while another is open for the party.

    An errand whose worker died, or that no register answered for half an hour, makes room.
    """
    moment = now()
    stale = update(FleetRefresh).where(
        FleetRefresh.party_id == party_id,
        FleetRefresh.state.in_(OPEN),
        FleetRefresh.asked_at < moment - ABANDONED_AFTER,
    )
    db.session().execute(stale.values(state="failed", reason="abandoned", finished_at=moment))
    row = FleetRefresh(party_id=party_id, account_id=account_id, state="waiting", asked_at=moment)
    try:
        with savepoint():
            db.session().add(row)
    except RefreshRunning:
        return None
    return row.id


def begin(refresh_id: int) -> tuple[int, int] | None:
    """Mark the errand as running and return (party, account that asked); None when it is over already."""
    row = db.session().get(FleetRefresh, refresh_id, with_for_update=True)
    if row is None or row.state not in OPEN:
        return None
    row.state = "running"
    return row.party_id, row.account_id


def postpone(refresh_id: int, reason: str) -> None:
    """Note why no answer came; the errand waits for its next try and the old rows stay with their date."""
    row = db.session().get(FleetRefresh, refresh_id, with_for_update=True)
    if row is not None and row.state in OPEN:
        row.state, row.reason = "waiting", reason


def keep(refresh_id: int, found: Found) -> None:
    """Write what the registers answered: new rows, changed rows, and rows that are not the party's any more."""
    row = db.session().get(FleetRefresh, refresh_id, with_for_update=True)
    if row is None or row.state not in OPEN:
        return
    moment = now()
    keep_fleet(row.party_id, [*found.others, *(owned(one) for one in found.vehicles)], moment)
    _keep_drivers(row.party_id, found.drivers, moment)
    if found.entity:
        take_over(row.party_id, found.entity)
    row.state, row.reason, row.finished_at = "done", None, moment
    publish(FleetRefreshed(party_id=row.party_id))


def _keep_drivers(party_id: int, drivers: tuple[tuple[Employee, Licence | None], ...], moment: datetime) -> None:
    rows = {row.fin_index: row for row in db.session().scalars(select(FleetDriver).filter_by(party_id=party_id))}
    for employee, licence in drivers:
        index = blind_index(employee.fin)
        row = rows.pop(index, None)
        if row is None:
            row = FleetDriver(public_id=new_public_id(), party_id=party_id, fin=employee.fin, fin_index=index)
            db.session().add(row)
        row.name, row.position, row.source, row.as_of = (
            employee.name,
            employee.position,
            employee.source,
            employee.as_of,
        )
        row.employed_since = employee.since
        _copy_licence(row, licence)
        row.seen_at, row.gone_at = moment, None
    for row in rows.values():
        row.gone_at = row.gone_at or moment


def _copy_licence(row: FleetDriver, licence: Licence | None) -> None:
    row.licence_number = licence.number if licence else None
    row.licence_categories = list(licence.categories) if licence else []
    row.licence_valid_to = licence.valid_to if licence else None
    row.licence_status = licence.status if licence else "none"
    row.licence_source = licence.source if licence else None
    row.licence_as_of = licence.as_of if licence else None
