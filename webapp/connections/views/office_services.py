"""The operator's pages of services, breaches and tickets."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from webapp.connections import wording
from webapp.connections.checklist import TEST
from webapp.connections.errors import NotReady
from webapp.connections.forms.office import ReportForm, checklist_form
from webapp.connections.models import Participant, Service
from webapp.connections.permissions import DECIDE, SEE, WORK
from webapp.connections.queries import breach_of, checks, service_of, steps
from webapp.connections.services.testing import report_test
from webapp.connections.services.tickets import office_ticket, tickets
from webapp.connections.services.withdrawing import successor
from webapp.connections.views.acting import Act, Place, ask, do, named, shown
from webapp.connections.views.blueprint import office
from webapp.connections.views.office_acts import BREACH_ACTS, SERVICE_DECIDE, SERVICE_WORK, TICKET_ACTS
from webapp.connections.views.presenting import way
from webapp.connections.views.providing import service_context
from webapp.core.actor import current_actor
from webapp.core.errors import Invalid
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render

LAYOUT = "layouts/office.html"


@office.get("/services/<public_id>")
@requires(SEE)
def service(public_id: str) -> str:
    """Show a service to the operator."""
    found, participant = service_of(public_id, actor=current_actor(), own=False)
    context = service_context(found, participant)
    return render("connections/office_service.html", **context, **_open_acts(found, participant))


@office.get("/services/<public_id>/report")
@requires(WORK)
def report(public_id: str) -> str:
    """Show the test report."""
    found, participant = service_of(public_id, actor=current_actor(), own=False)
    return _report_page(found, participant, checklist_form(TEST, checks(service=found.id)), [])


@office.post("/services/<public_id>/report")
@requires(WORK)
def send_report(public_id: str) -> ResponseReturnValue:
    """Keep the test report, passed or failed."""
    found, participant = service_of(public_id, actor=current_actor(), own=False)
    form = checklist_form(TEST, checks(service=found.id))
    if not form.validate():
        return _report_page(found, participant, form, form.errors_for_summary()), 422
    passed = request.form.get("do") == "pass"
    try:
        report_test(public_id, form.answers(TEST), passed=passed, text=form.text.data or "", actor=current_actor())
    except (NotReady, Invalid) as error:
        return _report_page(found, participant, form, shown(form, error)), 422
    return redirect_to(".service", public_id=public_id, notice=_("Sınaq hesabatı saxlanıldı."))


@office.get("/services/<public_id>/work/<act>")
@requires(WORK)
def asking_service(public_id: str, act: str) -> str:
    """Ask what a step of the test needs."""
    return ask(named(SERVICE_WORK, act), _service_place(public_id))


@office.post("/services/<public_id>/work/<act>")
@requires(WORK)
def doing_service(public_id: str, act: str) -> ResponseReturnValue:
    """Take it."""
    return do(named(SERVICE_WORK, act), public_id, _service_place(public_id))


@office.get("/services/<public_id>/decision/<act>")
@requires(DECIDE)
def deciding_service(public_id: str, act: str) -> str:
    """Ask what a decision on a service needs."""
    return ask(named(SERVICE_DECIDE, act), _service_place(public_id))


@office.post("/services/<public_id>/decision/<act>")
@requires(DECIDE, step_up=True)
def decide_service(public_id: str, act: str) -> ResponseReturnValue:
    """Take it."""
    return do(named(SERVICE_DECIDE, act), public_id, _service_place(public_id))


@office.get("/breaches/<public_id>/<act>")
@requires(DECIDE)
def breach(public_id: str, act: str) -> str:
    """Ask before a breach case ends."""
    return ask(named(BREACH_ACTS, act), _breach_place(public_id))


@office.post("/breaches/<public_id>/<act>")
@requires(DECIDE, step_up=True)
def end_breach(public_id: str, act: str) -> ResponseReturnValue:
    """End it."""
    return do(named(BREACH_ACTS, act), public_id, _breach_place(public_id))


@office.get("/tickets")
@requires(SEE)
def tickets_page() -> str:
    """List defects and proposals that are open, and those that are done."""
    return render("connections/tickets.html", rows=tickets(), done=tickets(done=True), wording=wording)


@office.get("/tickets/<public_id>")
@requires(SEE)
def ticket(public_id: str) -> str:
    """Show a defect or a proposal with its way."""
    found, participant = office_ticket(public_id, actor=current_actor())
    acts = {"open": ["done"], "answered": ["done", "reopen"]}.get(found.state, [])
    mine = [(code, TICKET_ACTS[code]) for code in acts if current_actor().has(WORK.code)]
    gone = way(steps(ticket=found.id))
    return render("connections/ticket.html", ticket=found, case=participant, acts=mine, way=gone, wording=wording)


@office.get("/tickets/<public_id>/<act>")
@requires(WORK)
def asking_ticket(public_id: str, act: str) -> str:
    """Ask what a step of the ticket needs."""
    return ask(named(TICKET_ACTS, act), _ticket_place(public_id))


@office.post("/tickets/<public_id>/<act>")
@requires(WORK)
def doing_ticket(public_id: str, act: str) -> ResponseReturnValue:
    """Take it."""
    return do(named(TICKET_ACTS, act), public_id, _ticket_place(public_id))


def _open_acts(found: Service, participant: Participant) -> dict[str, list[tuple[str, Act]]]:
    actor = current_actor()
    work = ["test"] if found.state in {"applied", "failed"} else []
    decisions = {"passed": ["live"], "withdrawal": ["users"], "notified": ["disconnect"]}.get(found.state, [])
    if found.state == "live" and successor(found, participant) is not None:
        decisions = ["version"] if found.told_at is None else ["last-day"]
    return {
        "work": [(code, SERVICE_WORK[code]) for code in work if actor.has(WORK.code)],
        "decisions": [(code, SERVICE_DECIDE[code]) for code in decisions if actor.has(DECIDE.code)],
    }


def _report_page(found: Service, participant: Participant, form: ReportForm, errors: list[Any]) -> str:
    return render("connections/report.html", service=found, case=participant, form=form, items=TEST, errors=errors)


def _service_place(public_id: str) -> Place:
    found, _owner = service_of(public_id, actor=current_actor(), own=False)
    return Place(LAYOUT, found.title, "connections_office.service", public_id)


def _breach_place(public_id: str) -> Place:
    _found, participant = breach_of(public_id, actor=current_actor(), own=False)
    return Place(LAYOUT, participant.name, "connections_office.show", participant.public_id)


def _ticket_place(public_id: str) -> Place:
    found, _owner = office_ticket(public_id, actor=current_actor())
    return Place(LAYOUT, found.title, "connections_office.ticket", public_id)
