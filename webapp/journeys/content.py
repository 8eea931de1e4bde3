"""What stands in a form: plain values, the same on every side. Passengers are kept apart, sealed."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from webapp.core.plain_json import SPARSE


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A piece of the journey; without passengers it is an empty run (garage, pick-up)."""

    origin: str = ""
    target: str = ""
    departs_at: datetime | None = None
    arrives_at: datetime | None = None
    km: Decimal | None = None
    empty: bool = False

    @property
    def lasts(self) -> timedelta:
        """How long it is driven; nought while times are missing."""
        if self.departs_at is None or self.arrives_at is None:
            return timedelta(0)
        return self.arrives_at - self.departs_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """A driver by the carrier's fleet entry (`ref`); name and licence are filled when it is signed."""

    ref: str = ""
    name: str = ""
    licence_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bus:
    """The vehicle by plate; the rest is filled from the registers when it is signed."""

    plate: str = ""
    description: str = ""
    seats: int | None = None
    card: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organiser:
    """Who ordered the journey: by VÖEN or FİN, with the contract."""

    number: str = ""
    name: str = ""
    phone: str = ""
    contract: str = ""
    contract_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passenger:
    """A passenger; `document` is the number of an identity document."""

    name: str
    document: str = ""
    nationality: str = ""
    born: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The form but for its passengers.

    Abroad (`model` international) it also says which kind of service it is, by which border posts the bus goes, and
    whether a set of passengers stays the same (INTERBUS and the journey form of Regulation 361/2014).
    """

    model: str = "domestic"
    purpose: str = ""
    carrier_name: str = ""
    carrier_number: str = ""
    carrier_phone: str = ""
    organiser: Organiser = Organiser()
    bus: Bus = Bus()
    drivers: tuple[Driver, ...] = ()
    guides: int = 0
    legs: tuple[Leg, ...] = ()
    remarks: str = ""
    service: str = field(default="", metadata=SPARSE)
    borders: str = field(default="", metadata=SPARSE)
    countries: str = field(default="", metadata=SPARSE)

    @property
    def is_international(self) -> bool:
        """Whether the bus goes abroad."""
        return self.model == "international"

    @property
    def departs_at(self) -> datetime | None:
        """When the journey begins."""
        return self.legs[0].departs_at if self.legs else None

    @property
    def ends_at(self) -> datetime | None:
        """When it is planned to end."""
        return self.legs[-1].arrives_at if self.legs else None
