"""The messaging counterpart: takes SMS and e-mail, once for each key."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import httpx2

SECONDS: Final = 10.0
REFUSED: Final = range(400, 500)
BUSY: Final = 429


class MessagingAway(Exception):
    """The counterpart did not take the message now; the job tries again with the same key."""


class MessageRefused(Exception):
    """The counterpart will never take this message: the number or address cannot receive it."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one recipient."""

    channel: str
    to: str
    text: str
    subject: str | None
    key: str


def send(message: Message, *, base_url: str) -> None:
    """Hand the message over. Raises MessagingAway or MessageRefused."""
    body = {"channel": message.channel, "to": message.to, "text": message.text, "idempotency_key": message.key}
    if message.subject:
        body["subject"] = message.subject
    try:
        answer = _client().post(f"{base_url}/api/messages", json=body, timeout=SECONDS)
    except httpx2.HTTPError as error:
        raise MessagingAway(type(error).__name__) from None
    if answer.status_code in REFUSED and answer.status_code != BUSY:
        raise MessageRefused(str(answer.status_code))
    if not answer.is_success:
        raise MessagingAway(str(answer.status_code))


@cache
def _client() -> httpx2.Client:
    """Return the pooled client of this process."""
    return httpx2.Client(follow_redirects=False, trust_env=False)
