"""Asking our adaptation server: a plain information system, which answers to its security server alone."""

import socket
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, RemoteDisconnected
from queue import Empty, Full, LifoQueue
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

from webapp.ehis import profile
from webapp.ehis.faults import Refused

SECONDS: Final = 3.0
KEPT: Final = 16
CHUNK: Final = 65_536
BROKEN: Final = (RemoteDisconnected, BrokenPipeError, ConnectionResetError)
Headers = Iterable[tuple[str, str]]


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

    def __init__(self, address: Callable[[], str], token: str, context: ssl.SSLContext | None = None) -> None:
        self._address = address
        self._token = token
        self._context = context
        self._idle: LifoQueue[tuple[str, HTTPConnection]] = LifoQueue(KEPT)

    def ask(self, asked: Asked, *, seconds: float = SECONDS) -> Answered:
        """Return the answer. Raises Refused: `network_error`, `timeout`, `service_failed` (too large)."""
        until = monotonic() + seconds
        address = self._address()
        connection, reused = self._taken(address)
        try:
            answered = self._asked(connection, asked, until)
        except BROKEN:
            connection.close()
            if not reused:
                raise Refused("network_error", "the information system broke off") from None
            return self.ask(asked, seconds=max(0.01, until - monotonic()))
        except TimeoutError:
            connection.close()
            raise Refused("timeout", "the information system did not answer in time") from None
        except (OSError, HTTPException):
            connection.close()
            raise Refused("network_error", "the information system cannot be reached") from None
        except Refused:
            connection.close()
            raise
        self._give_back(address, connection)
        return answered

    def _asked(self, connection: HTTPConnection, asked: Asked, until: float) -> Answered:
        connection.timeout = max(0.01, until - monotonic())
        if connection.sock is None:
            connection.connect()
        else:
            connection.sock.settimeout(connection.timeout)
        connection.putrequest(asked.method, asked.target, skip_accept_encoding=True)
        for name, value in asked.headers:
            connection.putheader(name, value)
        connection.putheader("Authorization", f"Bearer {self._token}")
        if asked.body or asked.method != "GET":
            connection.putheader("Content-Length", str(len(asked.body)))
        connection.endheaders(asked.body or None)
        response = connection.getresponse()
        body = _body(response, connection.sock, until)
        return Answered(response.status, tuple(response.getheaders()), body)

    def _taken(self, address: str) -> tuple[HTTPConnection, bool]:
        """Return an idle connection to `address`, and whether it was used before; those to a former address end."""
        while True:
            try:
                former, connection = self._idle.get_nowait()
            except Empty:
                break
            if former == address:
                return connection, True
            connection.close()
        where = urlsplit(address)
        host, port = where.hostname or "", where.port
        if where.scheme == "https":
            return HTTPSConnection(host, port, context=self._context), False
        return HTTPConnection(host, port), False

    def _give_back(self, address: str, connection: HTTPConnection) -> None:
        if connection.sock is None:
            return
        try:
            self._idle.put_nowait((address, connection))
        except Full:
            connection.close()


def _body(response: HTTPResponse, connected: socket.socket | None, until: float) -> bytes:
    body = bytearray()
    while chunk := response.read1(CHUNK):
        body += chunk
        if len(body) > profile.ANSWER_CAP:
            raise Refused("service_failed", "the information system answered too much")
        left = until - monotonic()
        if left <= 0:
            raise TimeoutError
        if connected is not None:
            connected.settimeout(left)
    response.close()  # read to its end, so that the connection may be used again
    return bytes(body)
