"""The authority writes: asks the sender for more, answers, refuses. Answers and refusals are sent by their signature."""

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from webapp.attachments import api as attachments
from webapp.core.actor import current_actor
from webapp.core.clock import local, now
from webapp.core.errors import NotFound, StaleVersion
from webapp.core.text import _
from webapp.correspondence import wording
from webapp.correspondence.clock import term_of
from webapp.correspondence.errors import NotReady, StepNotPossible
from webapp.correspondence.forms import MessageForm, RefusalForm, StepForm
from webapp.correspondence.models import Letter, LetterMessage
from webapp.correspondence.permissions import HANDLE
from webapp.correspondence.queries import draft_of, office_letter
from webapp.correspondence.services.composing import (
    ACTIONS,
    COPIES,
    begin_message,
    discard_message,
    save_message,
)
from webapp.correspondence.services.handling import in_hand
from webapp.correspondence.services.sending import SIGNED_KINDS, ask_signature, send
from webapp.correspondence.services.stepping import ensure_possible
from webapp.correspondence.views.blueprint import office_pages
from webapp.correspondence.views.writing import BODY, conflict_answer, is_quiet, take_files
from webapp.ui.access import accepts_body, requires
from webapp.ui.htmx import go_to
from webapp.ui.rendering import redirect_to, render


@office_pages.post("/<public_id>/begin")
@requires(HANDLE)
def begin(public_id: str) -> ResponseReturnValue:
    """Begin a question, an answer or a refusal, or go on with what was begun."""
    actor, kind = current_actor(), request.form.get("kind", "")
    if kind not in {"question", "answer", "refusal"}:
        raise NotFound
    letter = in_hand(public_id, actor)
    ensure_possible(letter, ACTIONS[kind])
    begin_message(letter, side="office", kind=kind, actor=actor, body_id=letter.body_id)
    return redirect_to(".write", public_id=public_id)


@office_pages.get("/<public_id>/write")
@requires(HANDLE)
def write(public_id: str) -> ResponseReturnValue:
    """Show what was typed so far; with `check`, what is to be signed as it will be sent."""
    letter = office_letter(public_id, current_actor())
    message = draft_of(letter, "office")
    if message is None:
        return redirect_to(".show", public_id=public_id)
    if "check" in request.args and message.kind in SIGNED_KINDS and message.text:
        return _shown(letter, message, "correspondence/office_check.html")
    return _page(letter, message, _form(message, formdata=None, data=_saved(message)))


@office_pages.post("/<public_id>/write")
@accepts_body(BODY)
@requires(HANDLE)
def save(public_id: str) -> ResponseReturnValue:
    """Keep it: quietly for the page itself; a question is sent, an answer is looked at before its signature."""
    actor = current_actor()
    letter, message = _found(public_id)
    form = _form(message)
    if not form.validate():
        return _page(letter, message, form), 422
    ground = (form.ground.data or "") if isinstance(form, RefusalForm) else ""
    try:
        version = save_message(message, form.text.data or "", ground=ground, version=form.version.seen, actor=actor)
    except StaleVersion:
        rows = [{"label": str(form.text.label.text), "mine": form.text.data or "", "saved": message.text}]
        form.version.data = str(message.version)
        page = _page(letter, message, form, differing=rows)
        return conflict_answer(rows, url_for(".write", public_id=public_id), page)
    if is_quiet():
        return {"version": version, "saved_at": f"{local(now()):%H:%M}"}
    form.version.data = str(version)
    return _onwards(letter, message, form)


@office_pages.post("/<public_id>/sign")
@requires(HANDLE, step_up=True)
def sign(public_id: str) -> ResponseReturnValue:
    """Ask for the officer's signature under what was saved; it is sent when it comes."""
    letter, message = _found(public_id)
    try:
        asked = ask_signature(letter, message, version=StepForm().version.seen, actor=current_actor())
    except StaleVersion:
        again = _("Mətn bu arada dəyişib: yenidən oxuyun, sonra imzalayın.")
        return redirect_to(".write", public_id=public_id, check=1, notice=again)
    except NotReady as refusal:
        form = _form(message, formdata=None, data=_saved(message))
        form.accept(refusal)
        return _page(letter, message, form), 422
    return go_to(url_for("signing.show", public_id=asked))


@office_pages.post("/<public_id>/drop")
@requires(HANDLE)
def drop(public_id: str) -> ResponseReturnValue:
    """Put the draft away."""
    discard_message(_found(public_id)[1], actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Qaralama silindi."))


def _onwards(letter: Letter, message: LetterMessage, form: MessageForm) -> ResponseReturnValue:
    actor = current_actor()
    refused = take_files(message, actor)
    if refused:
        return _page(letter, message, form, refused=refused), 422
    if message.kind in SIGNED_KINDS and request.form.get("do") != "keep":
        return redirect_to(".write", public_id=letter.public_id, check=1)
    if request.form.get("do") != "send":
        return redirect_to(".write", public_id=letter.public_id, notice=_("Qaralama saxlanıldı."))
    try:
        send(letter, message, version=message.version, actor=actor)
    except NotReady as refusal:
        form.accept(refusal)
        return _page(letter, message, form), 422
    return redirect_to(".show", public_id=letter.public_id, notice=_("Sorğu göndərildi, müddət dayandı."))


def _found(public_id: str) -> tuple[Letter, LetterMessage]:
    letter = in_hand(public_id, current_actor())
    message = draft_of(letter, "office", lock=True)
    if message is None:
        raise StepNotPossible
    return letter, message


def _form(message: LetterMessage, **options: Any) -> MessageForm:
    return RefusalForm(**options) if message.kind == "refusal" else MessageForm(**options)


def _saved(message: LetterMessage) -> dict[str, str]:
    return {"text": message.text, "ground": message.ground, "version": str(message.version)}


def _page(letter: Letter, message: LetterMessage, form: MessageForm, **more: object) -> str:
    return _shown(letter, message, "correspondence/office_write.html", form=form, **more)


def _shown(letter: Letter, message: LetterMessage, page: str, **more: object) -> str:
    return render(
        page,
        letter=letter,
        message=message,
        copies=attachments.copies_of(COPIES, message.public_id),
        signs=message.kind in SIGNED_KINDS,
        term=term_of(letter),
        wording=wording,
        step=StepForm(formdata=None, data={"version": message.version}),
        **more,
    )
