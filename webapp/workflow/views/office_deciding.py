"""What officers do with a case: take, check again, return, refuse, approve, confirm."""

from typing import Any, Final

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from webapp.core.actor import current_actor
from webapp.core.text import Text, _, in_language
from webapp.core.transaction import transaction
from webapp.ui.access import no_transaction, requires
from webapp.ui.rendering import redirect_to, render
from webapp.workflow.errors import ChecksChanged, NotReady
from webapp.workflow.facts import definition_of
from webapp.workflow.forms.office import CaseForm, NoteForm, ReasonForm, RefuseForm, ReturnForm
from webapp.workflow.permissions import CONFIRM, DECIDE
from webapp.workflow.queries import findings_of, office_case
from webapp.workflow.rules import State, may
from webapp.workflow.services import assigning, checking, deciding
from webapp.workflow.services.noting import write_note
from webapp.workflow.views.applicant import parts_shown
from webapp.workflow.views.copies import copies_shown
from webapp.workflow.views.looking import looked_at
from webapp.workflow.views.office import page_of, preview_of
from webapp.workflow.views.office_blueprint import office_pages
from webapp.workflow.views.presenting import findings_shown, terms_of
from webapp.workflow.wording import ADVICE, ORIGINAL

MOST_PLACES: Final = 300


