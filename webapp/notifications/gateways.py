"""The messaging counterpart: takes SMS and mail, many at once, each once for its key."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import httpx2
import structlog
from flask import current_app

from webapp.notifications.mail import mime_of
from webapp.notifications.wording import Enclosed

SECONDS: Final = 10.0
MALFORMED: Final = frozenset({400, 413, 422})
"""What is wrong with the messages themselves; any other refusal (401, 404, 429) is about us and passes."""
TAKEN: Final = "taken"
UNMADE: Final = "no-words"
log: Final = structlog.get_logger()


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
    bodies, unmade = [], {}
    for place, one in enumerate(messages):
        try:
            bodies.append(_body(one))
        except Exception:  # a mail that cannot be made must not hold up the others
            log.exception("a message could not be made", key=one.key)
            unmade[place] = UNMADE
    told = iter(_handed_over(bodies, base_url=base_url) if bodies else ())
    return [unmade.get(place) or next(told) for place in range(len(messages))]


def _handed_over(bodies: Sequence[dict[str, Any]], *, base_url: str) -> list[str]:
    body = {"messages": bodies}
    try:
        answer = _client().post(f"{base_url}/api/messages/batch", json=body, timeout=SECONDS)
        results = answer.json()["results"] if answer.is_success else []
    except (httpx2.HTTPError, ValueError, KeyError, TypeError) as error:
        raise MessagingAway(type(error).__name__) from None
    if answer.status_code in MALFORMED:
        if len(bodies) == 1:
            return [str(answer.status_code)]
        half = len(bodies) // 2  # one of them is at fault: the others are not refused with it
        return [word for some in (bodies[:half], bodies[half:]) for word in _handed_over(some, base_url=base_url)]
    if len(results) != len(bodies):
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
