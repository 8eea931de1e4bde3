"""What an officer does with a letter besides writing: takes it, gives it, puts it off, sends it on, joins it, notes."""

from collections.abc import Callable
from typing import Any

from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.errors import Invalid
from webapp.core.text import Text, _
from webapp.correspondence.errors import BodyClosed
from webapp.correspondence.forms import JoinForm, NoteForm, ReasonForm, StepForm
from webapp.correspondence.permissions import HANDLE, LEAD
from webapp.correspondence.queries import office_letter
from webapp.correspondence.services import handling
from webapp.correspondence.views.blueprint import office_pages
from webapp.correspondence.views.office import assign_form, forward_form, letter_page
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to


@office_pages.post("/<public_id>/claim")
@requires(HANDLE)
def claim(public_id: str) -> ResponseReturnValue:
    """Take a letter that nobody has."""
    handling.claim(public_id, version=StepForm().version.seen, actor=current_actor())
    return _done(public_id, _("Məktub sizdədir."))


@office_pages.post("/<public_id>/release")
@requires(HANDLE)
def release(public_id: str) -> ResponseReturnValue:
    """Give it back to the queue."""
    handling.release(public_id, version=StepForm().version.seen, actor=current_actor())
    return _done(public_id, _("Məktub növbəyə qaytarıldı."))


@office_pages.post("/<public_id>/assign")
@requires(LEAD)
def assign(public_id: str) -> ResponseReturnValue:
    """Give it to a colleague."""
    actor = current_actor()
    letter = office_letter(public_id, actor)
    form = assign_form(letter)
    if not form.validate():
        return letter_page(letter, assign_form=form), 422
    handling.assign(public_id, form.officer.data, actor=actor)
    return _done(public_id, _("İcraçı təyin edildi."))


@office_pages.post("/<public_id>/note")
@requires(HANDLE)
def write_note(public_id: str) -> ResponseReturnValue:
    """Write a note within the authority."""
    form = NoteForm()
    if not form.validate():
        return letter_page(office_letter(public_id, current_actor()), note_form=form), 422
    handling.write_note(public_id, form.text.data or "", actor=current_actor())
    return _done(public_id, _("Qeyd yazıldı."))


@office_pages.post("/<public_id>/extend")
@requires(HANDLE)
def extend(public_id: str) -> ResponseReturnValue:
    """Put the answer off, with a reason for the sender."""
    form, actor = ReasonForm(prefix="extend-"), current_actor()

    def work() -> None:
        handling.extend(public_id, form.reason.data or "", version=form.version.seen, actor=actor)

    return _worked(public_id, form, "extend_form", work, _("Müddət uzadıldı, göndərənə bildirildi."))


@office_pages.post("/<public_id>/forward")
@requires(HANDLE)
def forward(public_id: str) -> ResponseReturnValue:
    """Send the thread on; it is seen here no longer."""
    actor = current_actor()
    form = forward_form(office_letter(public_id, actor))

    def work() -> None:
        to, reason = form.to.data or "", form.reason.data or ""
        handling.forward(public_id, to, reason, version=form.version.seen, actor=actor)

    refused = _refused(public_id, form, "forward_form", work)
    return refused or redirect_to(".index", part="passed", notice=_("Məktub yönləndirildi, göndərənə bildirildi."))


@office_pages.post("/<public_id>/join")
@requires(HANDLE)
def join(public_id: str) -> ResponseReturnValue:
    """Join a duplicate into the letter in which it is answered."""
    form, actor = JoinForm(), current_actor()

    def work() -> None:
        handling.join(public_id, form.number.data or "", version=form.version.seen, actor=actor)

    return _worked(public_id, form, "join_form", work, _("Məktub birləşdirildi, göndərənə bildirildi."))


def _worked(public_id: str, form: Any, name: str, work: Callable[[], None], notice: Text) -> ResponseReturnValue:
    return _refused(public_id, form, name, work) or _done(public_id, notice)


def _refused(public_id: str, form: Any, name: str, work: Callable[[], None]) -> ResponseReturnValue | None:
    """Do it when the form is right; return the page that says beside its fields what was refused, None when it is done."""
    status = 422
    if form.validate():
        try:
            work()
        except (Invalid, BodyClosed) as refusal:
            form.accept(refusal)
            status = refusal.status
        else:
            return None
    return letter_page(office_letter(public_id, current_actor()), **{name: form}), status


def _done(public_id: str, notice: Text) -> ResponseReturnValue:
    return redirect_to(".show", public_id=public_id, notice=notice)
