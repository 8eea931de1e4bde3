"""One step of a correction: the state changes, the step is kept, the journal has it, those concerned are told."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from webapp.audit.api import record
from webapp.auth.api import account_by_fin, staff_with
from webapp.civil_service.correcting.errors import CorrectionStands, NoSuchCorrection
from webapp.civil_service.correcting.models import ServiceCorrection, ServiceCorrectionStep
from webapp.civil_service.correcting.rules import ENDED, Side, State, Step, after
from webapp.civil_service.permissions import ANSWER
from webapp.civil_service.queries import body_by_id, servant_by_id
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.notifications.api import notify_account, notify_party

OBJECT = "service_correction"
OPERATORS = ("servants_operator",)
OWNERS = ("servants_owner",)


def locked(public_id: str) -> ServiceCorrection:
    """Return a correction, held until the transaction ends: the caller checks whose it is. Raises NoSuchCorrection."""
    query = select(ServiceCorrection).where(ServiceCorrection.public_id == public_id).with_for_update()
    found = db.session().scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NoSuchCorrection
    return found


def take(
    row: ServiceCorrection,
    step: Step,
    side: Side,
    actor: Actor,
    *,
    words: str | None = None,
    due_on: date | None = None,
) -> None:
    """Take a step of a correction that is held. Raises CorrectionStands when it cannot be taken now."""
    state = after(row.state, step)
    if state is None:
        raise CorrectionStands
    row.state = state.value
    if due_on is not None:
        row.due_on = due_on
    if state in ENDED:
        row.ended_at = now()
    note(row, step.value, side, actor, words=words, due_on=due_on)
    _tell(row, step, due_on)


def note(
    row: ServiceCorrection, step: str, side: Side, actor: Actor, *, words: str | None = None, due_on: date | None = None
) -> None:
    """Keep what happened to a correction: on its timeline and in the journal."""
    db.session().flush()
    query = select(func.max(ServiceCorrectionStep.seq)).where(ServiceCorrectionStep.correction_id == row.id)
    kept = ServiceCorrectionStep(correction_id=row.id, seq=(db.session().scalar(query) or 0) + 1)
    kept.step, kept.side, kept.name, kept.at = step, side.value, actor.name, now()
    kept.state, kept.words, kept.due_on = row.state, (words or "").strip() or None, due_on
    db.session().add(kept)
    db.session().flush()
    servant = servant_by_id(row.servant_id)
    detail = {"number": row.number, "state": row.state}
    action, where = f"civil_service.correction_{step}", {"object_type": OBJECT, "object_key": row.public_id}
    record(action, actor=actor, subject_fin=servant.fin, detail=detail, **where)


def tell_body(row: ServiceCorrection, code: str, **more: Any) -> None:
    """Tell the body's people who answer corrections."""
    party = body_by_id(row.body_id).party_id if row.body_id is not None else None
    if party is not None:
        notify_party(party, code, permission=ANSWER, **_said(row), **more)


def tell_operators(row: ServiceCorrection, code: str) -> None:
    """Tell the operator's officers."""
    for account_id in staff_with(OPERATORS):
        notify_account(account_id, code, **_said(row))


def _tell(row: ServiceCorrection, step: Step, due_on: date | None) -> None:
    if step is not Step.WITHDRAW:
        due = {"due": f"{due_on:%d.%m.%Y}"} if due_on else {"due": ""}
        account_id = row.account_id or _account_of(row.servant_id)
        if account_id is not None:
            notify_account(account_id, "civil_service.correction_moved", **_said(row), step=step.value, **due)
    if row.state == State.WITH_OPERATOR and step is Step.ESCALATE:
        tell_operators(row, "civil_service.correction_to_operator")


def _account_of(servant_id: int) -> int | None:
    """Return the account of the servant, who may have come here only after the correction was filed."""
    known = account_by_fin(servant_by_id(servant_id).fin)
    return known.id if known else None


def _said(row: ServiceCorrection) -> dict[str, str]:
    return {"number": row.number, "correction": row.public_id}
