"""The applicant's cases: the list, and the page of one case, which follows the checks while they run."""

from typing import Any, Final

from flask import Response, make_response, request
from werkzeug.wrappers import Response as AnyResponse

from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import NotFound
from webapp.core.pagination import Page
from webapp.documents import api as documents
from webapp.payments import api as payments
from webapp.ui.access import requires
from webapp.ui.htmx import is_fragment
from webapp.ui.rendering import redirect_to, render
from webapp.workflow.addresses import address_of_place
from webapp.workflow.content import Part, parts_of
from webapp.workflow.errors import NoSuchService
from webapp.workflow.facts import applying_of, definition_of, name_of
from webapp.workflow.listing import cases_page, waiting_for_applicant
from webapp.workflow.models import Case
from webapp.workflow.offer.case_type import CaseType
from webapp.workflow.permissions import APPLY, SIGN
from webapp.workflow.queries import complaints_of, findings_of, marks_of, own_case, steps_of
from webapp.workflow.rules import State, may
from webapp.workflow.services.applying import copies_of
from webapp.workflow.views.blueprint import READERS, applications
from webapp.workflow.views.copies import copies_shown
from webapp.workflow.views.presenting import ahead, findings_shown, terms_of, way
from webapp.workflow.wording import COMPLAINTS, EXPECTED, STATES

STOP_ASKING: Final = 286
RUNNING: Final = frozenset({State.CHECKING, State.ISSUING})


@applications.get("")
@requires(*READERS)
def index() -> str:
    """List what is expected of the applicant first, then all cases, the newest first."""
    party_id = current_actor().party_id
    if party_id is None:
        return render("workflow/index.html", waiting=[], page=Page([], None, None), terms={}, names={})
    after, before = request.args.get("after"), request.args.get("before")
    waiting = [] if after or before else waiting_for_applicant(party_id)
    page = cases_page(party_id, after=after, before=before)
    cases = {case.id: case for case in (*waiting, *page.rows)}.values()
    words = {"states": STATES, "expected": EXPECTED, "names": {case.id: name_of(case) for case in cases}}
    return render("workflow/index.html", waiting=waiting, page=page, terms=terms_of(cases), **words)


@applications.get("/<public_id>")
@requires(*READERS)
def show(public_id: str) -> Response | AnyResponse:
    """Show a case; to the page's own asking its changing part alone, and the word to stop when nothing runs by itself."""
    case = own_case(public_id, actor=current_actor())
    if case.state == State.DRAFT:
        return redirect_to(".edit", public_id=public_id)
    response = make_response(render("workflow/show.html", **_context(case)))
    if is_fragment() and State(case.state) not in RUNNING:
        response.status_code = STOP_ASKING
    return response


@applications.get("/<public_id>/paper")
@requires(*READERS)
def paper(public_id: str) -> Response:
    """Send the signed application, its newest version."""
    case = own_case(public_id, actor=current_actor())
    known = documents.versions(case.document_token) if case.document_token else []
    if case.document_token is None or not known:
        raise NotFound
    headers = {"Content-Disposition": f'attachment; filename="muraciet-{case.number or "qaralama"}.pdf"'}
    return Response(documents.pdf(case.document_token, known[-1].n), mimetype="application/pdf", headers=headers)


def _context(case: Case) -> dict[str, Any]:
    actor, case_type, state = current_actor(), definition_of(case), State(case.state)
    invoice = payments.invoice(case.invoice) if case.invoice else None
    ground = next((one for one in case_type.refusals if one.code == case.ground), None)
    return {
        "case": case,
        "case_type": case_type,
        "state": STATES[case.state],
        "term": terms_of([case]).get(case.id),
        "running": state in RUNNING,
        "invoice": invoice,
        "overdue_invoice": bool(invoice and invoice.due_on and invoice.due_on < today()),
        "marks": marks_shown(case, case_type),
        "findings": findings_shown(findings_of(case), case_type),
        "done": way(steps_of(case, only_open=True)),
        "ahead": ahead(case, case_type, pay_by=invoice.due_on if invoice else None),
        "parts": parts_shown(case, case_type),
        "ground": ground,
        "result": case_type.result_url(case.result) if case.result and case_type.result_url else None,
        "may_edit": actor.has(APPLY.code),
        "may_withdraw": actor.has(SIGN.code) and may(state, "withdraw"),
        "may_complain": actor.has(SIGN.code) and case.number is not None,
        "complaints": complaints_of(case),
        "complaint_states": COMPLAINTS,
        "copies": copies_shown(case),
    }


def marks_shown(case: Case, case_type: CaseType) -> list[dict[str, Any]]:
    """Return what is to be mended: the place in words, the ground, the officer's advice, the address to mend it."""
    grounds = {ground.code: ground.text for ground in case_type.returns}
    named = {answer.place: answer.label for part in parts_shown(case, case_type) for answer in part.answers}
    titles = {section.code: section.title for section in case_type.sections}
    return [
        {
            "title": named.get(mark.place) or titles.get(mark.place.split(".")[0], ""),
            "ground": grounds.get(mark.ground, ""),
            "advice": mark.advice,
            "place": mark.place,
            "href": address_of_place(case.public_id, case_type, mark.place),
        }
        for mark in marks_of(case)
    ]


def parts_shown(case: Case, case_type: CaseType) -> list[Part]:
    """Return the answers as they read; none of a case that the office opened without a form."""
    try:
        return parts_of(case_type, applying_of(case), copies_of(case))
    except NoSuchService:
        return []
