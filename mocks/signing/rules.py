"""What a signing request is, what it may end in, and the control code both sides show."""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

TIME_TO_CONFIRM: Final = timedelta(minutes=2)
SESSION_LIFE: Final = timedelta(minutes=5)
PIN_TRIES: Final = 3
LONGEST_POLL_MS: Final = 60_000
USUAL_POLL_MS: Final = 10_000
LONGEST_TEXT: Final = 500
LONGEST_KEY: Final = 200
MOST_DIGESTS: Final = 10
FIN: Final = re.compile(r"[0-9A-HJ-NP-Z]{7}")  # no I and no O
PHONE: Final = re.compile(r"\+994\d{9}")


class State(StrEnum):
    """Whether the person still has to answer."""

    RUNNING = "RUNNING"
    COMPLETE = "COMPLETE"


class Result(StrEnum):
    """What a request ended in, in the words of the Mobile-ID REST interface."""

    OK = "OK"
    USER_CANCELLED = "USER_CANCELLED"
    TIMEOUT = "TIMEOUT"
    NOT_CUSTOMER = "NOT_CUSTOMER"
    PHONE_ABSENT = "PHONE_ABSENT"
    DELIVERY_ERROR = "DELIVERY_ERROR"
    HASH_MISMATCH = "HASH_MISMATCH"


class Means(StrEnum):
    """By what the person signs."""

    SIMA = "sima"
    ASAN_IMZA = "asan_imza"


class NotARequestError(ValueError):
    """What was sent is no signing request; the text says which field and why."""


@dataclass(frozen=True, slots=True)
class Order:
    """A request to sign a digest, or several with one PIN."""

    fin: str
    phone: str | None
    digests: tuple[bytes, ...]
    display_text: str
    means: Means
    idempotency_key: str

    @property
    def digest(self) -> bytes:
        """What the control code stands for: the digest, or the SHA-256 over all of them."""
        return self.digests[0] if len(self.digests) == 1 else sha256(b"".join(self.digests)).digest()


def verification_code(digest: bytes) -> str:
    """Return the control code of a digest: its first 6 and last 7 bits as a number of four digits, 0000 to 8191."""
    return f"{(digest[0] >> 2) << 7 | digest[-1] & 0x7F:04d}"


def read_order(body: Any) -> Order:
    """Return the order in a JSON body. Raises NotARequestError, which names the field."""
    if not isinstance(body, dict):
        raise NotARequestError("The body is a JSON object.")
    _ensure(body.get("hash_algorithm") == "SHA-256", "`hash_algorithm` is SHA-256.")
    _ensure(body.get("means") in list(Means), f"`means` is one of {', '.join(Means)}.")
    phone = body.get("phone")
    _ensure(phone is None or (isinstance(phone, str) and PHONE.fullmatch(phone)), "`phone` is +994 and nine digits.")
    return Order(
        fin=_text(body, "fin", 7, FIN),
        phone=phone,
        digests=_digests(body),
        display_text=_text(body, "display_text", LONGEST_TEXT),
        means=Means(body["means"]),
        idempotency_key=_text(body, "idempotency_key", LONGEST_KEY),
    )


def _digests(body: dict[str, Any]) -> tuple[bytes, ...]:
    if "hashes" not in body:
        return (_digest(_text(body, "hash", 44)),)
    given = body["hashes"]
    _ensure("hash" not in body, "`hash` or `hashes`, not both.")
    _ensure(
        isinstance(given, list) and 0 < len(given) <= MOST_DIGESTS and all(isinstance(each, str) for each in given),
        f"`hashes` is a list of 1 to {MOST_DIGESTS} texts.",
    )
    return tuple(map(_digest, given))


def _digest(encoded: str) -> bytes:
    try:
        digest = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        digest = b""
    _ensure(len(digest) == sha256().digest_size, "`hash` is 32 bytes in base64.")
    return digest


def _text(body: dict[str, Any], name: str, longest: int, pattern: re.Pattern[str] | None = None) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value.strip() or len(value) > longest:
        raise NotARequestError(f"`{name}` is a text of 1 to {longest} characters.")
    _ensure(pattern is None or pattern.fullmatch(value), f"`{name}` is not written as it must be.")
    return value


def _ensure(holds: object, reason: str) -> None:
    if not holds:
        raise NotARequestError(reason)
