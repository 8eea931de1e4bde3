"""Errors that participants report to owner and operator (7.1.6), improvements that anybody proposes (7.2.2, 8.1.4)."""

from sqlalchemy import select

from webapp.audit.api import record
from webapp.auth.api import staff_with
from webapp.civil_service.correcting.errors import CorrectionStands, CorrectionWrong, NoRecord, NoSuchMessage
from webapp.civil_service.correcting.models import ServiceMessage
from webapp.civil_service.correcting.rules import LONGEST, Message
from webapp.civil_service.correcting.stepping import OPERATORS, OWNERS
from webapp.civil_service.governing.parameters import due_in
from webapp.civil_service.permissions import CONFIRM, OVERSEE
from webapp.civil_service.queries import body_of_party, own_servant
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.errors import Forbidden
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.core.text import Text, _l
from webapp.notifications.api import notify_account

OBJECT = "service_message"
LONGEST_SUBJECT = 200


def send(kind: Message, *, subject: str, words: str, actor: Actor) -> ServiceMessage:
    """Send a message to owner and operator. Errors are a participant's to report; servants and participants propose.

    Raises NoRecord for who is neither, CorrectionWrong without subject or words.
    """
    body = body_of_party(actor.party_id)
    if body is None and (kind is Message.ERROR or own_servant(actor) is None):
        raise NoRecord
    wrong: dict[str, Text] = {}
    if not subject.strip() or len(subject) > LONGEST_SUBJECT:
        wrong["subject"] = _l("Qısa başlıq yazın.")
    if not words.strip() or len(words) > LONGEST:
        wrong["words"] = _l("Mətni yazın (ən çoxu 4000 simvol).")
    if wrong:
        raise CorrectionWrong(fields=wrong)
    row = ServiceMessage(public_id=new_public_id(), kind=kind.value, body_id=body.id if body else None)
    row.number = f"{'X' if kind is Message.ERROR else 'TK'}-{today().year}-{next_number(f'civil_service.{kind}', today().year):05}"
    row.account_id, row.name = actor.account_id or 0, actor.name
    row.subject, row.words, row.answer = subject.strip(), words.strip(), ""
    row.state, row.sent_at, row.due_on = "sent", now(), due_in("message")
    db.session().add(row)
    _note("sent", row, actor)
    for account_id in {*staff_with(OPERATORS), *staff_with(OWNERS)}:
        notify_account(account_id, f"civil_service.{kind.value}_sent", number=row.number, message=row.public_id)
    return row


def take_up(public_id: str, *, actor: Actor) -> None:
    """Say that a message is being looked into. Raises Forbidden, NoSuchMessage, CorrectionStands."""
    row = _locked(public_id, actor)
    if row.state != "sent":
        raise CorrectionStands
    row.state = "in_work"
    _note("taken_up", row, actor)
    _tell(row)


def answer(public_id: str, *, accepted: bool, words: str, actor: Actor) -> None:
    """Answer a message with reasons. Raises Forbidden, NoSuchMessage, CorrectionStands, CorrectionWrong."""
    row = _locked(public_id, actor)
    if row.state not in {"sent", "in_work"}:
        raise CorrectionStands
    if not words.strip() or len(words) > LONGEST:
        raise CorrectionWrong(fields={"answer": _l("Cavabı yazın (ən çoxu 4000 simvol).")})
    row.state, row.answer = ("accepted" if accepted else "declined"), words.strip()
    row.answered_name, row.answered_at = actor.name, now()
    _note("answered", row, actor)
    _tell(row)


def _locked(public_id: str, actor: Actor) -> ServiceMessage:
    if not (actor.has(CONFIRM.code) or actor.has(OVERSEE.code)):
        raise Forbidden
    row = db.session().scalar(select(ServiceMessage).where(ServiceMessage.public_id == public_id).with_for_update())
    if row is None:
        raise NoSuchMessage
    return row


def _tell(row: ServiceMessage) -> None:
    notify_account(row.account_id, "civil_service.message_moved", number=row.number, state=row.state)


def _note(step: str, row: ServiceMessage, actor: Actor) -> None:
    db.session().flush()
    detail = {"number": row.number, "kind": row.kind, "state": row.state}
    record(f"civil_service.message_{step}", actor=actor, object_type=OBJECT, object_key=row.public_id, detail=detail)
