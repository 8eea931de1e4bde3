"""The holder's pages: my permits, one permit with its cards and what can be done."""

from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.documents.api import verification_url
from webapp.permits import wording
from webapp.permits.cases.matrix import TYPES, code_of
from webapp.permits.permissions import APPLY, SEE
from webapp.permits.queries import cards_of_permits, history_of, open_defects, own_permit, permits_of
from webapp.permits.rules import Operation, State, state_on
from webapp.permits.views.blueprint import cabinet_pages
from webapp.permits.views.presenting import (
    address_of,
    card_line,
    facts_of,
    operations_of,
    permit_line,
    steps_of,
)
from webapp.ui.access import requires
from webapp.ui.rendering import render
from webapp.workflow import api as workflow


@cabinet_pages.get("")
@requires(SEE)
def index() -> str:
    """Show the permits of whom one acts for, live ones first, and what can be asked for anew."""
    permits = permits_of(current_actor().party_id or 0)
    cards = cards_of_permits([one.id for one in permits])
    lines = [permit_line(one, cards[one.id]) for one in permits]
    wrong = {one.public_id: open_defects(one.id) for one in permits if one.state in {"active", "suspended"}}
    new = [(wording.TYPES[one], address_of("catalogue.service", code=code_of(one, Operation.ISSUE))) for one in TYPES]
    return render("permits/index.html", lines=lines, wrong=wrong, new=new, wording=wording, may_apply=_may_apply())


@cabinet_pages.get("/<public_id>")
@requires(SEE)
def show(public_id: str) -> str:
    """Show a permit of one's own."""
    permit = own_permit(public_id, current_actor().party_id)
    cards = cards_of_permits([permit.id])[permit.id]
    return render(
        "permits/show.html",
        permit=permit,
        name=wording.type_name(permit.type_code),
        state=wording.state_tag(State(state_on(permit.state, permit.valid_to, today()))),
        facts=facts_of(permit),
        cards=[card_line(one) for one in cards],
        plates={one.id: one.plate for one in cards},
        defects=open_defects(permit.id),
        operations=operations_of(permit) if _may_apply() else [],
        steps=steps_of(history_of(permit.id), cards, named=False),
        verify=verification_url(permit.document_token) if permit.document_token else "",
        wording=wording,
    )


def _may_apply() -> bool:
    actor = current_actor()
    return actor.has(APPLY.code) and actor.has(workflow.APPLY.code)
