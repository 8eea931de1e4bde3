"""The sums of the message log, pure: how a row is bound to its headers, to its neighbour, and to a time stamp.

A row's *digest* covers its clear headers, a salted commitment to message and signature, and the sealed bytes. Rows of
one day and service make a *segment*: each row's hash covers the hash before it, its position and its digest. A *list
of heads* names the last position and hash of the segments that grew, and the list before it; that is what is stamped.
So a message given away with its salt, the digests behind it and the list proves its place without any key.
"""

import hashlib
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, NamedTuple, Self

FIRST_HASH: Final = bytes(32)
NO_SERVICE: Final = "-"
NAMED: Final = re.compile(r"[!-~]{1,300}")
TITLE: Final = "kabinet-ehis-journal 1"
LENGTH_BYTES: Final = 8
LENGTH: Final = struct.Struct(">Q")


class Header(NamedTuple):
    """What is kept of a message in clear, as texts: bound to the sealed bytes and covered by the chain."""

    day: str
    segment: str
    side: str
    direction: str
    wire: str
    client: str
    service: str
    message_id: str
    fault_id: str
    purpose: str
    at: str
    signer: str
    outcome: str
    key_id: str

    @classmethod
    def of(cls, row: Any, day: date, segment: str, key_id: int) -> Self:
        """Return the headers of `row` (evidence or a row of the table), which stands in the segment of this day and name."""
        return cls(
            day.isoformat(),
            segment,
            row.side,
            row.direction,
            row.wire,
            row.client,
            row.service,
            row.message_id,
            row.fault_id or "",
            row.purpose,
            instant(row.at),
            row.signer or "",
            row.outcome,
            str(key_id),
        )

    @property
    def context(self) -> bytes:
        """Return the bytes to which the sealed ones are bound."""
        return framed(*map(str.encode, self))


@dataclass(frozen=True, slots=True)
class Head:
    """The end of one segment at some moment."""

    day: date
    segment: str
    position: int
    hash: bytes

    def __str__(self) -> str:
        """Return the head as its line in a list."""
        return f"{self.day.isoformat()} {self.segment} {self.position} {self.hash.hex()}"


def segment_name(service: str) -> str:
    """Return the segment that keeps messages to `service`: its name, or `-` for what is not even a name."""
    return service if NAMED.fullmatch(service) else NO_SERVICE


def instant(at: datetime) -> str:
    """Return an instant as it is summed: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def framed(*parts: bytes) -> bytes:
    """Return `parts` one after another, each after its length, so that no two lists give the same bytes."""
    return b"".join([piece for part in parts for piece in (LENGTH.pack(len(part)), part)])


def unframed(whole: bytes) -> list[bytes]:
    """Return the parts of `framed`. Raises ValueError for bytes that it did not make."""
    parts, place = [], 0
    while place < len(whole):
        start = place + LENGTH_BYTES
        place = start + int.from_bytes(whole[place:start], "big")
        if place > len(whole):
            raise ValueError("a part is longer than the whole")
        parts.append(whole[start:place])
    return parts


def commitment(salt: bytes, message: bytes, signature: bytes) -> bytes:
    """Return what stands for message and signature in the chain; without the salt nobody can guess at them."""
    return hashlib.sha256(framed(salt, message, signature)).digest()


def digest(context: bytes, committed: bytes, sealed_digest: bytes) -> bytes:
    """Return what the chain covers of one row, `context` being that of its headers."""
    return hashlib.sha256(framed(context, committed, sealed_digest)).digest()


def link(previous: bytes, position: int, row_digest: bytes) -> bytes:
    """Return the hash of the row at `position` that follows `previous` (the SQL function computes the same)."""
    return hashlib.sha256(previous + position.to_bytes(8, "big") + row_digest).digest()


def heads_text(number: int, previous: bytes, heads: Iterable[Head]) -> str:
    """Return the list of heads that the stamp with this number covers, in its one form."""
    lines = [TITLE, f"stamp {number}", f"previous {previous.hex()}"]
    ordered = sorted(heads, key=lambda head: (head.day, head.segment))
    lines += map(str, ordered)
    return "\n".join([*lines, ""])


def read_heads(text: str) -> tuple[int, bytes, list[Head]]:
    """Return number, previous hash and heads of a list. Raises ValueError when it is not one."""
    title, number, previous, *lines = text.splitlines()
    if title != TITLE or not number.startswith("stamp ") or not previous.startswith("previous "):
        raise ValueError("not a list of heads")
    heads = [_head(*line.split(" ")) for line in lines]
    found = int(number.removeprefix("stamp ")), bytes.fromhex(previous.removeprefix("previous ")), heads
    if heads_text(*found) != text:
        raise ValueError("not in its one form")
    return found


def _head(*parts: str) -> Head:
    day, segment, position, digits = parts
    return Head(date.fromisoformat(day), segment, int(position), bytes.fromhex(digits))
