"""The messaging counterpart: takes SMS and mail, many at once, each once for its key."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import httpx2
from flask import current_app

from webapp.notifications.mail import mime_of
from webapp.notifications.wording import Enclosed

SECONDS: Final = 10.0
REFUSED: Final = range(400, 500)
BUSY: Final = 429
TAKEN: Final = "taken"


class MessagingAway(Exception):
    """The counterpart did not take the message now; the job tries again with the same key."""


class MessageRefused(Exception):
    """The counterpart will never take this message: the number or address cannot receive it."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one recipient. Only a mail has a subject, something enclosed, a page it leads to, a way to get no more."""

    channel: str
    to: str
    text: str
    subject: str | None
    key: str
    enclosed: Enclosed = field(default_factory=Enclosed)
    leads_to: str | None = None
    unsubscribe: str | None = None
    language: str = "az"


def send(message: Message, *, base_url: str) -> None:
    """Hand one message over. Raises MessagingAway or MessageRefused."""
    why = hand_over([message], base_url=base_url)[0]
    if why != TAKEN:
        raise MessageRefused(why)


def hand_over(messages: Sequence[Message], *, base_url: str) -> list[str]:
    """Hand messages over; return for each `taken`, or the word of the refusal. Raises MessagingAway when nobody took them."""
    body = {"messages": [_body(one) for one in messages]}
    try:
        answer = _client().post(f"{base_url}/api/messages/batch", json=body, timeout=SECONDS)
        results = answer.json()["results"] if answer.is_success else []
    except (httpx2.HTTPError, ValueError, KeyError) as error:
        raise MessagingAway(type(error).__name__) from None
    if answer.status_code in REFUSED and answer.status_code != BUSY:
        return [str(answer.status_code)] * len(messages)
    if len(results) != len(messages):
        raise MessagingAway(str(answer.status_code))
    return [TAKEN if "id" in one else str(one.get("problem", "refused")) for one in results]


def _body(message: Message) -> dict[str, Any]:
    body: dict[str, Any] = {"channel": message.channel, "to": message.to, "idempotency_key": message.key}
    if message.channel != "email":
        return body | {"text": message.text}
    site = current_app.settings.public_url  # type: ignore[attr-defined] # Portal has settings
    return body | {"mime": b64encode(mime_of(message, site=site)).decode()}


@cache
def _client() -> httpx2.Client:
    """Return the pooled client of this process."""
    return httpx2.Client(follow_redirects=False, trust_env=False)
