"""What comes in and what goes out, without sockets."""

from collections.abc import Callable
from dataclasses import dataclass

from webapp.ehis.transport import HttpAnswer

__all__ = ["Call", "HttpAnswer", "Reply"]


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP request: the peer's certificate (DER, empty without one), what its head says, and how to read its body.

    `read(most)` returns at most that many bytes of the body. `length` is None when the head does not say it.
    """

    certificate: bytes
    content_type: str
    read: Callable[[int], bytes]
    length: int | None = None
    encoding: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """One HTTP answer; `unread` says that bytes of the request are still to come."""

    status: int
    content_type: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
    unread: bool = False
