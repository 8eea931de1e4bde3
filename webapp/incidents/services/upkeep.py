"""Inspections by schedule, requests for change, releases, settings of protection, whom to tell (004, 6.1.10, 6.1.11, 6.1.17)."""

from datetime import date
from typing import Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.auth.api import staff_with
from webapp.cabinets.api import party_by_number
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.errors import NotFound
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.core.permissions import ensure_may
from webapp.ehis.api import members
from webapp.incidents.errors import StepNotPossible
from webapp.incidents.models import Addressee
from webapp.incidents.permissions import CONFIGURE, INFORMED, MAINTAIN, PROPOSE
from webapp.incidents.rules import CHANGE_STEPS, NotAllowed, next_word
from webapp.incidents.upkeep_tables import ChangeRequest, Inspection, InspectionPlan, Release, Setting
from webapp.notifications.api import notify_account, notify_party

OWNER: Final = "head_of_section"


def set_value(code: str, value: str, *, actor: Actor) -> None:
    """Change a setting of protection. Raises Forbidden, NotFound for a code that is none."""
    ensure_may(actor, CONFIGURE)
    row = db.session().get(Setting, code, with_for_update=True)
    if row is None:
        raise NotFound
    if row.value == value:
        return
    former, row.value, row.changed_at, row.changed_by = row.value, value, now(), actor.name
    _record("incidents.set", actor, "incident_setting", code, old=former, new=value)


def set_addressee(
    body: str, *, name: str, email: str, phone: str, topics: list[str], at_once: bool, actor: Actor
) -> Addressee:
    """Say how a body is told from today on: the row that stood ends today and is kept. Raises Forbidden."""
    ensure_may(actor, CONFIGURE)
    current = select(Addressee).where(Addressee.body == body, Addressee.valid_to.is_(None)).with_for_update()
    former = db.session().scalar(current)
    if former is not None:
        former.valid_to = today()
        db.session().flush()
    row = Addressee(
        public_id=new_public_id(),
        body=body,
        name=name,
        email=email,
        phone=phone,
        topics=sorted(topics),
        at_once=at_once,
        valid_from=today(),
    )
    db.session().add(row)
    db.session().flush()
    _record("incidents.set", actor, "incident_addressee", body, email=email, topics=sorted(topics), at_once=at_once)
    return row


def write_inspection(plan: str, *, result: str, text: str, actor: Actor) -> Inspection:
    """Keep that an inspection was done today. Raises Forbidden, NotFound."""
    ensure_may(actor, MAINTAIN)
    if db.session().get(InspectionPlan, plan) is None:
        raise NotFound
    row = Inspection(plan=plan, done_on=today(), result=result, text=text, written_at=now(), written_by=actor.name)
    db.session().add(row)
    _record("incidents.inspected", actor, "incident_inspection", plan, result=result)
    return row


def propose_change(*, source: str, title: str, text: str, planned_on: date | None, actor: Actor) -> ChangeRequest:
    """Propose a change of the system in the name of `source`. Raises Forbidden."""
    ensure_may(actor, PROPOSE)
    row = ChangeRequest(
        public_id=new_public_id(),
        number=f"DT-{today().year}-{next_number('incident_changes', today().year):06d}",
        source=source,
        title=title,
        text=text,
        state="proposed",
        remark="",
        planned_on=planned_on,
        proposed_at=now(),
        proposed_by=actor.name,
    )
    db.session().add(row)
    db.session().flush()
    _record("incidents.proposed", actor, "incident_change", row.public_id, number=row.number, source=source)
    return row


def step_change(public_id: str, action: str, *, text: str, on: date | None, actor: Actor) -> None:
    """Accept, decline or release a change; `on` is the planned day, or the day of the release (today when not given).

    Raises Forbidden, NotFound, StepNotPossible.
    """
    ensure_may(actor, MAINTAIN)
    row = db.session().scalar(select(ChangeRequest).where(ChangeRequest.public_id == public_id).with_for_update())
    if row is None:
        raise NotFound
    try:
        row.state = next_word(CHANGE_STEPS, row.state, action)
    except NotAllowed:
        raise StepNotPossible from None
    row.remark = text or row.remark
    if action == "accept":
        row.planned_on = on or row.planned_on
    if action == "release":
        row.released_on = on or today()
    _record("incidents.changed", actor, "incident_change", public_id, number=row.number, state=row.state)


def publish_release(version: str, *, text: str, actor: Actor) -> Release:
    """Publish what a version brings; the owner and every participant are told (004, 6.1.10). Raises Forbidden."""
    ensure_may(actor, MAINTAIN)
    told = 0
    for voen in sorted({member.voen for member in members() if member.voen}):
        party = party_by_number(voen)
        if party is not None:
            notify_party(party.id, "incidents.release", permission=INFORMED, version=version, text=text)
            told += 1
    for account_id in staff_with({OWNER}):
        notify_account(account_id, "incidents.release", version=version, text=text)
    row = Release(
        version=version, released_on=today(), text=text, told=told, published_at=now(), published_by=actor.name
    )
    db.session().add(row)
    db.session().flush()
    _record("incidents.released", actor, "incident_release", version, told=told)
    return row


def _record(action: str, actor: Actor, kind: str, key: str, **detail: object) -> None:
    record(action, actor=actor, object_type=kind, object_key=key, detail=dict(detail))
