"""An incident comes into the register: by a person, out of a report, or by the system itself (charter 003, 7.0.11)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now, today
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.core.permissions import ensure_may
from webapp.core.text import _
from webapp.core.transaction import savepoint
from webapp.incidents.errors import InTheFuture, OneOpen
from webapp.incidents.events import IncidentRegistered
from webapp.incidents.models import Incident
from webapp.incidents.permissions import HANDLE
from webapp.incidents.services.stepping import note
from webapp.incidents.services.telling import tell_bodies, tell_office

CLOCKS_DIFFER: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What is told of an incident when it is registered."""

    kind: str
    severity: str
    title: str
    description: str
    cause: str = ""
    measures: str = ""
    services: list[str] = field(default_factory=list)
    happened_at: datetime | None = None
    attempt: bool = False


def register(told: Account, *, actor: Actor, source: str = "person") -> Incident:
    """Register an incident; the bodies and the owner are told at once. Raises Forbidden, InTheFuture."""
    ensure_may(actor, HANDLE)
    if told.happened_at and told.happened_at > now() + CLOCKS_DIFFER:
        raise InTheFuture(fields={"happened_at": _("Hadisənin vaxtı gələcəkdə ola bilməz.")})
    return _enter(told, actor=actor, source=source, key=None)


def register_automatic(told: Account, *, key: str, actor: Actor) -> Incident:
    """Register what the system noticed itself, or count it on the incident of the same cause that is open today."""
    known = _open_today(key)
    if known is None:
        try:
            with savepoint():
                return _enter(told, actor=actor, source="automatic", key=key)
        except OneOpen:  # another process was quicker
            known = _open_today(key)
    if known is None:
        raise OneOpen
    known.seen += 1
    known.last_seen_at = now()
    db.session().flush()
    return known


def _open_today(key: str) -> Incident | None:
    wanted = select(Incident).where(
        Incident.cause_key == key, Incident.cause_day == today(), Incident.state != "closed"
    )
    return db.session().scalar(wanted.with_for_update())


def _enter(told: Account, *, actor: Actor, source: str, key: str | None) -> Incident:
    moment = now()
    incident = Incident(
        public_id=new_public_id(),
        number=f"INS-{today().year}-{next_number('incidents', today().year):06d}",
        kind=told.kind,
        severity=told.severity,
        state="registered",
        source=source,
        attempt=told.attempt,
        title=told.title,
        services=sorted(told.services),
        description=told.description,
        cause=told.cause,
        measures=told.measures,
        report="",
        cause_key=key,
        cause_day=today() if key else None,
        seen=1,
        happened_at=told.happened_at or moment,
        registered_at=moment,
        last_seen_at=moment,
    )
    db.session().add(incident)
    note(incident, "registered", actor=actor, text=told.measures)
    tell_bodies(incident, about="registered")
    tell_office("incidents.registered", {"head_of_section", "operator_admin"}, incident)
    publish(IncidentRegistered(incident_id=incident.public_id, number=incident.number, kind=incident.kind))
    return incident
