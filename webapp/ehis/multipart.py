"""The trip between security servers: multipart/mixed with the message (SOAP, or REST) first and its signature second.

The parser takes exactly that and nothing else: the bytes that were signed must be the bytes that are read.
"""

import re
import secrets
from dataclasses import dataclass
from typing import Final

from webapp.ehis import profile
from webapp.ehis.faults import Refused

BOUNDARY: Final = re.compile(r'multipart/mixed; ?boundary="?([A-Za-z0-9\-]{16,70})"?', re.IGNORECASE)
HEADERS_CAP: Final = 1024
CRLF: Final = b"\r\n"
PARTS: Final = 2


@dataclass(frozen=True, slots=True)
class SignedMessage:
    """A message as its exact bytes, and the detached signature over them."""

    message: bytes
    signature: bytes


def pack(signed: SignedMessage, *, kind: str = profile.MESSAGE_TYPE) -> tuple[str, bytes]:
    """Return the content type and the body that carry `signed`, a message of `kind`."""
    boundary = secrets.token_hex(20)
    mark = f"--{boundary}".encode()
    lines = (
        mark,
        f"Content-Type: {kind}".encode(),
        b"",
        signed.message,
        mark,
        f"Content-Type: {profile.SIGNATURE_TYPE}".encode(),
        b"",
        signed.signature,
        mark + b"--",
        b"",
    )
    return f'{profile.MULTIPART_TYPE}; boundary="{boundary}"', CRLF.join(lines)


def is_multipart(content_type: str) -> bool:
    """Whether `content_type` announces a signed message."""
    return content_type.split(";", 1)[0].strip().lower() == profile.MULTIPART_TYPE


def kind_of(body: bytes) -> str:
    """Return the content type of the first part of `body`, lower-cased and without parameters, empty when unreadable."""
    _, _, after = body[:HEADERS_CAP].partition(CRLF)
    for line in after.split(CRLF + CRLF, 1)[0].split(CRLF):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-type":
            return value.split(b";", 1)[0].strip().lower().decode("latin-1")
    return ""


def unpack(content_type: str, body: bytes, *, kind: str = profile.MESSAGE_TYPE) -> SignedMessage:
    """Return the message, which must be of `kind`, and signature of `body`.

    Raises Refused for any other shape than `pack` makes.
    """
    found = BOUNDARY.fullmatch(content_type.strip())
    if found is None:
        raise Refused("invalid_content_type", "not multipart/mixed with a plain boundary")
    mark = f"--{found[1]}".encode()
    pieces = (CRLF + body).split(CRLF + mark)
    if len(pieces) != PARTS + 2 or pieces[0] != b"" or pieces[-1] not in {b"--", b"--" + CRLF}:
        raise Refused("missing_signature", "not exactly a message and a signature")
    return SignedMessage(_content(pieces[1], kind=kind), _content(pieces[2], kind=profile.SIGNATURE_TYPE))


def _content(piece: bytes, *, kind: str) -> bytes:
    """Return what stands after the headers of one part, which must be of `kind` and not transfer-encoded."""
    head, empty_line, content = piece.partition(CRLF + CRLF)
    if not empty_line or len(head) > HEADERS_CAP or not head.startswith(CRLF):
        raise Refused("invalid_content_type", "a part without proper headers")
    headers: dict[bytes, bytes] = {}
    for line in head.removeprefix(CRLF).split(CRLF):
        name, _, value = line.partition(b":")
        if headers.setdefault(name.strip().lower(), value.strip()) != value.strip():
            raise Refused("invalid_content_type", "a header of a part stands twice")
    wanted = kind.split(";", 1)[0].encode()
    if b"content-transfer-encoding" in headers or headers.get(b"content-type", b"").split(b";", 1)[0] != wanted:
        raise Refused("invalid_content_type", "a part of another type")
    return content
