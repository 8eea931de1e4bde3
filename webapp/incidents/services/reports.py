"""Faults that people report from any page: kept with page, time and priority, followed until they are remedied."""

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.core.permissions import ensure_may
from webapp.incidents.errors import NoSuchReport, StepNotPossible
from webapp.incidents.models import FaultReport, Incident
from webapp.incidents.permissions import HANDLE
from webapp.incidents.rules import PRIORITIES, REPORT_STEPS, NotAllowed, next_word
from webapp.incidents.services.registering import Account, register
from webapp.incidents.services.stepping import note
from webapp.incidents.services.telling import tell_office
from webapp.notifications.api import notify_account


def report(*, page: str, description: str, contact: str, hindrance: str, actor: Actor) -> FaultReport:
    """Keep a report, of anybody; the operator is told. `hindrance` decides the priority."""
    moment = now()
    row = FaultReport(
        public_id=new_public_id(),
        number=f"NB-{today().year}-{next_number('incident_reports', today().year):06d}",
        page=page,
        description=description,
        contact=contact,
        hindrance=hindrance,
        priority=PRIORITIES[hindrance],
        state="new",
        account_id=actor.account_id,
        reply="",
        created_at=moment,
        changed_at=moment,
    )
    db.session().add(row)
    note(row, "registered", actor=actor)
    tell_office("incidents.reported", {"operator_admin"}, row)
    return row


def take_report(public_id: str, *, actor: Actor) -> None:
    """Begin to look into it. Raises NoSuchReport, StepNotPossible."""
    _step(public_id, "take", actor)


def finish_report(public_id: str, *, text: str, actor: Actor) -> None:
    """Say that it is remedied, and how: the reporter reads it. Raises NoSuchReport, StepNotPossible."""
    row = _step(public_id, "done", actor, text)
    row.reply = text
    if row.account_id is not None:
        notify_account(row.account_id, "incidents.report_done", number=row.number, title=row.page, matter=row.public_id)


def reopen_report(public_id: str, *, text: str, actor: Actor) -> None:
    """It is not remedied. Raises NoSuchReport, StepNotPossible."""
    _step(public_id, "reopen", actor, text)


def promote(public_id: str, *, kind: str, severity: str, actor: Actor) -> Incident:
    """Register the fault as an incident, of which bodies and owner are told. Raises NoSuchReport, StepNotPossible."""
    row = _locked(public_id, actor)
    if row.incident_id is not None:
        raise StepNotPossible
    told = Account(
        kind=kind,
        severity=severity,
        title=f"{row.number}: {row.page}"[:300],
        description=row.description,
        services=["portal"],
        happened_at=row.created_at,
    )
    incident = register(told, actor=actor, source="report")
    row.incident_id, row.changed_at = incident.id, now()
    note(row, "promoted", actor=actor, text=incident.number)
    return incident


def _step(public_id: str, action: str, actor: Actor, text: str = "") -> FaultReport:
    row = _locked(public_id, actor)
    try:
        row.state = next_word(REPORT_STEPS, row.state, action)
    except NotAllowed:
        raise StepNotPossible from None
    row.changed_at = now()
    note(row, action, actor=actor, text=text)
    return row


def _locked(public_id: str, actor: Actor) -> FaultReport:
    ensure_may(actor, HANDLE)
    row = db.session().scalar(select(FaultReport).where(FaultReport.public_id == public_id).with_for_update())
    if row is None:
        raise NoSuchReport
    return row
