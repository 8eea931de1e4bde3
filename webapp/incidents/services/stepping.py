"""A step of an incident, a request or a report: kept in its own row, and in the house's journal."""

from typing import Final

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.incidents.models import BodyRequest, FaultReport, Incident, Step

Subject = Incident | BodyRequest | FaultReport
KEYS: Final = {Incident: "incident_id", BodyRequest: "request_id", FaultReport: "report_id"}
OBJECTS: Final = {Incident: "incident", BodyRequest: "incident_request", FaultReport: "incident_report"}


def note(subject: Subject, action: str, *, actor: Actor, text: str = "") -> None:
    """Keep a step: who, when, with which words. The journal gets the step without its words."""
    db.session().flush()
    db.session().add(
        Step(
            **{KEYS[type(subject)]: subject.id},
            action=action,
            at=now(),
            account_id=actor.account_id,
            actor_name=actor.name,
            text=text,
        )
    )
    db.session().flush()
    state = getattr(subject, "state", "")
    record(
        f"incidents.{action}",
        actor=actor,
        object_type=OBJECTS[type(subject)],
        object_key=subject.public_id,
        detail={"number": subject.number, "state": state},
    )
