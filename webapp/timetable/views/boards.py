"""The departures board of a station, for anybody: on a phone, on a big screen, on paper."""

from flask import request

from webapp.core.azerbaijani import sort_key
from webapp.core.clock import local, now
from webapp.timetable.boards import all_stations, departures, station_by_code
from webapp.timetable.offer import free_of
from webapp.timetable.queries import meant, name_of
from webapp.timetable.rules import Kind, sale_is_open
from webapp.timetable.values import Ride
from webapp.timetable.views.blueprint import board_pages
from webapp.timetable.wording import BOARD_STATES
from webapp.ui.access import public
from webapp.ui.rendering import render


@board_pages.get("")
@public
def index() -> str:
    """Show the stations, those whose name was typed first."""
    typed = request.args.get("q", "").strip()[:60]
    found = meant(typed, all_stations()) if typed else all_stations()
    places = sorted(found, key=lambda one: sort_key(name_of(one)))
    return render("timetable/boards.html", q=typed, places=places, name_of=name_of)


@board_pages.get("/<code>")
@public
def station(code: str) -> str:
    """Show what leaves a station next."""
    place, at = station_by_code(code), now()
    rides = departures(place, at)
    free = free_of([ride for ride in rides if ride.route.kind != Kind.CITY])
    lines = [(ride, _state(ride), free.get(ride.trip.id)) for ride in rides]
    shown = {"place": place, "at": at, "today": local(at).date(), "lines": lines, "states": BOARD_STATES}
    return render("timetable/board.html", name_of=name_of, city=Kind.CITY, **shown)


def _state(ride: Ride) -> str:
    if not ride.trip.runs:
        return "cancelled"
    if ride.expected <= now():
        return "left"
    if ride.trip.delay_minutes:
        return "late"
    if ride.route.kind != Kind.CITY and not sale_is_open(ride.leaves, ride.origin.closes_minutes, now()):
        return "closed"
    return "on_time"
