"""Waiting for a seat of a full trip: joining the list, leaving it; a guest does both at an address of the list's own."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.tickets.forms import WaitingForm
from webapp.tickets.guests import guest_key, waiting_key
from webapp.tickets.permissions import BUY
from webapp.tickets.queries import taken_seats
from webapp.tickets.rules import MOST_SEATS
from webapp.tickets.services import waiting
from webapp.tickets.views.blueprint import cabinet_pages, guest_pages, public_pages
from webapp.tickets.views.presenting import way_of
from webapp.tickets.views.seating import ride_at
from webapp.timetable.api import Ride
from webapp.ui.access import public, requires
from webapp.ui.rendering import redirect_to, render


@cabinet_pages.get("/waiting/<number>/<origin>/<target>")
@requires(BUY)
def wait(number: str, origin: str, target: str) -> str:
    """Show how waiting for this trip goes."""
    return _page(ride_at(number, origin, target))


@cabinet_pages.post("/waiting/<number>/<origin>/<target>")
@requires(BUY)
def join(number: str, origin: str, target: str) -> ResponseReturnValue:
    """Put me on the list."""
    ride = ride_at(number, origin, target)
    try:
        waiting.join(ride, _number(request.form.get("seats", "")), actor=current_actor())
    except AppError as error:
        return _page(ride, error), error.status
    return redirect_to(".index", notice=_("Növbədəsiniz: yer boşalan kimi sizə xəbər veriləcək."))


@cabinet_pages.post("/waiting/<public_id>/leave")
@requires(BUY)
def leave(public_id: str) -> ResponseReturnValue:
    """Take me from the list."""
    waiting.leave(public_id, actor=current_actor())
    return redirect_to(".index", notice=_("Növbədən çıxdınız."))


@public_pages.get("/waiting/<number>/<origin>/<target>", endpoint="wait")
@public
def wait_as_guest(number: str, origin: str, target: str) -> ResponseReturnValue:
    """Show the same to whom we do not know; who has a cabinet waits in it."""
    if current_actor().has(BUY.code):
        return redirect_to("tickets.wait", number=number, origin=origin, target=target)
    return _page(ride_at(number, origin, target), form=WaitingForm(formdata=None))


@public_pages.post("/waiting/<number>/<origin>/<target>", endpoint="join")
@public
def join_as_guest(number: str, origin: str, target: str) -> ResponseReturnValue:
    """Put a guest on the list; the way to the place on it is shown and sent."""
    ride, form = ride_at(number, origin, target), WaitingForm()
    if not form.validate():
        return _page(ride, form=form), 422
    guest = waiting.Contact(form.email.data or None, form.phone.data or None)
    try:
        public_id = waiting.join(ride, _number(form.seats.data or ""), actor=current_actor(), guest=guest)
    except AppError as error:
        return _page(ride, error, form=form), error.status
    return redirect_to(
        "tickets_guest.waiting",
        key=waiting_key(public_id),
        notice=_("Növbədəsiniz: yer boşalan kimi sizə xəbər veriləcək."),
    )


@guest_pages.get("/waiting/<key>", endpoint="waiting")
@public
def guest_wait(key: str) -> str:
    """Show a guest how the wait stands: the way to the offered seats, or out of the list."""
    place, ride = waiting.guest_place(key)
    order = waiting.offered_order(place)
    offered = guest_key(order.public_id) if order else ""
    return render("tickets/waiting_guest.html", place=place, ride=ride, way=way_of(ride), key=key, offered=offered)


@guest_pages.post("/waiting/<key>/leave", endpoint="leave_waiting")
@public
def guest_leaves(key: str) -> ResponseReturnValue:
    """Take the guest from the list."""
    waiting.leave_as_guest(key)
    return redirect_to("tickets_guest.waiting", key=key, notice=_("Növbədən çıxdınız."))


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 1 else 0


def _page(ride: Ride, error: AppError | None = None, *, form: WaitingForm | None = None) -> str:
    free = ride.trip.seats - len(taken_seats(ride))
    shown = {"ride": ride, "way": way_of(ride), "free": free, "error": error, "most": MOST_SEATS, "form": form}
    return render("tickets/waiting.html", **shown)
