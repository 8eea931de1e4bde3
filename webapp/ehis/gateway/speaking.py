"""From what the HTTP server has read to a call, and from a reply to bytes: straight, without WSGI between them.

Its environment, header checks and response object cost as much as proving a signature; the answers here are our own.
"""

import ssl
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from gunicorn.util import http_date

from webapp.ehis.gateway.reply import Call, Reply
from webapp.ehis.gateway.turns import all_is_read


def call_of(request: Any, connected: Any) -> Call:
    """Return what the security server needs of a request; a header that stands twice has both values."""
    said: dict[str, str] = {}
    for name, value in request.headers:
        said[name] = f"{said[name]},{value}" if name in said else value
    length = said.get("CONTENT-LENGTH", "")
    return Call(
        certificate=certificate_of(connected),
        content_type=said.get("CONTENT-TYPE", ""),
        read=_reader(request.body),
        length=int(length) if length.isdigit() else None if request.method == "POST" else 0,
        encoding=said.get("CONTENT-ENCODING", "").strip().lower(),
        action=said.get("SOAPACTION", "").strip(),
    )


def certificate_of(connected: Any) -> bytes:
    """Return the peer's certificate (DER), empty without one. Headers that claim one are never looked at."""
    return (connected.getpeercert(binary_form=True) or b"") if isinstance(connected, ssl.SSLSocket) else b""


def written(reply: Reply, *, keep: bool, head_only: bool = False) -> bytes:
    """Return the whole answer, for one write to the socket: one TLS record, one packet."""
    lines = (
        f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}",
        f"Date: {http_date()}",
        f"Connection: {'keep-alive' if keep else 'close'}",
        f"Content-Type: {reply.content_type}",
        f"Content-Length: {len(reply.body)}",
        *(f"{name}: {value}" for name, value in reply.headers),
    )
    if any("\r" in line or "\n" in line for line in lines):
        raise ValueError("not a header")
    head = "\r\n".join((*lines, "", "")).encode("latin-1")
    return head if head_only else head + reply.body


def _reader(body: Any) -> Callable[[int], bytes]:
    def read(most: int) -> bytes:
        read_now: bytes = body.read(most)
        all_is_read()
        return read_now

    return read
