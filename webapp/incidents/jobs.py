"""What happens by itself: notices on their way to the bodies, the reminder and the escalation of the 24-hour clock."""

from typing import Final

from flask import current_app

from webapp.auth.api import staff_with
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.incidents.models import Addressee, BodyNotice, BodyRequest
from webapp.incidents.services.stepping import note
from webapp.notifications.api import Message, MessageRefused, MessagingAway, notify_account, send_message

MOST_ATTEMPTS: Final = 12


@job("incidents.tell", queue="messages", attempts=MOST_ATTEMPTS)
def tell(notice_id: int) -> None:
    """Send one notice to its body. Raises MessagingAway until the last attempt has failed."""
    message = _message(notice_id)
    if message is None:
        return
    try:
        send_message(message, base_url=current_app.settings.messaging_url)  # type: ignore[attr-defined] # Portal has settings
    except MessageRefused:
        _ended(notice_id, "failed")
    except MessagingAway:
        if _tried(notice_id) < MOST_ATTEMPTS:
            raise
        _ended(notice_id, "failed")
    else:
        _ended(notice_id, "sent")


@job("incidents.remind", attempts=5)
def remind(request_id: int) -> None:
    """Twenty hours after a request came: remind those who answer, when it is not answered."""
    _call(request_id, "reminded_at", "incidents.request_soon", {"operator_admin"})


@job("incidents.escalate", attempts=5)
def escalate(request_id: int) -> None:
    """Twenty-four hours after a request came: tell the head, when it is not answered."""
    _call(request_id, "escalated_at", "incidents.request_late", {"head_of_section", "operator_admin"})


def _call(request_id: int, column: str, code: str, roles: set[str]) -> None:
    with transaction():
        row = db.session().get(BodyRequest, request_id, with_for_update=True)
        if row is None or row.answered_at is not None or getattr(row, column) is not None:
            return
        setattr(row, column, now())
        note(row, column.removesuffix("_at"), actor=SYSTEM)
        for account_id in staff_with(roles):
            notify_account(account_id, code, number=row.number, title=row.subject, matter=row.public_id)


def _message(notice_id: int) -> Message | None:
    with transaction(read_only=True) as session:
        row = session.get(BodyNotice, notice_id)
        if row is None or row.state != "queued":
            return None
        addressee = session.get_one(Addressee, row.addressee_id)
        return Message("email", addressee.email, row.text, row.subject, row.key)


def _tried(notice_id: int) -> int:
    with transaction():
        row = db.session().get_one(BodyNotice, notice_id, with_for_update=True)
        row.attempts += 1
        return row.attempts


def _ended(notice_id: int, state: str) -> None:
    with transaction():
        row = db.session().get_one(BodyNotice, notice_id, with_for_update=True)
        row.state, row.attempts = state, row.attempts + 1
        row.sent_at = now() if state == "sent" else None
