"""The last look before a letter is sent, with or without a signature; and putting a draft away."""

from flask import url_for
from flask.typing import ResponseReturnValue

from webapp.attachments import api as attachments
from webapp.core.actor import current_actor
from webapp.core.text import _
from webapp.correspondence import wording
from webapp.correspondence.clock import term_of
from webapp.correspondence.errors import NotReady, SignatureNeeded, StepNotPossible, TooManyLetters
from webapp.correspondence.forms import StepForm
from webapp.correspondence.models import Letter, LetterMessage
from webapp.correspondence.permissions import SEND, WRITE
from webapp.correspondence.queries import body_by_id, own_letter
from webapp.correspondence.rules import State
from webapp.correspondence.services.composing import COPIES, PURPOSE, discard_letter, draft_letter
from webapp.correspondence.services.sending import ask_signature, missing_in, needs_signature, send
from webapp.correspondence.views.blueprint import letters
from webapp.signing.api import open_request
from webapp.ui.access import requires
from webapp.ui.htmx import go_to
from webapp.ui.rendering import redirect_to, render


@letters.get("/<public_id>/check")
@requires(WRITE, SEND)
def check(public_id: str) -> ResponseReturnValue:
    """Show the letter once more as the authority will read it, and what is missing."""
    if own_letter(public_id, current_actor()).state != State.DRAFT:
        return redirect_to(".show", public_id=public_id)
    return _page(*draft_letter(public_id, current_actor()))


@letters.post("/<public_id>/send")
@requires(SEND)
def send_letter(public_id: str) -> ResponseReturnValue:
    """Send it without a signature; the second of two clicks finds it sent."""
    actor = current_actor()
    if own_letter(public_id, actor, lock=True).state != State.DRAFT:
        return redirect_to(".show", public_id=public_id)
    letter, message = draft_letter(public_id, actor, lock=True)
    try:
        send(letter, message, version=StepForm().version.seen, actor=actor)
    except NotReady as refusal:
        return _page(letter, message), refusal.status
    except (SignatureNeeded, TooManyLetters) as refusal:
        return _page(letter, message, refusal=str(refusal)), refusal.status
    notice = _("Məktub göndərildi və qeydə alındı: № %(number)s.", number=letter.number)
    return redirect_to(".show", public_id=public_id, notice=notice)


@letters.post("/<public_id>/sign")
@requires(SEND, step_up=True)
def sign_letter(public_id: str) -> ResponseReturnValue:
    """Ask for the signature; the letter is sent when it comes."""
    actor = current_actor()
    try:
        letter, message = draft_letter(public_id, actor, lock=True)
    except StepNotPossible:
        return redirect_to(".show", public_id=public_id)
    try:
        asked = ask_signature(letter, message, version=StepForm().version.seen, actor=actor)
    except NotReady as refusal:
        return _page(letter, message), refusal.status
    except TooManyLetters as refusal:
        return _page(letter, message, refusal=str(refusal)), refusal.status
    return go_to(url_for("signing.show", public_id=asked))


@letters.get("/<public_id>/discard")
@requires(WRITE)
def discarding(public_id: str) -> str:
    """Ask whether the draft is to be thrown away."""
    letter, _message = draft_letter(public_id, current_actor())
    return render("correspondence/discard.html", letter=letter, step=StepForm(formdata=None))


@letters.post("/<public_id>/discard")
@requires(WRITE)
def discard(public_id: str) -> ResponseReturnValue:
    """Throw it away."""
    discard_letter(public_id, actor=current_actor())
    return redirect_to(".index", notice=_("Qaralama silindi."))


def _page(letter: Letter, message: LetterMessage, *, refusal: str = "") -> str:
    missing = [
        (f"{url_for('.edit', public_id=letter.public_id)}#{name}", why) for name, why in _missing(letter, message)
    ]
    return render(
        "correspondence/check.html",
        letter=letter,
        message=message,
        body=body_by_id(letter.body_id),
        copies=attachments.copies_of(COPIES, message.public_id),
        term=term_of(letter),
        missing=missing,
        refusal=refusal,
        must_sign=needs_signature(letter, message),
        may_send=current_actor().has(SEND.code),
        signing=open_request(PURPOSE, message.public_id),
        wording=wording,
        step=StepForm(formdata=None, data={"version": message.version}),
    )


def _missing(letter: Letter, message: LetterMessage) -> list[tuple[str, str]]:
    return [(name, str(why)) for name, why in missing_in(letter, message).items()]
