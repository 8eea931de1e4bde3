"""Sales by carrier, station, channel and day, on the page and as CSV."""

from datetime import date
from typing import Any, Final

from flask import Response, request

from webapp.audit.api import record
from webapp.cabinets.api import party
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import NotFound
from webapp.core.text import Text, _, _l
from webapp.core.workbook import MEDIA_TYPE
from webapp.settlements.exporting import totals_csv, totals_xlsx
from webapp.settlements.forms import PeriodForm
from webapp.settlements.models import Booking
from webapp.settlements.permissions import SEE
from webapp.settlements.queries import Total, totals_of
from webapp.settlements.views.blueprint import office_pages
from webapp.settlements.views.presenting import attachment, station_name
from webapp.ui.access import requires
from webapp.ui.rendering import render

BY: Final[dict[str, tuple[Text, Any]]] = {
    "carrier": (_l("Daşıyıcılar üzrə"), Booking.carrier_id),
    "station": (_l("Stansiyalar üzrə"), Booking.station),
    "channel": (_l("Satış yerləri üzrə"), Booking.channel),
    "day": (_l("Günlər üzrə"), Booking.day),
}
CHANNELS: Final[dict[str, Text]] = {
    "web": _l("Portal"),
    "till": _l("Kassa"),
    "bus": _l("Avtobus"),
    "card": _l("Nəqliyyat kartı"),
}


@office_pages.get("/reports")
@requires(SEE)
def report() -> str:
    """Show what was sold, given back, kept and owed in a period."""
    form = PeriodForm(request.args) if "since" in request.args else PeriodForm(formdata=None, data=_month())
    good = "since" not in request.args or form.validate()
    since, until = (form.since.data, form.until.data) if good else (None, None)
    for field in (form.since, form.until):
        field.raw_data = None if field.data else field.raw_data  # shown as people write a day
    tables = []
    if since and until:
        tables = [(code, title, _named(code, totals_of(since, until, column))) for code, (title, column) in BY.items()]
    return render("settlements/report.html", form=form, tables=tables, since=since, until=until)


@office_pages.get("/reports/<any(carrier, station, channel, day):by>/<since>/<until>/sales.csv")
@requires(SEE)
def report_file(by: str, since: str, until: str) -> Response:
    """Give one of the tables as CSV; that it was taken stands in the journal."""
    found, name = _exported(by, since, until)
    return attachment(totals_csv((by,), found), f"{name}.csv", "text/csv; charset=utf-8")


@office_pages.get("/reports/<any(carrier, station, channel, day):by>/<since>/<until>/sales.xlsx")
@requires(SEE)
def report_workbook(by: str, since: str, until: str) -> Response:
    """Give one of the tables as a workbook."""
    found, name = _exported(by, since, until)
    return attachment(totals_xlsx((by,), found), f"{name}.xlsx", MEDIA_TYPE)


def _exported(by: str, since: str, until: str) -> tuple[list[Total], str]:
    """Return a table and the name of its file; that it was taken stands in the journal."""
    begin, end = _day(since), _day(until)
    record(
        "settlements.report_exported",
        actor=current_actor(),
        object_type="settlement_report",
        object_key=by,
        detail={"since": since, "until": until},
    )
    found = _named(by, totals_of(begin, end, BY[by][1]))
    return found, f"sales-{by}-{begin.isoformat()}-{end.isoformat()}"


def _named(by: str, found: list[Total]) -> list[Total]:
    """Return the totals with what they are of in words."""
    return [
        Total((_name(by, one.of[0]),), one.sold, one.ended, one.gross, one.carrier, one.station, one.advance)
        for one in found
    ]


def _name(by: str, value: Any) -> str:
    if by == "carrier":
        return party(value).name
    if by == "channel":
        return str(CHANNELS.get(value, value))
    if by == "day":
        return f"{value:%d.%m.%Y}"
    return station_name(value) if value else _("onlayn")


def _month() -> dict[str, date]:
    return {"since": today().replace(day=1), "until": today()}


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise NotFound from None
