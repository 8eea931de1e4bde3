"""What other rooms may ask of tills: where an order was sold and what the station keeps of it, the Z-reports of a day."""

from dataclasses import dataclass
from datetime import date

from webapp.tills.queries import keeper_on, shares, shifts_of_day, where_sold
from webapp.tills.reporting import Report, manat, report_of
from webapp.tills.rules import Category, Kind, Method, NoShare, kept, share_on
from webapp.timetable.api import stations

__all__ = ["Kind", "Method", "Report", "Seller", "keeper_of", "kept", "manat", "reports_of_day", "seller_of"]


@dataclass(frozen=True, slots=True)
class Seller:
    """The till that sold an order, its station and keeper, and the thousandths of a price that the station keeps."""

    till: str
    station: str
    party_id: int
    permille: int
    basis: str


def seller_of(order: str, day: date) -> Seller | None:
    """Return where an order was sold, by what was in force on `day`; None for one that was not sold at a till."""
    till = where_sold(order)
    if till is None:
        return None
    code = next((one.code for one in stations() if one.id == till.station_id), "")
    keeper = keeper_on(till.station_id, day)
    try:
        share = share_on(shares(), Category(keeper.category), day) if keeper else None
    except NoShare:
        share = None
    return Seller(till.code, code, till.party_id, share.permille if share else 0, share.basis if share else "")


def keeper_of(station: str, day: date) -> int | None:
    """Return who keeps a station on a day, by the station's code; None when nobody does."""
    found = next((one.id for one in stations() if one.code == station), None)
    keeper = keeper_on(found, day) if found is not None else None
    return keeper.party_id if keeper else None


def reports_of_day(day: date) -> list[Report]:
    """Return the figures of every shift that was opened on a day, also of those still open."""
    return [report_of(shift, till) for shift, till in shifts_of_day(day, party_id=None)]
