"""The sender writes on in the thread: what was asked, or more of one's own."""

from flask import url_for
from flask.typing import ResponseReturnValue

from webapp.attachments import api as attachments
from webapp.core.actor import current_actor
from webapp.core.clock import local, now
from webapp.core.errors import StaleVersion
from webapp.core.text import _
from webapp.correspondence.errors import NotReady, StepNotPossible
from webapp.correspondence.forms import MessageForm, StepForm
from webapp.correspondence.models import Letter, LetterMessage
from webapp.correspondence.permissions import WRITE
from webapp.correspondence.queries import draft_of, own_letter
from webapp.correspondence.services.composing import COPIES, begin_message, discard_message, save_message
from webapp.correspondence.services.sending import send
from webapp.correspondence.services.stepping import ensure_possible
from webapp.correspondence.views.blueprint import letters
from webapp.correspondence.views.writing import BODY, conflict_answer, is_quiet, take_files
from webapp.ui.access import accepts_body, requires
from webapp.ui.rendering import redirect_to, render


@letters.post("/<public_id>/reply")
@requires(WRITE)
def begin_reply(public_id: str) -> ResponseReturnValue:
    """Begin it, or go on with what was begun."""
    actor = current_actor()
    letter = own_letter(public_id, actor, lock=True)
    ensure_possible(letter, "reply")
    begin_message(letter, side="sender", kind="reply", actor=actor)
    return redirect_to(".reply", public_id=public_id)


@letters.get("/<public_id>/reply")
@requires(WRITE)
def reply(public_id: str) -> ResponseReturnValue:
    """Show what was typed so far."""
    letter = own_letter(public_id, current_actor())
    message = draft_of(letter, "sender")
    if message is None or message.kind != "reply":
        return redirect_to(".show", public_id=public_id)
    return _page(letter, message, MessageForm(formdata=None, data=_saved(message)))


@letters.post("/<public_id>/reply/save")
@accepts_body(BODY)
@requires(WRITE)
def save_reply(public_id: str) -> ResponseReturnValue:
    """Keep it: quietly for the page itself, or send it."""
    actor, form = current_actor(), MessageForm()
    letter, message = _found(public_id)
    if not form.validate():
        return _page(letter, message, form), 422
    try:
        version = save_message(message, form.text.data or "", version=form.version.seen, actor=actor)
    except StaleVersion:
        rows = [{"label": str(form.text.label.text), "mine": form.text.data or "", "saved": message.text}]
        form.version.data = str(message.version)
        page = _page(letter, message, form, differing=rows)
        return conflict_answer(rows, url_for(".reply", public_id=public_id), page)
    if is_quiet():
        return {"version": version, "saved_at": f"{local(now()):%H:%M}"}
    form.version.data = str(version)
    refused = take_files(message, actor)
    if refused:
        return _page(letter, message, form, refused=refused), 422
    try:
        send(letter, message, version=version, actor=actor)
    except NotReady as refusal:
        form.accept(refusal)
        return _page(letter, message, form), 422
    return redirect_to(".show", public_id=public_id, notice=_("Yazdığınız orqana göndərildi."))


@letters.post("/<public_id>/reply/drop")
@requires(WRITE)
def drop_reply(public_id: str) -> ResponseReturnValue:
    """Put it away."""
    discard_message(_found(public_id)[1], actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Qaralama silindi."))


def _found(public_id: str) -> tuple[Letter, LetterMessage]:
    letter = own_letter(public_id, current_actor(), lock=True)
    message = draft_of(letter, "sender", lock=True)
    if message is None or message.kind != "reply":
        raise StepNotPossible
    return letter, message


def _saved(message: LetterMessage) -> dict[str, str]:
    return {"text": message.text, "version": str(message.version)}


def _page(letter: Letter, message: LetterMessage, form: MessageForm, **more: object) -> str:
    copies = attachments.copies_of(COPIES, message.public_id)
    shown = {"letter": letter, "message": message, "form": form, "copies": copies, "step": StepForm(formdata=None)}
    return render("correspondence/reply.html", **shown, **more)
