"""What waybills offer to other state bodies over the exchange: what is carried by whom, where from and where to.

For control on the road: state, parties, plates, driver's name. Goods and their values are the parties' business.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from webapp.core.azerbaijani import normal_plate
from webapp.core.clock import now
from webapp.core.text import _l
from webapp.ehis.offer import (
    Caller,
    Found,
    Looked,
    NotFound,
    Plate,
    ProvidedService,
    Voen,
    WaybillNumber,
    Words,
)
from webapp.waybills.content import PartyEntry, Place
from webapp.waybills.content_json import content_from_json
from webapp.waybills.models import Waybill
from webapp.waybills.numbers import normal_number
from webapp.waybills.queries import numbered_waybill, reached_at, waybills_of_plate
from webapp.waybills.rules import State

BASIS: Final = "Hüquqi əsas: AR Nazirlər Kabinetinin 355/2023 nömrəli qərarı; Agentliyin Əsasnaməsi, 9.3."


@dataclass(frozen=True, slots=True)
class WaybillByNumber:
    """Which waybill is asked about."""

    number: Annotated[WaybillNumber, "Qaimənin nömrəsi"]


@dataclass(frozen=True, slots=True)
class WaybillsByPlate:
    """Which vehicle or trailer is asked about."""

    plate: Annotated[Plate, "Dövlət qeydiyyat nişanı, 10-AA-123"]


@dataclass(frozen=True, slots=True)
class WaybillParty:
    """A party of a waybill."""

    voen: Annotated[Voen, "VÖEN"]
    name: Annotated[Words | None, "Adı"]


@dataclass(frozen=True, slots=True)
class Carriage:
    """One waybill, as control on the road needs it."""

    number: Annotated[WaybillNumber | None, "Nömrəsi; qəbul edilməmiş qaimənin nömrəsi yoxdur"]
    state: Annotated[State, "Vəziyyəti"]
    since: Annotated[datetime, "Bu vəziyyətə keçdiyi an"]
    consignor: Annotated[WaybillParty | None, "Yükgöndərən"]
    carrier: Annotated[WaybillParty | None, "Daşıyıcı"]
    consignee: Annotated[WaybillParty | None, "Yükalan"]
    plate: Annotated[Plate | None, "Nəqliyyat vasitəsinin nişanı"]
    trailer_plate: Annotated[tuple[Plate, ...], "Qoşquların nişanları"]
    driver_name: Annotated[Words | None, "Sürücünün adı"]
    loading_place: Annotated[Words | None, "Yükləmə yeri"]
    unloading_place: Annotated[Words | None, "Boşaltma yeri"]


@dataclass(frozen=True, slots=True)
class NumberedWaybill:
    """The waybill that was asked for."""

    waybill: Annotated[Carriage, "Qaimə"]
    as_of: Annotated[datetime, "Məlumatın anı"]


@dataclass(frozen=True, slots=True)
class VehiclesWaybills:
    """The waybills of a vehicle or trailer that were offered and are not over, the newest first."""

    plate: Annotated[Plate, "Dövlət qeydiyyat nişanı"]
    waybill: Annotated[tuple[Carriage, ...], "Qaimələr"]
    as_of: Annotated[datetime, "Məlumatın anı"]


def waybill_by_number(asked: WaybillByNumber, _: Caller) -> Found:
    """Answer with the waybill, in whatever state. Raises NotFound."""
    number = normal_number(asked.number)
    row = numbered_waybill(number) if number else None
    if row is None:
        raise NotFound
    since = reached_at([row.id])
    return Found(NumberedWaybill(_carriage(row, since), now()), _about([row]))


def waybills_by_plate(asked: WaybillsByPlate, _: Caller) -> Found:
    """Answer with what the vehicle carries or is to carry: an empty list says that it carries nothing.

    Raises NotFound for what is no plate.
    """
    plate = normal_plate(asked.plate)
    if plate is None:
        raise NotFound
    rows = waybills_of_plate(plate)
    since = reached_at([row.id for row in rows])
    return Found(VehiclesWaybills(plate, tuple(_carriage(row, since) for row in rows), now()), _about(rows))


def _carriage(row: Waybill, since: dict[int, datetime]) -> Carriage:
    content = content_from_json(row.content)
    return Carriage(
        number=row.number,
        state=State(row.state),
        since=since.get(row.id, row.changed_at),
        consignor=_party(content.consignor),
        carrier=_party(content.carrier),
        consignee=_party(content.consignee),
        plate=content.vehicle.plate or None,
        trailer_plate=tuple(one.plate for one in content.trailers if one.plate),
        driver_name=_words(content.driver.name),
        loading_place=_place(content.loading),
        unloading_place=_place(content.unloading),
    )


def _party(entry: PartyEntry) -> WaybillParty | None:
    return WaybillParty(entry.number, _words(entry.name)) if entry.number else None


def _place(place: Place) -> str | None:
    return _words(", ".join(part for part in (place.name, place.address) if part))


def _words(text: str) -> str | None:
    """Return `text` on one line, as the schema has it, None when there is none."""
    return " ".join(text.split())[:300].strip() or None


def _about(rows: list[Waybill]) -> tuple[Looked, ...]:
    return tuple(
        Looked(row.driver_fin, content_from_json(row.content).driver.name or None) for row in rows if row.driver_fin
    )


SERVICES: Final = (
    ProvidedService(
        "waybillByNumber",
        "v1",
        "Nömrə üzrə yük qaiməsi",
        "Elektron əmtəə-nəqliyyat qaiməsinin vəziyyəti, tərəfləri, nəqliyyat vasitəsi və sürücüsü.",
        BASIS,
        _l("Yük qaiməsinin nömrə üzrə yoxlanılması"),
        WaybillByNumber,
        NumberedWaybill,
        waybill_by_number,
    ),
    ProvidedService(
        "waybillsByPlate",
        "v1",
        "Nəqliyyat vasitəsinin yük qaimələri",
        "Dövlət qeydiyyat nişanı üzrə təklif edilmiş və başa çatmamış elektron əmtəə-nəqliyyat qaimələri.",
        BASIS,
        _l("Yük qaiməsinin qeydiyyat nişanı üzrə yoxlanılması"),
        WaybillsByPlate,
        VehiclesWaybills,
        waybills_by_plate,
    ),
)
