"""What the QR of a ticket holds: 48 bytes that say who travels when and where, and 64 bytes of their signature.

Written `KT1:` and base45 (RFC 9285), 172 characters of the alphanumeric mode: QR version 7 at level M, 45 modules, which
25 mm hold with half a millimetre each. Base45 and not an address: an address would bring the passenger's name into
histories and logs of servers, and costs a version; every scanner that types as a keyboard writes these letters. Who has
only an ordinary camera opens the verification address printed beside the code.

Signed by ECDSA on P-256 with SHA-256 (FIPS 186-5), r and s as 32 bytes each: what `crypto.subtle.verify` of every browser
since 2020 takes. A code has one spelling. It does not say that a ticket is still good: that say list and endings.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from webapp.signing.api import is_signed
from webapp.tickets.boarding import base45

MARK: Final = "KT1:"
VERSION: Final = 1
SINCE: Final = datetime(2020, 1, 1, tzinfo=UTC)  # departures are counted in minutes from here
LAYOUT: Final = struct.Struct(">BBQIIHHHBBBBH6s12s")
PAYLOAD_BYTES: Final = LAYOUT.size
SIGNATURE_BYTES: Final = 64
NAME_BYTES: Final = 12
NUMBER_BYTES: Final = 32
LONGEST: Final = 400
RIDERS: Final = {"adult": 1, "child": 2, "lap": 3, "benefit": 4}
RIDER_CODES: Final = {number: code for code, number in RIDERS.items()}
NAMED, BOUND, RETURNS = 1, 2, 4  # flags: bears a name; only this person may travel; the way back of an order
FLAGS: Final = NAMED | BOUND | RETURNS


class NotATicket(ValueError):
    """What was read is no ticket code at all."""


class UnknownKey(ValueError):
    """No key that we know has this number: a list older than the key, or a stranger's code."""


class Forged(ValueError):
    """The signature is not that of the key that it names."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a code says. `seat` is 0 for a child on the lap; `carrier` the last 16 bits of the carrier's key.

    `document` is a keyed digest (`passengers.document_mark`) of the identity document, zeros without one.
    """

    key_id: int
    ticket: int
    trip: int
    departs_at: datetime
    valid_until: datetime
    start: int
    end: int
    seat: int
    rider: str
    flags: int
    issue: int
    carrier: int
    document: bytes
    name: str


def packed(said: Contents) -> bytes:
    """Return the 48 bytes that are signed. Raises ValueError for what does not fit them."""
    departs = _minutes(said.departs_at - SINCE)
    lasts = _minutes(said.valid_until - said.departs_at)
    name = said.name.encode()
    if len(name) > NAME_BYTES or said.flags & ~FLAGS or "\0" in said.name:
        raise ValueError("does not fit a ticket code")
    try:
        return LAYOUT.pack(
            VERSION,
            said.key_id,
            said.ticket,
            said.trip,
            departs,
            lasts,
            said.start,
            said.end,
            said.seat,
            RIDERS[said.rider],
            said.flags,
            said.issue,
            said.carrier,
            said.document,
            name,
        )
    except struct.error:
        raise ValueError("does not fit a ticket code") from None


def unpacked(payload: bytes) -> Contents:
    """Return what 48 bytes say. Raises NotATicket for another version, an odd value or a second spelling."""
    if len(payload) != PAYLOAD_BYTES or payload[0] != VERSION:
        raise NotATicket
    row = LAYOUT.unpack(payload)
    try:
        departs = SINCE + timedelta(minutes=row[4])
        said = Contents(
            key_id=row[1],
            ticket=row[2],
            trip=row[3],
            departs_at=departs,
            valid_until=departs + timedelta(minutes=row[5]),
            start=row[6],
            end=row[7],
            seat=row[8],
            rider=RIDER_CODES[row[9]],
            flags=row[10],
            issue=row[11],
            carrier=row[12],
            document=row[13],
            name=row[14].rstrip(b"\0").decode(),
        )
        again = packed(said)
    except (KeyError, ValueError, OverflowError):
        raise NotATicket from None
    if again != payload:
        raise NotATicket
    return said


def written(payload: bytes, signature: bytes) -> str:
    """Return the text for the QR."""
    return MARK + base45.encode(payload + signature)


def parts(text: str) -> tuple[bytes, bytes]:
    """Return payload and signature of what was scanned or typed. Raises NotATicket."""
    if len(text) > LONGEST or not text.startswith(MARK):
        raise NotATicket
    try:
        content = base45.decode(text.removeprefix(MARK))
    except ValueError:
        raise NotATicket from None
    if len(content) != PAYLOAD_BYTES + SIGNATURE_BYTES:
        raise NotATicket
    return content[:PAYLOAD_BYTES], content[PAYLOAD_BYTES:]


def read(text: str, keys: Mapping[int, bytes]) -> Contents:
    """Return what a code says when one of `keys` (uncompressed points by number) signed it.

    Raises NotATicket, UnknownKey, Forged.
    """
    payload, signature = parts(text)
    said = unpacked(payload)
    if said.key_id not in keys:
        raise UnknownKey
    if not is_signed(payload, signature, keys[said.key_id]):
        raise Forged
    return said


def short_name(full: str) -> str:
    """Return a name as the code bears it: initial and family name, cut where the twelve bytes end.

    The family name is the last word of "given family", the word before "oğlu" or "qızı" is a father's.
    """
    words = full.split()
    for ending in ("oğlu", "qızı"):
        if ending in words and 1 < words.index(ending) < len(words) - 1:
            at = words.index(ending)
            words = [words[0], *words[at + 1 :]]
    text = f"{words[0][0]}. {words[-1]}" if len(words) > 1 else "".join(words)
    while len(text.encode()) > NAME_BYTES:
        text = text[:-1]
    return text.replace("\0", "").rstrip()


def _minutes(span: timedelta) -> int:
    return span // timedelta(minutes=1)
