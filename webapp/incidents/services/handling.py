"""What is done about an incident until it is closed with a report; there is no way to take one out."""

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.permissions import ensure_may
from webapp.incidents.errors import NoSuchIncident, StepNotPossible
from webapp.incidents.events import IncidentClosed
from webapp.incidents.models import BodyNotice, Incident
from webapp.incidents.permissions import HANDLE
from webapp.incidents.rules import NotAllowed, State, next_state
from webapp.incidents.services.stepping import note
from webapp.incidents.services.telling import queue, tell_bodies


def begin(public_id: str, *, cause: str, actor: Actor) -> None:
    """Begin to handle it; `cause` is what is known of the cause so far. Raises NoSuchIncident, StepNotPossible."""
    incident = _take(public_id, "begin", actor)
    incident.cause = cause or incident.cause
    note(incident, "begin", actor=actor, text=cause)


def add_note(public_id: str, *, text: str, actor: Actor) -> None:
    """Keep what was done. Raises NoSuchIncident, StepNotPossible."""
    incident = _take(public_id, "note", actor)
    incident.measures = "\n".join(part for part in (incident.measures, text) if part)
    note(incident, "note", actor=actor, text=text)


def close(public_id: str, *, cause: str, report: str, actor: Actor) -> None:
    """Close it with its cause and a report; who was told of it is told of the end. Raises NoSuchIncident, StepNotPossible."""
    incident = _take(public_id, "close", actor)
    incident.cause, incident.report, incident.closed_at = cause, report, now()
    note(incident, "close", actor=actor, text=report)
    tell_bodies(incident, about="closed")
    publish(IncidentClosed(incident_id=incident.public_id, number=incident.number))


def reopen(public_id: str, *, text: str, actor: Actor) -> None:
    """Go on with it: it was not over. Raises NoSuchIncident, StepNotPossible, OneOpen."""
    incident = _take(public_id, "reopen", actor)
    incident.closed_at = None
    note(incident, "reopen", actor=actor, text=text)


def send_notice(notice_id: str, *, actor: Actor) -> str:
    """Send a notice that was made ready, or try a failed one again; return the incident's public id.

    Raises NoSuchIncident, StepNotPossible.
    """
    ensure_may(actor, HANDLE)
    wanted = select(BodyNotice).where(BodyNotice.public_id == notice_id).with_for_update()
    notice = db.session().scalar(wanted)
    if notice is None:
        raise NoSuchIncident
    if notice.state not in {"ready", "failed"}:
        raise StepNotPossible
    incident = db.session().get_one(Incident, notice.incident_id)
    note(incident, "sent", actor=actor, text=notice.subject)
    queue(notice)
    return incident.public_id


def _take(public_id: str, action: str, actor: Actor) -> Incident:
    ensure_may(actor, HANDLE)
    incident = db.session().scalar(select(Incident).where(Incident.public_id == public_id).with_for_update())
    if incident is None:
        raise NoSuchIncident
    try:
        incident.state = next_state(State(incident.state), action).value
    except NotAllowed:
        raise StepNotPossible from None
    return incident
