"""The queue and a case as officers see them; every look at a case is kept."""

from collections.abc import Collection, Mapping
from typing import Any

from flask import Response, request

from webapp.cabinets import api as cabinets
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import AppError, NotFound
from webapp.core.text import Text, _
from webapp.documents import api as documents
from webapp.payments import api as payments
from webapp.ui.access import requires
from webapp.ui.rendering import render
from webapp.workflow.casefile import case_file
from webapp.workflow.facts import definition_of, facts_of, name_of
from webapp.workflow.forms.office import CaseForm, NoteForm
from webapp.workflow.forms.office_people import AssignForm
from webapp.workflow.models import Case
from webapp.workflow.offer.case_type import CaseType, case_types
from webapp.workflow.permissions import CONFIRM, DECIDE, SEE
from webapp.workflow.queries import (
    complaints_of,
    findings_of,
    notes_of,
    office_case,
    others_of,
    reviews_of,
    steps_of,
)
from webapp.workflow.queue import BY_OFFICER, Wanted, counts, find, whose_typed
from webapp.workflow.rules import WITH_OFFICE, State, may, stands_in_the_way
from webapp.workflow.services.checking import lines_of
from webapp.workflow.services.granting import ensure_reviewed
from webapp.workflow.views.applicant import marks_shown, parts_shown
from webapp.workflow.views.copies import copies_shown
from webapp.workflow.views.looking import looked_at
from webapp.workflow.views.office_blueprint import office_pages
from webapp.workflow.views.people import name_of_account, names_of_officers, officer_choices
from webapp.workflow.views.presenting import ahead, findings_shown, terms_of, way
from webapp.workflow.wording import COMPLAINTS, OPINIONS, PROPOSALS, STATES


@office_pages.get("")
@requires(SEE)
def index() -> str:
    """Show the queue: one's own first; or what was looked for."""
    actor = current_actor()
    account_id = actor.account_id or 0
    wanted = wanted_of(request.args)
    page = find(wanted, account_id=account_id, after=request.args.get("after"), before=request.args.get("before"))
    return render(
        "workflow/office_queue.html",
        wanted=wanted,
        page=page,
        counts=counts(account_id),
        terms=terms_of(page.rows),
        names={case.id: name_of(case) for case in page.rows},
        parties={case.id: cabinets.party(case.party_id).name for case in page.rows},
        officers=names_of_officers(),
        kinds=[(one.code, one.name) for one in case_types()],
        states=STATES,
        proposals=PROPOSALS,
        by_officer=BY_OFFICER,
        is_head=actor.has(CONFIRM.code),
    )


@office_pages.get("/<public_id>")
@requires(SEE)
def show(public_id: str) -> str:
    """Show a case: doubts first, what was stated beside what the registers have, and what can be done now."""
    case = office_case(public_id)
    looked_at(case)
    return page_of(case)


@office_pages.get("/<public_id>/paper")
@requires(SEE)
def paper(public_id: str) -> Response:
    """Send the signed application, its newest version."""
    case = office_case(public_id)
    looked_at(case)
    known = documents.versions(case.document_token) if case.document_token else []
    if case.document_token is None or not known:
        raise NotFound
    headers = {"Content-Disposition": f'attachment; filename="muraciet-{case.number}.pdf"'}
    return Response(documents.pdf(case.document_token, known[-1].n), mimetype="application/pdf", headers=headers)


@office_pages.get("/<public_id>/file")
@requires(SEE)
def whole_file(public_id: str) -> Response:
    """Send the whole file of the case, for an appeal or a court (191/2011, 13.4)."""
    case = office_case(public_id)
    looked_at(case)
    headers = {"Content-Disposition": f'attachment; filename="is-{case.number}.zip"'}
    return Response(case_file(case), mimetype="application/zip", headers=headers)


def wanted_of(typed: Any) -> Wanted:
    """Return what an address asks for; what is no choice of ours is left out."""
    officer = typed.get("officer", "")
    return Wanted(
        q=typed.get("q", "").strip()[:80],
        whose=whose_typed(typed.get("whose")),
        kind=typed.get("kind", "") if typed.get("kind") in {one.code for one in case_types()} else "",
        officer=int(officer) if officer.isascii() and officer.isdigit() and len(officer) < 10 else None,  # noqa: PLR2004 - fits an integer column
        state=typed.get("state", "") if typed.get("state") in set(WITH_OFFICE) else "",
        proposal=typed.get("proposal", "") if typed.get("proposal") in PROPOSALS else "",
    )


