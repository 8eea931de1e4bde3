"""The server administrator: appointed by name and document before anything else is saved (4.1.6; 615/2017, 3.1.6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.permissions import ensure_may
from webapp.ehis.permissions import STEER_SERVER
from webapp.ehis.server.errors import AdministratorMissing
from webapp.ehis.server.models import AdministratorRow


@dataclass(frozen=True, slots=True)
class Appointment:
    """Who is appointed: name, FİN, post, telephone, and the order by which."""

    name: str
    fin: str
    post: str
    phone: str
    document: str


def administrator() -> AdministratorRow | None:
    """Return who is the server administrator, None before the first appointment. Needs a transaction."""
    return db.session().scalar(select(AdministratorRow).order_by(AdministratorRow.id.desc()).limit(1))


def administrators(most: int = 20) -> Sequence[AdministratorRow]:
    """Return the present one and the former ones, newest first. Needs a transaction."""
    return db.session().scalars(select(AdministratorRow).order_by(AdministratorRow.id.desc()).limit(most)).all()


def ensure_appointed() -> None:
    """Raise AdministratorMissing unless somebody is appointed. Needs a transaction."""
    if administrator() is None:
        raise AdministratorMissing


def appoint(appointment: Appointment, *, actor: Actor) -> None:
    """Appoint a server administrator. Inside a transaction. Raises Forbidden, AdministratorMissing for an empty one."""
    ensure_may(actor, STEER_SERVER)
    if not appointment.name.strip() or not appointment.fin:
        raise AdministratorMissing
    row = AdministratorRow(
        name=appointment.name,
        fin=appointment.fin,
        phone=appointment.phone,
        post=appointment.post,
        document=appointment.document,
        appointed_by=actor.name,
        at=now(),
    )
    db.session().add(row)
    record(
        "ehis.server_administrator_appointed",
        actor=actor,
        object_type="ehis.server",
        object_key="administrator",
        subject_fin=appointment.fin,
        detail={"post": appointment.post, "document": appointment.document},
    )
