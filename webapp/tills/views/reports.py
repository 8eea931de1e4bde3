"""Reports of shifts: X while one is open, Z when it is closed, the day of a station as a page and CSV."""

from datetime import date

from flask import Response, request

from webapp.audit.api import record
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import NotFound
from webapp.core.text import _l
from webapp.documents import api as documents
from webapp.tills.forms import VoidForm
from webapp.tills.models import Shift, Till
from webapp.tills.permissions import AUDIT, MANAGE, SELL
from webapp.tills.queries import operations_of, shift_by, shifts_of_day
from webapp.tills.reporting import day_csv, report_of
from webapp.tills.views.blueprint import desk_pages
from webapp.tills.views.presenting import move_rows, station_names, turnover_rows
from webapp.ui.access import requires
from webapp.ui.fields import DayField
from webapp.ui.forms import Form
from webapp.ui.rendering import render


class DayForm(Form):
    """Which day."""

    class Meta(Form.Meta):
        """No token stands in an address."""

        csrf = False

    day = DayField(_l("Gün"))


@desk_pages.get("/shifts/<public_id>")
@requires(SELL, MANAGE, AUDIT)
def report(public_id: str) -> str:
    """Show a shift: its figures, its movements, and the Z-report when it is closed."""
    return report_page(*shift_by(public_id, current_actor()), office=False)


@desk_pages.get("/days")
@requires(MANAGE, AUDIT)
def days() -> str:
    """Show the shifts of a day at the tills that one's party keeps."""
    return day_page(current_actor().party_id, office=False)


@desk_pages.get("/days/<day>/cash.csv")
@requires(MANAGE, AUDIT)
def day_file(day: str) -> Response:
    """Give a day's cash report as CSV; that it was taken stands in the journal."""
    return day_download(day, current_actor().party_id)


def report_page(shift: Shift, till: Till, *, office: bool) -> str:
    """Return the page of a shift."""
    found = report_of(shift, till)
    token = shift.document_token
    return render(
        "tills/report.html",
        shift=shift,
        till=till,
        office=office,
        names=station_names(),
        report=found,
        lines=turnover_rows(found),
        moves=move_rows(operations_of(shift.id)),
        form=VoidForm(formdata=None),
        sealed=bool(token and documents.versions(token)),
        verification_url=documents.verification_url(token) if token else None,
        own=shift.account_id == current_actor().account_id,
    )


def day_page(party_id: int | None, *, office: bool) -> str:
    """Return the cash report of a day, of one keeper or of all."""
    form = DayForm(request.args) if "day" in request.args else DayForm(formdata=None, data={"day": today()})
    day = form.day.data if form.validate() and form.day.data else today()
    form.day.raw_data = None if form.day.data else form.day.raw_data  # shown as people write a day
    found = [report_of(shift, till) for shift, till in shifts_of_day(day, party_id=party_id)]
    return render("tills/days.html", form=form, day=day, reports=found, names=station_names(), office=office)


def day_download(typed: str, party_id: int | None) -> Response:
    """Return the CSV of a day (YYYY-MM-DD). Raises NotFound for what is no day."""
    day = day_of(typed)
    found = [report_of(shift, till) for shift, till in shifts_of_day(day, party_id=party_id)]
    record(
        "tills.report_exported",
        actor=current_actor(),
        object_type="till_day",
        object_key=day.isoformat(),
        detail={"shifts": len(found)},
    )
    headers = {"Content-Disposition": f'attachment; filename="cash-{day.isoformat()}.csv"'}
    return Response(day_csv(found, station_names()), content_type="text/csv; charset=utf-8", headers=headers)


def day_of(typed: str) -> date:
    """Return the day in an address. Raises NotFound for what is none."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise NotFound from None
