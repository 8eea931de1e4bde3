"""For carriers and drivers: the acts that concern them, and how to complain."""

from flask import Response, request

from webapp.audit.api import ComplaintRoute
from webapp.core.actor import current_actor
from webapp.core.registry import plugins
from webapp.inspections import wording
from webapp.inspections.permissions import DRIVEN, OWN
from webapp.inspections.queries import acts_of_party, is_driver, looks_at_party, party_act
from webapp.inspections.views.acts import pdf_of, shown
from webapp.inspections.views.blueprint import cabinet_pages
from webapp.ui.access import requires
from webapp.ui.rendering import render


@cabinet_pages.get("")
@requires(OWN, DRIVEN)
def index() -> str:
    """Show the signed acts about the carrier's vehicles, or about oneself as a driver."""
    page = acts_of_party(current_actor(), after=request.args.get("after"), before=request.args.get("before"))
    return render("inspections/mine.html", page=page, wording=wording, firm=current_actor().has(OWN.code))


@cabinet_pages.get("/looks")
@requires(OWN)
def looks() -> str:
    """Show the firm which of its papers were looked at on the road, by whom and when."""
    party_id = current_actor().party_id or 0
    page = looks_at_party(party_id, after=request.args.get("after"), before=request.args.get("before"))
    return render("inspections/looks.html", page=page, wording=wording)


@cabinet_pages.get("/<public_id>")
@requires(OWN, DRIVEN)
def show(public_id: str) -> str:
    """Show an act to whom it concerns."""
    found = party_act(public_id, current_actor())
    me = is_driver(found, current_actor())
    return render("inspections/mine_act.html", as_driver=me, complaints=plugins(ComplaintRoute), **shown(found))


@cabinet_pages.get("/<public_id>/pdf/<int:n>")
@requires(OWN, DRIVEN)
def pdf(public_id: str, n: int) -> Response:
    """Send the signed act."""
    return pdf_of(party_act(public_id, current_actor()), n)
