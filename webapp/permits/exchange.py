"""What permits offer to other state bodies over the exchange: who may carry what, with which vehicle."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Final

from webapp.cabinets.api import parties_by_number, party
from webapp.carriers.api import fleet_size
from webapp.core.azerbaijani import normal_plate
from webapp.core.clock import now, today
from webapp.core.text import _l
from webapp.ehis.offer import (
    Caller,
    DocumentNumber,
    Found,
    NotFound,
    Plate,
    ProvidedService,
    Voen,
    Words,
)
from webapp.permits import papers
from webapp.permits.rules import Carriage, Standing, carrier_standing, standing_of

BASIS: Final = (
    "Hüquqi əsas: AR Nazirlər Kabinetinin 615/2017 nömrəli qərarı, 3 nömrəli əlavə; Agentliyin Əsasnaməsi, 9.2."
)


@dataclass(frozen=True, slots=True)
class CarrierStatus:
    """Who is asked about."""

    voen: Annotated[Voen, "Daşıyıcının VÖEN-i"]


@dataclass(frozen=True, slots=True)
class Carrier:
    """What is said of a carrier; `fleet_size` is left out while the road police register has not been asked for it."""

    voen: Annotated[Voen, "VÖEN"]
    name: Annotated[Words, "Daşıyıcının adı"]
    state: Annotated[Standing, "İcazə vərəqələri üzrə vəziyyəti: ən yaxşı vərəqəsinin vəziyyəti"]
    carriage: Annotated[tuple[Carriage, ...], "Daşıma növləri"]
    permit_cards: Annotated[int, "İcazə vərəqələrinin sayı"]
    valid_permit_cards: Annotated[int, "Onlardan bu gün qüvvədə olanların sayı"]
    fleet_size: Annotated[int | None, "Nəqliyyat vasitələrinin sayı (reyestr üzrə)"]
    as_of: Annotated[datetime, "Məlumatın anı"]


@dataclass(frozen=True, slots=True)
class PermitCardByPlate:
    """Which vehicle is asked about."""

    plate: Annotated[Plate, "Dövlət qeydiyyat nişanı, 10-AA-123"]


@dataclass(frozen=True, slots=True)
class PermitCard:
    """One card."""

    number: Annotated[DocumentNumber, "Vərəqənin nömrəsi"]
    permit_number: Annotated[DocumentNumber, "İcazənin nömrəsi"]
    carrier_voen: Annotated[Voen, "Daşıyıcının VÖEN-i"]
    carrier_name: Annotated[Words, "Daşıyıcının adı"]
    carriage: Annotated[Carriage, "Daşıma növü"]
    state: Annotated[Standing, "Vəziyyəti"]
    issued_on: Annotated[date, "Verildiyi gün"]
    valid_to: Annotated[date, "Son günü"]


@dataclass(frozen=True, slots=True)
class PermitCards:
    """The cards of a vehicle, the newest first."""

    plate: Annotated[Plate, "Dövlət qeydiyyat nişanı"]
    permit_card: Annotated[tuple[PermitCard, ...], "İcazə vərəqələri"]
    as_of: Annotated[datetime, "Məlumatın anı"]


def carrier_status(asked: CarrierStatus, _: Caller) -> Found:
    """Answer for a carrier that ever had a card. Raises NotFound."""
    found = parties_by_number([asked.voen]).get(asked.voen)
    cards = papers.cards_of_carrier(found.id) if found else []
    if found is None or not cards:
        raise NotFound
    day = today()
    standings = [standing_of(card.state, card.valid_to, day) for card in cards]
    answer = Carrier(
        voen=found.number,
        name=found.name,
        state=carrier_standing(standings),
        carriage=tuple(sorted({Carriage(card.carriage) for card in cards})),
        permit_cards=len(cards),
        valid_permit_cards=standings.count(Standing.VALID),
        fleet_size=fleet_size(found.id),
        as_of=now(),
    )
    return Found(answer)


def permit_card_by_plate(asked: PermitCardByPlate, _: Caller) -> Found:
    """Answer for a vehicle that ever had a card. Raises NotFound."""
    plate = normal_plate(asked.plate)
    rows = papers.cards_of_vehicle(plate) if plate else []
    if plate is None or not rows:
        raise NotFound
    day = today()
    owners = {row.party_id: party(row.party_id) for row in rows}
    cards = tuple(
        PermitCard(
            row.number,
            row.permit_number,
            owners[row.party_id].number,
            owners[row.party_id].name,
            Carriage(row.carriage),
            standing_of(row.state, row.valid_to, day),
            row.issued_on,
            row.valid_to,
        )
        for row in rows
    )
    return Found(PermitCards(plate, cards, now()))


SERVICES: Final = (
    ProvidedService(
        "carrierStatus",
        "v1",
        "Daşıyıcının vəziyyəti",
        "VÖEN üzrə daşıyıcının adı, icazə vərəqələrinin sayı və vəziyyəti.",
        BASIS,
        _l("Daşıyıcının vəziyyətinin yoxlanılması"),
        CarrierStatus,
        Carrier,
        carrier_status,
    ),
    ProvidedService(
        "permitCardByPlate",
        "v1",
        "Nəqliyyat vasitəsinin icazə vərəqəsi",
        "Dövlət qeydiyyat nişanı üzrə icazə vərəqələri və onların bu günkü vəziyyəti.",
        BASIS,
        _l("Nəqliyyat vasitəsinin icazə vərəqəsinin yoxlanılması"),
        PermitCardByPlate,
        PermitCards,
        permit_card_by_plate,
    ),
)
