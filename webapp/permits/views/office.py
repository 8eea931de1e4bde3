"""The office: the register of permits, one permit with its history, caps and queues."""

from typing import Final

from flask import request

from webapp.audit.api import record_view
from webapp.auth import api as auth
from webapp.cabinets import api as cabinets
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.text import _l
from webapp.documents.api import verification_url
from webapp.permits import wording
from webapp.permits.law_rows import rows_on, territory_name
from webapp.permits.models import Permit
from webapp.permits.permissions import REGISTER
from webapp.permits.queries import Search, cards_of_permits, history_of, open_defects, permit_by_public_id, register
from webapp.permits.rules import State, state_on
from webapp.permits.services.places import counted, queue_of
from webapp.permits.views.blueprint import office_pages
from webapp.permits.views.presenting import card_line, facts_of, office_operations_of, permit_line, steps_of
from webapp.ui.access import requires
from webapp.ui.rendering import render
from webapp.workflow.permissions import DECIDE

LONGEST = 60
PURPOSE: Final = _l("Fərdi sahibkarın icazəsinə baxılması")


@office_pages.get("")
@requires(REGISTER)
def index() -> str:
    """Search the register by number, VÖEN or plate, by type and state; a page at a time."""
    search = search_typed()
    found = register(search, after=request.args.get("after"), before=request.args.get("before"))
    cards = cards_of_permits([one.id for one in found.rows])
    lines = [permit_line(one, cards[one.id]) for one in found.rows]
    return render("permits/register.html", search=search, found=found, lines=lines, wording=wording)


@office_pages.get("/places")
@requires(REGISTER)
def places() -> str:
    """Show the caps of territories, how much of each is used, and who waits."""
    shown = []
    for cap, row in rows_on("cap", today()).values():
        cards, reserved, waiting = counted(cap.type, cap.territory)
        free = max(cap.most - cards - reserved, 0)
        name = territory_name(cap.territory, today())
        shown.append(
            {
                "name": name,
                "type": wording.type_name(cap.type),
                "most": cap.most,
                "cards": cards,
                "reserved": reserved,
                "waiting": waiting,
                "free": free,
                "basis": row.basis,
                "since": row.valid_from,
                "queue": queue_of(cap.type, cap.territory),
            }
        )
    return render("permits/places.html", caps=shown)


@office_pages.get("/<public_id>")
@requires(REGISTER)
def show(public_id: str) -> str:
    """Show a permit with its cards, its whole history and what the office can begin."""
    permit = permit_by_public_id(public_id)
    _looked_at(permit)
    cards = cards_of_permits([permit.id])[permit.id]
    return render(
        "permits/office_show.html",
        permit=permit,
        name=wording.type_name(permit.type_code),
        state=wording.state_tag(State(state_on(permit.state, permit.valid_to, today()))),
        facts=[*facts_of(permit), ("VÖEN", permit.holder_number)],
        cards=[card_line(one) for one in cards],
        plates={one.id: one.plate for one in cards},
        defects=open_defects(permit.id),
        operations=office_operations_of(permit) if current_actor().has(DECIDE.code) else [],
        steps=steps_of(history_of(permit.id), cards, named=True),
        verify=verification_url(permit.document_token) if permit.document_token else "",
        wording=wording,
    )


def _looked_at(permit: Permit) -> None:
    """Keep that an official saw the permit of a sole trader: it says of a person what they do and with which vehicles."""
    trader = cabinets.trader_of(permit.party_id)
    person = auth.account(trader) if trader else None
    if person is not None:
        told = {"object_type": "permit", "object_key": permit.public_id, "purpose": PURPOSE}
        record_view(actor=current_actor(), subject_fin=person.fin, subject_name=person.full_name, **told)


def search_typed() -> Search:
    """Return what is searched for; a type or state that there is not counts as none."""
    kind, state = request.args.get("type", ""), request.args.get("state", "")
    return Search(
        q=request.args.get("q", "").replace("\x00", "").strip()[:LONGEST],
        type_code=kind if kind in wording.TYPES else "",
        state=state if state in set(State) else "",
    )
