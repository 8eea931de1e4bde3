"""The messaging counterpart: takes SMS and e-mail, once for each key."""

from base64 import b64encode
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import httpx2

from webapp.notifications.wording import Enclosed

SECONDS: Final = 10.0
REFUSED: Final = range(400, 500)
BUSY: Final = 429


class MessagingAway(Exception):
    """The counterpart did not take the message now; the job tries again with the same key."""


class MessageRefused(Exception):
    """The counterpart will never take this message: the number or address cannot receive it."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one recipient; only a mail has something enclosed."""

    channel: str
    to: str
    text: str
    subject: str | None
    key: str
    enclosed: Enclosed = field(default_factory=Enclosed)


def send(message: Message, *, base_url: str) -> None:
    """Hand the message over. Raises MessagingAway or MessageRefused."""
    try:
        answer = _client().post(f"{base_url}/api/messages", json=_body(message), timeout=SECONDS)
    except httpx2.HTTPError as error:
        raise MessagingAway(type(error).__name__) from None
    if answer.status_code in REFUSED and answer.status_code != BUSY:
        raise MessageRefused(str(answer.status_code))
    if not answer.is_success:
        raise MessagingAway(str(answer.status_code))


def _body(message: Message) -> dict[str, Any]:
    body: dict[str, Any] = {"channel": message.channel, "to": message.to, "text": message.text}
    body["idempotency_key"] = message.key
    if message.subject:
        body["subject"] = message.subject
    if message.enclosed.structured:
        body["structured"] = message.enclosed.structured
    if message.enclosed.files:
        body["attachments"] = [
            {"name": one.name, "media_type": one.media_type, "content": b64encode(one.content).decode()}
            for one in message.enclosed.files
        ]
    return body


@cache
def _client() -> httpx2.Client:
    """Return the pooled client of this process."""
    return httpx2.Client(follow_redirects=False, trust_env=False)
