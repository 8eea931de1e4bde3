"""The accountant's day on one page: each line agrees, or stands on the list with a name."""

from datetime import date, timedelta

from flask import request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import NotFound
from webapp.core.text import _
from webapp.settlements import wording
from webapp.settlements.checking import check_day
from webapp.settlements.forms import AssignForm, CommentForm, DayForm
from webapp.settlements.permissions import SEE, SETTLE
from webapp.settlements.queries import closed_day, difference_by, differences_of
from webapp.settlements.services.closing import accountants, assign, close_day, close_difference, note_differences
from webapp.settlements.views.blueprint import office_pages
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@office_pages.get("/days")
@requires(SEE)
def day() -> str:
    """Show a day: its figures, its lines, its differences."""
    form = DayForm(request.args) if "day" in request.args else DayForm(formdata=None, data={"day": _yesterday()})
    chosen = form.day.data if form.validate() and form.day.data else _yesterday()
    form.day.raw_data = None if form.day.data else form.day.raw_data  # shown as people write a day
    return _page(chosen, form)


@office_pages.post("/days/<typed>/check")
@requires(SETTLE)
def check(typed: str) -> ResponseReturnValue:
    """Put what does not agree on the list."""
    many = note_differences(_day(typed), actor=current_actor())
    notice = _("Fərqlər siyahıya yazıldı.") if many else _("Bütün sətirlər uyğundur.")
    return redirect_to(".day", day=typed, notice=notice)


@office_pages.post("/days/<typed>/close")
@requires(SETTLE, step_up=True)
def close(typed: str) -> ResponseReturnValue:
    """Close the day."""
    close_day(_day(typed), actor=current_actor())
    return redirect_to(".day", day=typed, notice=_("Gün bağlandı."))


@office_pages.post("/differences/<public_id>/assign")
@requires(SETTLE)
def give(public_id: str) -> ResponseReturnValue:
    """Give a difference to somebody."""
    form = AssignForm(accountants())
    if not form.validate():
        return _page(difference_by(public_id).day, refusal=_("Siyahıdan əməkdaş seçin.")), 422
    assign(public_id, account_id=form.account, actor=current_actor())
    return redirect_to(".day", day=difference_by(public_id).day.isoformat(), notice=_("Fərq əməkdaşa tapşırıldı."))


@office_pages.post("/differences/<public_id>/close")
@requires(SETTLE)
def settle(public_id: str) -> ResponseReturnValue:
    """End a difference with what was found out."""
    form, found = CommentForm(), difference_by(public_id)
    if not form.validate():
        return _page(found.day, refusal=str(form.comment.errors[0])), 422
    close_difference(public_id, comment=form.comment.data or "", actor=current_actor())
    return redirect_to(".day", day=found.day.isoformat(), notice=_("Fərq həll edilmiş kimi qeyd olundu."))


def _page(chosen: date, form: DayForm | None = None, *, refusal: str = "") -> str:
    return render(
        "settlements/day.html",
        form=form or DayForm(formdata=None, data={"day": chosen}),
        chosen=chosen,
        refusal=refusal,
        check=check_day(chosen),
        words=wording,
        differences=differences_of(chosen),
        closed=closed_day(chosen),
        over=chosen < today(),
        assign=AssignForm(accountants(), formdata=None),
        comment=CommentForm(formdata=None),
        may_settle=current_actor().has(SETTLE.code),
    )


def _yesterday() -> date:
    return today() - timedelta(days=1)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise NotFound from None
