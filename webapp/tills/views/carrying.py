"""Cash that comes into the till or is handed over."""

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.tills.forms import MoveForm
from webapp.tills.permissions import SELL
from webapp.tills.queries import working_shift
from webapp.tills.rules import Kind
from webapp.tills.services.moving import carry
from webapp.tills.views.blueprint import desk_pages
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@desk_pages.get("/cash/<any(in, out):direction>")
@requires(SELL)
def cash(direction: str) -> str:
    """Show the form of bringing cash in or handing it over."""
    return _page(direction, MoveForm(formdata=None))


@desk_pages.post("/cash/<any(in, out):direction>")
@requires(SELL)
def carry_cash(direction: str) -> ResponseReturnValue:
    """Write the movement."""
    form = MoveForm()
    if not form.validate():
        return _page(direction, form), 422
    kind = Kind.CASH_IN if direction == "in" else Kind.CASH_OUT
    try:
        carry(
            kind,
            form.amount.qepik or 0,
            paper=form.paper.data or "",
            once=form.once.data or "",
            actor=current_actor(),
        )
    except AppError as error:
        form.accept(error)
        return _page(direction, form), error.status
    return redirect_to(".index", notice=_("Əməliyyat qeyd edildi."))


def _page(direction: str, form: MoveForm) -> str:
    shift, till = working_shift(current_actor(), lock=False)
    return render("tills/cash.html", direction=direction, form=form, shift=shift, till=till)
