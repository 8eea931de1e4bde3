"""Reads over everybody's permit cards and certificates: what the registers that we provide are asked."""

from typing import Final

from sqlalchemy import bindparam, case, exists, func, select

from webapp.carriers.models import FleetRefresh, FleetVehicle, PermitCard, TrainingCertificate
from webapp.core import db
from webapp.core.crypto import blind_index

MOST: Final = 200

# Asked by machines, sixty times a second: put together once.
NEWEST_CARD: Final = select(PermitCard).order_by(PermitCard.id.desc())
OF_CARRIER: Final = NEWEST_CARD.where(PermitCard.party_id == bindparam("party"))
OF_VEHICLE: Final = NEWEST_CARD.where(PermitCard.plate == bindparam("plate")).limit(MOST)
OF_PERSON: Final = (
    select(TrainingCertificate)
    .where(TrainingCertificate.fin_index == bindparam("fin_index"))
    .order_by(TrainingCertificate.id.desc())
    .limit(MOST)
)
READ_ONCE: Final = exists().where(FleetRefresh.party_id == bindparam("party"), FleetRefresh.state == "done")
COUNTED: Final = (
    select(func.count()).where(FleetVehicle.party_id == bindparam("party"), FleetVehicle.gone_at.is_(None))
).scalar_subquery()
FLEET_SIZE: Final = select(case((READ_ONCE, COUNTED)))


def cards_of_carrier(party_id: int) -> list[PermitCard]:
    """Return every card of a carrier, the newest first."""
    return list(db.session().scalars(OF_CARRIER, {"party": party_id}))


def cards_of_vehicle(plate: str) -> list[PermitCard]:
    """Return every card of a vehicle, the newest first."""
    return list(db.session().scalars(OF_VEHICLE, {"plate": plate}))


def certificates_of(fin: str) -> list[TrainingCertificate]:
    """Return the special-training certificates of a person, the newest first."""
    return list(db.session().scalars(OF_PERSON, {"fin_index": blind_index(fin)}))


def fleet_size(party_id: int) -> int | None:
    """Return how many vehicles the road police register knows of the carrier, None while it was never asked."""
    return db.session().scalar(FLEET_SIZE, {"party": party_id})
