"""The six-digit code that follows the password: kept hashed, three minutes, five tries, three resends."""

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock
from typing import Final

LIFETIME_SECONDS: Final = 180
TRIES: Final = 5
RESENDS: Final = 3
RESEND_GAP_SECONDS: Final = 30


class Verdict(StrEnum):
    """What came of one try."""

    RIGHT = "right"
    WRONG = "wrong"
    EXPIRED = "expired"
    EXHAUSTED = "exhausted"


@dataclass(slots=True)
class OneTimeCode:
    """The code of one interaction. `draw` is called for the first sending and for each resending."""

    salt: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    hashed: bytes | None = None
    drawn_at: float = 0.0
    delivered_at: float | None = None
    sendings: int = 0
    tries: int = 0
    lock: Lock = field(default_factory=Lock, repr=False)

    def draw(self) -> str:
        """Draw a new code, forgetting the one before, and return it for sending. Tries go on counting."""
        code = f"{secrets.randbelow(1_000_000):06d}"
        self.hashed, self.drawn_at = self._hash(code), time.time()
        return code

    def sent(self) -> None:
        """Note that a code was handed to the messaging service; a failed sending costs no resend."""
        self.delivered_at = time.time()
        self.sendings += 1

    def seconds_to_resend(self) -> int:
        """Return how long to wait before another code may be asked for; 0 when it may be now."""
        if self.delivered_at is None:
            return 0
        return max(0, int(self.delivered_at + RESEND_GAP_SECONDS - time.time() + 0.999))

    def may_resend(self) -> bool:
        """Tell whether a resend is left; the first sending is not a resend."""
        return self.sendings <= RESENDS

    def check(self, typed: str) -> Verdict:
        """Judge a typed code. A right one works once; the fifth wrong one ends it, also when many come at once."""
        with self.lock:
            return self._judged(typed)

    def _judged(self, typed: str) -> Verdict:
        if self.tries >= TRIES:
            return Verdict.EXHAUSTED
        if self.hashed is None or time.time() - self.drawn_at > LIFETIME_SECONDS:
            return Verdict.EXPIRED
        if hmac.compare_digest(self.hashed, self._hash(typed)):
            self.hashed = None
            return Verdict.RIGHT
        self.tries += 1
        return Verdict.EXHAUSTED if self.tries >= TRIES else Verdict.WRONG

    def _hash(self, code: str) -> bytes:
        return hashlib.blake2b(code.encode("utf-8", "surrogatepass"), key=self.salt, digest_size=32).digest()
