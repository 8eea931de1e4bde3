"""The applicant's cases: list, one case, its papers, letters and proposals."""

from typing import Any

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from webapp.connections import labels, wording
from webapp.connections.models import Participant
from webapp.connections.permissions import PREPARE, SIGN
from webapp.connections.queries import (
    application,
    breach_of,
    breaches,
    contract_of,
    officials,
    own_case,
    own_cases,
    paper_of,
    papers,
    service_of,
    services,
    steps,
    tickets_of,
)
from webapp.connections.services.applying import start_application
from webapp.connections.services.contracting import request_contract_signature
from webapp.connections.services.papers import read_content
from webapp.connections.services.tickets import own_ticket
from webapp.connections.views.acting import Place, ask, do, named
from webapp.connections.views.blueprint import connections
from webapp.connections.views.own_acts import BREACH_ACTS, SERVICE_ACTS, TICKET_ACTS
from webapp.connections.views.presenting import breach_rows, clock, pdf_of, state_of, way
from webapp.core.actor import current_actor
from webapp.ui.access import requires
from webapp.ui.forms import Form
from webapp.ui.htmx import go_to
from webapp.ui.rendering import redirect_to, render

LAYOUT = "layouts/cabinet.html"


@connections.get("")
@requires(PREPARE, SIGN)
def index() -> str:
    """List the cases of whom one acts for."""
    rows = [{"case": item, "state": state_of(item), "clock": clock(item.due_on)} for item in own_cases(current_actor())]
    return render("connections/index.html", rows=rows, form=Form())


@connections.post("")
@requires(PREPARE)
def start() -> AnyResponse:
    """Open a draft of form 1."""
    return redirect_to(".edit", public_id=start_application(actor=current_actor()))


@connections.get("/<public_id>")
@requires(PREPARE, SIGN)
def show(public_id: str) -> str:
    """Show one's own case."""
    participant = own_case(public_id, actor=current_actor())
    return render("connections/show.html", form=Form(), **case_context(participant))


@connections.get("/<public_id>/contract")
@requires(PREPARE, SIGN)
def contract(public_id: str) -> str:
    """Show the contract before it is signed, and after."""
    participant = own_case(public_id, actor=current_actor())
    return render("connections/contract.html", layout=LAYOUT, form=Form(), **contract_context(participant))


@connections.post("/<public_id>/contract/sign")
@requires(SIGN, step_up=True)
def sign_contract(public_id: str) -> AnyResponse:
    """Ask for the signature under the contract."""
    request_id = request_contract_signature(public_id, actor=current_actor())
    return go_to(url_for("signing.show", public_id=request_id))


@connections.get("/papers/<public_id>.pdf")
@requires(PREPARE, SIGN)
def paper(public_id: str) -> Response:
    """Send a signed paper."""
    return pdf_of(paper_of(public_id, actor=current_actor(), own=True)[0])


@connections.get("/letters/<public_id>/<act>")
@requires(PREPARE, SIGN)
def letter(public_id: str, act: str) -> str:
    """Ask what the answer to a letter needs."""
    return ask(named(BREACH_ACTS, act), _place(breach_of(public_id, actor=current_actor(), own=True)[1]))


@connections.post("/letters/<public_id>/<act>")
@requires(SIGN)
def answer_letter(public_id: str, act: str) -> ResponseReturnValue:
    """Say that a letter is received, or what was done about it."""
    place = _place(breach_of(public_id, actor=current_actor(), own=True)[1])
    return do(named(BREACH_ACTS, act), public_id, place)


@connections.get("/services/<public_id>/<act>")
@requires(PREPARE, SIGN)
def service_act(public_id: str, act: str) -> str:
    """Ask what a step of the service needs."""
    service, _owner = service_of(public_id, actor=current_actor(), own=True)
    return ask(named(SERVICE_ACTS, act), Place(LAYOUT, service.title, "connections.service", public_id))


@connections.post("/services/<public_id>/<act>")
@requires(SIGN)
def do_service_act(public_id: str, act: str) -> ResponseReturnValue:
    """Take the step."""
    service, _owner = service_of(public_id, actor=current_actor(), own=True)
    return do(named(SERVICE_ACTS, act), public_id, Place(LAYOUT, service.title, "connections.service", public_id))


@connections.get("/proposals/<public_id>/<act>")
@requires(PREPARE, SIGN)
def proposal(public_id: str, act: str) -> str:
    """Ask for the answer to a proposal or a defect."""
    return ask(named(TICKET_ACTS, act), _place(own_ticket(public_id, actor=current_actor())[1]))


@connections.post("/proposals/<public_id>/<act>")
@requires(PREPARE)
def answer_proposal(public_id: str, act: str) -> ResponseReturnValue:
    """Answer."""
    return do(named(TICKET_ACTS, act), public_id, _place(own_ticket(public_id, actor=current_actor())[1]))


def case_context(participant: Participant) -> dict[str, Any]:
    """Return what a page about one case shows."""
    return {
        "case": participant,
        "state": state_of(participant),
        "clock": clock(participant.due_on),
        "paper": application(participant),
        "contract": contract_of(participant),
        "drafts": [item for item in papers(participant, "form2") if item.state == "draft"],
        "services": services(participant),
        "breaches": breach_rows(breaches(participant)),
        "tickets": tickets_of(participant),
        "way": way(steps(participant=participant.id)),
        "wording": wording,
    }


def contract_context(participant: Participant) -> dict[str, Any]:
    """Return what the contract's page and its print show."""
    found = contract_of(participant)
    return {
        "case": participant,
        "contract": found,
        "content": read_content(found) if found else {},
        "officials": officials(participant),
        "labels": labels.CONTRACT,
    }


def _place(participant: Participant) -> Place:
    return Place(LAYOUT, participant.name, "connections.show", participant.public_id)
