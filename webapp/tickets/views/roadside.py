"""The inspector's pages about a bus on the road: its trip, who has a ticket for it, how one ticket stands."""

from flask.typing import ResponseReturnValue

from webapp.audit.api import record
from webapp.cabinets.api import party
from webapp.core.actor import current_actor
from webapp.core.text import _l
from webapp.core.transaction import afterwards
from webapp.tickets.boarding.code import short_name
from webapp.tickets.boarding.inspecting import Checked, check_on_road, trip_on_road
from webapp.tickets.boarding.verdicts import WORDS, Verdict
from webapp.tickets.forms import NumberForm, RoadForm
from webapp.tickets.permissions import ROAD_CHECK
from webapp.tickets.queries import counts_of, sold_on
from webapp.tickets.rules import TicketState
from webapp.tickets.views.blueprint import road_pages
from webapp.tickets.views.presenting import passenger_line
from webapp.tickets.views.trip_lines import keep_look, line_of_route
from webapp.timetable.api import route_of, trip_by_number
from webapp.timetable.errors import NoSuchTrip
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render

PURPOSE = _l("Yolda avtobusun biletlərinin yoxlanılması")
GOOD = frozenset({Verdict.OK, Verdict.BOARDED})


@road_pages.get("")
@requires(ROAD_CHECK)
def index() -> str:
    """Ask for the trip: its number, or the plate of the bus."""
    return render("tickets/road.html", form=RoadForm(formdata=None))


@road_pages.post("")
@requires(ROAD_CHECK)
def find() -> ResponseReturnValue:
    """Open the trip."""
    form = RoadForm()
    if not form.validate():
        return render("tickets/road.html", form=form), 422
    try:
        trip = trip_on_road(form.typed.data or "")
    except NoSuchTrip as error:
        form.typed.errors = [error.message]
        return render("tickets/road.html", form=form), 404
    return redirect_to(".show", number=trip.number)


@road_pages.get("/<number>")
@requires(ROAD_CHECK)
def show(number: str) -> str:
    """Show a trip with its passengers, names shortened; the buyers see later who looked and why."""
    return _page(number, NumberForm(formdata=None))


@road_pages.post("/<number>/ticket")
@requires(ROAD_CHECK)
def check(number: str) -> ResponseReturnValue:
    """Say how one ticket stands."""
    form = NumberForm()
    if not form.validate():
        return _page(number, form), 422
    return _page(number, form, check_on_road(trip_by_number(number), form.number.data or "", actor=current_actor()))


def _page(number: str, form: NumberForm, checked: Checked | None = None) -> str:
    trip = trip_by_number(number)
    route = route_of(trip.route_id)
    keep_look(trip, PURPOSE)
    actor = current_actor()
    afterwards(lambda: record("tickets.road_opened", actor=actor, object_type="bus_trip", object_key=number))
    states = (TicketState.PAID, TicketState.UNPLACED)
    lines = [passenger_line(one) for state in states for one, _leg, _order in sold_on(trip.id, state)]
    sold, boarded = counts_of([trip.id]).get(trip.id, (0, 0))
    return render(
        "tickets/road_trip.html",
        trip=trip,
        way=line_of_route(route),
        carrier=party(route.party_id),
        lines=[line | {"name": short_name(line["name"])} for line in lines],
        sold=sold,
        boarded=boarded,
        form=form,
        checked=checked,
        words=WORDS[checked.verdict] if checked else "",
        good=checked is not None and checked.verdict in GOOD,
    )
