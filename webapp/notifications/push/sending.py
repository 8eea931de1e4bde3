"""One message to one browser: encrypted for it alone, posted to its push service over the guarded way to strangers."""

import json
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from pywebpush import WebPusher, WebPushException

from webapp.core.gateways.names import Names
from webapp.core.gateways.posting import Posted, post
from webapp.notifications.push.devices import Subscription
from webapp.notifications.push.keys import authorization
from webapp.notifications.push.resting import Resting

NAMES: Final = Names()
RESTING: Final = Resting()
DAY: Final = str(24 * 3600)
GONE: Final = frozenset({404, 410})
BUSY: Final = frozenset({408, 425, 429})
FAILED: Final = 500
BAD_REQUEST: Final = 400


@dataclass(frozen=True, slots=True)
class Wake:
    """What one device is told: plain values without anything personal, `key` the same when it is sent again."""

    subscription: Subscription
    payload: dict[str, Any]
    key: str
    urgent: bool


def wake(one: Wake, *, contact: str, loopback: bool) -> tuple[str, str]:
    """Send; return `taken`, `refused`, `gone` or `away`, and why in a word."""
    given = one.subscription
    info = {"endpoint": given.endpoint, "keys": {"p256dh": given.p256dh, "auth": given.auth}}
    try:
        body: bytes = WebPusher(info).encode(json.dumps(one.payload, ensure_ascii=False).encode())["body"]
    except (WebPushException, ValueError):
        return "refused", "bad-device"
    parts = urlsplit(given.endpoint)
    if RESTING.rests(parts.netloc):
        return "away", "rests"
    headers = {
        "Authorization": authorization(f"{parts.scheme}://{parts.netloc}", contact),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": DAY,
        "Topic": one.key[:32],
        "Urgency": "high" if one.urgent else "normal",
    }
    told = post(given.endpoint, body, headers, names=NAMES, loopback=loopback)
    RESTING.note(parts.netloc, answered=told.status is not None or told.outcome == "not-public")
    return _verdict(told)


def _verdict(told: Posted) -> tuple[str, str]:
    if told.good:
        return "taken", "taken"
    if told.status in GONE:
        return "gone", "gone"
    if told.status is None:
        return ("refused", told.outcome) if told.outcome == "not-public" else ("away", told.outcome)
    if told.status in BUSY or told.status >= FAILED:
        return "away", str(told.status)
    return "refused", str(told.status)
