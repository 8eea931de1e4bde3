"""Vehicles and drivers as other rooms and pages see them."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A vehicle; `category` is M1 to M3, N1 to N3, O1 to O4 (UN ECE R.E.3), `status` registered, suspended or deregistered."""

    public_id: str
    plate: str
    vin: str
    make: str
    model: str
    category: str
    tare_kg: int
    max_mass_kg: int
    seats: int
    year: int
    colour: str
    inspection_valid_to: date | None
    insurance_valid_to: date | None
    status: str
    source: str
    as_of: datetime

    @property
    def is_trailer(self) -> bool:
        """Whether it has to be pulled."""
        return self.category.startswith("O")

    @property
    def description(self) -> str:
        """Make and model."""
        return f"{self.make} {self.model}"


@dataclass(frozen=True, slots=True)
class Driver:
    """A driver; `account_fin` is for telling who signs, never for a page."""

    public_id: str
    name: str
    position: str
    licence_number: str | None
    licence_categories: tuple[str, ...]
    licence_valid_to: date | None
    licence_status: str | None
    source: str
    as_of: datetime
    licence_source: str | None
    licence_as_of: datetime | None
    account_fin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RefreshState:
    """How the last errand to the registers stands."""

    state: str
    reason: str | None
    asked_at: datetime
    finished_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether an answer is still awaited."""
        return self.state in {"waiting", "running"}