@office_pages.post("/<public_id>/note")
@requires(DECIDE)
def write(public_id: str) -> ResponseReturnValue:
    """Add an internal note."""
    form = NoteForm()
    if not form.validate():
        return page_of(office_case(public_id), note_form=form), 422
    write_note(public_id, form.text.data or "", actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Qeyd yazıldı. Müraciət edən onu görmür."))


@office_pages.post("/<public_id>/claim")
@requires(DECIDE)
def claim(public_id: str) -> Response:
    """Take a case that nobody has."""
    assigning.claim(public_id, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Müraciət sizdədir."))


@office_pages.post("/<public_id>/release")
@requires(DECIDE)
def release(public_id: str) -> Response:
    """Give a case back."""
    assigning.release(public_id, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Müraciət ümumi növbəyə qaytarıldı."))


@office_pages.post("/<public_id>/take-up")
@requires(DECIDE)
def take_up(public_id: str) -> Response:
    """Go on although a register is silent."""
    deciding.take_up(public_id, version=CaseForm().version.seen, actor=current_actor())
    return redirect_to(
        ".show", public_id=public_id, notice=_("Müraciət baxışa götürüldü, reyestr yenə soruşula bilər.")
    )


@office_pages.post("/<public_id>/recheck")
@no_transaction
@requires(DECIDE)
def recheck(public_id: str) -> Response:
    """Ask every register anew."""
    checking.recheck(public_id, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Reyestrlər yenidən soruşuldu."))


@office_pages.get("/<public_id>/return")
@requires(DECIDE)
def returning(public_id: str) -> ResponseReturnValue:
    """Ask which places are to be mended, why and how."""
    case = office_case(public_id)
    if not may(State(case.state), "return"):
        return redirect_to(".show", public_id=public_id)
    looked_at(case)
    form = ReturnForm(formdata=None, data={"version": case.version}).offer(definition_of(case))
    doubtful = {row.place for row in findings_of(case) if row.verdict != "agrees" and row.place}
    return _return_page(public_id, form, doubtful)


@office_pages.post("/<public_id>/return")
@requires(DECIDE)
def send_back(public_id: str) -> ResponseReturnValue:
    """Send the case back with the ticked places."""
    form = ReturnForm().offer(definition_of(office_case(public_id)))
    places = request.form.getlist("places")[:MOST_PLACES]
    if form.validate():
        known = _places(public_id)
        advice = "\n".join(filter(None, (form.advice.data, _original() if form.original.data else "")))
        marks = [deciding.ToMend(place, form.ground.data, advice) for place in places if place in known]
        try:
            deciding.return_case(
                public_id, marks, version=form.version.seen, actor=current_actor(), original=form.original.data
            )
        except NotReady as refusal:
            return _return_page(public_id, form, set(), refusal.missing[0][1]), 422
        return redirect_to(".show", public_id=public_id, notice=_("Müraciət düzəlişə qaytarıldı, müddət dayandı."))
    return _return_page(public_id, form, set(places)), 422


@office_pages.get("/<public_id>/refuse")
@requires(DECIDE)
def refusing(public_id: str) -> ResponseReturnValue:
    """Ask for the ground of the refusal."""
    case = office_case(public_id)
    if not may(State(case.state), "refuse"):
        return redirect_to(".show", public_id=public_id)
    form = RefuseForm(formdata=None, data={"version": case.version}).offer(definition_of(case))
    return render("workflow/office_refuse.html", case=case, case_type=definition_of(case), form=form)


@office_pages.post("/<public_id>/refuse")
@requires(DECIDE)
def refuse(public_id: str) -> ResponseReturnValue:
    """Refuse on a ground of the regulation."""
    case = office_case(public_id)
    form = RefuseForm().offer(definition_of(case))
    if not form.validate():
        return render("workflow/office_refuse.html", case=case, case_type=definition_of(case), form=form), 422
    said = {"ground": form.ground.data, "reason": form.reason.data or "", "version": form.version.seen}
    deciding.refuse(public_id, **said, actor=current_actor())
    return redirect_to(
        ".show", public_id=public_id, notice=_("İmtina qeyd edildi, müraciət edənə bildiriş göndərildi.")
    )


@office_pages.get("/<public_id>/approve")
@requires(DECIDE)
def approving(public_id: str) -> ResponseReturnValue:
    """Show what the approval would bring, before it is given."""
    case = office_case(public_id)
    if case.state != State.IN_REVIEW:
        return redirect_to(".show", public_id=public_id)
    return _decision(public_id)


@office_pages.post("/<public_id>/approve")
@no_transaction
@requires(DECIDE)
def approve(public_id: str) -> ResponseReturnValue:
    """Ask the registers anew when what is known is old, then approve or propose."""
    actor, version = current_actor(), CaseForm().version.seen
    try:
        deciding.recheck_before_decision(public_id, version=version, actor=actor)
    except ChecksChanged as refusal:
        with transaction():
            return _decision(public_id, refusal.message), 409
    with transaction():
        deciding.approve(public_id, version=version, actor=actor)
    return redirect_to(".show", public_id=public_id, notice=_("Qərar qeyd edildi."))


@office_pages.post("/<public_id>/confirm")
@no_transaction
@requires(CONFIRM)
def confirm(public_id: str) -> ResponseReturnValue:
    """Confirm as the second person."""
    actor, version = current_actor(), CaseForm().version.seen
    try:
        deciding.recheck_before_decision(public_id, version=version, actor=actor)
    except ChecksChanged as refusal:
        with transaction():
            return _decision(public_id, refusal.message), 409
    with transaction():
        deciding.confirm(public_id, version=version, actor=actor)
    return redirect_to(".show", public_id=public_id, notice=_("Qərar təsdiq edildi."))


@office_pages.post("/<public_id>/disagree")
@requires(CONFIRM)
def disagree(public_id: str) -> ResponseReturnValue:
    """Send a proposal back to the officer, with the reason."""
    form = ReasonForm()
    if not form.validate():
        return page_of(office_case(public_id), disagree_form=form), 422
    deciding.disagree(public_id, reason=form.reason.data or "", version=form.version.seen, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Təklif icraçıya qaytarıldı."))


def _decision(public_id: str, refusal: Text = "") -> str:
    case = office_case(public_id)
    case_type = definition_of(case)
    shown: dict[str, Any] = {
        "preview": preview_of(case, case_type),
        "findings": findings_shown(findings_of(case), case_type),
        "form": CaseForm(formdata=None, data={"version": case.version}),
    }
    return render("workflow/office_approve.html", case=case, case_type=case_type, refusal=refusal, **shown)


def _return_page(public_id: str, form: ReturnForm, ticked: set[str], refusal: Text = "") -> str:
    case = office_case(public_id)
    case_type = definition_of(case)
    shown = {"parts": parts_shown(case, case_type), "copies": copies_shown(case), "term": terms_of([case]).get(case.id)}
    days = case_type.course.return_days
    return render(
        "workflow/office_return.html",
        case=case,
        case_type=case_type,
        form=form,
        ticked=ticked,
        refusal=refusal,
        days=days,
        advice=ADVICE,
        may_want_original=bool(deciding.unanswered_checks(case)),
        **shown,
    )


def _original() -> str:
    """Return what the applicant reads where the original is wanted: in Azerbaijani, as officers write."""
    with in_language("az"):
        return str(ORIGINAL)


def _places(public_id: str) -> set[str]:
    """Return the places that can be marked: each answer, each section, and the application as a whole."""
    case = office_case(public_id)
    case_type = definition_of(case)
    answers = {answer.place for part in parts_shown(case, case_type) for answer in part.answers}
    return answers | {section.code for section in case_type.sections} | {""}
