"""The operator's pages: who keeps which station, what stations keep of a price, every till's day."""

from typing import Any

from flask import Response
from flask.typing import ResponseReturnValue

from webapp.cabinets.api import party
from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.tills.forms import KeeperForm, ShareForm
from webapp.tills.permissions import KEEPERS, SEE_ALL
from webapp.tills.queries import keepers, share_rows, shift_by
from webapp.tills.rules import Category
from webapp.tills.services.keeping import set_keeper, set_share
from webapp.tills.views.blueprint import office_pages
from webapp.tills.views.presenting import station_names
from webapp.tills.views.reports import day_download, day_page, report_page
from webapp.tills.wording import CATEGORIES
from webapp.timetable.api import name_of, stations
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@office_pages.get("")
@requires(SEE_ALL)
def index() -> str:
    """Show the shifts of a day at every till."""
    return day_page(None, office=True)


@office_pages.get("/days/<day>/cash.csv")
@requires(SEE_ALL)
def day_file(day: str) -> Response:
    """Give a day's cash report of every station as CSV."""
    return day_download(day, None)


@office_pages.get("/shifts/<public_id>")
@requires(SEE_ALL)
def report(public_id: str) -> str:
    """Show a shift."""
    return report_page(*shift_by(public_id, current_actor()), office=True)


@office_pages.get("/stations")
@requires(SEE_ALL)
def stations_kept() -> str:
    """Show who keeps which station and what the categories keep."""
    return _page(KeeperForm(_choices(), formdata=None), ShareForm(formdata=None))


@office_pages.post("/stations/keepers")
@requires(KEEPERS)
def keeper() -> ResponseReturnValue:
    """Write who keeps a station from a day on."""
    form = KeeperForm(_choices())
    if not form.validate() or form.since.data is None:
        return _page(form, ShareForm(formdata=None)), 422
    try:
        set_keeper(
            form.station.data or "",
            number=form.number.data or "",
            category=Category(form.category.data),
            valid_from=form.since.data,
            actor=current_actor(),
        )
    except AppError as error:
        form.accept(error)
        return _page(form, ShareForm(formdata=None)), error.status
    return redirect_to(".stations_kept", notice=_("Qeyd edildi."))


@office_pages.post("/stations/shares")
@requires(KEEPERS)
def share() -> ResponseReturnValue:
    """Write what a category keeps from a day on."""
    form = ShareForm()
    if not form.validate() or form.share_since.data is None:
        return _page(KeeperForm(_choices(), formdata=None), form), 422
    try:
        set_share(
            Category(form.which.data),
            permille=form.permille,
            valid_from=form.share_since.data,
            basis=form.basis.data or "",
            actor=current_actor(),
        )
    except AppError as error:
        form.accept(error)
        return _page(KeeperForm(_choices(), formdata=None), form), error.status
    return redirect_to(".stations_kept", notice=_("Qeyd edildi."))


def _choices() -> list[tuple[str, str]]:
    return [(one.code, name_of(one)) for one in stations()]


def _page(form: KeeperForm, share_form: ShareForm) -> str:
    rows: list[dict[str, Any]] = [
        {"row": row, "keeper": party(row.party_id).name, "category": CATEGORIES[Category(row.category)]}
        for row in keepers()
    ]
    return render(
        "tills/stations.html",
        form=form,
        share_form=share_form,
        keepers=rows,
        shares=[(row, CATEGORIES[Category(row.category)]) for row in share_rows()],
        names=station_names(),
        may_change=current_actor().has(KEEPERS.code),
    )
