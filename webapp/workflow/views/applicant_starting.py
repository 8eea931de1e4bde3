"""Before and at the beginning: what it costs, how long it takes, what is fetched from where; then the draft."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import AppError, NotFound
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render
from webapp.workflow.errors import NoSuchService
from webapp.workflow.forms.sending import StepForm
from webapp.workflow.offer.case_type import CaseType, type_in_force
from webapp.workflow.offer.checks import Check
from webapp.workflow.offer.fields import Field
from webapp.workflow.permissions import APPLY
from webapp.workflow.services.applying import ensure_may_start, start_case
from webapp.workflow.views.blueprint import applications
from webapp.workflow.wording import PARTY_KINDS

LONGEST_SUBJECT = 100


@applications.get("/start")
@requires(APPLY)
def start() -> ResponseReturnValue:
    """Show what one should know before starting; who may not apply reads why and what to do."""
    code, subject = _asked()
    case_type = type_in_force(code)
    if case_type is None or case_type.started_by != "applicant":
        raise NoSuchService
    try:
        ensure_may_start(code, subject=subject, actor=current_actor())
    except AppError as refusal:
        return render("workflow/start.html", refusal=refusal, **_context(case_type, subject))
    return render("workflow/start.html", refusal=None, **_context(case_type, subject))


@applications.post("/start")
@requires(APPLY)
def begin() -> ResponseReturnValue:
    """Open the draft, or go on with the one that is there."""
    code, subject = _asked()
    try:
        public_id = start_case(code, subject=subject, actor=current_actor())
    except NotFound:
        raise
    except AppError as refusal:
        case_type = type_in_force(code)
        assert case_type is not None  # `start_case` found it
        return render("workflow/start.html", refusal=refusal, **_context(case_type, subject)), refusal.status
    return redirect_to(".edit", public_id=public_id)


def _asked() -> tuple[str, str]:
    """Return the service and its subject. Raises NotFound for a subject that no room names so."""
    code, subject = request.values.get("code", "")[:LONGEST_SUBJECT], request.values.get("subject", "")
    if len(subject) > LONGEST_SUBJECT or not subject.isprintable():
        raise NotFound
    return code, subject


def _context(case_type: CaseType, subject: str) -> dict[str, Any]:
    day = today()
    fees = [
        fee
        for fee in (case_type.fees(day) if case_type.fees else ())
        if fee.since <= day and (fee.until is None or fee.until >= day)
    ]
    fetched = {check.fetched: check for check in case_type.checks if check.fetched is not None}
    return {
        "case_type": case_type,
        "subject": subject,
        "fees": fees,
        "fetched": [(row, _title(check)) for row, check in fetched.items()],
        "copies": _copies(case_type),
        "kinds": [PARTY_KINDS.get(kind, kind) for kind in sorted(case_type.party_kinds)],
        "form": StepForm(formdata=None),
    }


def _copies(case_type: CaseType) -> list[tuple[str, str]]:
    """Return the documents whose copies may be asked for, each once, and when one is not always needed."""
    return list({str(one.label): _note(one) for one in case_type.copies}.items())


def _note(copy: Field) -> str:
    when = _("cavablarınızdan asılı olaraq") if copy.when else "" if copy.required else _("istəyə görə")
    later = _("əsli nəticə alınarkən") if copy.original_later else ""
    return ", ".join(note for note in (when, later) if note)


def _title(check: Check) -> str:
    return str(check.title)
