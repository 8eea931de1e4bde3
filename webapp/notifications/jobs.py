"""Sending, tried again while the counterpart is away; the key sees to it that a person gets one message."""

from typing import Final

from webapp.auth import api as auth
from webapp.cabinets import api as cabinets
from webapp.core.jobs import job
from webapp.core.text import in_language
from webapp.core.transaction import transaction
from webapp.notifications.gateways import Message
from webapp.notifications.models import Delivery, Notice
from webapp.notifications.sending import close_row, send_row
from webapp.notifications.wording import Enclosed, enclosed, word

MOST_ATTEMPTS: Final = 10


@job("notifications.deliver", queue="messages", attempts=MOST_ATTEMPTS)
def deliver(delivery_id: int) -> None:
    """Send one delivery in the person's language. Raises MessagingAway until the last attempt has failed."""
    message = _prepared(delivery_id)
    if message is None:
        return
    send_row(Delivery, delivery_id, message, most=MOST_ATTEMPTS)


def _prepared(delivery_id: int) -> Message | None:
    """Return the message, None when it was sent, given up, or can reach nobody any more."""
    with transaction(read_only=True) as session:
        row = session.get(Delivery, delivery_id)
        if row is None or row.state != "queued":
            return None
        notice = session.get_one(Notice, row.notice_id)
        account, contact = auth.account(row.account_id), cabinets.contact_of(row.account_id)
        to = contact.phone if row.channel == "sms" else contact.email
        with in_language(account.language if account else "az"):
            told = word(notice.template, notice.params)
            with_it = enclosed(notice.template, notice.params) if row.channel == "email" else Enclosed()
        subject = told.title if row.channel == "email" else None
        text = told.body if subject else f"{told.title}. {told.body}"
        key = row.key
    if not to:
        close_row(Delivery, delivery_id, "failed")
        return None
    return Message(row.channel, to, text, subject, key, with_it)
