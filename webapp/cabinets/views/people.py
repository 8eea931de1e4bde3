"""Responsible persons of the organisation: listed, invited, changed, ended."""

from flask import request
from werkzeug.wrappers import Response

from webapp.audit.api import record_view
from webapp.cabinets import delegating, gateways
from webapp.cabinets.errors import CannotInvite
from webapp.cabinets.forms import GrantForm, InviteForm, grant_form, titles_of, under_fields
from webapp.cabinets.permissions import MANAGE_PEOPLE, SEE_PEOPLE
from webapp.cabinets.queries import ResponsiblePerson, responsible_person, responsible_persons
from webapp.cabinets.views import cabinets
from webapp.core.actor import current_actor
from webapp.core.errors import Invalid
from webapp.core.text import _, _l
from webapp.core.transaction import transaction
from webapp.ehis.errors import TECHNICAL, NotInRegister, SeveralInRegister
from webapp.ui.access import no_transaction, requires
from webapp.ui.rendering import redirect_to, render

PURPOSE = _l("Məsul şəxs təyin edilərkən adın yoxlanması")
UNKNOWN = _l("Bu FİN ilə məsul şəxs təyin etmək mümkün deyil. Nömrəni yoxlayın.")


@cabinets.get("/cabinet/people")
@requires(SEE_PEOPLE, MANAGE_PEOPLE)
def people() -> str:
    """List who is responsible, with what rights and until when."""
    actor = current_actor()
    found = responsible_persons(actor.party_id or 0)
    return render("cabinets/people.html", people=found, may_manage=actor.has(MANAGE_PEOPLE.code), titles_of=titles_of)


@cabinets.get("/cabinet/people/new")
@requires(MANAGE_PEOPLE, step_up=True)
def invite() -> str:
    """Ask whom to make responsible, with which rights and for how long."""
    return render("cabinets/invite.html", form=grant_form(InviteForm))


@cabinets.post("/cabinet/people/new")
@no_transaction
@requires(MANAGE_PEOPLE, step_up=True)
def check_invitation() -> str | tuple[str, int]:
    """Show what was typed for confirmation, with the masked name that the register gives; it may also be silent.

    `edit` leads back from there to the form, with everything that was typed.
    """
    form = grant_form(InviteForm)
    if "edit" in request.form:
        return render("cabinets/invite.html", form=form)
    if not _acceptable(form):
        return render("cabinets/invite.html", form=form), 422
    name, known = _confirmed_name(form.fin.data)
    if not known:
        form.fin.errors = [*form.fin.errors, str(UNKNOWN)]
        return render("cabinets/invite.html", form=form), 422
    return render("cabinets/check_invitation.html", form=form, name=name, rights=titles_of(form.rights))


@cabinets.post("/cabinet/people")
@requires(MANAGE_PEOPLE, step_up=True)
def send_invitation() -> Response | tuple[str, int]:
    """Invite the person as confirmed."""
    form = grant_form(InviteForm)
    if form.validate():
        try:
            delegating.invite(form.fin.data, form.grant, actor=current_actor())
        except CannotInvite as fault:
            form.accept(CannotInvite(fields=under_fields(form, fault.fields)))
        else:
            return redirect_to(".people", notice=_("Dəvət göndərildi. Şəxs onu öz kabinetində qəbul etməlidir."))
    return render("cabinets/invite.html", form=form), 422


@cabinets.get("/cabinet/people/<public_id>")
@requires(MANAGE_PEOPLE, step_up=True)
def person(public_id: str) -> str:
    """Show one responsible person with what can be changed."""
    found = responsible_person(public_id, current_actor().party_id)
    form = grant_form(
        GrantForm, found.permissions, valid_from=found.valid_from, valid_to=found.valid_to, version=found.version
    )
    return _person_page(found, form)


@cabinets.post("/cabinet/people/<public_id>")
@requires(MANAGE_PEOPLE, step_up=True)
def change_person(public_id: str) -> Response | tuple[str, int]:
    """Change rights and dates."""
    actor, form = current_actor(), grant_form(GrantForm)
    found = responsible_person(public_id, actor.party_id)
    if form.validate():
        version = form.version.seen
        try:
            delegating.change(public_id, form.grant, version=version, actor=actor)
        except CannotInvite as fault:
            form.accept(CannotInvite(fields=under_fields(form, fault.fields)))
        else:
            return redirect_to(".people", notice=_("Hüquqlar dəyişdirildi və dərhal qüvvəyə mindi."))
    return _person_page(found, form), 422


@cabinets.post("/cabinet/people/<public_id>/end")
@requires(MANAGE_PEOPLE, step_up=True)
def end_person(public_id: str) -> Response:
    """Take all rights back at once."""
    delegating.end(public_id, actor=current_actor())
    return redirect_to(".people", notice=_("Hüquqlar ləğv edildi. Şəxs təşkilatın adından daha heç nə edə bilməz."))


def _person_page(found: ResponsiblePerson, form: GrantForm) -> str:
    return render("cabinets/person.html", person=found, form=form)


def _acceptable(form: InviteForm) -> bool:
    """Whether the form is whole and the service would take it; faults stand beside their fields."""
    if not form.validate():
        return False
    try:
        with transaction(read_only=True):
            delegating.ensure_may_ask_names(current_actor())
            delegating.ensure_can_invite(form.fin.data or "", form.grant, actor=current_actor())
    except Invalid as fault:
        form.accept(CannotInvite(fields=under_fields(form, fault.fields)))
        return False
    return True


def _confirmed_name(fin: str) -> tuple[str | None, bool]:
    """Return the masked name and whether the person can be invited; (None, True) when the register is silent.

    The look is written to the journal: the person sees who asked for their name.
    """
    actor = current_actor()
    try:
        name = gateways.name_of_invited(fin, asked_by=actor.fin or "")
    except TECHNICAL:
        return None, True
    except (NotInRegister, SeveralInRegister):
        name = None
    with transaction():
        record_view(actor=actor, subject_fin=fin, object_type=delegating.NAME, object_key="", purpose=PURPOSE)
    return name, name is not None
