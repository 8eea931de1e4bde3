"""The pages of a sale, each made in one place for the view that shows it and the one that refuses."""

from dataclasses import dataclass
from typing import Any

from flask.typing import ResponseReturnValue

from webapp.core.clock import now
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.payments import api as payments
from webapp.tickets import api as tickets
from webapp.tills.forms import PayForm, RideForm, VoidForm
from webapp.tills.models import Operation
from webapp.tills.passengers import PassengersForm, passengers_form, typed
from webapp.tills.queries import sale_of
from webapp.tills.rules import may_void
from webapp.timetable.api import (
    RIDERS,
    Ride,
    name_of,
    named,
    ride_of,
    rides_between,
    sale_is_open,
    seat_plan,
    stations,
    trip_of,
)
from webapp.ui.rendering import render


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat of the map."""

    number: int
    free: bool
    chosen: bool


def rides_page(form: RideForm) -> ResponseReturnValue:
    """Return what the search found, or the search again where a place or the day is not known."""
    found: list[dict[str, Any]] = []
    good = form.validate()
    if good:
        origins, targets = named(form.origin.data or ""), named(form.target.data or "")
        for field, places in ((form.origin, origins), (form.target, targets)):
            if not places:
                field.errors = [_("Belə stansiya tapılmadı. Adını yoxlayın.")]
        good = bool(origins and targets and form.day.data)
        found = _lines(rides_between(origins, targets, form.day.data)) if good and form.day.data else []
    if form.day.data is not None:
        form.day.raw_data = None  # shown as people write a day
    names = sorted(name_of(one) for one in stations())
    return render("tills/rides.html", form=form, lines=found, asked=good, stations=names), 200 if good else 422


def seat_page(ride: Ride, chosen: list[int], error: AppError | None = None) -> str:
    """Return the map of seats."""
    taken = tickets.taken_seats(ride)
    rows = [
        tuple([Seat(seat, seat not in taken, seat in chosen) for seat in side] for side in sides)
        for sides in seat_plan(ride.trip.seats, ride.trip.layout)
    ]
    free = ride.trip.seats - len(taken)
    return render(
        "tills/seats.html", ride=ride, way=way_of(ride), rows=rows, free=free, prices=_prices(ride), error=error
    )


def order_form(order: str, **options: Any) -> PassengersForm:
    """Return the form of who travels, with what the first ride's route asks and what was typed before."""
    mine = tickets.tickets_of(order)
    ride = _rides(mine)[0]
    terms = tickets.terms_of(ride.route.id, ride.day)
    known = typed(tickets.passengers_of(order))
    return passengers_form(mine, terms, tickets.benefits_on(ride.day), data=known, **options)


def order_page(order: str, *, form: PassengersForm | None = None, pay: PayForm | None = None) -> str:
    """Return an order: passengers and price while it is held, tickets and change when it is paid."""
    found, mine = tickets.order(order), tickets.tickets_of(order)
    priced = all(one.rider for one in mine)
    sale = sale_of(order)
    return render(
        "tills/order.html",
        order=found,
        ways=[way_of(ride) for ride in _rides(mine)],
        leaves=[ride.leaves for ride in _rides(mine)],
        lines=[{"ticket": one, "rider": RIDERS.get(one.rider or "", "")} for one in mine],
        form=form or order_form(order, formdata=None),
        changing=form is not None,
        pay=pay or PayForm(formdata=None),
        priced=priced,
        price=sum(one.qepik for one in mine),
        live=found.state == "held" and found.held_until > now(),
        sale=sale,
        change=_change(sale),
        receipt=payments.invoice(found.invoice).receipt if found.invoice and sale else None,
        may_void=sale is not None and may_void(sale.at, now()),
        void=VoidForm(formdata=None),
    )


def way_of(ride: Ride) -> str:
    """Return from where to where, in the language of the page."""
    return f"{name_of(ride.origin)} – {name_of(ride.target)}"


def _rides(mine: list[tickets.Ticket]) -> list[Ride]:
    legs = dict.fromkeys((one.trip_id, one.start_at, one.end_at) for one in mine)
    return [ride_of(trip_of(trip), start, end) for trip, start, end in legs]


def _change(sale: Operation | None) -> int | None:
    return None if sale is None or sale.given is None else sale.given - sale.qepik


def _lines(found: list[Ride]) -> list[dict[str, Any]]:
    free = tickets.free_counts(found)
    moment = now()
    return [
        {
            "ride": ride,
            "way": way_of(ride),
            "prices": _prices(ride),
            "free": free[ride.trip.id],
            "open": sale_is_open(ride.leaves, ride.origin.closes_minutes, moment),
        }
        for ride in found
    ]


def _prices(ride: Ride) -> dict[str, int]:
    return {rider: kept["qepik"] for rider, kept in tickets.prices_now(ride).items()}
