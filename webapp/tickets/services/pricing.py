"""What a passenger pays: the fares of a ride as they stood when its seats were held."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from webapp.core.text import Text, _l
from webapp.tickets.errors import PassengersWrong
from webapp.tickets.models import Leg, Ticket
from webapp.timetable.api import NoFare, Ride, Rider, fare_on, fares_of, rider_of

PAYING: Final = (Rider.ADULT, Rider.CHILD)
NO_FARE: Final = _l("Bu istiqamət üzrə tarif müəyyən edilməyib.")


@dataclass(frozen=True, slots=True)
class Passenger:
    """What was typed of one passenger; `benefit` is the code of a benefit that a register confirmed."""

    name: str
    document: str
    born: date
    benefit: str | None = None


@dataclass(frozen=True, slots=True)
class Price:
    """What one passenger pays on one leg, and why; `commission_qepik` is inside."""

    rider: str
    qepik: int
    commission_qepik: int
    basis: str
    benefit: str | None = None


def prices_now(ride: Ride) -> dict[str, Any]:
    """Return the prices of a ride as they stand, by rider, as a leg keeps them; without a rider for whom no fare is set."""
    rows, found = fares_of(ride.route.id), {}
    for rider in PAYING:
        try:
            qepik, basis = fare_on(rows, ride.start.zone, ride.end.zone, rider, ride.day)
        except NoFare:
            continue
        found[rider.value] = {"qepik": qepik, "commission": 0, "basis": basis}
    return found


def price_of_passenger(ticket: Ticket, leg: Leg, ride: Ride, passenger: Passenger) -> Price:
    """Return who the passenger is on the day of this leg, and the price that the leg keeps.

    Raises NoSuchRider, PassengersWrong where no fare is set.
    """
    rider = rider_of(passenger.born, ride.day, seated=ticket.seat is not None)
    if rider is Rider.LAP:
        return Price(rider.value, 0, 0, "")
    kept = leg.prices.get(rider.value)
    if kept is None:
        raise PassengersWrong(NO_FARE)
    return Price(rider.value, kept["qepik"], kept["commission"], kept["basis"])


def label_of(rider: str) -> Text:
    """Return a line of the invoice in words."""
    return WHAT[rider]


WHAT: Final[dict[str, Text]] = {
    "adult": _l("Avtobus bileti, böyük"),
    "child": _l("Avtobus bileti, uşaq"),
    "benefit": _l("Avtobus bileti, güzəştli"),
}
