"""The accountants' first page: what waits to be settled, statements on their way, differences of days."""

from datetime import timedelta
from typing import Final

from flask import request
from flask.typing import ResponseReturnValue

from webapp.cabinets.api import party, party_by_public_id
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.settlements import wording
from webapp.settlements.forms import DrawForm, StationDrawForm
from webapp.settlements.models import Statement
from webapp.settlements.permissions import SEE, SETTLE
from webapp.settlements.queries import open_differences, statements, stations_waiting, waiting
from webapp.settlements.services.stating import draw, draw_of_station
from webapp.settlements.views.blueprint import office_pages
from webapp.settlements.views.presenting import station_name
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render

STATION: Final = "station-"  # two forms stand on the page: their fields have names of their own


@office_pages.get("")
@requires(SEE)
def index() -> str:
    """Show what waits, then statements, newest first."""
    return _page(None)


@office_pages.post("/draw")
@requires(SETTLE)
def draw_statement() -> ResponseReturnValue:
    """Draw a carrier's statement."""
    form = DrawForm(_carriers())
    if not form.validate() or form.until.data is None:
        return _page(form), 422
    carrier = party_by_public_id(form.carrier.data or "")
    try:
        public_id = draw(carrier.id, until=form.until.data, actor=current_actor())
    except AppError as error:
        form.until.errors = [*form.until.errors, str(error)]
        return _page(form), error.status
    return redirect_to(".statement", public_id=public_id, notice=_("Hesablaşma tərtib edildi."))


@office_pages.post("/draw-station")
@requires(SETTLE)
def draw_station() -> ResponseReturnValue:
    """Draw the statement to a station."""
    form = StationDrawForm(_stations(), prefix=STATION)
    if not form.validate() or form.until.data is None:
        return _page(None, form), 422
    try:
        public_id = draw_of_station(form.station.data or "", until=form.until.data, actor=current_actor())
    except AppError as error:
        form.until.errors = [*form.until.errors, str(error)]
        return _page(None, form), error.status
    return redirect_to(".statement", public_id=public_id, notice=_("Hesablaşma tərtib edildi."))


def _page(form: DrawForm | None, station_form: StationDrawForm | None = None) -> str:
    page = statements(after=request.args.get("after"), before=request.args.get("before"))
    found = waiting(today())
    yesterday = today() - timedelta(days=1)
    return render(
        "settlements/office.html",
        form=form or DrawForm(_carriers(), formdata=None, data={"until": yesterday}),
        station_form=station_form
        or StationDrawForm(_stations(), prefix=STATION, formdata=None, data={"until": yesterday}),
        stations_waiting=stations_waiting(today()),
        station_name=station_name,
        waiting=[(party(one.of[0]), one) for one in found],
        page=page,
        carriers={row.id: _to_whom(row) for row in page.rows},
        states=wording.STATES,
        differences=open_differences(),
        words=wording.LINES,
        where_of=wording.where_of,
        may_settle=current_actor().has(SETTLE.code),
        yesterday=yesterday,
    )


def _to_whom(row: Statement) -> str:
    name = party(row.carrier_id).name
    return f"{name} ({station_name(row.station_code)})" if row.station_code else name


def _stations() -> list[tuple[str, str]]:
    """Return the stations of which something waits, as choices."""
    return [(one.of[0], station_name(one.of[0])) for one in stations_waiting(today())]


def _carriers() -> list[tuple[str, str]]:
    """Return the carriers of whom something waits, as choices."""
    known = [party(one.of[0]) for one in waiting(today())]
    return [(one.public_id, one.name) for one in known]
