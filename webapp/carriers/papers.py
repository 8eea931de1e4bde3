"""Reads over everybody's permit cards and certificates: what the registers that we provide are asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from sqlalchemy import LargeBinary, bindparam, case, exists, func, select

from webapp.carriers.models import FleetRefresh, PermitCard, TrainingCertificate, VehicleHolding
from webapp.core.crypto import blind_index
from webapp.core.statements import Statement

MOST: Final = 200

_card: Final = PermitCard.__table__.c
_certificate: Final = TrainingCertificate.__table__.c
_holding: Final = VehicleHolding.__table__.c
_refresh: Final = FleetRefresh.__table__.c
_read_once: Final = exists().where(_refresh.party_id == bindparam("party"), _refresh.state == "done")
_counted: Final = (
    select(func.count(_holding.vehicle_id.distinct()))
    .where(
        _holding.party_id == bindparam("party"),
        _holding.gone_at.is_(None),
        func.coalesce(_holding.valid_to, func.current_date()) >= func.current_date(),
    )
    .scalar_subquery()
)
OF_CARRIER: Final = Statement(
    select(*_card, select(case((_read_once, _counted))).scalar_subquery().label("fleet_size"))
    .where(_card.party_id == bindparam("party"))
    .order_by(_card.id.desc())
)
OF_VEHICLE: Final = Statement(
    select(*_card).where(_card.plate == bindparam("plate")).order_by(_card.id.desc()).limit(MOST)
)
OF_PERSON: Final = Statement(
    select(*_certificate)
    .where(_certificate.fin_index == bindparam("fin_index", type_=LargeBinary))
    .order_by(_certificate.id.desc())
    .limit(MOST)
)


class Card(Protocol):
    """A row of permit cards."""

    number: str
    permit_number: str
    party_id: int
    carriage: str
    state: str
    issued_on: date
    valid_to: date


class Certificate(Protocol):
    """A row of certificates of special training."""

    number: str
    name: str
    training: str
    state: str
    issued_on: date
    valid_to: date


@dataclass(frozen=True, slots=True)
class CarrierPapers:
    """The cards of a carrier, the newest first, and how many vehicles the road police register knows of it.

    `fleet_size` is None while the register was never asked, and where there is no card.
    """

    cards: Sequence[Card]
    fleet_size: int | None


def papers_of_carrier(party_id: int) -> CarrierPapers:
    """Return what a carrier holds, by one question."""
    rows: list[Any] = OF_CARRIER.all(party=party_id)
    return CarrierPapers(rows, rows[0].fleet_size if rows else None)


def cards_of_vehicle(plate: str) -> Sequence[Card]:
    """Return every card of a vehicle, the newest first."""
    return OF_VEHICLE.all(plate=plate)


def certificates_of(fin: str) -> Sequence[Certificate]:
    """Return the special-training certificates of a person, the newest first."""
    return OF_PERSON.all(fin_index=blind_index(fin))
