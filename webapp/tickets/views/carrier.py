"""The carrier's pages: trips of a day with what is sold, the list at the door."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import now, today
from webapp.core.errors import AppError
from webapp.core.text import _, _l
from webapp.tickets.errors import AlreadyOnBoard, NoSeatOnBoard, NoSuchTicket
from webapp.tickets.forms import NumberForm
from webapp.tickets.permissions import CHECK_IN, TRIPS
from webapp.tickets.queries import counts_of, own_trip, sold_on
from webapp.tickets.rules import TicketState
from webapp.tickets.services.checking_in import check_in
from webapp.tickets.views.blueprint import carrier_pages
from webapp.tickets.views.presenting import passenger_line
from webapp.tickets.views.trip_lines import keep_look, line_of_route
from webapp.timetable.api import DelayForm, Route, Trip, carrier_trips, may_be_said, report_delay
from webapp.timetable.permissions import RUN
from webapp.ui.access import requires
from webapp.ui.fields import DayField
from webapp.ui.forms import Form
from webapp.ui.rendering import redirect_to, render


class DayForm(Form):
    """Which day's trips."""

    class Meta(Form.Meta):
        """No token stands in an address."""

        csrf = False

    day = DayField(_l("Gün"))


@carrier_pages.get("")
@requires(TRIPS, CHECK_IN)
def index() -> str:
    """Show the carrier's trips of a day: how many tickets are sold, how many passengers are on board."""
    form = DayForm(request.args) if "day" in request.args else DayForm(formdata=None, data={"day": today()})
    day = form.day.data if form.validate() and form.day.data else today()
    form.day.raw_data = None if form.day.data else form.day.raw_data  # shown as people write a day
    found = carrier_trips(current_actor().party_id or 0, day)
    counts = counts_of([trip.id for trip, _route in found])
    ways = {route.id: line_of_route(route) for _trip, route in found}
    return render(
        "tickets/trips.html",
        form=form,
        day=day,
        found=found,
        counts=counts,
        ways=ways,
        sees_sales=current_actor().has(TRIPS.code),
    )


@carrier_pages.get("/<number>")
@requires(CHECK_IN)
def trip(number: str) -> str:
    """Show who has a ticket for a trip; each look is kept for the buyers to see."""
    found, route = own_trip(number, current_actor())
    return _list_page(found, route, NumberForm(formdata=None))


@carrier_pages.post("/<number>/check-in")
@requires(CHECK_IN)
def board(number: str) -> ResponseReturnValue:
    """Note that a passenger boards; a ticket that was noted before is said loudly."""
    found, route = own_trip(number, current_actor())
    form = NumberForm()
    if not form.validate():
        return _list_page(found, route, form), 422
    try:
        ticket = check_in(number, form.number.data or "", actor=current_actor())
    except (NoSuchTicket, AlreadyOnBoard, NoSeatOnBoard) as error:
        form.number.errors = [str(error)]
        return _list_page(found, route, form), error.status
    said = (
        _("Bilet düzgündür: %(who)s, yer %(seat)d.", who=ticket.name, seat=ticket.seat)
        if ticket.seat
        else _("Bilet düzgündür: %(who)s, yersiz uşaq.", who=ticket.name)
    )
    return redirect_to(".trip", number=number, notice=said)


@carrier_pages.post("/<number>/delay")
@requires(CHECK_IN)
def delay(number: str) -> ResponseReturnValue:
    """Say from the door how late the bus leaves; its passengers are told."""
    found, route = own_trip(number, current_actor())
    form = DelayForm()
    if form.validate():
        try:
            report_delay(number, *form.said, actor=current_actor(), right=CHECK_IN)
            return redirect_to(".trip", number=number, notice=_("Gecikmə bildirildi: sərnişinlərə yazılır."))
        except AppError as error:
            form.accept(error)
    return _list_page(found, route, NumberForm(formdata=None), late=form), 422


def _list_page(found: Trip, route: Route, form: NumberForm, *, late: DelayForm | None = None) -> str:
    sold = sold_on(found.id)
    keep_look(found)
    sold_count, boarded = counts_of([found.id]).get(found.id, (0, 0))
    return render(
        "tickets/list.html",
        trip=found,
        way=line_of_route(route),
        route=route,
        lines=[passenger_line(ticket) for ticket, _leg, _order in sold],
        sold=sold_count,
        boarded=boarded,
        form=form,
        late=late or DelayForm(formdata=None, data={"minutes": found.delay_minutes or None}),
        may_be_late=may_be_said(found, now()),
        may_change=found.runs and found.departs_at > now() and current_actor().has(RUN.code),
        unplaced=[passenger_line(ticket) for ticket, _leg, _order in sold_on(found.id, TicketState.UNPLACED)],
    )
