"""Facts about signatures that other subsystems react to."""

from dataclasses import dataclass
from datetime import datetime

from webapp.core.events import Event


@dataclass(frozen=True, kw_only=True, slots=True)
class SignatureCompleted(Event):
    """A person signed: `file_id` is the signed PDF (core.files), checked and stored. `ref` is the asker's own name for it."""

    request_id: str
    purpose: str
    ref: str
    account_id: int
    party_id: int | None
    signed_at: datetime
    certificate_number: str
    file_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SignatureEnded(Event):
    """A request ended without a signature; `reason` is one of `rules.Reason`. The person may still try again."""

    request_id: str
    purpose: str
    ref: str
    reason: str
