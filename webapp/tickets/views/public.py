"""The search, open to everybody: places, day, prices, free seats."""

from flask import request

from webapp.core.azerbaijani import sort_key
from webapp.core.clock import now, today
from webapp.core.text import _
from webapp.tickets.forms import SearchForm
from webapp.tickets.queries import free_counts
from webapp.tickets.views.blueprint import public_pages
from webapp.tickets.views.presenting import prices_of
from webapp.timetable.api import Ride, fares_of, name_of, named, rides_between, sale_is_open, stations
from webapp.ui.access import public
from webapp.ui.rendering import render


@public_pages.get("")
@public
def search() -> str:
    """Show the search, and what it found."""
    asked = "origin" in request.args
    form = SearchForm(request.args) if asked else SearchForm(formdata=None, data={"day": today()})
    rides = _rides(form) if asked and form.validate() else None
    if form.day.data is not None:
        form.day.raw_data = None  # shown as people write a day, however the picker sent it
    free = free_counts(rides or [])
    fares = {route_id: fares_of(route_id) for route_id in {ride.route.id for ride in rides or []}}
    lines = [(ride, prices_of(ride, fares[ride.route.id]), free[ride.trip.id], _is_open(ride)) for ride in rides or []]
    return render(
        "tickets/search.html", form=form, asked=rides is not None, lines=lines, stations=_places(), name_of=name_of
    )


def _rides(form: SearchForm) -> list[Ride] | None:
    origins, targets = named(form.origin.data or ""), named(form.target.data or "")
    for field, found in ((form.origin, origins), (form.target, targets)):
        if not found:
            field.errors = [_("Belə stansiya tapılmadı. Adını yoxlayın.")]
    if not origins or not targets or form.day.data is None:
        return None
    return rides_between(origins, targets, form.day.data)


def _places() -> list[str]:
    return sorted((name_of(one) for one in stations()), key=sort_key)


def _is_open(ride: Ride) -> bool:
    return sale_is_open(ride.leaves, ride.origin.closes_minutes, now())
