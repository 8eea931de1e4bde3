"""Sending, tried again while the counterpart is away; the key sees to it that a person gets one message."""

from typing import Final

from flask import current_app

from webapp.auth import api as auth
from webapp.cabinets import api as cabinets
from webapp.core import db
from webapp.core.clock import now
from webapp.core.jobs import job
from webapp.core.text import in_language
from webapp.core.transaction import transaction
from webapp.notifications.gateways import Message, MessageRefused, MessagingAway, send
from webapp.notifications.models import Delivery, Notice
from webapp.notifications.wording import word

MOST_ATTEMPTS: Final = 10


@job("notifications.deliver", queue="messages", attempts=MOST_ATTEMPTS)
def deliver(delivery_id: int) -> None:
    """Send one delivery in the person's language. Raises MessagingAway until the last attempt has failed."""
    message = _prepared(delivery_id)
    if message is None:
        return
    try:
        send(message, base_url=current_app.settings.messaging_url)  # type: ignore[attr-defined] # Portal has settings
    except MessageRefused:
        _ended(delivery_id, "failed")
    except MessagingAway:
        if _tried(delivery_id) < MOST_ATTEMPTS:
            raise
        _ended(delivery_id, "failed")
    else:
        _ended(delivery_id, "sent")


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
        subject = told.title if row.channel == "email" else None
        text = told.body if subject else f"{told.title}. {told.body}"
        key = row.key
    if not to:
        _ended(delivery_id, "failed")
        return None
    return Message(row.channel, to, text, subject, key)


def _tried(delivery_id: int) -> int:
    """Count one more attempt and return how many there were."""
    with transaction():
        row = db.session().get_one(Delivery, delivery_id, with_for_update=True)
        row.attempts += 1
        return row.attempts


def _ended(delivery_id: int, state: str) -> None:
    with transaction():
        row = db.session().get_one(Delivery, delivery_id, with_for_update=True)
        row.state, row.attempts = state, row.attempts + 1
        row.sent_at = now() if state == "sent" else None
