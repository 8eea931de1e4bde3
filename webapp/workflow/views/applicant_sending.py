"""The last page before the signature, and the ways out: signed and sent, withdrawn, thrown away, carried over."""

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import AppError, NotFound, StaleVersion
from webapp.core.text import Text, _
from webapp.signing.api import open_request
from webapp.ui.access import requires
from webapp.ui.htmx import go_to
from webapp.ui.rendering import redirect_to, render
from webapp.workflow.addresses import address_of_place
from webapp.workflow.content import parts_of
from webapp.workflow.errors import NotReady
from webapp.workflow.facts import applying_of, definition_of, is_outdated
from webapp.workflow.forms.sending import SendForm, StepForm
from webapp.workflow.models import Case
from webapp.workflow.permissions import APPLY, SIGN
from webapp.workflow.queries import own_case
from webapp.workflow.rules import EDITABLE, State, may
from webapp.workflow.services.applying import (
    PURPOSE,
    copies_of,
    discard_case,
    editable_case,
    missing_for,
    send,
    withdraw_case,
)
from webapp.workflow.services.carrying import carry_over
from webapp.workflow.services.filling import opened_of
from webapp.workflow.views.applicant import marks_shown
from webapp.workflow.views.blueprint import READERS, applications
from webapp.workflow.views.copies import copies_shown


@applications.get("/<public_id>/check")
@requires(*READERS)
def check(public_id: str) -> ResponseReturnValue:
    """Show the answers once more: what is missing, which registers will be asked, the fee, the confirmations."""
    case = own_case(public_id, actor=current_actor())
    if State(case.state) not in EDITABLE or is_outdated(case):
        return redirect_to(".edit", public_id=public_id)
    return _page(case)


@applications.post("/<public_id>/send")
@requires(SIGN, step_up=True)
def send_case(public_id: str) -> ResponseReturnValue:
    """Ask for the signature; what stops it is said on the page of the check."""
    actor, form = current_actor(), SendForm()
    case = editable_case(public_id, actor=actor)
    unticked = form.unticked(definition_of(case).confirmations)
    if unticked:
        return _page(case, errors=unticked), 422
    try:
        request_id = send(public_id, version=form.version.seen, actor=actor)
    except NotReady:
        return redirect_to(".check", public_id=public_id)
    except (NotFound, StaleVersion):
        raise
    except AppError as refusal:
        return _page(case, refusal=refusal), refusal.status
    return go_to(url_for("signing.show", public_id=request_id)) if request_id else _handed_in(public_id)


@applications.get("/<public_id>/withdraw")
@requires(SIGN)
def withdrawing(public_id: str) -> ResponseReturnValue:
    """Ask whether the application is to be taken back."""
    case = own_case(public_id, actor=current_actor())
    if not may(State(case.state), "withdraw"):
        return redirect_to(".show", public_id=public_id)
    return render("workflow/withdraw.html", case=case, case_type=definition_of(case), form=StepForm(formdata=None))


@applications.post("/<public_id>/withdraw")
@requires(SIGN)
def withdraw(public_id: str) -> Response:
    """Take it back."""
    withdraw_case(public_id, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Müraciət geri götürüldü."))


@applications.get("/<public_id>/discard")
@requires(APPLY)
def discarding(public_id: str) -> ResponseReturnValue:
    """Ask whether the draft is to be thrown away."""
    case = own_case(public_id, actor=current_actor())
    if case.state != State.DRAFT:
        return redirect_to(".show", public_id=public_id)
    return render("workflow/discard.html", case=case, form=StepForm(formdata=None))


@applications.post("/<public_id>/discard")
@requires(APPLY)
def discard(public_id: str) -> Response:
    """Throw it away."""
    discard_case(public_id, actor=current_actor())
    return redirect_to(".index", notice=_("Qaralama silindi."))


@applications.post("/<public_id>/carry-over")
@requires(APPLY)
def carry(public_id: str) -> Response:
    """Take the draft into the service's new definition."""
    carry_over(public_id, actor=current_actor())
    return redirect_to(".edit", public_id=public_id, notice=_("Cavablarınız yeni şərtlərə keçirildi. Onları yoxlayın."))


def _handed_in(public_id: str) -> Response:
    return redirect_to(".show", public_id=public_id, notice=_("Müraciət qeydə alındı."))


def _page(case: Case, *, errors: list[tuple[str, str]] | None = None, refusal: AppError | None = None) -> str:
    case_type, applying, opened = definition_of(case), applying_of(case), opened_of(case)
    day = today()
    return render(
        "workflow/check.html",
        case=case,
        case_type=case_type,
        parts=parts_of(case_type, applying, copies_of(case)),
        copies=copies_shown(case),
        href=lambda place: address_of_place(case.public_id, case_type, place) if opened.holds(place) else None,
        missing=[(_there(case, case_type, place), text) for place, text in missing_for(case)],
        registers=[
            str(one.title) for one in case_type.checks if one.fetched and (one.when is None or one.when(applying))
        ],
        fees=list(case_type.fees(day)) if case_type.fees else [],
        marks=marks_shown(case, case_type),
        may_edit=current_actor().has(APPLY.code),
        errors=errors or [],
        refusal=refusal,
        may_sign=current_actor().has(SIGN.code),
        signing=open_request(PURPOSE, case.public_id),
        form=SendForm(formdata=None, data={"version": case.version}),
    )


def _there(case: Case, case_type: Any, place: str) -> tuple[str, Text]:
    section = case_type.section(place.split(".", maxsplit=1)[0])
    return address_of_place(case.public_id, case_type, place), section.title if section else ""
