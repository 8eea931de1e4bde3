"""What a passenger pays: the fares of a ride as they stood when its seats were held."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from webapp.core.text import Text, _l
from webapp.tickets.errors import PassengersWrong
from webapp.tickets.models import Leg, Ticket
from webapp.tickets.rules import part_of
from webapp.tickets.terms import benefit_on, commission_on
from webapp.timetable.api import NoFare, NoSuchRider, Ride, Rider, fare_on, fares_of, rider_of

PAYING: Final = (Rider.ADULT, Rider.CHILD)
NO_FARE: Final = _l("Bu istiqamət üzrə tarif müəyyən edilməyib.")


BORN_WANTED: Final = _l("Uşaq tarifi və yersiz uşaq üçün doğum tarixini yazın.")
NO_CHILD: Final = _l("Uşaq tarifi gediş günü 10 yaşı tamam olmayanlar üçündür. Bu doğum tarixinə tam tarif uyğundur.")
TOO_OLD: Final = _l("Yersiz yalnız 5 yaşınadək bir uşaq gedir. Doğum tarixini yoxlayın.")
NOT_BORN: Final = _l("Doğum tarixini yoxlayın.")


class WrongAge(NoSuchRider):
    """Nobody of this age travels so; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__()
        self.text = text


@dataclass(frozen=True, slots=True)
class Passenger:
    """What was typed of one passenger, as far as the route asks for it.

    `fare` is what is claimed (adult, child; empty when the age says it), `benefit` the code of a group, which a register
    confirms before it counts; `fin` is wanted where a permit is asked.
    """

    name: str = ""
    document: str = ""
    born: date | None = None
    benefit: str | None = None
    fare: str = ""
    fin: str = ""


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

    Without a birth date an adult. Raises WrongAge, PassengersWrong where no fare is set.
    """
    rider = _rider(passenger, ride.day, seated=ticket.seat is not None)
    if rider is Rider.LAP:
        return Price(rider.value, 0, 0, "")
    kept = leg.prices.get(rider.value)
    if kept is None:
        raise PassengersWrong(NO_FARE)
    commission = commission_on(ride.day)
    full = Price(rider.value, kept["qepik"], part_of(kept["qepik"], commission), kept["basis"])
    return _lower(full, leg, ride, passenger.benefit, commission) if passenger.benefit else full


def _rider(passenger: Passenger, day: date, *, seated: bool) -> Rider:
    """Return who the passenger is (rules 141, carriage of children). Raises WrongAge with what is wrong in words."""
    child = passenger.fare == Rider.CHILD.value
    if passenger.born is None:
        if child or not seated:
            raise WrongAge(BORN_WANTED)
        return Rider.ADULT
    try:
        rider = rider_of(passenger.born, day, seated=seated)
    except NoSuchRider:
        raise WrongAge(NOT_BORN if seated else TOO_OLD) from None
    if child and rider is not Rider.CHILD:
        raise WrongAge(NO_CHILD)
    return rider


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
