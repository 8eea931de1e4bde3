"""The owner answers complaints; operator and owner answer messages."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.civil_service.correcting import complaining, messages, wording
from webapp.civil_service.correcting.forms import AnswerForm
from webapp.civil_service.correcting.models import ServiceComplaint, ServiceMessage
from webapp.civil_service.correcting.queries import all_complaints, all_messages, complaint, message
from webapp.civil_service.correcting.rules import Message
from webapp.civil_service.correcting.views.answering import keep_look
from webapp.civil_service.correcting.views.blueprint import decisions
from webapp.civil_service.correcting.views.presenting import shown
from webapp.civil_service.permissions import CONFIRM, OVERSEE
from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import _, _l
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render

UPHELD = (("upheld", _l("Şikayət əsaslıdır")), ("dismissed", _l("Şikayət əsassızdır")))
ACCEPTED = (("accepted", _l("Qəbul edilir")), ("declined", _l("Qəbul edilmir")))


@decisions.get("/complaints")
@requires(OVERSEE)
def complaints() -> str:
    """Show the complaints, newest first."""
    page = all_complaints(after=request.args.get("after"), before=request.args.get("before"))
    return render("civil_service/correcting/complaints.html", page=page, wording=wording)


@decisions.get("/complaints/<public_id>")
@requires(OVERSEE)
def one_complaint(public_id: str) -> str:
    """Show a complaint with the correction that it is about."""
    found, correction = complaint(public_id)
    keep_look(correction)
    return _complaint(found, AnswerForm(formdata=None, outcomes=UPHELD))


@decisions.post("/complaints/<public_id>")
@requires(OVERSEE)
def answer_complaint(public_id: str) -> ResponseReturnValue:
    """Answer a complaint with reasons."""
    found, _correction = complaint(public_id)
    form = AnswerForm(outcomes=UPHELD)
    if not form.validate() or form.outcome.data not in dict(UPHELD):
        return _complaint(found, form), 422
    try:
        upheld = form.outcome.data == "upheld"
        complaining.answer(public_id, upheld=upheld, words=form.answer.data or "", actor=current_actor())
    except AppError as error:
        form.accept(error)
        return _complaint(found, form), error.status
    return redirect_to(".one_complaint", public_id=public_id, notice=_("Cavab göndərildi."))


@decisions.get("/messages")
@requires(CONFIRM, OVERSEE)
def letters() -> str:
    """Show errors that participants reported and improvements that were proposed."""
    asked = request.args
    kind = Message(asked["kind"]) if asked.get("kind") in set(Message) else None
    page = all_messages(kind, after=asked.get("after"), before=asked.get("before"))
    return render("civil_service/correcting/letters.html", page=page, kind=kind, wording=wording)


@decisions.get("/messages/<public_id>")
@requires(CONFIRM, OVERSEE)
def letter(public_id: str) -> str:
    """Show a message."""
    return _letter(message(public_id), AnswerForm(formdata=None, outcomes=ACCEPTED))


@decisions.post("/messages/<public_id>/work")
@requires(CONFIRM, OVERSEE)
def take_up(public_id: str) -> ResponseReturnValue:
    """Say that it is being looked into."""
    messages.take_up(public_id, actor=current_actor())
    return redirect_to(".letter", public_id=public_id, notice=_("Göndərənə bildirildi."))


@decisions.post("/messages/<public_id>")
@requires(CONFIRM, OVERSEE)
def answer_letter(public_id: str) -> ResponseReturnValue:
    """Answer a message."""
    found, form = message(public_id), AnswerForm(outcomes=ACCEPTED)
    if not form.validate() or form.outcome.data not in dict(ACCEPTED):
        return _letter(found, form), 422
    try:
        accepted = form.outcome.data == "accepted"
        messages.answer(public_id, accepted=accepted, words=form.answer.data or "", actor=current_actor())
    except AppError as error:
        form.accept(error)
        return _letter(found, form), error.status
    return redirect_to(".letter", public_id=public_id, notice=_("Cavab göndərildi."))


def _complaint(found: ServiceComplaint, form: AnswerForm) -> str:
    _found, correction = complaint(found.public_id)
    return render("civil_service/correcting/complaint.html", complaint=found, form=form, **shown(correction))


def _letter(found: ServiceMessage, form: AnswerForm) -> str:
    return render("civil_service/correcting/letter.html", message=found, form=form, wording=wording)
