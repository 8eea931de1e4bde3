"""Reads over everybody's certificates and fleets: what the registers that we provide are asked."""

from collections.abc import Sequence
from datetime import date
from typing import Final, Protocol

from sqlalchemy import LargeBinary, bindparam, case, exists, func, select

from webapp.carriers.models import FleetRefresh, TrainingCertificate, VehicleHolding
from webapp.core.crypto import blind_index
from webapp.core.statements import Statement

MOST: Final = 200

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
OF_CARRIER: Final = Statement(select(case((_read_once, _counted)).label("fleet_size")))
OF_PERSON: Final = Statement(
    select(*_certificate)
    .where(_certificate.fin_index == bindparam("fin_index", type_=LargeBinary))
    .order_by(_certificate.id.desc())
    .limit(MOST)
)


class Certificate(Protocol):
    """A row of certificates of special training."""

    number: str
    name: str
    training: str
    state: str
    issued_on: date
    valid_to: date


def fleet_size_of(party_id: int) -> int | None:
    """Return how many vehicles the registers know of a party; None while they were never asked."""
    (row,) = OF_CARRIER.all(party=party_id)
    found: int | None = row.fleet_size
    return found


def certificates_of(fin: str) -> Sequence[Certificate]:
    """Return the special-training certificates of a person, the newest first."""
    return OF_PERSON.all(fin_index=blind_index(fin))
