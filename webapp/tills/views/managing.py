"""The keeper's own tills: set up, put out of use."""

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.text import _
from webapp.tills.forms import TillForm
from webapp.tills.permissions import MANAGE
from webapp.tills.queries import stations_kept, till_by, tills_of
from webapp.tills.services.keeping import add_till, set_in_use
from webapp.tills.views.blueprint import desk_pages
from webapp.tills.views.presenting import station_names
from webapp.timetable.api import name_of, stations
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@desk_pages.get("/manage")
@requires(MANAGE)
def manage() -> str:
    """Show the tills, and the form of a new one."""
    return _page(TillForm(_kept(), formdata=None))


@desk_pages.post("/manage")
@requires(MANAGE)
def add() -> ResponseReturnValue:
    """Set a till up."""
    form = TillForm(_kept())
    if not form.validate():
        return _page(form), 422
    add_till(form.station.data or "", name=form.name.data or "", actor=current_actor())
    return redirect_to(".manage", notice=_("Kassa yaradıldı."))


@desk_pages.post("/<public_id>/use")
@requires(MANAGE)
def use(public_id: str) -> ResponseReturnValue:
    """Put a till out of use, or in use again."""
    found = till_by(public_id, current_actor())
    set_in_use(public_id, in_use=not found.in_use, actor=current_actor())
    return redirect_to(".manage", notice=_("Dəyişiklik yadda saxlanıldı."))


def _page(form: TillForm) -> str:
    tills = tills_of(current_actor().party_id or 0)
    return render("tills/manage.html", form=form, tills=tills, names=station_names(), kept=_kept())


def _kept() -> list[tuple[str, str]]:
    """Return the stations that the actor's party keeps today, as choices."""
    mine = {row.station_id for row in stations_kept(current_actor().party_id or 0)}
    return [(one.code, name_of(one)) for one in stations() if one.id in mine]
