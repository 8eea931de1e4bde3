"""What a passenger pays: the fares of a ride as they stood when its seats were held."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from webapp.core.text import Text, _l
from webapp.tickets.errors import PassengersWrong
from webapp.tickets.models import Leg, Ticket
from webapp.tickets.rules import part_of
from webapp.tickets.terms import benefit_on, commission_on
from webapp.timetable.api import NoFare, Ride, Rider, fare_on, fares_of, rider_of

PAYING: Final = (Rider.ADULT, Rider.CHILD)
NO_FARE: Final = _l("Bu istiqamət üzrə tarif müəyyən edilməyib.")


@dataclass(frozen=True, slots=True)
class Passenger:
    """What was typed of one passenger; `benefit` is the code of a benefit that a register confirmed."""

    name: str
    document: str
    born: date | None
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
    """Return the prices of a ride as they stand, by rider or group, as a leg keeps them; without those of no fare."""
    found: dict[str, Any] = {}
    rows = fares_of(ride.route.id)
    groups = [(Rider.BENEFIT, code) for code in sorted({row.benefit for row in rows if row.benefit})]
    for rider, benefit in [*((rider, "") for rider in PAYING), *groups]:
        try:
            qepik, basis = fare_on(rows, ride.start.zone, ride.end.zone, rider, ride.day, benefit=benefit)
        except NoFare:
            continue
        found[benefit or rider.value] = {"qepik": qepik, "basis": basis}
    return found


def price_of_passenger(ticket: Ticket, leg: Leg, ride: Ride, passenger: Passenger) -> Price:
    """Return who the passenger is on the day of this leg, and the price that the leg keeps.

    Without a birth date an adult. Raises NoSuchRider, PassengersWrong where no fare is set.
    """
    seated = ticket.seat is not None
    rider = rider_of(passenger.born, ride.day, seated=seated) if passenger.born else Rider.ADULT
    if rider is Rider.LAP:
        return Price(rider.value, 0, 0, "")
    kept = leg.prices.get(rider.value)
    if kept is None:
        raise PassengersWrong(NO_FARE)
    commission = commission_on(ride.day)
    full = Price(rider.value, kept["qepik"], part_of(kept["qepik"], commission), kept["basis"])
    return _lower(full, leg, ride, passenger.benefit, commission) if passenger.benefit else full


def _lower(full: Price, leg: Leg, ride: Ride, code: str, commission: int) -> Price:
    """Return the price of a group: the route's own fare for it, or the full one less its part; never above the full."""
    benefit = benefit_on(code, ride.day)
    if benefit is None:
        return full
    own = leg.prices.get(code)
    qepik = own["qepik"] if own else full.qepik - part_of(full.qepik, benefit.hundredths)
    if qepik >= full.qepik:
        return full
    basis = own["basis"] if own else f"{full.basis}; {benefit.basis}"
    return Price(Rider.BENEFIT.value, qepik, part_of(qepik, commission), basis, benefit.code)


def label_of(rider: str) -> Text:
    """Return a line of the invoice in words."""
    return WHAT[rider]


WHAT: Final[dict[str, Text]] = {
    "adult": _l("Avtobus bileti, böyük"),
    "child": _l("Avtobus bileti, uşaq"),
    "benefit": _l("Avtobus bileti, güzəştli"),
}
