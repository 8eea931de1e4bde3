"""Looking up: the registers are asked, what was found is kept, then shown."""

import json
from datetime import timedelta

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.inspections import wording
from webapp.inspections.forms import ActForm, LookForm
from webapp.inspections.permissions import INSPECT, OVERSEE
from webapp.inspections.presenting import paper_card, row_lines
from webapp.inspections.queries import check_of
from webapp.inspections.services.looking import look as looked
from webapp.inspections.values import Found, found_of
from webapp.inspections.views.blueprint import office_pages
from webapp.ui.access import no_transaction, requires
from webapp.ui.rendering import redirect_to, render

STALE = timedelta(minutes=10)


@office_pages.post("/look")
@no_transaction
@requires(INSPECT)
def look() -> ResponseReturnValue:
    """Look up what was scanned or typed."""
    form = LookForm()
    if not form.validate():
        with transaction(read_only=True):
            return render("inspections/scanner.html", form=form, act_form=ActForm(formdata=None), owner=""), 422
    return redirect_to(".check", public_id=looked(form.q.data or "", actor=current_actor()))


@office_pages.get("/checks/<public_id>")
@requires(INSPECT, OVERSEE)
def check(public_id: str) -> str:
    """Show what a look-up brought, as it stood at its moment."""
    row = check_of(public_id, current_actor())
    found = found_of(json.loads(row.found)) if row.found else Found()
    return render(
        "inspections/check.html",
        check=row,
        papers=[paper_card(one) for one in found.papers],
        rows=row_lines(found.rows),
        kept=row.found is not None,
        may_act=current_actor().has(INSPECT.code),
        old=now() - row.at > STALE,
        wording=wording,
        form=LookForm(formdata=None),
    )
