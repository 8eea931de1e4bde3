"""What a carrier has in hand: for choosing the waybills of a trip."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from webapp.core import db
from webapp.waybills.models import ShelfEntry, Waybill
from webapp.waybills.queries import LINE, WaybillLine, line_of
from webapp.waybills.rules import State

MOST = 100


@dataclass(frozen=True, slots=True)
class CarriedWaybill:
    """A waybill by which one names it: number, way, goods, vehicle."""

    public_id: str
    number: str
    way: str
    goods: str
    plate: str


def carried_by(party_id: int) -> list[CarriedWaybill]:
    """Return the waybills that the party carries and that are not over, the next loading first."""
    query = (
        select(*LINE)
        .join(ShelfEntry, (ShelfEntry.waybill_id == Waybill.id) & (ShelfEntry.party_id == party_id))
        .where(
            ShelfEntry.shelf.in_(["needs_me", "in_progress"]),
            Waybill.carrier_party_id == party_id,
            Waybill.state != State.DRAFT.value,
        )
    )
    rows = db.session().execute(query.order_by(Waybill.loading_at, Waybill.id).limit(MOST))
    return [_named(line_of(row)) for row in rows]


def carried(public_ids: Collection[str]) -> list[CarriedWaybill]:
    """Return these waybills, for a room that keeps their public ids; whoever asks."""
    if not public_ids:
        return []
    rows = db.session().execute(select(*LINE).where(Waybill.public_id.in_(public_ids)).order_by(Waybill.id))
    return [_named(line_of(row)) for row in rows]


def _named(line: WaybillLine) -> CarriedWaybill:
    way = f"{line.loading or '…'} – {line.unloading or '…'}"
    return CarriedWaybill(line.public_id, line.number or "", way, line.goods, line.plate or "")
