"""Telling somebody who has no account, or not yet: at the address or number that they gave for one matter.

There is no notice to look up later, so whatever the person needs, the way back to the matter too, stands in the message.
"""

import json
from typing import Any, Final, cast

from sqlalchemy import Table

from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.jobs import job
from webapp.core.statements import adding
from webapp.core.text import in_language
from webapp.core.transaction import transaction
from webapp.notifications.gateways import Message
from webapp.notifications.jobs import MOST_ATTEMPTS
from webapp.notifications.models import ContactMessage
from webapp.notifications.sending import send_row
from webapp.notifications.wording import Enclosed, enclosed, template, word

QUEUED: Final = adding(
    cast("Table", ContactMessage.__table__),
    "template",
    "channel",
    "language",
    "key",
    "sealed",
    "state",
    "attempts",
    "created_at",
)


def notify_contact(
    code: str, *, email: str | None = None, phone: str | None = None, language: str, **params: Any
) -> None:
    """Tell the holder of an e-mail address, a phone number (E.164), or both, in `language`; an SMS only if the template has one.

    `params` are plain values; they may hold a secret address, for they are sealed and forgotten once sent.
    Raises LookupError for an unknown template.
    """
    kind = template(code)
    if email:
        _queue(code, "email", email, language, params)
    if phone and kind.sms:
        _queue(code, "sms", phone, language, params)


@job("notifications.deliver_to_contact", queue="messages", attempts=MOST_ATTEMPTS)
def deliver_to_contact(message_id: int) -> None:
    """Send one message. Raises MessagingAway until the last attempt has failed."""
    message = _prepared(message_id)
    if message is not None:
        send_row(ContactMessage, message_id, message, most=MOST_ATTEMPTS)


def _queue(code: str, channel: str, to: str, language: str, params: dict[str, Any]) -> None:
    ((message_id,),) = QUEUED.all(
        template=code,
        channel=channel,
        language=language,
        key=new_public_id(),
        sealed=json.dumps({"to": to, "params": params}),
        state="queued",
        attempts=0,
        created_at=now(),
    )
    deliver_to_contact.defer(message_id=message_id)


def _prepared(message_id: int) -> Message | None:
    """Return the message, None when it was sent or given up."""
    with transaction(read_only=True) as session:
        row = session.get(ContactMessage, message_id)
        if row is None or row.sealed is None:
            return None
        known = json.loads(row.sealed)
        mail = row.channel == "email"
        with in_language(row.language):
            told = word(row.template, known["params"])
            with_it = enclosed(row.template, known["params"]) if mail else Enclosed()
        text = told.body if mail else f"{told.title}. {told.body}"
        return Message(row.channel, known["to"], text, told.title if mail else None, row.key, with_it)
