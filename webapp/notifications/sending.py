"""Sending what a row stands for, and noting on the row how it went. Rooms with rows of their own send by this too.

Such a row has `state` (queued, then sent or failed), `attempts` and `sent_at`. What its table names in `FORGOTTEN` is
wiped when nothing is left to send.
"""

from typing import Any

from flask import current_app

from webapp.core import db
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.notifications.gateways import Message, MessageRefused, MessagingAway, send


def send_row(table: type[db.Base], row_id: int, message: Message, *, most: int) -> None:
    """Send `message`, which the row of `table` stands for, outside any transaction.

    Raises MessagingAway, for the job to try again, until `most` attempts have failed.
    """
    try:
        send(message, base_url=current_app.settings.messaging_url)  # type: ignore[attr-defined] # Portal has settings
    except MessageRefused:
        close_row(table, row_id, "failed")
    except MessagingAway:
        with transaction():
            row: Any = db.session().get_one(table, row_id, with_for_update=True)
            row.attempts += 1
            left = row.attempts < most
            if not left:
                _end(row, "failed")
        if left:
            raise
    else:
        close_row(table, row_id, "sent")


def close_row(table: type[db.Base], row_id: int, state: str) -> None:
    """Note the last attempt on the row: it was sent, or it failed for good."""
    with transaction():
        row: Any = db.session().get_one(table, row_id, with_for_update=True)
        row.attempts += 1
        _end(row, state)


def _end(row: Any, state: str) -> None:
    for column in getattr(row, "FORGOTTEN", ()):
        setattr(row, column, None)
    row.state, row.sent_at = state, now() if state == "sent" else None
