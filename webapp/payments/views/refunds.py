"""What accountants do with a refund: a second person's word, asking the provider once more, ending it."""

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.text import _
from webapp.payments.forms import ReasonForm
from webapp.payments.permissions import SETTLE
from webapp.payments.services.refunding import approve_refund, decline_refund, retry_refund
from webapp.payments.views.blueprint import office_pages
from webapp.payments.views.office import office_page
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to


@office_pages.post("/refunds/<public_id>/approve")
@requires(SETTLE, step_up=True)
def approve(public_id: str) -> ResponseReturnValue:
    """Approve what another asked for."""
    approve_refund(public_id, actor=current_actor())
    return redirect_to(".index", notice=_("Vəsaitin qaytarılması təsdiq edildi."))


@office_pages.post("/refunds/<public_id>/retry")
@requires(SETTLE, step_up=True)
def retry(public_id: str) -> ResponseReturnValue:
    """Ask the provider once more after its no."""
    retry_refund(public_id, actor=current_actor())
    return redirect_to(".index", notice=_("Ödəniş sisteminə yenidən sorğu göndəriləcək."))


@office_pages.post("/refunds/<public_id>/decline")
@requires(SETTLE, step_up=True)
def decline(public_id: str) -> ResponseReturnValue:
    """End a refund that will not be made, with the reason."""
    form = ReasonForm()
    if not form.validate():
        return office_page(form), 422
    decline_refund(public_id, reason=form.reason.data or "", actor=current_actor())
    return redirect_to(".index", notice=_("Vəsaitin qaytarılmasından imtina qeyd edildi."))
