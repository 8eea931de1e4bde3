"""The carrier's figures: how a trip went at the door, and the tickets of its own routes with filters and CSV."""

from typing import Any, Final

from flask import Response, request
from wtforms import SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types
from wtforms.validators import Length, Optional

from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.text import Text, _l
from webapp.tickets.boarding.figures import Wanted, as_csv, figures_of, tickets_sold, totals
from webapp.tickets.boarding.selling import problem_in_words
from webapp.tickets.boarding.verdicts import CLASHES, WORDS
from webapp.tickets.permissions import CHECK_IN, TRIPS
from webapp.tickets.queries import own_trip
from webapp.tickets.views.blueprint import carrier_pages
from webapp.tickets.views.trip_lines import line_of_route
from webapp.ui.access import requires
from webapp.ui.fields import DayField
from webapp.ui.forms import Form
from webapp.ui.rendering import render

STATES: Final[dict[str, Text]] = {
    "paid": _l("Satılıb, minməyib"),
    "unplaced": _l("Yeri yoxdur, seçim gözlənilir"),
    "used": _l("İstifadə olunub"),
    "refunded": _l("Qaytarılıb"),
    "exchanged": _l("Dəyişdirilib"),
    "void": _l("Ləğv edilib"),
}
CHANNELS: Final[dict[str, Text]] = {"web": _l("Portal"), "till": _l("Kassa"), "bus": _l("Avtobusda")}


class SoldForm(Form):
    """Which tickets are asked for; sent by GET, it changes nothing."""

    class Meta(Form.Meta):
        """No token stands in an address."""

        csrf = False

    first = DayField(_l("Gündən"), [Optional()])
    last = DayField(_l("Günədək"), [Optional()])
    route = StringField(_l("Marşrut"), [Optional(), Length(max=20)])
    state = SelectField(
        _l("Vəziyyət"),
        choices=[SelectChoice("", _l("Hamısı")), *(SelectChoice(code, words) for code, words in STATES.items())],
        default="",
    )


@carrier_pages.get("/<number>/figures")
@requires(TRIPS, CHECK_IN)
def figures(number: str) -> str:
    """Show how a trip went: sold, boarded, who did not come, what devices and we see differently."""
    trip, route = own_trip(number, current_actor())
    return render(
        "tickets/figures.html",
        trip=trip,
        way=line_of_route(route),
        figures=figures_of(trip),
        words=WORDS,
        clashes=CLASHES,
        problem_in_words=problem_in_words,
    )


@carrier_pages.get("/sold")
@requires(TRIPS)
def sold() -> str:
    """Show the tickets of the carrier's own routes: sold, used, given back."""
    form, wanted = _asked()
    party_id = current_actor().party_id or 0
    return render(
        "tickets/sold.html",
        form=form,
        wanted=wanted,
        rows=tickets_sold(party_id, wanted),
        totals=totals(party_id, wanted),
        states=STATES,
        channels=CHANNELS,
        query=request.query_string.decode("ascii", "replace"),
    )


@carrier_pages.get("/sold.csv")
@requires(TRIPS)
def sold_csv() -> Response:
    """Give the same tickets as a table."""
    _form, wanted = _asked()
    text = as_csv(tickets_sold(current_actor().party_id or 0, wanted, limit=None))
    headers = {"Content-Disposition": f'attachment; filename="tickets-{wanted.first:%Y%m%d}.csv"'}
    return Response(text, content_type="text/csv; charset=utf-8", headers=headers)


def _asked() -> tuple[SoldForm, Wanted]:
    """Return the form, and what it asks for: today where it says nothing that could be understood."""
    form = SoldForm(request.args)
    good: dict[str, Any] = {} if not form.validate() else form.data
    first = good.get("first") or today()
    last = good.get("last") or first
    for field in (form.first, form.last):
        field.raw_data = None if field.data else field.raw_data
    return form, Wanted(first, max(first, last), (good.get("route") or "").strip(), good.get("state") or "")
