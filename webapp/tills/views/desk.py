"""The cashier's desk: open a shift, search and sell, see what was done, close."""

from typing import Any

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import now, today
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.tills.forms import OpenForm, RideForm, close_form
from webapp.tills.models import Shift, Till
from webapp.tills.permissions import AUDIT, MANAGE, SELL
from webapp.tills.queries import (
    ensure_manages,
    open_shift_of,
    operations_of,
    shift_by,
    still_open,
    till_by,
    till_of,
    tills_of,
)
from webapp.tills.reporting import report_of
from webapp.tills.rules import left_open
from webapp.tills.services.shifts import close_shift, open_shift
from webapp.tills.views.blueprint import desk_pages
from webapp.tills.views.presenting import move_rows, station_names, turnover_rows
from webapp.timetable.api import name_of, stations
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render

LAST_SHOWN = 8


@desk_pages.get("")
@requires(SELL, MANAGE, AUDIT)
def index() -> str:
    """Show the desk of an open shift, or the tills at which one can be opened."""
    actor = current_actor()
    shift = open_shift_of(actor.account_id)
    if shift is not None and actor.has(SELL.code) and till_of(shift).party_id == actor.party_id:
        return desk_page(shift, till_of(shift), RideForm(formdata=None, data=_usual(till_of(shift))))
    return tills_page(OpenForm(formdata=None), elsewhere=shift is not None)


@desk_pages.post("/<public_id>/open")
@requires(SELL)
def begin(public_id: str) -> ResponseReturnValue:
    """Open a shift with counted cash."""
    form, found = OpenForm(), till_by(public_id, current_actor())
    if not form.validate():
        return tills_page(form, at=found.public_id), 422
    try:
        open_shift(public_id, opening=form.opening.qepik or 0, reason=form.reason.data or "", actor=current_actor())
    except AppError as error:
        form.accept(error)
        return tills_page(form, at=found.public_id), error.status
    return redirect_to(".index", notice=_("Növbə açıldı."))


@desk_pages.get("/shifts/<public_id>/close")
@requires(SELL, MANAGE)
def count(public_id: str) -> str:
    """Show the form of counting; what should be there is not said before it was counted."""
    shift, till = _to_close(public_id)
    return _close_page(shift, till, close_form(formdata=None))


@desk_pages.post("/shifts/<public_id>/close")
@requires(SELL, MANAGE)
def close(public_id: str) -> ResponseReturnValue:
    """Close the shift, and show its report."""
    shift, till = _to_close(public_id)
    form = close_form()
    if not form.validate():
        return _close_page(shift, till, form), 422
    try:
        number = close_shift(public_id, pieces=form.pieces(), reason=form.reason.data or "", actor=current_actor())
    except AppError as error:
        form.accept(error)
        return _close_page(shift, till, form), error.status
    return redirect_to(
        ".report", public_id=public_id, notice=_("Növbə bağlandı, Z-hesabat: %(number)s.", number=number)
    )


def desk_page(shift: Shift, till: Till, form: RideForm) -> str:
    """Return the desk of an open shift."""
    moves = operations_of(shift.id)
    report = report_of(shift, till)
    return render(
        "tills/desk.html",
        shift=shift,
        till=till,
        form=form,
        stations=sorted(name_of(one) for one in stations()),
        moves=move_rows(moves[:LAST_SHOWN]),
        late=left_open(shift.opened_at, now()),
        summary=turnover_rows(report),
    )


def tills_page(form: OpenForm, *, at: str | None = None, elsewhere: bool = False) -> str:
    """Return the list of tills with their open shifts; `at` names the till whose form was sent."""
    actor = current_actor()
    party = actor.party_id or 0
    under_way = {till.id: shift for shift, till in still_open(party_id=party)}
    found: list[dict[str, Any]] = [
        {"till": till, "shift": under_way.get(till.id), "late": _is_late(under_way.get(till.id))}
        for till in tills_of(party)
    ]
    return render(
        "tills/index.html",
        tills=found,
        names=station_names(),
        form=form,
        at=at,
        elsewhere=elsewhere,
        may_sell=actor.has(SELL.code),
        may_manage=actor.has(MANAGE.code),
        me=actor.account_id,
    )


def _is_late(shift: Shift | None) -> bool:
    return shift is not None and left_open(shift.opened_at, now())


def _usual(till: Till) -> dict[str, Any]:
    return {"origin": station_names().get(till.station_id, ""), "day": today()}


def _to_close(public_id: str) -> tuple[Shift, Till]:
    """Return a shift that the actor may close. Raises NoSuchShift, Forbidden."""
    shift, till = shift_by(public_id, current_actor())
    if shift.account_id != current_actor().account_id:
        ensure_manages(till, current_actor())
    return shift, till


def _close_page(shift: Shift, till: Till, form: Any) -> str:
    own = shift.account_id == current_actor().account_id
    return render("tills/close.html", shift=shift, till=till, form=form, own=own)
