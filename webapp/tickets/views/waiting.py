"""Waiting for a seat of a full trip: joining the list, leaving it."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.tickets.permissions import BUY
from webapp.tickets.queries import taken_seats
from webapp.tickets.rules import MOST_SEATS
from webapp.tickets.services import waiting
from webapp.tickets.views.blueprint import cabinet_pages
from webapp.tickets.views.presenting import way_of
from webapp.tickets.views.seating import ride_at
from webapp.timetable.api import Ride
from webapp.ui.access import requires
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
    ride, typed = ride_at(number, origin, target), request.form.get("seats", "")
    seats = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 1 else 0
    try:
        waiting.join(ride, seats, actor=current_actor())
    except AppError as error:
        return _page(ride, error), error.status
    return redirect_to(".index", notice=_("Növbədəsiniz: yer boşalan kimi sizə xəbər veriləcək."))


@cabinet_pages.post("/waiting/<public_id>/leave")
@requires(BUY)
def leave(public_id: str) -> ResponseReturnValue:
    """Take me from the list."""
    waiting.leave(public_id, actor=current_actor())
    return redirect_to(".index", notice=_("Növbədən çıxdınız."))


def _page(ride: Ride, error: AppError | None = None) -> str:
    free = ride.trip.seats - len(taken_seats(ride))
    shown = {"ride": ride, "way": way_of(ride), "free": free, "error": error, "most": MOST_SEATS}
    return render("tickets/waiting.html", **shown)
