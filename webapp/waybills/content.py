"""What stands in a waybill: parties, goods, places, vehicle, driver. Plain values, comparable, the same on every side.

Data elements follow the e-CMR of UN/CEFACT in Azerbaijani use; weights are kilograms with grams, DECIMAL(12,3).
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from webapp.core.plain_json import SPARSE

MAX_GOODS: Final = 100
MAX_TRAILERS: Final = 2
MAX_DROPS: Final = 20


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f").replace(".", ",")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyEntry:
    """A party by VÖEN. Name and address are filled from the register when the waybill is offered."""

    number: str = ""
    name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerousGoods:
    """What ADR 5.4.1 asks of dangerous goods in a line.

    `amount` is counted for 1.1.3.6: kilograms, or litres where `unit` says so. `limited`: limited quantities (chapter 3.4).
    """

    un_number: str = ""
    proper_name: str = ""
    hazard_class: str = ""
    packing_group: str = ""
    tunnel_code: str = ""
    amount: Decimal | None = None
    unit: str = "kg"
    limited: bool = False

    @property
    def line(self) -> str:
        """The line of the transport document, in the order of 5.4.1.1.1: UN 1203, MOTOR SPIRIT, 3, II, (D/E), 300 l."""
        tunnel = f"({self.tunnel_code})" if self.tunnel_code else ""
        amount = f"{_plain(self.amount)} {self.unit}" if self.amount else ""
        parts = (f"UN {self.un_number}", self.proper_name, self.hazard_class, self.packing_group, tunnel, amount)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Temperature:
    """In which range goods travel, in degrees Celsius, and which device keeps record of it."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    recorder: str = ""

    @property
    def line(self) -> str:
        """The range and the device in figures, the same in every language: -18 … -15 °C · T-100; empty when not asked for."""
        low, high = (_plain(one) if one is not None else "" for one in (self.minimum, self.maximum))
        if low and high:
            text = f"{low} … {high} °C"
        elif low or high:
            text = f"≥ {low} °C" if low else f"≤ {high} °C"
        else:
            text = ""
        return " · ".join(part for part in (text, self.recorder) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsRow:
    """One line of goods. `package_type` is a code of UN/ECE Recommendation 21; `drop` says for which of the stops it is."""

    marks: str = ""
    packages: int | None = None
    package_type: str = ""
    nature: str = ""
    hs_code: str = ""
    gross_kg: Decimal | None = None
    net_kg: Decimal | None = None
    volume_m3: Decimal | None = None
    drop: int = field(default=0, metadata=SPARSE)
    adr: DangerousGoods | None = field(default=None, metadata=SPARSE)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed into the line; the kind of package and the stop alone are no line."""
        return self == GoodsRow(package_type=self.package_type, drop=self.drop)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where goods are taken over or handed over, and when that is planned."""

    name: str = ""
    address: str = ""
    planned_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """A stop at which a consignee takes its lines of the goods over."""

    consignee: PartyEntry = PartyEntry()
    unloading: Place = Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCarrier:
    """A carrier that handed the goods on.

    `sub`: it still answers to the consignor, and who took over carries on its behalf; else each in turn is a party to the
    contract (CMR art. 34).
    """

    party: PartyEntry = PartyEntry()
    sub: bool = False


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
    """The whole document, as it is drafted, hashed and signed.

    Most waybills have one consignee. Further ones are `drops`, in the order of the way; a line of goods names its stop.
    """

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
    drops: tuple[Drop, ...] = field(default=(), metadata=SPARSE)
    temperature: Temperature = field(default=Temperature(), metadata=SPARSE)
    refrigerated: bool = field(default=False, metadata=SPARSE)
    vehicle_approval: str = field(default="", metadata=SPARSE)
    containers: tuple[str, ...] = field(default=(), metadata=SPARSE)
    distance_km: int | None = field(default=None, metadata=SPARSE)
    earlier_carriers: tuple[EarlierCarrier, ...] = field(default=(), metadata=SPARSE)

    @property
    def stops(self) -> tuple[Drop, ...]:
        """Every stop with its consignee, the first one first; a line of goods names its place in this."""
        return (Drop(consignee=self.consignee, unloading=self.unloading), *self.drops)

    @property
    def last_unloading(self) -> datetime | None:
        """When the last stop is planned."""
        return max((stop.unloading.planned_at for stop in self.stops if stop.unloading.planned_at), default=None)

    def lines_for(self, drop: int) -> tuple[int, ...]:
        """Return the places of the lines of goods that are for a stop."""
        return tuple(place for place, row in enumerate(self.goods) if row.drop == drop)

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
        drops=tuple(
            Drop(consignee=PartyEntry(number=one.consignee.number), unloading=replace(one.unloading, planned_at=None))
            for one in content.drops
        ),
        earlier_carriers=(),
        vehicle=VehicleEntry(plate=content.vehicle.plate),
        trailers=tuple(VehicleEntry(plate=one.plate) for one in content.trailers),
        driver=DriverEntry(ref=content.driver.ref),
        loading=replace(content.loading, planned_at=None),
        unloading=replace(content.unloading, planned_at=None),
        documents=(),
        seals=(),
    )
