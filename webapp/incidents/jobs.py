"""What happens by itself: notices on their way to the bodies, the reminder and the escalation of the 24-hour clock."""

from typing import Final

from webapp.auth.api import staff_with
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.incidents.models import Addressee, BodyNotice, BodyRequest
from webapp.incidents.services.stepping import note
from webapp.notifications.api import Message, notify_account, send_row

MOST_ATTEMPTS: Final = 12


@job("incidents.tell", queue="messages", attempts=MOST_ATTEMPTS)
def tell(notice_id: int) -> None:
    """Send one notice to its body. Raises MessagingAway until the last attempt has failed."""
    message = _message(notice_id)
    if message is None:
        return
    send_row(BodyNotice, notice_id, message, most=MOST_ATTEMPTS)


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
