"""What stands in a trip sheet: plain values. What is known before departure, what is known after the return."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """A driver by the carrier's fleet entry (`ref`); name and licence are filled when the sheet is opened."""

    ref: str = ""
    name: str = ""
    licence_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Who looked before departure (at the driver's health, at the vehicle) and when."""

    name: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The sheet as it is opened. Fuel is in litres, `norm` in litres for 100 km."""

    carrier_name: str = ""
    carrier_number: str = ""
    own_account: bool = False
    plate: str = ""
    description: str = ""
    trailers: tuple[str, ...] = ()
    drivers: tuple[Driver, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    departs_at: datetime | None = None
    way: str = ""
    odometer: int | None = None
    odometer_reason: str = ""
    fuel: str = "diesel"
    norm: Decimal | None = None
    fuel_left: Decimal | None = None
    fuel_given: Decimal | None = None
    medical: Mark = Mark()
    technical: Mark = Mark()
    waybills: tuple[str, ...] = ()
    remarks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """What is known after the return: odometer, fuel, work done."""

    departed_at: datetime | None = None
    returned_at: datetime | None = None
    odometer: int | None = None
    fuel_added: Decimal | None = None
    fuel_left: Decimal | None = None
    trips: int | None = None
    tonnes: Decimal | None = None
    tonne_km: Decimal | None = None
    hours: Decimal | None = None
    remarks: str = ""
