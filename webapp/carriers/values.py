"""Carriers, vehicles, drivers and their relations as other rooms and pages see them."""

from dataclasses import dataclass, field
from datetime import date, datetime

from webapp.carriers.rules import CarrierStanding, Right


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
    passengers_valid_to: date | None = None
    insured_as_of: datetime | None = None

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


@dataclass(frozen=True, slots=True)
class Held:
    """A vehicle that a party may dispose of on a day: by the strongest right that then holds, to its last day if it has one."""

    vehicle: Vehicle
    right: Right
    valid_from: date
    valid_to: date | None
    source: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class PlatePeriod:
    """A plate that a vehicle bore: from that day, and up to but not with `valid_to` (None: it bears it now)."""

    plate: str
    valid_from: date
    valid_to: date | None
    source: str


@dataclass(frozen=True, slots=True)
class DriverLicence:
    """The licence of somebody who drives for a party; without a number the register knows of none."""

    driver: str
    name: str
    number: str | None
    categories: tuple[str, ...]
    valid_to: date | None
    status: str
    source: str | None
    as_of: datetime | None
    fin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Assignment:
    """That a carrier lets a driver (`driver`, a public id) drive a vehicle."""

    vin: str
    plate: str
    driver: str
    driver_name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Carrier:
    """An entry of the register of carriers with how it stands today; `activities` are codes of `rules.Activity`.

    `suspended_from` and `suspended_to` are the days of the suspension that holds today.
    """

    public_id: str
    party_id: int
    voen: str
    kind: str
    name: str
    address: str | None
    activities: tuple[str, ...]
    basis: str
    since: date
    standing: CarrierStanding
    suspended_from: date | None
    suspended_to: date | None
    occupational_valid_to: date | None
    source: str
    as_of: datetime
    taxpayer_status: str | None = None
