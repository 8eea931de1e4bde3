"""Demo data: “Bazar 24” keeps the stations of Bakı and Gəncə, with two tills and one; what stations keep at most."""

from datetime import date
from typing import Final

from sqlalchemy import select

from webapp.cabinets.api import ensure_party
from webapp.core import db
from webapp.core.clock import now
from webapp.tills.models import Keeper, ShareRow, Till
from webapp.tills.rules import DEFAULT_SHARES, SHARE_SOURCE, Category
from webapp.tills.services.keeping import new_till
from webapp.timetable.api import stations

SINCE: Final = date(2026, 1, 1)
KEPT: Final = {
    "BAK": (Category.FIRST, ("Kassa 1, əsas zal", "Kassa 2, gecə")),
    "GNC": (Category.SECOND, ("Kassa 1",)),
}


def seed_tills() -> None:
    """Write the demo tills inside the open transaction; nothing when they are there already, or no station is."""
    _shares()
    places = {one.code: one for one in stations()}
    if db.session().scalar(select(Till.id).limit(1)) is not None or not set(KEPT) <= set(places):
        return
    keeper = ensure_party(
        "organisation",
        "9900010361",
        name="“Bazar 24” MMC",
        address="Bakı şəhəri, Nərimanov rayonu, Atatürk prospekti 24",
        source="AZ/GOV/DVX",
        as_of=now(),
    )
    for code, (category, names) in KEPT.items():
        station = places[code]
        row = {"station_id": station.id, "party_id": keeper.id, "category": category.value, "valid_from": SINCE}
        db.session().add(Keeper(**row))
        for name in names:
            new_till(station, party_id=keeper.id, name=name)
    db.session().flush()


def _shares() -> None:
    """Write the most that the decision lets stations keep, marked as such, once."""
    if db.session().scalar(select(ShareRow.id).limit(1)) is None:
        for category, permille in DEFAULT_SHARES.items():
            row = {"category": category.value, "permille": permille, "valid_from": SINCE, "basis": SHARE_SOURCE}
            db.session().add(ShareRow(standard=True, **row))
        db.session().flush()
