"""Sources of the register of civil servants (decision 118/2014, annex 1, 22.1)."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ServicePeriod:
    """Time spent in the service of a state body; without `until` it goes on."""

    fin: str
    voen: str
    body: str
    post: str
    since: date
    until: date | None
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class PostCheck:
    """Whether the person holds a post in the body that was named."""

    fin: str
    voen: str
    holds: bool
    post: str
    source: str
    as_of: datetime
