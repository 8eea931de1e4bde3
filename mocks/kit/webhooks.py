"""Telling a merchant something by a signed request, tried again until it is taken, and everything that may go wrong with it."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Final

import httpx2

from mocks.kit.faults import Faults

PAUSES: Final = (0.0, 0.5, 2.0, 8.0, 30.0, 120.0, 600.0)
SECONDS: Final = 10.0
WEBHOOK_FAULTS: Final = frozenset({"delay", "duplicate", "reorder", "drop", "forge"})
Post = Callable[[str, bytes, dict[str, str]], int]
Sign = Callable[[bytes, bool], dict[str, str]]


class Webhooks:
    """Sends in threads of their own. `post` and `run` can be replaced, so that tests need no network.

    `sign` returns the headers of a body, signed with somebody else's key when told so.
    """

    def __init__(self, sign: Sign, faults: Faults) -> None:
        """Make the sender of one service."""
        self._sign = sign
        self._faults = faults
        self.post: Post = over_http
        self.run: Callable[[Callable[[], None]], None] = _in_a_thread
        self.pauses: Sequence[float] = PAUSES

    def tell(self, url: str, subject: str, body: bytes, older: bytes) -> None:
        """Send `body` about `subject`, as the faults of the moment allow; `older` is what comes last when they reorder."""
        if self._faults.strikes("drop", subject):
            return
        delay = self._faults.strikes("delay", subject)
        bodies = [body, older] if self._faults.strikes("reorder", subject) else [body]
        if self._faults.strikes("duplicate", subject):
            bodies = [each for each in bodies for _copy in range(3)]
        forged = self._faults.strikes("forge", subject) is not None
        self.run(lambda: self._send(url, bodies, delay.seconds if delay else 0.0, forged=forged))

    def _send(self, url: str, bodies: list[bytes], wait: float, *, forged: bool) -> None:
        time.sleep(wait)
        for body in bodies:
            for pause in self.pauses:
                time.sleep(pause)
                status = self.post(url, body, self._sign(body, forged))
                if status < 500 and status != 429:  # noqa: PLR2004 - taken, or refused for good
                    break


def over_http(url: str, body: bytes, headers: dict[str, str]) -> int:
    """Post the body and return the status, 599 when nobody answers."""
    try:
        with httpx2.Client(trust_env=False, timeout=SECONDS) as client:
            return client.post(url, content=body, headers={"Content-Type": "application/json", **headers}).status_code
    except httpx2.HTTPError:
        return 599


def _in_a_thread(work: Callable[[], None]) -> None:
    threading.Thread(target=work, name="notification", daemon=True).start()
