"""What a card signs to sign in: 256 random bits, bound to the provider's origin and to one interaction."""

import secrets
import time
from dataclasses import dataclass, field
from typing import Final

LIFETIME_SECONDS: Final = 120


@dataclass(slots=True)
class Challenge:
    """One challenge; it is good for one answer within two minutes."""

    origin: str
    interaction_id: str
    nonce: str = field(default_factory=lambda: secrets.token_hex(32))
    made_at: float = field(default_factory=time.time)

    def text(self) -> str:
        """Return the exact text whose UTF-8 bytes are signed."""
        return (
            f"ASAN Login sign-in\norigin: {self.origin}\ninteraction: {self.interaction_id}\nchallenge: {self.nonce}\n"
        )

    def is_fresh(self) -> bool:
        """Tell whether the challenge may still be answered."""
        return time.time() - self.made_at <= LIFETIME_SECONDS
