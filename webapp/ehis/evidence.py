"""What is kept of every message, in both directions, before it leaves and before it is used.

Decision 118/2014, annex 2, clauses 2.2 (the security server archives what passes) and 6.3 (encrypted journal).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from webapp.ehis.measurement import Measurement


class Direction(StrEnum):
    """Whether the message asks or answers."""

    REQUEST = "request"
    ANSWER = "answer"


class Side(StrEnum):
    """Whether we asked another member, or another member asked us."""

    ASKED = "asked"
    PROVIDED = "provided"


class Wire(StrEnum):
    """How the message is written: the file of an export is named after it."""

    SOAP = "soap"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One message: its exact bytes and signature, and what we made of it.

    `outcome` is `sent`, `answered`, or why nothing usable came; `signer` is the fingerprint of a proved certificate.
    `fault_id` is the UUID that a technical fault carries, by which the other side asks what happened. `subject_fin` is
    the person whom the message is about, where known: that person is told who read it. Message, signature and subject
    are sealed; everything else is kept in clear and must not name a person.
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
    side: Side = Side.ASKED
    wire: Wire = Wire.SOAP
    fault_id: str | None = None
    subject_fin: str | None = None


class Archive(Protocol):
    """Keeps evidence. Implementations raise ArchiveFailed when they cannot; then nothing was kept."""

    def store(self, *evidence: Evidence, measurement: Measurement | None = None) -> None:
        """Keep `evidence` for good, before this returns, and `measurement` with it."""
