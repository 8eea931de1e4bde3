"""HTTP/1.1 as a client, and no more of it than a question to an information system needs.

`http.client` reads the heads of answers with the parser for electronic mail, which takes longer than our signature.
What is read here is strict: a length, or chunks, or everything until the end of the connection.
"""

import re
import socket
import ssl
from collections.abc import Iterable
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

HEAD_CAP: Final = 16_384
PIECE: Final = 65_536
HEAD_END: Final = b"\r\n\r\n"
CRLF: Final = b"\r\n"
STATUS: Final = re.compile(rb"HTTP/1\.([01]) ([1-5][0-9]{2})(?: [^\r\n]*)?")
NAME: Final = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
TARGET: Final = re.compile(r"[!-~]+")
UNWRITABLE: Final = re.compile(r"[\x00\r\n]")
SIZE: Final = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?")
DIGITS: Final = re.compile(r"[0-9]{1,10}")
BODILESS: Final = frozenset({204, 304})
NOT_SO_SMALL: Final = 200
"""Answers below are interim: the real one follows."""
Headers = Iterable[tuple[str, str]]
Heads = tuple[tuple[str, str], ...]


class NotHttp(ValueError):
    """The other side speaks something else, or broke off in the middle."""


class TooLarge(ValueError):
    """The body is larger than the caller takes."""


class Wire:
    """One connection. `reusable` says whether another question may follow; after any exception close it."""

    def __init__(self, address: str, *, seconds: float, context: ssl.SSLContext | None = None) -> None:
        """Connect to `http://host:port` or `https://…`. Raises OSError (TimeoutError among them)."""
        where = urlsplit(address)
        secure = where.scheme == "https"
        host, port = where.hostname or "", where.port or (443 if secure else 80)
        self._host = where.netloc.rpartition("@")[2]
        self._received = b""
        self.reusable = True
        self._socket = socket.create_connection((host, port), timeout=seconds)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if secure:
            self._socket = (context or ssl.create_default_context()).wrap_socket(self._socket, server_hostname=host)

    def close(self) -> None:
        """End the connection."""
        self.reusable = False
        self._socket.close()

    def ask(
        self, method: str, target: str, headers: Headers, body: bytes, *, until: float, cap: int
    ) -> tuple[int, Heads, bytes]:
        """Return status, headers and body of the answer.

        Raises OSError (ConnectionResetError when nothing came at all, TimeoutError after `until`), NotHttp, TooLarge,
        and ValueError for what may not stand in a head.
        """
        self._wait_until(until)
        self._socket.sendall(_written(method, target, (("Host", self._host), *headers), body))
        status, heads, minor = self._head(until)
        while status < NOT_SO_SMALL:
            status, heads, minor = self._head(until)
        whole = self._body(method, status, heads, minor, until, cap)
        self.reusable = self.reusable and not self._received  # what nobody asked for would be taken for the next answer
        return status, heads, whole

    def _head(self, until: float) -> tuple[int, Heads, bytes]:
        while (end := self._received.find(HEAD_END)) < 0:
            if len(self._received) > HEAD_CAP:
                raise NotHttp("a head without end")
            if not self._more(until):
                raise NotHttp("broke off") if self._received else ConnectionResetError
        lines = self._received[:end].split(CRLF)
        self._received = self._received[end + len(HEAD_END) :]
        found = STATUS.fullmatch(lines[0])
        if found is None:
            raise NotHttp("no status line")
        return int(found[2]), tuple(map(_header, lines[1:])), found[1]

    def _body(self, method: str, status: int, heads: Heads, minor: bytes, until: float, cap: int) -> bytes:
        said = {name.lower(): value.lower() for name, value in heads}
        if "close" in said.get("connection", "") or (minor == b"0" and "keep-alive" not in said.get("connection", "")):
            self.reusable = False
        if method == "HEAD" or status in BODILESS:
            return b""
        if "transfer-encoding" in said:
            if said["transfer-encoding"] != "chunked":
                raise NotHttp("another transfer encoding")
            return self._chunks(until, cap)
        if "content-length" in said:
            if not DIGITS.fullmatch(said["content-length"]):
                raise NotHttp("no length")
            return self._exactly(int(said["content-length"]), until, cap)
        self.reusable = False
        while self._more(until):
            if len(self._received) > cap:
                raise TooLarge
        return self._exactly(len(self._received), until, cap)

    def _chunks(self, until: float, cap: int) -> bytes:
        body = b""
        while True:
            found = SIZE.fullmatch(self._line(until))
            if found is None:
                raise NotHttp("no size of a chunk")
            size = int(found[1], 16)
            if not size:
                break
            body += self._exactly(size, until, cap - len(body))
            if self._line(until):
                raise NotHttp("a chunk without end")
        while self._line(until):  # trailers
            pass
        return body

    def _line(self, until: float) -> bytes:
        while (end := self._received.find(CRLF)) < 0:
            if len(self._received) > HEAD_CAP or not self._more(until):
                raise NotHttp("a line without end")
        line, self._received = self._received[:end], self._received[end + len(CRLF) :]
        return line

    def _exactly(self, size: int, until: float, cap: int) -> bytes:
        if size > cap:
            raise TooLarge
        while len(self._received) < size:
            if not self._more(until):
                raise NotHttp("broke off")
        exact, self._received = self._received[:size], self._received[size:]
        return exact

    def _more(self, until: float) -> bool:
        """Receive something; false at the end of the connection."""
        self._wait_until(until)
        piece = self._socket.recv(PIECE)
        self._received += piece
        return bool(piece)

    def _wait_until(self, until: float) -> None:
        left = until - monotonic()
        if left <= 0:
            raise TimeoutError
        self._socket.settimeout(left)


def _written(method: str, target: str, headers: Headers, body: bytes) -> bytes:
    """Return the request. Raises ValueError for a target or header that would change its meaning."""
    if not TARGET.fullmatch(target):
        raise ValueError("not a target")
    lines = [f"{method} {target} HTTP/1.1"]
    for name, value in headers:
        if not NAME.fullmatch(name) or UNWRITABLE.search(value):
            raise ValueError("not a header")
        lines.append(f"{name}: {value}")
    if body or method != "GET":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join((*lines, "", "")).encode("latin-1") + body


def _header(line: bytes) -> tuple[str, str]:
    name, colon, value = line.decode("latin-1").partition(":")
    if not colon or not NAME.fullmatch(name):
        raise NotHttp("no header")
    return name, value.strip(" \t")
