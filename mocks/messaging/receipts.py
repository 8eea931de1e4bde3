"""Receipts: a moment after a message was taken, whoever sent it is told, signed, that it arrived or never will."""

import hashlib
import hmac
import json
import os
import threading
import time
import uuid
from collections import deque
from datetime import UTC, datetime
from typing import Any, Final

from mocks.kit import Faults
from mocks.kit.webhooks import over_http

PAUSE: Final = 0.5
AT_ONCE: Final = 500
TRIES: Final = 5
FAILED: Final = 500
DEMO_SECRET: Final = "kabinet-messaging-demo-secret"  # noqa: S105 - an invented secret, refused in production
RECEIPT_FAULTS: Final = frozenset({"undelivered", "no-receipt", "receipt-twice", "receipt-forged"})


class Receipts:
    """Tells in a thread of its own; without an address it tells nobody. `post` can be replaced, for tests."""

    def __init__(self, url: str, faults: Faults) -> None:
        """Begin to tell `url` of what `note` hears."""
        self.url, self.post = url, over_http
        self._secret = (os.environ.get("MESSAGING_SECRET") or DEMO_SECRET).encode()
        self._faults = faults
        self._waiting: deque[dict[str, Any]] = deque()
        if url:
            threading.Thread(target=self._run, name="receipts", daemon=True).start()

    def note(self, key: str | None, to: str) -> None:
        """Hear that a message for `to` was taken."""
        if key is None or self._faults.strikes("no-receipt", to):
            return
        state = "undelivered" if self._faults.strikes("undelivered", to) else "delivered"
        one = {"event": uuid.uuid4().hex, "key": key, "state": state, "at": datetime.now(UTC).isoformat()}
        self._waiting.append(one)
        if self._faults.strikes("receipt-twice", to):
            self._waiting.append(one)

    def flush(self) -> int:
        """Tell what waits; return how many receipts were taken."""
        told = 0
        while self._waiting:
            some = [self._waiting.popleft() for _ in range(min(AT_ONCE, len(self._waiting)))]
            body = json.dumps({"receipts": some}).encode()
            for pause in range(TRIES):
                if self.post(self.url, body, self._signed(body)) < FAILED:
                    told += len(some)
                    break
                time.sleep(pause)
        return told

    def _signed(self, body: bytes) -> dict[str, str]:
        stamp = str(int(time.time()))
        secret = b"somebody else's" if self._faults.strikes("receipt-forged") else self._secret
        seal = hmac.new(secret, f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
        return {"X-Receipt-Time": stamp, "X-Receipt-Signature": seal}

    def _run(self) -> None:
        while True:
            time.sleep(PAUSE)
            self.flush()
