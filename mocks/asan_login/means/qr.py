"""QR sign-in: the server redraws the code each second, a phone scans it once and matches a number.

The manner of BankID's animated code and Smart-ID's device link; RFC 10027 for why: a code that can be photographed,
forwarded or shown to somebody else must not sign that somebody in.
"""

import base64
import hashlib
import hmac
import re
import secrets
import time
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock
from typing import Final

from mocks.asan_login.means.certificates import (
    CertificateRefusedError,
    TrustStore,
    ensure_good,
    ensure_signed,
    read_certificate,
)
from mocks.asan_login.shelf import Shelf

LIFETIME_SECONDS: Final = 120
_TEXT: Final = re.compile(r"asanlogin://qr\?o=([0-9a-f]{32})&t=(\d{1,4})&h=([A-Za-z0-9_-]{43})")
_OPERATION: Final = re.compile(r"[?&]o=([0-9a-f]{32})")


class QrState(StrEnum):
    """Where an operation stands: shown, scanned by a phone, and the final ones."""

    SHOWN = "shown"
    SCANNED = "scanned"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    EXPIRED = "expired"
    WRONG_NUMBER = "wrong_number"
    BAD_SIGNATURE = "bad_signature"


class ScanRefusal(StrEnum):
    """Why a scanned text is not accepted."""

    UNREADABLE = "unreadable"
    UNKNOWN = "unknown"
    FORGED = "forged"
    STALE = "stale"
    USED = "used"
    EXPIRED = "expired"
    FORWARDED = "forwarded"


class ScanRefusedError(Exception):
    """The scan was refused; `reason` says why."""

    def __init__(self, reason: ScanRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(slots=True)
class QrOperation:
    """One sign-in by QR: its secret, who scanned it, and the number that both sides must show."""

    interaction_id: str
    client_name: str
    browser: str
    address: str
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    made_at: float = field(default_factory=time.time)
    number: int = field(default_factory=lambda: 10 + secrets.randbelow(90))
    choices: tuple[int, ...] = ()
    scanned_by: str | None = None
    outcome: QrState = QrState.SHOWN

    @property
    def state(self) -> QrState:
        """The outcome, or expiry after two minutes."""
        waiting = self.outcome in {QrState.SHOWN, QrState.SCANNED}
        return QrState.EXPIRED if waiting and time.time() - self.made_at > LIFETIME_SECONDS else self.outcome

    def text(self) -> str:
        """Return what the code says in this second."""
        elapsed = int(time.time() - self.made_at)
        return f"asanlogin://qr?o={self.id}&t={elapsed}&h={self.proof(elapsed)}"

    def proof(self, elapsed: int) -> str:
        """Return the HMAC over the operation, the asking service and the elapsed seconds, base64url."""
        content = f"{self.id}|{self.client_name}|{elapsed}".encode()
        return base64.urlsafe_b64encode(hmac.digest(self.secret, content, hashlib.sha256)).rstrip(b"=").decode()

    def to_be_signed(self, number: int) -> bytes:
        """Return the bytes that the phone signs: operation, service, challenge and the chosen number."""
        challenge = hashlib.sha256(self.secret).hexdigest()
        return f"ASAN Login QR\n{self.id}\n{self.client_name}\n{challenge}\n{number}\n".encode()


class QrOperations:
    """All QR sign-ins in progress."""

    def __init__(self, trust: TrustStore, max_age: int) -> None:
        self._trust = trust
        self._max_age = max_age
        self._lock = Lock()
        self._operations: Shelf[QrOperation] = Shelf(15 * 60)

    def add(self, operation: QrOperation) -> None:
        """Begin showing an operation."""
        self._operations.put(operation.id, operation)

    def find(self, operation_id: str) -> QrOperation | None:
        """Return the operation with this id, or None."""
        return self._operations.get(operation_id)

    def shown(self) -> list[QrOperation]:
        """Return the operations that some page shows now and nobody has scanned, newest first."""
        return [one for one in reversed(self._operations.values()) if one.state is QrState.SHOWN]

    def scanned_by(self, fin: str) -> list[QrOperation]:
        """Return the operations that wait for this person's confirmation."""
        found = self._operations.values()
        return [one for one in found if one.scanned_by == fin and one.state is QrState.SCANNED]

    def scan(self, text: str, fin: str) -> QrOperation:
        """Let a person's phone scan `text`. Exactly one phone can, once, within three seconds of its drawing.

        Raises ScanRefusedError. A text that came as a link is refused and ends the operation: whoever forwarded it
        had it in front of another pair of eyes.
        """
        match = _TEXT.fullmatch(text.strip())
        if match is None:
            self._refuse_forwarded(text)
            raise ScanRefusedError(ScanRefusal.UNREADABLE)
        operation = self.find(match[1])
        if operation is None:
            raise ScanRefusedError(ScanRefusal.UNKNOWN)
        elapsed = int(match[2])
        if not hmac.compare_digest(operation.proof(elapsed), match[3]):
            raise ScanRefusedError(ScanRefusal.FORGED)
        if operation.state is QrState.EXPIRED:
            raise ScanRefusedError(ScanRefusal.EXPIRED)
        age = time.time() - operation.made_at - elapsed
        if not 0 <= age <= self._max_age:
            raise ScanRefusedError(ScanRefusal.STALE)
        return self._claim(operation, fin)

    def confirm(self, operation: QrOperation, number: int, certificate: bytes, signature: bytes) -> QrState:
        """Take the phone's answer: the number that the browser shows, signed by the scanning person's certificate."""
        if number != operation.number:
            return self.end(operation, QrState.WRONG_NUMBER)
        try:
            loaded = read_certificate(certificate)
            holder = ensure_good(loaded, self._trust)
            ensure_signed(loaded, signature, operation.to_be_signed(number))
        except CertificateRefusedError:
            return self.end(operation, QrState.BAD_SIGNATURE)
        if holder != operation.scanned_by:
            return self.end(operation, QrState.BAD_SIGNATURE)
        return self.end(operation, QrState.CONFIRMED)

    def end(self, operation: QrOperation, outcome: QrState) -> QrState:
        """Give a waiting operation its outcome; one that has ended keeps what it had."""
        with self._lock:
            if operation.state in {QrState.SHOWN, QrState.SCANNED}:
                operation.outcome = outcome
            return operation.state

    def _claim(self, operation: QrOperation, fin: str) -> QrOperation:
        with self._lock:
            if operation.state is not QrState.SHOWN:
                raise ScanRefusedError(ScanRefusal.USED)
            operation.outcome, operation.scanned_by = QrState.SCANNED, fin
            operation.choices = _three_numbers(operation.number)
        return operation

    def _refuse_forwarded(self, text: str) -> None:
        found = _OPERATION.search(text)
        operation = self.find(found[1]) if found else None
        if operation is None:
            return
        if text.startswith(("http://", "https://")) or "via=" in text:
            self.end(operation, QrState.REFUSED)
            raise ScanRefusedError(ScanRefusal.FORWARDED)
        raise ScanRefusedError(ScanRefusal.FORGED)


def _three_numbers(right: int) -> tuple[int, ...]:
    others = [number for number in range(10, 100) if number != right]
    choices = [right, *secrets.SystemRandom().sample(others, 2)]
    secrets.SystemRandom().shuffle(choices)
    return tuple(choices)
