"""Vehicles at the state border (charter 5.2.6). Who sat in them is not told."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Crossing:
    """A vehicle crossed at `point`; `direction` is in or out."""

    plate: str
    at: datetime
    point: str
    direction: str
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether the vehicle is abroad: yes or no, where that is enough."""

    plate: str
    abroad: bool
    source: str
    as_of: datetime
