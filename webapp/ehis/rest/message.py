"""A REST message as exact bytes: head lines, an empty line, body. These bytes are signed, hashed and archived.

Head of a request: method, target, then `name:value` lines; of an answer: status and reason, then such lines. Headers
that belong to one connection (RFC 9110, 7.6.1), name its ends or carry a credential do not travel.
"""

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha512
from http import HTTPStatus
from typing import Final

from webapp.ehis import profile
from webapp.ehis.faults import Refused

REQUEST_KIND: Final = "application/x-road-rest-request"
ANSWER_KIND: Final = "application/x-road-rest-response"
CRLF: Final = b"\r\n"
METHODS: Final = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})
TOKEN: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^`|~\-]{1,64}")
VALUE: Final = re.compile(r"[\t\x20-\x7e\x80-\xff]*")
STATUS_LINE: Final = re.compile(r"([1-5][0-9]{2}) [\x20-\x7e]{0,40}")
HEADERS_CAP: Final = 64
HEAD_CAP: Final = 8_192
STAY_BEHIND: Final = frozenset(
    {
        *("connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer"),
        *("transfer-encoding", "upgrade", "user-agent", "host", "content-length", "server", "date", "expect"),
        *("authorization", "cookie", "set-cookie", "set-cookie2", "accept-encoding", "content-encoding", "forwarded"),
    }
)
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RestRequest:
    """A request: method, target as written, the headers that travel, body."""

    method: str
    target: str
    headers: Headers
    body: bytes

    def head(self) -> bytes:
        """Return the head lines, each with its end. Raises Refused for what would not be read back the same."""
        return _lines((self.method, self.target), self.headers)


@dataclass(frozen=True, slots=True)
class RestAnswer:
    """An answer: status, the headers that travel, body."""

    status: int
    headers: Headers
    body: bytes

    def head(self) -> bytes:
        """Return the head lines, each with its end. Raises Refused for what would not be read back the same."""
        try:
            reason = HTTPStatus(self.status).phrase
        except ValueError:
            raise Refused("invalid_body", "an unknown status") from None
        return _lines((f"{self.status} {reason}",), self.headers)

    def header(self, name: str) -> str | None:
        """Return the value of the first header with this name, in whatever case."""
        return next((value for known, value in self.headers if known.lower() == name.lower()), None)


def message_bytes(message: RestRequest | RestAnswer) -> bytes:
    """Return the exact bytes of `message`: what is signed. Raises Refused."""
    return message.head() + CRLF + message.body


def travelling(headers: Headers) -> Headers:
    """Return the headers that go on to the other side, in their order."""
    return tuple((name, value) for name, value in headers if name.lower() not in STAY_BEHIND)


def read_request(raw: bytes) -> RestRequest:
    """Return the request in `raw`. Raises Refused for anything that `message_bytes` would not write so."""
    if len(raw) > profile.REQUEST_CAP:
        raise Refused("message_too_large", f"more than {profile.REQUEST_CAP} bytes")
    (method, target, *rest), body = _split(raw, least=2)
    request = RestRequest(method, target, _headers(rest), body)
    _ensure_same(request, raw)
    return request


def read_answer(raw: bytes) -> RestAnswer:
    """Return the answer in `raw`. Raises Refused for anything that `message_bytes` would not write so."""
    if len(raw) > profile.ANSWER_CAP:
        raise Refused("message_too_large", f"more than {profile.ANSWER_CAP} bytes")
    (status, *rest), body = _split(raw, least=1)
    found = STATUS_LINE.fullmatch(status)
    if found is None:
        raise Refused("invalid_body", "no status line")
    answer = RestAnswer(int(found[1]), _headers(rest), body)
    _ensure_same(answer, raw)
    return answer


def rest_hash(raw: bytes) -> str:
    """Return the request hash of a message's bytes: SHA-512 of the head, with that of the body when there is one."""
    head, _, body = raw.partition(CRLF + CRLF)
    digest = sha512(head + CRLF)
    if body:
        digest = sha512(digest.digest() + sha512(body).digest())
    return b64encode(digest.digest()).decode("ascii")


def _lines(first: tuple[str, ...], headers: Headers) -> bytes:
    if len(headers) > HEADERS_CAP:
        raise Refused("bad_request", "too many headers")
    for name, value in headers:
        if not TOKEN.fullmatch(name) or not VALUE.fullmatch(value) or value != value.strip():
            raise Refused("bad_request", "a header that cannot be written on one line")
    lines = (*first, *(f"{name}:{value}" for name, value in headers))
    if any(not VALUE.fullmatch(line) or not line for line in lines):
        raise Refused("bad_request", "a line of the head that cannot be written")
    head = "".join(f"{line}\r\n" for line in lines).encode("latin-1")
    if len(head) > HEAD_CAP:
        raise Refused("bad_request", "headers too long")
    return head


def _split(raw: bytes, *, least: int) -> tuple[list[str], bytes]:
    head, empty_line, body = raw.partition(CRLF + CRLF)
    lines = head.decode("latin-1").split("\r\n")
    if not empty_line or len(lines) < least or len(head) > HEAD_CAP:
        raise Refused("invalid_body", "no proper head")
    return lines, body


def _headers(lines: list[str]) -> Headers:
    pairs = []
    for line in lines:
        name, colon, value = line.partition(":")
        if not colon or name.lower() in STAY_BEHIND:
            raise Refused("invalid_body", "a header that does not travel")
        pairs.append((name, value))
    return tuple(pairs)


def _ensure_same(message: RestRequest | RestAnswer, raw: bytes) -> None:
    """Raise Refused unless writing what was read gives the same bytes: there is one spelling only."""
    if message_bytes(message) != raw:
        raise Refused("invalid_body", "not written as such messages are")
