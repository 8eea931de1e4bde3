"""Telling somebody who has no account, or not yet: at the address or number that they gave for one matter.

There is no notice to look up later, so whatever the person needs, the way back to the matter too, stands in the message.
"""

import json
from typing import Any

from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.notifications.rules import URGENT, USUAL
from webapp.notifications.telling import queue_rows
from webapp.notifications.wording import template


def notify_contact(
    code: str, *, email: str | None = None, phone: str | None = None, language: str, **params: Any
) -> None:
    """Tell the holder of an e-mail address, a phone number (E.164), or both, in `language`; an SMS only if the template has one.

    `params` are plain values; they may hold a secret address, for they are sealed and forgotten once sent.
    Raises LookupError for an unknown template.
    """
    kind = template(code)
    ways = {"email": email, "sms": phone if kind.sms else None}
    moment = now()
    queue_rows(
        [
            {
                "template": code,
                "channel": channel,
                "language": language,
                "key": new_public_id(),
                "sealed": json.dumps({"to": to, "params": params}),
                "state": "queued",
                "priority": URGENT if kind.urgent else USUAL,
                "attempts": 0,
                "gathered": False,
                "due_at": moment,
                "created_at": moment,
            }
            for channel, to in ways.items()
            if to
        ]
    )
