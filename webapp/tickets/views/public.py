"""The search, open to everybody: places, day, the way back, prices, free seats."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from flask import make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.core.clock import now, today
from webapp.core.text import _
from webapp.tickets.forms import SearchForm
from webapp.tickets.views.blueprint import public_pages
from webapp.tickets.views.cards import cards
from webapp.tickets.views.finding import ON_A_PAGE, Found, key_asked, lines_of, remember, remembered
from webapp.timetable.api import Ride, Station, name_of, named, next_days, rides_between, rides_page, station_names
from webapp.ui.access import public
from webapp.ui.form_values import values_of
from webapp.ui.rendering import render

CHIPS: Final = {"today": 0, "tomorrow": 1}


@public_pages.get("")
@public
def search() -> ResponseReturnValue:
    """Show the search, and what it found; who comes again finds the last search filled in."""
    if "swap" in request.args or request.args.get("on") in CHIPS:
        return redirect(_moved())
    asked = "origin" in request.args
    values = values_of(SearchForm, dict(request.args.lists())) if asked else None
    found = _found(values) if values is not None else None
    form = None if found is not None else _form(asked=asked, values=values)
    page = make_response(render("tickets/search.html", form=form, found=found, cards=cards, **_drawn(form, values)))
    if found is not None and values is not None:
        remember(page, values["origin"], values["target"])
    return page


def _form(*, asked: bool, values: dict[str, Any] | None) -> SearchForm:
    """Return the form that is shown when nothing was asked yet, or something is wrong: with what is wrong."""
    if not asked:
        return SearchForm(formdata=None, data=remembered() | {"day": today()})
    form = SearchForm(request.args)
    if form.validate() and values is not None:
        for name in ("origin", "target"):
            if not named(values[name]):
                form[name].errors = [_("Belə stansiya tapılmadı. Adını yoxlayın.")]
    for field in (form.day, form.back):
        if field.data is not None:
            field.raw_data = None  # shown as people write a day, however the picker sent it
    return form


def _drawn(form: SearchForm | None, values: dict[str, Any] | None) -> dict[str, Any]:
    """Return what the page draws of the search: the texts in its fields, the names that it offers."""
    names = ("origin", "target", "day", "back")
    if form is not None:
        typed = {name: str(form[name]._value()) for name in names}  # noqa: SLF001 - what a widget writes
    else:
        known = values or {}
        typed = {name: f"{one:%d.%m.%Y}" if isinstance(one := known[name], date) else one or "" for name in names}
    return {"blank": _blank, "typed": typed, "stations": station_names(), "name_of": name_of}


def _blank(origin: str, target: str, day: str, back: str) -> SearchForm:
    """Return the form as it looks with these texts in its fields."""
    form = SearchForm(formdata=None, data={"origin": origin, "target": target})
    form.day.raw_data, form.back.raw_data = [day], [back]
    return form


def _moved() -> str:
    """Return the address of the same search the other way round, or on the day of a chip."""
    args: dict[str, Any] = {key: request.args.get(key, "")[:60] for key in ("origin", "target", "day", "back")}
    if "swap" in request.args:
        args["origin"], args["target"] = args["target"], args["origin"]
    ahead = CHIPS.get(request.args.get("on", ""))
    if ahead is not None:
        args["day"] = f"{today() + timedelta(days=ahead):%d.%m.%Y}"
    return url_for("tickets_public.search", **args)


def _found(values: dict[str, Any]) -> Found | None:
    """Return the rides of the day; of the way back, when the way out is chosen. None for places that nobody knows."""
    origins, targets = named(values["origin"]), named(values["target"])
    if not origins or not targets:
        return None
    day, back = values["day"], values["back"]
    chosen = _chosen(origins, targets, day) if back is not None else None
    if back is None or chosen is None:
        return _listed(day, origins, targets, returning=back is not None)
    return _listed(back, targets, origins, chosen=chosen)


def _chosen(origins: Sequence[Station], targets: Sequence[Station], day: date) -> Ride | None:
    """Return the way out that was chosen, when it is one of those that were found."""
    number = request.args.get("out", "")
    rides = rides_between(origins, targets, day) if number else []
    return next((ride for ride in rides if ride.trip.number == number), None)


def _listed(
    day: date,
    origins: Sequence[Station],
    targets: Sequence[Station],
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
