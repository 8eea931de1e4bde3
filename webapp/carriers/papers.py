"""Reads over everybody's permit cards and certificates: what the registers that we provide are asked."""

from sqlalchemy import func, select

from webapp.carriers.models import FleetRefresh, FleetVehicle, PermitCard, TrainingCertificate
from webapp.core import db
from webapp.core.crypto import blind_index

MOST = 200


def cards_of_carrier(party_id: int) -> list[PermitCard]:
    """Return every card of a carrier, the newest first."""
    query = select(PermitCard).where(PermitCard.party_id == party_id).order_by(PermitCard.id.desc())
    return list(db.session().scalars(query))


def cards_of_vehicle(plate: str) -> list[PermitCard]:
    """Return every card of a vehicle, the newest first."""
    query = select(PermitCard).where(PermitCard.plate == plate).order_by(PermitCard.id.desc())
    return list(db.session().scalars(query.limit(MOST)))


def certificates_of(fin: str) -> list[TrainingCertificate]:
    """Return the special-training certificates of a person, the newest first."""
    query = select(TrainingCertificate).where(TrainingCertificate.fin_index == blind_index(fin))
    return list(db.session().scalars(query.order_by(TrainingCertificate.id.desc()).limit(MOST)))


def fleet_size(party_id: int) -> int | None:
    """Return how many vehicles the road police register knows of the carrier, None while it was never asked."""
    asked = select(FleetRefresh.id).where(FleetRefresh.party_id == party_id, FleetRefresh.state == "done").limit(1)
    if db.session().scalar(asked) is None:
        return None
    counted = select(func.count()).where(FleetVehicle.party_id == party_id, FleetVehicle.gone_at.is_(None))
    return db.session().scalar(counted) or 0
