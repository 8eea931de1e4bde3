"""HTTP to our security server's peer: mutual TLS, a total deadline, no redirects, no decoding, a cap on size.

A read timeout counts from byte to byte, so a peer that drips can hold a caller for minutes. Here every socket
operation, of the handshake and the headers too, gets what is left of the deadline. This is httpx2's own engine
used directly, because only there may the network side be supplied.
"""

import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Any, Final

import httpcore2

from webapp.ehis import profile
from webapp.ehis.errors import AnswerRejected, RegisterUnavailable

CONNECT_SECONDS: Final = 0.5
CONNECTIONS: Final = 64
KEEPALIVE_SECONDS: Final = 20.0


class Deadline:
    """The moment by which everything must be over."""

    def __init__(self, seconds: float) -> None:
        self._at = monotonic() + seconds

    @property
    def left(self) -> float:
        """Return the seconds that are left, never below zero."""
        return max(0.0, self._at - monotonic())


_deadline: ContextVar[Deadline | None] = ContextVar("ehis_deadline", default=None)


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """What came back: status, content type, body, and the code in `X-Road-Error`, with which REST refusals come."""

    status: int
    content_type: str
    body: bytes
    error: str = ""


class Sender:
    """Posts messages to one address, over connections that are kept.

    `context` is one for good, or is asked each time: a key that was taken into use shows with the next question.
    """

    def __init__(self, url: str, context: ssl.SSLContext | Callable[[], ssl.SSLContext]) -> None:
        self._url = url
        self._pools = _Pools(context if callable(context) else lambda: context)

    def post(self, content_type: str, body: bytes, *, deadline: Deadline) -> HttpAnswer:
        """Return the answer to `body`, whatever its status. Raises RegisterUnavailable, AnswerRejected (too large)."""
        token = _deadline.set(deadline)
        headers = [("Content-Type", content_type), ("SOAPAction", '""'), ("Accept-Encoding", "identity")]
        try:
            with (
                self._pools.present() as pool,
                pool.stream(
                    "POST", self._url, headers=headers, content=body, extensions={"timeout": {"pool": deadline.left}}
                ) as response,
            ):
                return _read(response)
        except httpcore2.TimeoutException:
            raise RegisterUnavailable("timeout") from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError, ssl.SSLError, OSError) as error:
            raise RegisterUnavailable(f"network.{type(error).__name__}") from None
        finally:
            _deadline.reset(token)

    def close(self) -> None:
        """Close every connection."""
        self._pools.close()


class _Pool:
    """The connections of one context, and how many questions are on their way over them."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self.context = context
        self.users = 0
        self.connections = httpcore2.ConnectionPool(
            ssl_context=context,
            max_connections=CONNECTIONS,
            keepalive_expiry=KEEPALIVE_SECONDS,
            network_backend=_BoundedBackend(),
        )


class _Pools:
    """The connections of the present context; those of a former one end with the last question on its way over them."""

    def __init__(self, context: Callable[[], ssl.SSLContext]) -> None:
        self._context = context
        self._lock = Lock()
        self._present: _Pool | None = None

    @contextmanager
    def present(self) -> Iterator[httpcore2.ConnectionPool]:
        """Lend the connections of this moment. Raises OSError without our certificate."""
        context = self._context()
        with self._lock:
            former = self._present
            taken = former if former is not None and former.context is context else _Pool(context)
            self._present = taken
            taken.users += 1
        if former is not None and former is not taken and not former.users:
            former.connections.close()
        try:
            yield taken.connections
        finally:
            with self._lock:
                taken.users -= 1
                over = taken is not self._present and not taken.users
            if over:
                taken.connections.close()

    def close(self) -> None:
        """Close those of this moment."""
        with self._lock:
            present, self._present = self._present, None
        if present is not None:
            present.connections.close()


def _read(response: httpcore2.Response) -> HttpAnswer:
    headers = {name.lower(): value for name, value in response.headers}
    if headers.get(b"content-encoding", b"identity").lower() != b"identity":
        raise AnswerRejected("content_encoding")
    body = bytearray()
    for chunk in response.iter_stream():
        body += chunk
        if len(body) > profile.ANSWER_CAP:
            raise AnswerRejected("answer_too_large")
    kind, error = (headers.get(name, b"").decode("latin-1") for name in (b"content-type", b"x-road-error"))
    return HttpAnswer(response.status, kind, bytes(body), error)


def _left(most: float | None = None) -> float:
    """Return what one operation may take. Raises ReadTimeout when nothing is left."""
    deadline = _deadline.get()
    left = deadline.left if deadline else CONNECT_SECONDS
    if left <= 0:
        raise httpcore2.ReadTimeout("the deadline is over")
    return left if most is None else min(left, most)


class _BoundedStream(httpcore2.NetworkStream):
    """A connection whose every operation ends with the deadline of the call that makes it."""

    def __init__(self, inner: httpcore2.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        return _BoundedStream(self._inner.start_tls(ssl_context, server_hostname, _left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _BoundedBackend(httpcore2.NetworkBackend):
    """Opens connections within half a second and what is left of the deadline."""

    def __init__(self) -> None:
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        most = CONNECT_SECONDS if timeout is None else min(timeout, CONNECT_SECONDS)
        return _BoundedStream(self._inner.connect_tcp(host, port, _left(most), local_address, socket_options))
