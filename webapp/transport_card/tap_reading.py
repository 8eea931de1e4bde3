"""What a validator sends: a signed batch of taps. Pure reading: form, signature, nothing of the database.

`POST /api/v1/taps` with the headers Tap-Device (the validator's code), Tap-Batch (a number that it uses once) and
Tap-Signature: base64 of the 64 bytes r‖s of ECDSA P-256 with SHA-256 over `code LF number LF body`, the body as raw bytes.
The body is JSON: {"taps": [{"counter": 17, "card": "9944…", "at": "2026-11-22T08:15:03+04:00"}, …]}.
"""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
    load_pem_public_key,
)

from webapp.core.pagination import MAX_BIGINT
from webapp.transport_card.errors import BatchRefused, KeyRefused, SignatureRefused
from webapp.transport_card.rules import MOST_TAPS

HALF: Final = 32
LONGEST_NUMBER: Final = 40
KEYS: Final = {"counter", "card", "at"}


@dataclass(frozen=True, slots=True)
class Envelope:
    """A batch as it came: who says to have sent it, its number, its bytes and the signature over all three."""

    device: str
    number: int
    body: bytes
    signature: str

    @property
    def sha256(self) -> bytes:
        """By what a second batch of this number is known to be the same."""
        return hashlib.sha256(self.body).digest()


@dataclass(frozen=True, slots=True)
class Tapped:
    """One tap: its number on the validator, the number read from the card, when."""

    counter: int
    card: str
    at: datetime


def envelope(device: str, number: str, signature: str, body: bytes) -> Envelope:
    """Return the batch that these headers describe. Raises BatchRefused."""
    if not device or len(device) > LONGEST_NUMBER or not (number.isascii() and number.isdigit() and len(number) < 19):  # noqa: PLR2004 - fits a bigint
        raise BatchRefused
    return Envelope(device, int(number), body, signature)


def public_key(typed: str) -> bytes:
    """Return the DER form of a public key given as PEM. Raises KeyRefused unless it is one of ECDSA P-256."""
    try:
        key = load_pem_public_key(typed.strip().encode())
    except ValueError:
        raise KeyRefused from None
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise KeyRefused
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def verify(sent: Envelope, key: bytes) -> None:
    """Raise SignatureRefused unless the validator with this public key signed the batch."""
    try:
        raw = base64.b64decode(sent.signature, validate=True)
    except (binascii.Error, ValueError):
        raise SignatureRefused from None
    found = load_der_public_key(key)
    if len(raw) != 2 * HALF or not isinstance(found, ec.EllipticCurvePublicKey):
        raise SignatureRefused
    der = encode_dss_signature(int.from_bytes(raw[:HALF], "big"), int.from_bytes(raw[HALF:], "big"))
    try:
        found.verify(der, signed_bytes(sent.device, sent.number, sent.body), ec.ECDSA(SHA256()))
    except InvalidSignature:
        raise SignatureRefused from None


def signed_bytes(device: str, number: int, body: bytes) -> bytes:
    """Return what the signature of a batch is made over."""
    return f"{device}\n{number}\n".encode() + body


def taps_of(body: bytes) -> list[Tapped]:
    """Return the taps of a batch in the order in which they stand. Raises BatchRefused for the first that is malformed."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        raise BatchRefused from None
    items = told.get("taps") if isinstance(told, dict) and set(told) == {"taps"} else None
    if not isinstance(items, list) or not 0 < len(items) <= MOST_TAPS:
        raise BatchRefused
    return [_tap(item) for item in items]


def _tap(item: Any) -> Tapped:
    if not isinstance(item, dict) or set(item) != KEYS:
        raise BatchRefused
    counter, card, at = item["counter"], item["card"], item["at"]
    if (
        type(counter) is not int
        or not 0 <= counter <= MAX_BIGINT
        or not isinstance(card, str)
        or not isinstance(at, str)
    ):
        raise BatchRefused
    try:
        instant = datetime.fromisoformat(at)
        if instant.tzinfo is None or len(card) > LONGEST_NUMBER:
            raise BatchRefused
        return Tapped(counter, card, instant.astimezone(UTC))
    except (ValueError, OverflowError):
        raise BatchRefused from None
