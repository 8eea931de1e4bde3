"""What stands in a waybill: parties, goods, places, vehicle, driver. Plain values, comparable, the same on every side.

Data elements follow the e-CMR of UN/CEFACT in Azerbaijani use; weights are kilograms with grams, DECIMAL(12,3).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final

MAX_GOODS: Final = 100
MAX_TRAILERS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyEntry:
    """A party by VÖEN. Name and address are filled from the register when the waybill is offered."""

    number: str = ""
    name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsRow:
    """One line of goods. `package_type` is a code of UN/ECE Recommendation 21."""

    marks: str = ""
    packages: int | None = None
    package_type: str = ""
    nature: str = ""
    hs_code: str = ""
    gross_kg: Decimal | None = None
    net_kg: Decimal | None = None
    volume_m3: Decimal | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed into the line; the kind of package alone is no line."""
        return self == GoodsRow(package_type=self.package_type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where goods are taken over or handed over, and when that is planned."""

    name: str = ""
    address: str = ""
    planned_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleEntry:
    """A vehicle or trailer by plate; the rest is filled from the road police register when the waybill is offered."""

    plate: str = ""
    description: str = ""
    category: str = ""
    tare_kg: int | None = None
    max_mass_kg: int | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverEntry:
    """The driver by the carrier's fleet entry (`ref`); name and licence are filled when the waybill is offered."""

    ref: str = ""
    name: str = ""
    licence_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaybillContent:
    """The whole document, as it is drafted, hashed and signed."""

    consignor: PartyEntry = PartyEntry()
    carrier: PartyEntry = PartyEntry()
    consignee: PartyEntry = PartyEntry()
    goods: tuple[GoodsRow, ...] = ()
    total_gross_kg: Decimal | None = None
    documents: tuple[str, ...] = ()
    loading: Place = Place()
    unloading: Place = Place()
    vehicle: VehicleEntry = VehicleEntry()
    trailers: tuple[VehicleEntry, ...] = ()
    driver: DriverEntry = DriverEntry()
    seals: tuple[str, ...] = ()
    instructions: str = ""
    remarks: str = ""
    internal: bool = False

    @property
    def gross_kg(self) -> Decimal:
        """The sum of the lines."""
        return sum((row.gross_kg for row in self.goods if row.gross_kg is not None), Decimal(0))

    @property
    def plates(self) -> tuple[str, ...]:
        """The plates of the vehicle and its trailers that were given."""
        return tuple(one.plate for one in (self.vehicle, *self.trailers) if one.plate)

    @property
    def parties(self) -> dict[str, PartyEntry]:
        """The three parties by role."""
        return {"consignor": self.consignor, "carrier": self.carrier, "consignee": self.consignee}


def copied(content: WaybillContent) -> WaybillContent:
    """Return `content` for a new draft: the same parties, goods and places, without times, seals and old register data."""
    return replace(
        content,
        consignor=PartyEntry(number=content.consignor.number),
        carrier=PartyEntry(number=content.carrier.number),
        consignee=PartyEntry(number=content.consignee.number),
        vehicle=VehicleEntry(plate=content.vehicle.plate),
        trailers=tuple(VehicleEntry(plate=one.plate) for one in content.trailers),
        driver=DriverEntry(ref=content.driver.ref),
        loading=replace(content.loading, planned_at=None),
        unloading=replace(content.unloading, planned_at=None),
        documents=(),
        seals=(),
    )
