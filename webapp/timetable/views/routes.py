"""The open list of regular bus routes, for anybody (charter 003, 5.1.4 and 9.4)."""

from webapp.core.clock import today
from webapp.timetable.listing import all_routes, route_by_number
from webapp.timetable.queries import name_of
from webapp.timetable.rules import in_force
from webapp.timetable.views.blueprint import route_pages
from webapp.timetable.wording import KINDS, MEDIA, RIDERS, WEEKDAYS
from webapp.ui.access import public
from webapp.ui.rendering import render


@route_pages.get("")
@public
def index() -> str:
    """Show every route: number, kind, carrier."""
    return render("timetable/routes.html", routes=all_routes(), kinds=KINDS)


@route_pages.get("/<number>")
@public
def show(number: str) -> str:
    """Show a route: stops, departures, the fares in force today."""
    found = route_by_number(number)
    fares = [row for row in found.fares if in_force(row, today())]
    words = {"kinds": KINDS, "riders": RIDERS, "media": MEDIA, "weekdays": WEEKDAYS, "name_of": name_of}
    return render("timetable/route_open.html", found=found, fares=fares, **words)
