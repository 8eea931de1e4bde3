"""What a document says where there is no network: a line of text and its Ed25519 signature, inside its QR code.

The line, in UTF-8: `K1|key id|kind|number|copy|subject|first day|last day or -|issued`, days as YYYYMMDD, the instant as
YYYYMMDDTHHMMZ, all UTC. "|", "%" and ends of lines inside a part are
written by their numbers: %7C, %25, %0A, %0D. A line that begins with `K2` has up to eight parts more: what the kind says besides
(`webapp/documents/road.py`); its first day is left empty when it is the day of issue in Baku. The code is RFC 4648 base32 of the line, the
byte 00 and the 64 bytes of the signature over the line, without "=". It has one spelling: every other is refused. It holds
no person. It is not a proof that the document is still valid: for that there is the list of `status_list`.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from urllib.parse import unquote

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from webapp.core.clock import local

MARK: Final = "K1"
MARK_WITH_MORE: Final = "K2"
PARTS: Final = 9
MOST_PARTS: Final = 17
SIGNATURE_BYTES: Final = 64
LONGEST: Final = 1_000
DAY, INSTANT, NO_DAY = "%Y%m%d", "%Y%m%dT%H%MZ", "-"
WRITTEN: Final = str.maketrans({"%": "%25", "|": "%7C", "\n": "%0A", "\r": "%0D"})
CODE: Final = re.compile(r"[A-Z2-7]+")


class NotGenuine(ValueError):
    """The code was not made by us, or not all of it is as it was made."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What the code of a document states; `more` is what its kind says besides, in an order of its own."""

    key_id: str
    type_code: str
    number: str
    copy: int
    subject: str
    valid_from: date
    valid_to: date | None
    issued_at: datetime
    more: tuple[str, ...] = ()


def line_of(statement: Statement) -> str:
    """Return the line that is signed."""
    same_day = bool(statement.more) and statement.valid_from == local(statement.issued_at).date()
    first = "" if same_day else f"{statement.valid_from:{DAY}}"
    last = f"{statement.valid_to:{DAY}}" if statement.valid_to else NO_DAY
    parts = (
        MARK_WITH_MORE if statement.more else MARK,
        statement.key_id,
        statement.type_code,
        statement.number,
        str(statement.copy),
        statement.subject,
        first,
        last,
        f"{statement.issued_at.astimezone(UTC):{INSTANT}}",
        *statement.more,
    )
    return joined(*parts)


def joined(*parts: str) -> str:
    """Return the parts as one line; what would break the line is written by its number."""
    return "|".join(part.translate(WRITTEN) for part in parts)


def packed(line: str, signature: bytes) -> str:
    """Return the code for the QR: capitals and digits, which a QR code holds in half the room."""
    return base64.b32encode(line.encode() + b"\0" + signature).decode().rstrip("=")


def read(code: str, keys: Mapping[str, bytes]) -> Statement:
    """Return what `code` states when one of `keys` (public keys by their id) signed it. Raises NotGenuine."""
    line, signature = _unpacked(code)
    parts = line.split("|")
    if not _is_whole(parts) or parts[1] not in keys:
        raise NotGenuine
    try:
        Ed25519PublicKey.from_public_bytes(keys[parts[1]]).verify(signature, line.encode())
    except InvalidSignature:
        raise NotGenuine from None
    _mark, key_id, kind, number, copy, subject, first, last, issued, *more = (_plain(part) for part in parts)
    issued_at = datetime.strptime(issued, INSTANT).replace(tzinfo=UTC)
    return Statement(
        key_id=key_id,
        type_code=kind,
        number=number,
        copy=int(copy),
        subject=subject,
        valid_from=_day(first) if first else local(issued_at).date(),
        valid_to=None if last == NO_DAY else _day(last),
        issued_at=issued_at,
        more=tuple(more),
    )


def _is_whole(parts: list[str]) -> bool:
    """Whether a line has as many parts as its mark says."""
    if parts[0] == MARK_WITH_MORE:
        return PARTS < len(parts) <= MOST_PARTS
    return parts[0] == MARK and len(parts) == PARTS


def _unpacked(code: str) -> tuple[str, bytes]:
    if len(code) > LONGEST or not CODE.fullmatch(code):
        raise NotGenuine
    try:
        content = base64.b32decode(code + "=" * (-len(code) % 8))
        line, signature = content[: -SIGNATURE_BYTES - 1].decode(), content[-SIGNATURE_BYTES:]
    except (binascii.Error, UnicodeDecodeError):
        raise NotGenuine from None
    if packed(line, signature) != code:  # also bits after the end, which base32 leaves free
        raise NotGenuine
    return line, signature


def _plain(part: str) -> str:
    return unquote(part)


def _day(text: str) -> date:
    return datetime.strptime(text, DAY).replace(tzinfo=UTC).date()