def page_of(case: Case, **forms: Any) -> str:
    """Return the page of the case; `forms` are those that were sent with mistakes."""
    case_type, state = definition_of(case), State(case.state)
    invoice = payments.invoice(case.invoice) if case.invoice else None
    checks = findings_shown(findings_of(case), case_type)
    can = allowed(case, state)
    shown: dict[str, Any] = {
        "case": case,
        "case_type": case_type,
        "party": cabinets.party(case.party_id),
        "state": STATES[case.state],
        "term": terms_of([case]).get(case.id),
        "doubts": [check for check in checks if any(line["row"].verdict != "agrees" for line in check["lines"])],
        "agreeing": [check for check in checks if all(line["row"].verdict == "agrees" for line in check["lines"])],
        "in_the_way": stands_in_the_way(lines_of(case)),
        "parts": parts_shown(case, case_type),
        "marks": marks_shown(case, case_type),
        "copies": copies_shown(case),
        "notes": notes_of(case),
        "others": [(one, name_of(one), STATES[one.state]) for one in others_of(case)],
        "reviews": reviews_shown(case, case_type),
        "complaints": [(one, COMPLAINTS[one.state]) for one in complaints_of(case)],
        "way": [*way(steps_of(case, only_open=False)), *ahead(case, case_type)],
        "invoice": invoice,
        "assignee": name_of_account(case.assignee_id),
        "proposal": _proposal(case, checks),
        "unheard": _unheard(case),
        "can": can,
        "form": CaseForm(formdata=None, data={"version": case.version}),
        "note_form": NoteForm(formdata=None),
        "result": case_type.result_url(case.result) if case.result and case_type.result_url else None,
    }
    if can["assign"]:
        choices = officer_choices(case)
        shown["assign_form"] = AssignForm(formdata=None).offer(choices)
        shown["nobody_can"] = not choices and case.assignee_id is None
    return render("workflow/office_case.html", **(shown | forms))


def allowed(case: Case, state: State) -> dict[str, bool]:
    """Return which steps this officer may take on the case now."""
    actor = current_actor()
    decides, confirms = actor.has(DECIDE.code), actor.has(CONFIRM.code)
    in_work = state in WITH_OFFICE
    return {
        "note": decides,
        "claim": decides and in_work and case.assignee_id is None,
        "release": decides and in_work and case.assignee_id == actor.account_id,
        "assign": confirms and in_work,
        "take_up": decides and may(state, "take_up"),
        "recheck": decides and in_work,
        "return": decides and may(state, "return") and bool(definition_of(case).returns),
        "refuse": decides and may(state, "refuse"),
        "approve": decides and state is State.IN_REVIEW,
        "confirm": confirms and state is State.CONFIRMING and case.proposed_by != actor.account_id,
        "disagree": confirms and state is State.CONFIRMING,
    }


def reviews_shown(case: Case, case_type: CaseType) -> list[dict[str, Any]]:
    """Return the opinions that were asked for, in words."""
    known = {review.code: review for review in case_type.course.reviews}
    found = []
    for row in reviews_of(case):
        review = known.get(row.review_code)
        word, tone = OPINIONS[row.opinion or ("late" if row.due_on < today() else "open")]
        title, body = (review.title, review.body) if review else (row.review_code, "")
        found.append({"row": row, "title": title, "body": body, "word": word, "tone": tone})
    return found


def preview_of(case: Case, case_type: CaseType) -> dict[str, Any]:
    """Return what an approval would bring: the result, the fee, whether a second person is needed."""
    lines = list(case_type.fee(facts_of(case))) if case_type.fee else []
    return {
        "result": case_type.law.result,
        "fee": sum(line.qepik * line.units for line in lines),
        "lines": lines,
        "fee_days": case_type.course.fee_days,
        "four_eyes": case_type.course.four_eyes,
    }


def _proposal(case: Case, checks: Collection[Mapping[str, Any]]) -> Text:
    """Return what the checks came to; where only an officer decides, agreement is said as such."""
    if case.proposal == "look" and checks and all(check["agrees"] for check in checks):
        return _("Bütün yoxlamalar uyğundur, qərarı əməkdaş verir.")
    return PROPOSALS.get(case.proposal or "", "")


def _unheard(case: Case) -> Text:
    """Return which opinion stands in the way of an approval, empty when none does."""
    try:
        ensure_reviewed(case)
    except AppError as refusal:
        return refusal.message
    return ""
