"""From rows of texts to waybills: cells read, lines of one order joined, everything that is wrong named by its cell. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from webapp.core.azerbaijani import fold
from webapp.waybills.content import (
    MAX_GOODS,
    DriverEntry,
    GoodsRow,
    PartyEntry,
    Place,
    VehicleEntry,
    WaybillContent,
)
from webapp.waybills.importing.columns import BY_CODE, NotRead, columns_of, missing
from webapp.waybills.importing.tables import NotATable

SAME: Final = ("consignor", "carrier", "consignee", "loading", "unloading", "plate")
GOODS: Final = ("nature", "marks", "packages", "package_type", "hs_code", "gross_kg", "net_kg", "volume_m3")
MOST_FAULTS: Final = 500


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that is wrong: its row as the spreadsheet numbers it, the column's code, what is wrong, what stands there."""

    row: int
    column: str
    code: str
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """One waybill of the table: how it is called there, the rows it came from, what it says."""

    reference: str
    rows: tuple[int, ...]
    content: WaybillContent


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the table may leave out or name in short: the VÖEN of whoever sends it, the drivers by folded name and licence."""

    own: str
    drivers: Mapping[str, str]


def read_waybills(table: Sequence[Sequence[str]], known: Known) -> tuple[list[Read], list[Fault]]:
    """Return the waybills without a fault, and all faults. Raises NotATable when columns are missing."""
    places = columns_of(table[0])
    if missing(places):
        raise NotATable("columns-missing")
    faults: list[Fault] = []
    orders: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    for number, row in enumerate(table[1:], start=2):
        if not any(row) or len(faults) >= MOST_FAULTS:
            continue
        values = _cells(number, row, places, known, faults)
        orders.setdefault(values["reference"] or f"#{number}", []).append((number, values))
    wrong = {fault.row for fault in faults}
    found = []
    for reference, lines in orders.items():
        if wrong.isdisjoint(number for number, _values in lines):
            found += _joined(reference, lines, faults)
    return found, faults


def _cells(
    number: int, row: Sequence[str], places: Mapping[str, int], known: Known, faults: list[Fault]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for code, column in BY_CODE.items():
        place = places.get(code)
        cell = row[place].strip() if place is not None and place < len(row) else ""
        try:
            values[code] = column.read(cell)
        except NotRead as refused:
            faults.append(Fault(number, code, refused.code, cell[:80]))
            values[code] = None
        else:
            if column.needed and not cell:
                faults.append(Fault(number, code, "needed"))
    driver = values["driver"]
    if driver and fold(driver) not in known.drivers:
        faults.append(Fault(number, "driver", "driver", driver[:80]))
    values["driver"] = known.drivers.get(fold(driver), "") if driver else ""
    values["consignor"], values["carrier"] = _parties(number, values, known, faults)
    return values


def _parties(number: int, values: Mapping[str, Any], known: Known, faults: list[Fault]) -> tuple[str, str]:
    """Return consignor and carrier; whoever sends the table is the one that is left out, and must be one of them."""
    consignor, carrier = values["consignor"] or "", values["carrier"] or ""
    if known.own not in {consignor, carrier}:
        if consignor and carrier:
            faults.append(Fault(number, "carrier", "not-yours", carrier))
        consignor, carrier = (consignor, known.own) if consignor else (known.own, carrier)
    return consignor, carrier


def _joined(reference: str, lines: Sequence[tuple[int, dict[str, Any]]], faults: list[Fault]) -> list[Read]:
    """Return the waybill of the lines with one reference; they must agree on everything but the goods."""
    first, number = lines[0][1], lines[0][0]
    for other, values in lines[1:]:
        different = next((name for name in SAME if values[name] != first[name]), None)
        if different is not None:
            faults.append(Fault(other, different, "differs", str(values[different] or "")))
            return []
    if len(lines) > MAX_GOODS:
        faults.append(Fault(number, "reference", "too-many-goods", reference))
        return []
    goods = tuple(GoodsRow(**{name: values[name] for name in GOODS}) for _number, values in lines)
    content = replace(
        _content(first), goods=goods, total_gross_kg=sum((one.gross_kg or Decimal(0) for one in goods), Decimal(0))
    )
    return [Read(reference, tuple(number for number, _values in lines), content)]


def _content(values: Mapping[str, Any]) -> WaybillContent:
    documents = tuple(one.strip() for one in values["documents"].split(";") if one.strip())
    return WaybillContent(
        consignor=PartyEntry(number=values["consignor"]),
        carrier=PartyEntry(number=values["carrier"]),
        consignee=PartyEntry(number=values["consignee"]),
        loading=Place(name=values["loading"], address=values["loading_address"], planned_at=values["loading_at"]),
        unloading=Place(
            name=values["unloading"], address=values["unloading_address"], planned_at=values["unloading_at"]
        ),
        vehicle=VehicleEntry(plate=values["plate"]),
        trailers=(VehicleEntry(plate=values["trailer"]),) if values["trailer"] else (),
        driver=DriverEntry(ref=values["driver"]),
        documents=documents[:30],
        instructions=values["instructions"],
    )
