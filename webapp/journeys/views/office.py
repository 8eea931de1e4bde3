"""The roadside inspector: a form by number or plate; each look is kept."""

from flask import Response, request

from webapp.audit.api import record
from webapp.core.actor import current_actor
from webapp.core.transaction import afterwards
from webapp.journeys import wording
from webapp.journeys.errors import NoSuchForm
from webapp.journeys.models import Form
from webapp.journeys.permissions import INSPECT
from webapp.journeys.queries import content_of, form_by_public_id, inspected
from webapp.journeys.views.blueprint import office_pages
from webapp.journeys.views.cabinet import pdf_of, shown
from webapp.ui.access import requires
from webapp.ui.rendering import render


@office_pages.get("")
@requires(INSPECT)
def search() -> str:
    """Find by number or plate."""
    typed = request.args.get("q", "").strip()
    lines = [(form, content_of(form.content)) for form in inspected(typed)] if typed else []
    return render("journeys/office_search.html", typed=typed, lines=lines, states=wording.STATES)


@office_pages.get("/<public_id>")
@requires(INSPECT)
def look(public_id: str) -> str:
    """Show a form with its passengers to the inspector; that it was looked at stays."""
    form = _inspectable(public_id)
    actor = current_actor()
    afterwards(lambda: record("journeys.looked", actor=actor, object_type="journey_form", object_key=public_id))
    return render("journeys/office_look.html", **shown(form))


@office_pages.get("/<public_id>/pdf/<int:n>")
@requires(INSPECT)
def pdf(public_id: str, n: int) -> Response:
    """Send the signed document to the inspector."""
    return pdf_of(_inspectable(public_id), n)


def _inspectable(public_id: str) -> Form:
    """Return a form that was signed once. Raises NoSuchForm."""
    form = form_by_public_id(public_id)
    if form.signed_at is None:
        raise NoSuchForm
    return form
