"""The carrier's pages: claims of passengers who missed the bus, their papers, the decision."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.attachments.api import copies_of
from webapp.audit.api import record_view
from webapp.cabinets.api import Kind, party
from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import _, _l
from webapp.tickets.changing import claiming
from webapp.tickets.changing.forms import DecideForm
from webapp.tickets.changing.models import Claim
from webapp.tickets.changing.permissions import CLAIMS
from webapp.tickets.changing.quoting import line_of
from webapp.tickets.changing.reading import claimed
from webapp.tickets.views.blueprint import claim_pages
from webapp.tickets.views.change_lines import CLAIMS as STATES
from webapp.tickets.views.presenting import way_of
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render

PURPOSE = _l("Avtobusa gecikmə müraciətinə baxılması")


@claim_pages.get("")
@requires(CLAIMS)
def index() -> str:
    """Show the claims to the carrier, those that wait first."""
    lines = []
    for one in claiming.claims_to(current_actor().party_id or 0):
        ticket, ride, _order = claimed(one)
        lines.append({"claim": one, "ticket": ticket, "way": way_of(ride), "ride": ride, "state": STATES[one.state]})
    return render("tickets/changing/claims.html", lines=lines)


@claim_pages.get("/<public_id>")
@requires(CLAIMS)
def claim(public_id: str) -> str:
    """Show a claim with its papers; the look is kept for the buyer to see."""
    found = claiming.claim_of_carrier(public_id, current_actor())
    _keep_look(found)
    return _page(found, DecideForm(formdata=None))


@claim_pages.post("/<public_id>")
@requires(CLAIMS)
def decide(public_id: str) -> ResponseReturnValue:
    """Accept or refuse a claim."""
    found, form = claiming.claim_of_carrier(public_id, current_actor()), DecideForm()
    if not form.validate():
        return _page(found, form), 422
    accept = request.form.get("decision") == "accept"
    try:
        claiming.decide(public_id, accept=accept, answer=form.answer.data or "", actor=current_actor())
    except AppError as error:
        form.answer.errors = [str(error)]
        return _page(found, form), error.status
    return redirect_to(".index", notice=_("Qərar yazıldı, sərnişinə bildirildi."))


def _page(found: Claim, form: DecideForm) -> str:
    ticket, ride, _order = claimed(found)
    row = claiming.tier_of_claim(found, ride.route.id)
    return render(
        "tickets/changing/decide.html",
        claim=found,
        ticket=ticket,
        ride=ride,
        way=way_of(ride),
        state=STATES[found.state],
        sums=line_of(ticket, row, ()),
        copies=copies_of(claiming.OWNER, found.public_id),
        form=form,
    )


def _keep_look(found: Claim) -> None:
    _ticket, _ride, order = claimed(found)
    buyer = party(order.party_id) if order.party_id else None
    if buyer is not None and buyer.kind == Kind.PERSON:
        record_view(
            actor=current_actor(),
            subject_fin=buyer.number,
            subject_name=buyer.name,
            object_type=claiming.OWNER,
            object_key=found.public_id,
            purpose=PURPOSE,
        )
