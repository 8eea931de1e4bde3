"""Demo data: what some routes of the demo network ask of their passengers."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import today
from webapp.tickets.models import RouteTermsRow
from webapp.timetable.api import named, rides_between

SINCE: Final = date(2026, 1, 1)
ENTRY: Final = (
    "İşğaldan azad edilmiş ərazilərə sərnişin daşınması qaydası: adlı bilet, giriş icazəsi 5 gün; nümayiş üçün"
)
NAMES: Final = "Nazirlər Kabinetinin 2009-cu il 17 sentyabr tarixli 141 nömrəli qərarı; nümayiş üçün"
TERMS: Final = (
    ("Bakı", "Xankəndi", ("document", False, True, ENTRY)),
    ("Xankəndi", "Bakı", ("document", False, True, ENTRY)),
    ("Sumqayıt", "Şəki", ("name", True, False, NAMES)),
)


def seed_tickets() -> None:
    """Write the terms of the demo routes, inside the open transaction; nothing when there are some already."""
    if db.session().scalar(select(RouteTermsRow.id).limit(1)) is not None:
        return
    for origin, target, (policy, transferable, entry, basis) in TERMS:
        for ride in rides_between(named(origin), named(target), today() + timedelta(days=1))[:1]:
            known = {"policy": policy, "transferable": transferable, "entry_permit": entry, "basis": basis}
            db.session().add(RouteTermsRow(route_id=ride.route.id, valid_from=SINCE, **known))
    db.session().flush()
