"""Reads over everybody's cards: what the registers that we provide are asked."""

from collections.abc import Sequence
from datetime import date
from typing import Final, Protocol

from sqlalchemy import bindparam, select

from webapp.core.statements import Statement
from webapp.permits.models import PermitCard

MOST: Final = 200
_card: Final = PermitCard.__table__.c
_shown: Final = (
    _card.number,
    _card.permit_number,
    _card.party_id,
    _card.carriage,
    _card.state,
    _card.issued_on,
    _card.valid_to,
    _card.document_token,
)
OF_CARRIER: Final = Statement(select(*_shown).where(_card.party_id == bindparam("party")).order_by(_card.id.desc()))
OF_VEHICLE: Final = Statement(
    select(*_shown).where(_card.plate == bindparam("plate")).order_by(_card.id.desc()).limit(MOST)
)


class Card(Protocol):
    """What is told of a card."""

    number: str
    permit_number: str
    party_id: int
    carriage: str
    state: str
    issued_on: date
    valid_to: date
    document_token: str | None


def cards_of_carrier(party_id: int) -> Sequence[Card]:
    """Return every card of a carrier, the newest first."""
    return OF_CARRIER.all(party=party_id)


def cards_of_vehicle(plate: str) -> Sequence[Card]:
    """Return every card of the vehicle that bears the plate, the newest first."""
    return OF_VEHICLE.all(plate=plate)
