"""Complaints to the owner, answered by their date by somebody who did not decide (8.1.5)."""

from sqlalchemy import select

from webapp.audit.api import record
from webapp.auth.api import staff_with
from webapp.civil_service.correcting.errors import (
    CorrectionStands,
    CorrectionWrong,
    DecidedYourself,
    NoSuchComplaint,
)
from webapp.civil_service.correcting.models import ServiceComplaint, ServiceCorrection
from webapp.civil_service.correcting.queries import own_correction
from webapp.civil_service.correcting.rules import LONGEST, Side, may_complain
from webapp.civil_service.correcting.stepping import OWNERS, locked, note
from webapp.civil_service.governing.parameters import due_in
from webapp.civil_service.permissions import OVERSEE
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.core.permissions import ensure_may
from webapp.core.text import _l
from webapp.core.transaction import savepoint
from webapp.notifications.api import notify_account

OBJECT = "service_complaint"


def complain(public_id: str, *, words: str, actor: Actor) -> ServiceComplaint:
    """Complain to the owner about an own correction that was refused, rejected or not answered (8.1.5).

    Raises NoSuchCorrection, CorrectionStands for another one, CorrectionWrong without words, ComplainedAlready.
    """
    row = locked(own_correction(public_id, actor).public_id)
    if not may_complain(row.state, late=row.due_on < today()) or actor.account_id is None:
        raise CorrectionStands
    if not words.strip() or len(words) > LONGEST:
        raise CorrectionWrong(fields={"words": _l("Nədən narazı olduğunuzu yazın (ən çoxu 4000 simvol).")})
    found = ServiceComplaint(
        public_id=new_public_id(),
        number=f"RŞ-{today().year}-{next_number('civil_service.complaints', today().year):05}",
        correction_id=row.id,
        account_id=actor.account_id,
        words=words.strip(),
        state="open",
        filed_at=now(),
        due_on=due_in("complaint"),
        answer="",
    )
    with savepoint():
        db.session().add(found)
    note(row, "complained", Side.USER, actor, due_on=found.due_on)
    told = {"number": found.number, "complaint": found.public_id, "due": f"{found.due_on:%d.%m.%Y}"}
    for account_id in staff_with(OWNERS):
        notify_account(account_id, "civil_service.complaint_filed", **told)
    return found


def answer(public_id: str, *, upheld: bool, words: str, actor: Actor) -> ServiceComplaint:
    """Answer a complaint for the owner, with reasons. Raises Forbidden, NoSuchComplaint, DecidedYourself, CorrectionWrong."""
    ensure_may(actor, OVERSEE)
    query = select(ServiceComplaint).where(ServiceComplaint.public_id == public_id).with_for_update()
    found = db.session().scalar(query)
    if found is None:
        raise NoSuchComplaint
    if found.state != "open":
        raise CorrectionStands
    correction = db.session().get_one(ServiceCorrection, found.correction_id)
    if actor.account_id in {correction.decided_by, correction.account_id, found.account_id} - {None}:
        raise DecidedYourself
    if not words.strip() or len(words) > LONGEST:
        raise CorrectionWrong(fields={"answer": _l("Cavabı əsaslandırın (ən çoxu 4000 simvol).")})
    found.state, found.answer = ("upheld" if upheld else "dismissed"), words.strip()
    found.answered_by, found.answered_name, found.answered_at = actor.account_id, actor.name, now()
    note(correction, "complaint_answered", Side.SYSTEM, actor)
    told = {"number": found.number, "correction": correction.public_id, "state": found.state}
    notify_account(found.account_id, "civil_service.complaint_answered", **told)
    detail = {"number": found.number, "state": found.state}
    kept = {"object_type": OBJECT, "object_key": found.public_id}
    record("civil_service.complaint_answered", actor=actor, detail=detail, **kept)
    return found
