"""Telling the merchant: a signed notification, tried again until it is taken, and everything that may go wrong with it."""

import json
import threading
import time
import uuid
from collections.abc import Callable
from typing import Final

import httpx2

from mocks.asan_odenis.signing import FORGED_KEY, HEADER, sign
from mocks.asan_odenis.store import Payment
from mocks.kit.faults import Faults

PAUSES: Final = (0.0, 0.5, 2.0, 8.0, 30.0, 120.0, 600.0)
SECONDS: Final = 10.0
Post = Callable[[str, bytes, dict[str, str]], int]


class Notifier:
    """Sends notifications in threads of their own. `post` and `run` can be replaced, so that tests need no network."""

    def __init__(self, key: str, faults: Faults) -> None:
        """Make the notifier of one service, which signs with `key`."""
        self._key = key
        self._faults = faults
        self.post: Post = over_http
        self.run: Callable[[Callable[[], None]], None] = _in_a_thread
        self.pauses = PAUSES

    def tell(self, payment: Payment) -> None:
        """Tell the merchant how the payment stands, as the faults of the moment allow."""
        subject = payment.id
        if self._faults.strikes("drop", subject):
            return
        delay = self._faults.strikes("delay", subject)
        kinds = [f"payment.{payment.status}"]
        if self._faults.strikes("reorder", subject):
            kinds.append("payment.created")  # the older one arrives last
        events = [(kind, uuid.uuid4().hex) for kind in kinds]
        if self._faults.strikes("duplicate", subject):
            events = [event for event in events for _copy in range(3)]
        key = FORGED_KEY if self._faults.strikes("forge", subject) else self._key
        self.run(lambda: self._send(payment, events, key, delay.seconds if delay else 0.0))

    def _send(self, payment: Payment, events: list[tuple[str, str]], key: str, wait: float) -> None:
        time.sleep(wait)
        for kind, event in events:
            body = json.dumps({"event": event, "kind": kind, "payment": payment.id}).encode()
            for pause in self.pauses:
                time.sleep(pause)
                status = self.post(payment.order.notify_url, body, {HEADER: sign(key, body)})
                if status < 500 and status != 429:  # noqa: PLR2004 - taken, or refused for good
                    break


def over_http(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Post the notification and return the status, 599 when nobody answers."""
    try:
        with httpx2.Client(trust_env=False, timeout=SECONDS) as client:
            return client.post(url, content=body, headers={"Content-Type": "application/json", **headers}).status_code
    except httpx2.HTTPError:
        return 599


def _in_a_thread(work: Callable[[], None]) -> None:
    threading.Thread(target=work, name="notification", daemon=True).start()
