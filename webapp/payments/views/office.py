"""The accountants' first page: what is to be cleared up, differences with somebody's name at their end, all payments."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.text import _
from webapp.payments import wording
from webapp.payments.forms import ReasonForm
from webapp.payments.listing import (
    attempts_by_id,
    closed_differences,
    latest_attempts,
    open_differences,
    refunds_of,
)
from webapp.payments.offer import payable_of
from webapp.payments.permissions import SEE, SETTLE
from webapp.payments.refund_listing import refunds_under_way
from webapp.payments.services.differing import close_difference
from webapp.payments.services.refunding import ask_refund
from webapp.payments.views.blueprint import office_pages
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@office_pages.get("")
@requires(SEE)
def index() -> str:
    """Show what is to be cleared up, then all payments, newest first."""
    return office_page(ReasonForm(formdata=None))


@office_pages.post("/differences/<public_id>/close")
@requires(SETTLE)
def close(public_id: str) -> ResponseReturnValue:
    """End a difference with what was found out."""
    form = ReasonForm()
    if not form.validate():
        return office_page(form), 422
    close_difference(public_id, resolution=form.reason.data or "", actor=current_actor())
    return redirect_to(".index", notice=_("Fərq həll edilmiş kimi qeyd olundu."))


@office_pages.post("/attempts/<public_id>/refund")
@requires(SETTLE, step_up=True)
def refund(public_id: str) -> ResponseReturnValue:
    """Send money back that was held or came late."""
    form = ReasonForm()
    if not form.validate():
        return office_page(form), 422
    ask_refund(public_id, reason=form.reason.data or "", actor=current_actor())
    return redirect_to(".index", notice=_("Vəsaitin qaytarılması qeyd edildi."))


def office_page(form: ReasonForm) -> str:
    """Return the accountants' first page; `form` is the reason that was written somewhere on it."""
    waiting = open_differences()
    about = attempts_by_id([row.attempt_id for row in waiting if row.attempt_id])
    under_way = refunds_under_way()
    going_back = {work.invoice.payable for work in under_way}
    page = latest_attempts(after=request.args.get("after"), before=request.args.get("before"))
    return render(
        "payments/office.html",
        waiting=[(row, about.get(row.attempt_id or 0)) for row in waiting],
        refunds=refunds_of(list(about)),
        closed=closed_differences(),
        page=page,
        titles={code: payable_of(code).title for code in {row.Invoice.payable for row in page.rows} | going_back},
        under_way=under_way,
        form=form,
        may_settle=current_actor().has(SETTLE.code),
        me=current_actor().account_id,
        wording=wording,
    )
