"""Corrections, complaints and messages for those who may see them: others read 404."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select

from webapp.civil_service.correcting.errors import NoSuchComplaint, NoSuchCorrection, NoSuchMessage
from webapp.civil_service.correcting.models import (
    ServiceComplaint,
    ServiceCorrection,
    ServiceCorrectionStep,
    ServiceMessage,
)
from webapp.civil_service.correcting.rules import Message, State
from webapp.civil_service.permissions import CONFIRM, OVERSEE
from webapp.civil_service.queries import body_of_party, own_servant
from webapp.civil_service.record_tables import Servant
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.pagination import Page, descending, numbers, page

WAITS_BODY = (State.WITH_BODY.value, State.SILENT.value, State.ACCEPTED.value)
WAITS_OPERATOR = (State.WITH_OPERATOR.value, State.CONFIRMED.value)


def own_correction(public_id: str, actor: Actor) -> ServiceCorrection:
    """Return a correction of the actor's own record. Raises NoSuchCorrection."""
    servant = own_servant(actor)
    found = any_correction(public_id)
    if servant is None or found.servant_id != servant.id:
        raise NoSuchCorrection
    return found


def body_correction(public_id: str, actor: Actor) -> ServiceCorrection:
    """Return a correction that the body acted for has or had. Raises NoSuchCorrection."""
    body, found = body_of_party(actor.party_id), any_correction(public_id)
    if body is None or found.body_id != body.id:
        raise NoSuchCorrection
    return found


def office_correction(public_id: str, actor: Actor) -> ServiceCorrection:
    """Return a correction that came to the operator, or about which the owner has a complaint. Raises NoSuchCorrection."""
    found = any_correction(public_id)
    if actor.has(CONFIRM.code) and found.why is not None:
        return found
    if actor.has(OVERSEE.code) and complaints_of(found.id):
        return found
    raise NoSuchCorrection


def steps_of(correction_id: int) -> Sequence[ServiceCorrectionStep]:
    """Return the steps of a correction, the first one first."""
    query = select(ServiceCorrectionStep).where(ServiceCorrectionStep.correction_id == correction_id)
    return db.session().scalars(query.order_by(ServiceCorrectionStep.seq)).all()


def own_corrections(actor: Actor) -> Sequence[ServiceCorrection]:
    """Return the corrections of the actor's own record, newest first."""
    servant = own_servant(actor)
    if servant is None:
        return ()
    query = select(ServiceCorrection).where(ServiceCorrection.servant_id == servant.id)
    return db.session().scalars(query.order_by(ServiceCorrection.id.desc()).limit(200)).all()


Listed = tuple[ServiceCorrection, Servant]


def body_corrections(
    actor: Actor, *, waiting: bool, after: str | None = None, before: str | None = None
) -> Page[Listed]:
    """Return a page of the corrections that the body has to answer, or that it had."""
    body = body_of_party(actor.party_id)
    query = _listed().where(ServiceCorrection.body_id == (body.id if body else 0))
    mine = ServiceCorrection.state.in_(WAITS_BODY)
    return _page(query.where(mine if waiting else ~mine), after, before)


def operator_corrections(*, waiting: bool, after: str | None = None, before: str | None = None) -> Page[Listed]:
    """Return a page of the corrections that wait for the operator, or that he decided."""
    query = _listed().where(ServiceCorrection.why.is_not(None))
    mine = ServiceCorrection.state.in_(WAITS_OPERATOR)
    return _page(query.where(mine if waiting else ~mine), after, before)


def complaints_of(correction_id: int) -> Sequence[ServiceComplaint]:
    """Return the complaints about a correction, newest first."""
    query = select(ServiceComplaint).where(ServiceComplaint.correction_id == correction_id)
    return db.session().scalars(query.order_by(ServiceComplaint.id.desc())).all()


def complaint(public_id: str) -> tuple[ServiceComplaint, ServiceCorrection]:
    """Return a complaint with its correction. Raises NoSuchComplaint."""
    found = db.session().scalar(select(ServiceComplaint).where(ServiceComplaint.public_id == public_id))
    if found is None:
        raise NoSuchComplaint
    return found, db.session().get_one(ServiceCorrection, found.correction_id)


def all_complaints(*, after: str | None = None, before: str | None = None) -> Page[ServiceComplaint]:
    """Return a page of complaints, newest first."""
    wanted, backwards = descending(
        select(ServiceComplaint), ServiceComplaint.id, after=after, before=before, parts=numbers
    )
    rows = list(db.session().scalars(wanted))
    return page(rows, lambda row: (row.id,), backwards=backwards, started=bool(after or before))


def own_messages(actor: Actor) -> Sequence[ServiceMessage]:
    """Return what the actor proposed, and what the body acted for reported or proposed, newest first."""
    body = body_of_party(actor.party_id)
    query = select(ServiceMessage)
    mine = ServiceMessage.account_id == actor.account_id
    where = ServiceMessage.body_id == body.id if body else mine & ServiceMessage.body_id.is_(None)
    return db.session().scalars(query.where(where).order_by(ServiceMessage.id.desc()).limit(100)).all()


def message(public_id: str) -> ServiceMessage:
    """Return a message. Raises NoSuchMessage."""
    found = db.session().scalar(select(ServiceMessage).where(ServiceMessage.public_id == public_id))
    if found is None:
        raise NoSuchMessage
    return found


def all_messages(kind: Message | None, *, after: str | None = None, before: str | None = None) -> Page[ServiceMessage]:
    """Return a page of the messages of a kind, newest first."""
    query = select(ServiceMessage)
    if kind is not None:
        query = query.where(ServiceMessage.kind == kind.value)
    wanted, backwards = descending(query, ServiceMessage.id, after=after, before=before, parts=numbers)
    rows = list(db.session().scalars(wanted))
    return page(rows, lambda row: (row.id,), backwards=backwards, started=bool(after or before))


def waiting_for_body(actor: Actor) -> int | None:
    """Return how many corrections the body acted for has to answer."""
    body = body_of_party(actor.party_id)
    mine = (ServiceCorrection.body_id == (body.id if body else 0)) & ServiceCorrection.state.in_(WAITS_BODY)
    return _count(select(func.count()).where(mine))


def waiting_for_operator(_actor: Actor) -> int | None:
    """Return how many corrections wait for the operator."""
    return _count(select(func.count()).where(ServiceCorrection.state.in_(WAITS_OPERATOR)))


def _count(query: Select[Any]) -> int | None:
    return db.session().scalar(query) or None


def any_correction(public_id: str) -> ServiceCorrection:
    """Return a correction whoever asks: the caller checks rights. Raises NoSuchCorrection."""
    found = db.session().scalar(select(ServiceCorrection).where(ServiceCorrection.public_id == public_id))
    if found is None:
        raise NoSuchCorrection
    return found


def _listed() -> Any:
    return select(ServiceCorrection, Servant).join(Servant, Servant.id == ServiceCorrection.servant_id)


def _page(query: Any, after: str | None, before: str | None) -> Page[Listed]:
    wanted, backwards = descending(query, ServiceCorrection.id, after=after, before=before, parts=numbers)
    rows = [(one, servant) for one, servant in db.session().execute(wanted)]
    return page(rows, lambda row: (row[0].id,), backwards=backwards, started=bool(after or before))
