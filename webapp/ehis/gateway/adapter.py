"""Asking our adaptation server: a plain information system, which answers to its security server alone."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, Full, LifoQueue
from time import monotonic
from typing import Final

from webapp.ehis import profile
from webapp.ehis.faults import Refused
from webapp.ehis.gateway.wire import Headers, NotHttp, TooLarge, Wire

SECONDS: Final = 3.0
KEPT: Final = 16
BROKEN: Final = (BrokenPipeError, ConnectionResetError)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request to the adaptation server."""

    method: str
    target: str
    headers: Headers
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Answered:
    """Its answer."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def content_type(self) -> str:
        """Return the type of the body."""
        return next((value for name, value in self.headers if name.lower() == "content-type"), "")


class Adapter:
    """Connections to the adaptation server, kept; `address` is asked each time, so that a change counts at once."""

    def __init__(
        self, address: Callable[[], str], token: str, context: Callable[[], ssl.SSLContext] | None = None
    ) -> None:
        self._address = address
        self._authorization = f"Bearer {token}"
        self._context = context
        self._idle: LifoQueue[tuple[str, Wire]] = LifoQueue(KEPT)

    def ask(self, asked: Asked, *, seconds: float = SECONDS) -> Answered:
        """Return the answer. Raises Refused: `network_error`, `timeout`, `service_failed` (too large)."""
        until = monotonic() + seconds
        address = self._address()
        idle = self._taken(address)
        try:
            return self._asked(idle, address, asked, until)
        except BROKEN:
            if idle is None:
                raise Refused("network_error", "the information system broke off") from None
            return self.ask(asked, seconds=max(0.01, until - monotonic()))
        except TimeoutError:
            raise Refused("timeout", "the information system did not answer in time") from None
        except TooLarge:
            raise Refused("service_failed", "the information system answered too much") from None
        except (OSError, NotHttp):
            raise Refused("network_error", "the information system cannot be reached") from None

    def _asked(self, idle: Wire | None, address: str, asked: Asked, until: float) -> Answered:
        wire = idle or self._connected(address, max(0.01, until - monotonic()))
        headers = (*asked.headers, ("Authorization", self._authorization))
        try:
            answer = wire.ask(asked.method, asked.target, headers, asked.body, until=until, cap=profile.ANSWER_CAP)
        except BaseException:
            wire.close()
            raise
        self._give_back(address, wire)
        return Answered(*answer)

    def _connected(self, address: str, seconds: float) -> Wire:
        secure = self._context is not None and address.startswith("https:")
        return Wire(address, seconds=seconds, context=self._context() if secure and self._context else None)

    def _taken(self, address: str) -> Wire | None:
        """Return an idle connection to `address`, None when there is none; those to a former address end."""
        while True:
            try:
                former, wire = self._idle.get_nowait()
            except Empty:
                return None
            if former == address:
                return wire
            wire.close()

    def _give_back(self, address: str, wire: Wire) -> None:
        if not wire.reusable:
            wire.close()
            return
        try:
            self._idle.put_nowait((address, wire))
        except Full:
            wire.close()
