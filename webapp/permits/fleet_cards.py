"""What other pages show of cards: those of a plate for anybody, and when the cards of a holder's fleet end."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import func, select

from webapp.carriers.api import FleetTerms, PlateCards, PublicCard
from webapp.core import db
from webapp.core.clock import today
from webapp.core.text import _l
from webapp.documents.api import verification_url
from webapp.permits.models import PermitCard
from webapp.permits.papers import cards_of_vehicle
from webapp.permits.rules import standing_of

MOST: Final = 20
COUNTING: Final = ("active", "suspended", "expired")


def cards_of_plate(plate: str) -> Sequence[PublicCard]:
    """Return the cards of the vehicle that bears the plate, the newest first, each with the page that verifies it."""
    day = today()
    return [
        PublicCard(
            number=one.number,
            carriage=one.carriage,
            standing=standing_of(one.state, one.valid_to, day).value,
            valid_to=one.valid_to,
            href=verification_url(one.document_token) if one.document_token else None,
        )
        for one in cards_of_vehicle(plate)[:MOST]
    ]


def last_days(party_id: int) -> dict[str, date]:
    """Return, by VIN, the last day of the card that ends first; of cards of one kind the newest counts."""
    newest = (
        select(PermitCard.vin, func.max(PermitCard.valid_to).label("last"))
        .where(PermitCard.party_id == party_id, PermitCard.state.in_(COUNTING))
        .group_by(PermitCard.vin, PermitCard.type_code)
        .subquery()
    )
    query = select(newest.c.vin, func.min(newest.c.last).label("last")).group_by(newest.c.vin)
    return {row.vin: row.last for row in db.session().execute(query)}


FLEET_PLUGINS: Final = (PlateCards(cards_of_plate), FleetTerms("permit_card", _l("Buraxılış kartı"), last_days))
