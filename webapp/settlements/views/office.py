"""The accountants' first page: what waits to be settled, statements on their way, differences of days."""

from datetime import timedelta

from flask import request
from flask.typing import ResponseReturnValue

from webapp.cabinets.api import party, party_by_public_id
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.settlements import wording
from webapp.settlements.forms import DrawForm
from webapp.settlements.permissions import SEE, SETTLE
from webapp.settlements.queries import open_differences, statements, waiting
from webapp.settlements.services.stating import draw
from webapp.settlements.views.blueprint import office_pages
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


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


def _page(form: DrawForm | None) -> str:
    page = statements(after=request.args.get("after"), before=request.args.get("before"))
    found = waiting(today())
    yesterday = today() - timedelta(days=1)
    return render(
        "settlements/office.html",
        form=form or DrawForm(_carriers(), formdata=None, data={"until": yesterday}),
        waiting=[(party(one.of[0]), one) for one in found],
        page=page,
        carriers={row.carrier_id: party(row.carrier_id).name for row in page.rows},
        states=wording.STATES,
        differences=open_differences(),
        words=wording.LINES,
        may_settle=current_actor().has(SETTLE.code),
        yesterday=yesterday,
    )


def _carriers() -> list[tuple[str, str]]:
    """Return the carriers of whom something waits, as choices."""
    known = [party(one.of[0]) for one in waiting(today())]
    return [(one.public_id, one.name) for one in known]
