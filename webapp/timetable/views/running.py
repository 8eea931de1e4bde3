"""The carrier's pages: trips of a day, cancelling one, putting another bus, saying that one is late."""

from collections.abc import Sequence

from flask import request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import now, today
from webapp.core.text import _
from webapp.timetable.delaying import LATEST, delays_of, may_be_said, report_delay
from webapp.timetable.errors import BusImpossible, DelayImpossible
from webapp.timetable.forms import BusForm, CancelForm, DayForm, DelayForm
from webapp.timetable.offer import SeatMove, moves_of, passengers_of
from webapp.timetable.permissions import RUN
from webapp.timetable.queries import carrier_trips, ways_of
from webapp.timetable.running import cancel_trip, change_bus, own_trip
from webapp.timetable.values import Trip
from webapp.timetable.views.blueprint import run_pages
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@run_pages.get("")
@requires(RUN)
def index() -> str:
    """Show the carrier's trips of a day: how they stand, how many travel, what may be done."""
    form = DayForm(request.args) if "day" in request.args else DayForm(formdata=None, data={"day": today()})
    day = form.day.data if form.validate() and form.day.data else today()
    form.day.raw_data = None if form.day.data else form.day.raw_data  # shown as people write a day
    found = [trip for trip, _route in carrier_trips(current_actor().party_id or 0, day)]
    counts, ways = passengers_of([trip.id for trip in found]), ways_of({trip.route_id for trip in found})
    return render(
        "timetable/runs.html", form=form, day=day, found=found, counts=counts, ways=ways, at=now(), latest=LATEST
    )


@run_pages.get("/<number>/cancel")
@requires(RUN)
def ask_cancel(number: str) -> str:
    """Say how many passengers are concerned, and ask for the reason."""
    return _page("timetable/cancel.html", number, CancelForm(formdata=None))


@run_pages.post("/<number>/cancel")
@requires(RUN)
def cancel(number: str) -> ResponseReturnValue:
    """Cancel the trip."""
    form, trip = CancelForm(), own_trip(number, current_actor())
    if not form.validate():
        return _page("timetable/cancel.html", number, form), 422
    cancel_trip(number, form.reason.data or "", actor=current_actor())
    return redirect_to(".index", day=trip.day.isoformat(), notice=_("Reys ləğv edildi: sərnişinlərə bildirilir."))


@run_pages.get("/<number>/bus")
@requires(RUN)
def ask_bus(number: str) -> str:
    """Show the bus of the trip, to be changed."""
    trip = own_trip(number, current_actor())
    bus = {"plate": trip.plate, "seats": trip.seats, "layout": trip.layout}
    return _page("timetable/bus.html", number, BusForm(formdata=None, data=bus))


@run_pages.post("/<number>/bus")
@requires(RUN)
def put_bus(number: str) -> ResponseReturnValue:
    """Put another bus on the trip, once the carrier has seen where its passengers will sit."""
    form, trip = BusForm(), own_trip(number, current_actor())
    if form.validate():
        moves = moves_of(trip, form.bus[1], form.bus[2])
        if moves and "seen" not in request.form:
            return _page("timetable/bus.html", number, form, moves)
        try:
            change_bus(number, *form.bus, actor=current_actor())
            return redirect_to(".index", day=trip.day.isoformat(), notice=_("Reysin avtobusu dəyişdirildi."))
        except BusImpossible as error:
            form.accept(error)
    return _page("timetable/bus.html", number, form), 422


@run_pages.get("/<number>/delay")
@requires(RUN)
def ask_delay(number: str) -> str:
    """Ask how late the trip is and why; what was said before stands below."""
    trip = own_trip(number, current_actor())
    return _delay_page(trip, DelayForm(formdata=None, data={"minutes": trip.delay_minutes or None}))


@run_pages.post("/<number>/delay")
@requires(RUN)
def say_delay(number: str) -> ResponseReturnValue:
    """Say how late the trip is; its passengers are told."""
    form, trip = DelayForm(), own_trip(number, current_actor())
    if form.validate():
        try:
            report_delay(number, *form.said, actor=current_actor())
            return redirect_to(
                ".index", day=trip.day.isoformat(), notice=_("Gecikmə bildirildi: sərnişinlərə yazılır.")
            )
        except DelayImpossible as error:
            form.accept(error)
    return _delay_page(trip, form), 422


def _delay_page(trip: Trip, form: DelayForm) -> str:
    way, count = ways_of({trip.route_id})[trip.route_id], passengers_of([trip.id]).get(trip.id, 0)
    rest = {"way": way, "passengers": count, "open_still": may_be_said(trip, now()), "said": delays_of(trip.id)}
    return render("timetable/delay.html", trip=trip, form=form, **rest)


def _page(name: str, number: str, form: CancelForm | BusForm, moves: Sequence[SeatMove] = ()) -> str:
    trip = own_trip(number, current_actor())
    way = ways_of({trip.route_id})[trip.route_id]
    open_still = trip.runs and trip.departs_at > now()
    count = passengers_of([trip.id]).get(trip.id, 0)
    return render(name, trip=trip, way=way, form=form, passengers=count, open_still=open_still, moves=moves)
