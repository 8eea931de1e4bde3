"""Errors that a participant found, improvements that anybody proposes: sent, and followed by their state."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.civil_service.correcting import wording
from webapp.civil_service.correcting.forms import MessageForm
from webapp.civil_service.correcting.messages import send as send_message
from webapp.civil_service.correcting.queries import own_messages
from webapp.civil_service.correcting.rules import Message
from webapp.civil_service.correcting.views.blueprint import letters
from webapp.civil_service.permissions import ANSWER, ENTER, OWN
from webapp.civil_service.queries import body_of_party
from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@letters.get("")
@requires(OWN, ENTER, ANSWER)
def index() -> str:
    """Show what was sent with its state, and the form."""
    kind = request.args.get("kind", "")
    return _page(MessageForm(formdata=None, data={"kind": kind if kind in set(Message) else Message.PROPOSAL.value}))


@letters.post("")
@requires(OWN, ENTER, ANSWER)
def send() -> ResponseReturnValue:
    """Send it to owner and operator."""
    form = MessageForm()
    kind = Message(form.kind.data) if form.kind.data in set(Message) else Message.PROPOSAL
    if not form.validate():
        return _page(form), 422
    try:
        row = send_message(kind, subject=form.subject.data or "", words=form.words.data or "", actor=current_actor())
    except AppError as error:
        form.accept(error)
        return _page(form), error.status
    return redirect_to(".index", kind=kind.value, notice=_("%(number)s nömrəsi ilə göndərildi.", number=row.number))


def _page(form: MessageForm) -> str:
    body = body_of_party(current_actor().party_id)
    return render(
        "civil_service/correcting/messages.html",
        form=form,
        rows=own_messages(current_actor()),
        body=body,
        wording=wording,
        kind=form.kind.data,
    )
