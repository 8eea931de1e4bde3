"""Real estate and addresses (615/2017, annex 2, 6.1 and 6.2; charter 5.2.11)."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class EstateRight:
    """A registered right; `right` is ownership, lease or use, `holder` a VÖEN or a FİN, the area in square metres."""

    register_number: str
    holder: str
    holder_name: str
    right: str
    kind: str
    address: str
    area_m2: int
    registered_on: date
    valid_to: date | None
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class ResolvedAddress:
    """An address as it was written before, as it is written now, and its code in the address register."""

    former: str
    current: str
    code: str
    source: str
    as_of: datetime
