"""What tickets offer to other state bodies over the exchange: how many people a bus carries. Numbers only, no persons."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final

from webapp.cabinets.api import party
from webapp.core.clock import now
from webapp.core.text import _l
from webapp.ehis.offer import Caller, DocumentNumber, Found, NotFound, Plate, ProvidedService, Voen, Words
from webapp.tickets.queries import counts_of
from webapp.timetable.api import route_of, stops_of, trip_by_number
from webapp.timetable.errors import NoSuchTrip

BASIS: Final = (
    "Hüquqi əsas: AR Nazirlər Kabinetinin 141/2009 nömrəli qərarı (sərnişin daşınması qaydaları); “AYNA” informasiya "
    "sistemi haqqında Əsasnamə, 4.0.5-ci yarımbənd."
)


@dataclass(frozen=True, slots=True)
class TripPassengers:
    """Which trip is asked about."""

    trip: Annotated[DocumentNumber, "Reysin nömrəsi, məsələn 501-20261123-0800"]


@dataclass(frozen=True, slots=True)
class Passengers:
    """How many have a paid ticket, and how many of them were checked in at the door."""

    trip: Annotated[DocumentNumber, "Reysin nömrəsi"]
    route: Annotated[Words, "Marşrut"]
    carrier_voen: Annotated[Voen, "Daşıyıcının VÖEN-i"]
    carrier_name: Annotated[Words, "Daşıyıcının adı"]
    plate: Annotated[Plate, "Avtobusun qeydiyyat nişanı"]
    departs_at: Annotated[datetime, "Yola düşmə anı"]
    seats: Annotated[int, "Avtobusda yerlərin sayı"]
    passengers: Annotated[int, "Ödənilmiş bileti olan sərnişinlərin sayı"]
    checked_in: Annotated[int, "Onlardan minikdə yoxlanılmış olanların sayı"]
    as_of: Annotated[datetime, "Məlumatın anı"]


def trip_passengers(asked: TripPassengers, _: Caller) -> Found:
    """Answer for a trip of the timetable. Raises NotFound."""
    try:
        trip = trip_by_number(asked.trip.strip())
    except NoSuchTrip:
        raise NotFound from None
    route = route_of(trip.route_id)
    carrier, stops = party(route.party_id), stops_of(route.id)
    passengers, checked_in = counts_of([trip.id]).get(trip.id, (0, 0))
    answer = Passengers(
        trip=trip.number,
        route=f"{route.number} {stops[0][1].name_az} – {stops[-1][1].name_az}",
        carrier_voen=carrier.number,
        carrier_name=carrier.name,
        plate=trip.plate,
        departs_at=trip.departs_at,
        seats=trip.seats,
        passengers=passengers,
        checked_in=checked_in,
        as_of=now(),
    )
    return Found(answer)


SERVICES: Final = (
    ProvidedService(
        "tripPassengers",
        "v1",
        "Reysin sərnişin sayı",
        "Reysin nömrəsi üzrə ödənilmiş bileti olan və minikdə yoxlanılmış sərnişinlərin sayı. Şəxsi məlumat verilmir.",
        BASIS,
        _l("Reysin sərnişin sayının yoxlanılması"),
        TripPassengers,
        Passengers,
        trip_passengers,
    ),
)
