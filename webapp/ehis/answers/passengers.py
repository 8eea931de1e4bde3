"""What registers say of passengers of buses: who pays less, who may enter a territory."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Benefit:
    """A group to which a person belongs by law; `code` is that of the ministry. Without `valid_to` it has no end."""

    fin: str
    code: str
    valid_to: date | None
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class EntryDecision:
    """Whether a person may enter a liberated territory on these days: `decision` is granted, with a number, or refused."""

    fin: str
    decision: str
    number: str
    valid_from: date | None
    valid_to: date | None
    reason: str
    source: str
    as_of: datetime
