"""The search, open to everybody: places, day, the way back, prices, free seats."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from flask import make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.core.azerbaijani import sort_key
from webapp.core.clock import now, today
from webapp.core.text import _
from webapp.tickets.forms import SearchForm
from webapp.tickets.views.blueprint import public_pages
from webapp.tickets.views.cards import cards
from webapp.tickets.views.finding import ON_A_PAGE, Found, key_asked, lines_of, remember, remembered
from webapp.timetable.api import Ride, Station, meant, name_of, next_days, rides_between, rides_page, stations
from webapp.ui.access import public
from webapp.ui.rendering import render

CHIPS: Final = {"today": 0, "tomorrow": 1}


@public_pages.get("")
@public
def search() -> ResponseReturnValue:
    """Show the search, and what it found; who comes again finds the last search filled in."""
    if "swap" in request.args or request.args.get("on") in CHIPS:
        return redirect(_moved())
    asked, known = "origin" in request.args, stations()
    form = SearchForm(request.args) if asked else SearchForm(formdata=None, data=remembered() | {"day": today()})
    found = _found(form, known) if asked and form.validate() else None
    for field in (form.day, form.back):
        if field.data is not None:
            field.raw_data = None  # shown as people write a day, however the picker sent it
    names = _in_order(tuple(name_of(one) for one in known))
    page = make_response(
        render("tickets/search.html", form=form, found=found, cards=cards, stations=names, name_of=name_of)
    )
    if found is not None:
        remember(page, form.origin.data or "", form.target.data or "")
    return page


@lru_cache(maxsize=16)
def _in_order(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names in the order of the alphabet; they are the same from page to page."""
    return tuple(sorted(names, key=sort_key))


def _moved() -> str:
    """Return the address of the same search the other way round, or on the day of a chip."""
    args: dict[str, Any] = {key: request.args.get(key, "")[:60] for key in ("origin", "target", "day", "back")}
    if "swap" in request.args:
        args["origin"], args["target"] = args["target"], args["origin"]
    ahead = CHIPS.get(request.args.get("on", ""))
    if ahead is not None:
        args["day"] = f"{today() + timedelta(days=ahead):%d.%m.%Y}"
    return url_for("tickets_public.search", **args)


def _found(form: SearchForm, known: list[Station]) -> Found | None:
    """Return the rides of the day; of the way back, when the way out is chosen."""
    origins, targets = meant(form.origin.data or "", known), meant(form.target.data or "", known)
    for field, places in ((form.origin, origins), (form.target, targets)):
        if not places:
            field.errors = [_("Belə stansiya tapılmadı. Adını yoxlayın.")]
    day, back = form.day.data, form.back.data
    if not origins or not targets or day is None:
        return None
    chosen = _chosen(origins, targets, day) if back is not None else None
    if back is None or chosen is None:
        return _listed(day, origins, targets, returning=back is not None)
    return _listed(back, targets, origins, chosen=chosen)


def _chosen(origins: list[Station], targets: list[Station], day: date) -> Ride | None:
    """Return the way out that was chosen, when it is one of those that were found."""
    number = request.args.get("out", "")
    rides = rides_between(origins, targets, day) if number else []
    return next((ride for ride in rides if ride.trip.number == number), None)


def _listed(
    day: date,
    origins: list[Station],
    targets: list[Station],
    *,
    chosen: Ride | None = None,
    returning: bool = False,
) -> Found:
    key, since = key_asked(), chosen.arrives if chosen else None
    shown, many = rides_page(origins, targets, day, most=ON_A_PAGE, since=since)
    left = many
    if key is not None and many > ON_A_PAGE:
        onward, left_on = rides_page(origins, targets, day, most=ON_A_PAGE, after=key)
        shown, left = (onward, left_on) if onward else (shown, left)
    others = [] if shown else next_days(origins, targets, day)
    lines = lines_of(shown, now())
    return Found(day, lines, others, many, left, left < many, chosen=chosen, returning=returning)
