"""Demo data of this room: a draft of the demo carrier. Opened sheets are not made up: they need real signatures."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Final

from sqlalchemy import select

from webapp.cabinets.api import party_by_number
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import BAKU, today
from webapp.trip_sheets.content import Content
from webapp.trip_sheets.models import Sheet
from webapp.trip_sheets.permissions import EDIT, VIEW
from webapp.trip_sheets.queries import sheet_seen_by
from webapp.trip_sheets.services.drafting import save, start

CARRIER: Final = "9900010101"


def seed_sheets() -> None:
    """Write the draft, inside the open transaction; nothing when there are sheets already, or no carrier."""
    own = party_by_number(CARRIER)
    if own is None or db.session().scalar(select(Sheet.id).limit(1)) is not None:
        return
    rights = frozenset({VIEW.code, EDIT.code})
    actor = Actor(name=own.name, party_id=own.id, party_name=own.name, rights=rights)
    sheet = sheet_seen_by(start(actor), actor)
    tomorrow = today() + timedelta(days=1)
    content = Content(
        plate="10-XY-101",
        valid_from=tomorrow,
        valid_until=tomorrow,
        departs_at=datetime.combine(tomorrow, time(7), BAKU),
        way="Bakı – Göyçay – Bakı, meyvə",
        odometer=184_220,
        norm=Decimal(28),
        fuel_left=Decimal(60),
        fuel_given=Decimal(120),
    )
    save(sheet, content, version=1)
