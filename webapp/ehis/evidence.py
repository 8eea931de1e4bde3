"""What is kept of every message, in both directions, before it leaves and before it is used.

Decision 118/2014, annex 2, clauses 2.2 (the security server archives what passes) and 6.3 (encrypted journal).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Direction(StrEnum):
    """Whether we sent it or received it."""

    REQUEST = "request"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One message: its exact bytes and signature, and what we made of it.

    `outcome` is `sent`, `answered`, or why nothing usable came; `signer` is the fingerprint of a proved certificate.
    """

    direction: Direction
    client: str
    service: str
    message_id: str
    purpose: str
    at: datetime
    message: bytes
    signature: bytes | None
    signer: str | None
    outcome: str


class Archive(Protocol):
    """Keeps evidence. Implementations raise ArchiveFailed when they cannot."""

    def store(self, evidence: Evidence) -> None:
        """Keep `evidence` for good, before this returns."""
