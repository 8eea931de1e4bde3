"""The candidate: open competitions, one of them, registration with a number, the own result and nobody else's (4.1, 4.2)."""

from flask.typing import ResponseReturnValue

from webapp.civil_service.competitions import wording
from webapp.civil_service.competitions.forms import RegistrationForm
from webapp.civil_service.competitions.models import ServiceCompetition
from webapp.civil_service.competitions.queries import body_name, competition, open_competitions, stage
from webapp.civil_service.competitions.registering import own_registrations, registration_of, take_back
from webapp.civil_service.competitions.registering import register as register_candidate
from webapp.civil_service.competitions.rules import Stage
from webapp.civil_service.competitions.views.blueprint import competitions
from webapp.civil_service.groups.classes import CLASSES
from webapp.civil_service.permissions import OWN
from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.permissions import SIGNED_IN
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@competitions.get("")
@requires(SIGNED_IN)
def index() -> str:
    """Show the competitions whose registration is open, and to a person as oneself the own registrations."""
    actor = current_actor()
    mine = [(one, other, stage(other)) for one, other in own_registrations(actor)] if actor.has(OWN.code) else []
    return render(
        "civil_service/competitions/open.html", rows=open_competitions(), mine=mine, wording=wording, classes=CLASSES
    )


@competitions.get("/<public_id>")
@requires(SIGNED_IN)
def show(public_id: str) -> str:
    """Show a competition, the form while registration is open, the own result when it is published."""
    return _page(competition(public_id), RegistrationForm(formdata=None))


@competitions.post("/<public_id>")
@requires(OWN)
def register(public_id: str) -> ResponseReturnValue:
    """Register the person; a number is given, after the closing it is refused."""
    form = RegistrationForm()
    if not form.validate():
        return _page(competition(public_id), form), 422
    try:
        row = register_candidate(public_id, education=form.education.data or "", actor=current_actor())
    except AppError as error:
        form.accept(error)
        return _page(competition(public_id), form), error.status
    notice = _("Qeydiyyatdan keçdiniz. Nömrəniz: %(number)s", number=row.number)
    return redirect_to(".show", public_id=public_id, notice=notice)


@competitions.post("/<public_id>/withdraw")
@requires(OWN)
def withdraw(public_id: str) -> ResponseReturnValue:
    """Take the own registration back while registration is open."""
    take_back(public_id, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Qeydiyyatınız geri götürüldü."))


def _page(found: ServiceCompetition, form: RegistrationForm) -> str:
    oneself, at = current_actor().has(OWN.code), stage(found)
    known = registration_of(found.id, current_actor()) if oneself else None
    return render(
        "civil_service/competitions/competition.html",
        row=found,
        body=body_name(found),
        stage=at,
        mine=known if known is not None and known.withdrawn_at is None else None,
        may_register=oneself and at is Stage.OPEN and (known is None or known.withdrawn_at is not None),
        other_role=at is Stage.OPEN and not oneself,
        shows_result=at is Stage.PUBLISHED,
        form=form,
        wording=wording,
        classes=CLASSES,
    )
