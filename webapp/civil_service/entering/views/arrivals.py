"""An appointment of somebody who is not yet the body's: from another body, or new to the service."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.attachments.api import receive
from webapp.civil_service.entering.arriving import asked_identity, note_look, who_comes
from webapp.civil_service.entering.drafting import begin, hand_of
from webapp.civil_service.entering.forms import ArrivalForm, EntryForm, ensure_no_strangers, entry_form
from webapp.civil_service.entering.queries import staff_list
from webapp.civil_service.entering.rules import DOCUMENT, ORDER, Hand
from webapp.civil_service.entering.stating import group_of
from webapp.civil_service.entering.views.blueprint import personnel
from webapp.civil_service.entering.views.entries import MOST_BYTES, change_of, to_paper
from webapp.civil_service.permissions import ENTER
from webapp.civil_service.record_tables import ServicePost
from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.core.transaction import transaction
from webapp.ui.access import accepts_body, no_transaction, requires
from webapp.ui.rendering import render

POST = "post"


@personnel.get("/arrivals")
@requires(ENTER)
def arriving() -> str:
    """Ask who comes, and to which post."""
    _hand, body = hand_of(current_actor())
    return _page(_form(staff_list(body), fresh=True))


@personnel.post("/arrivals")
@no_transaction
@accepts_body(MOST_BYTES)
@requires(ENTER)
def arrive() -> ResponseReturnValue:
    """Find the person, in the register or the population register, and keep the appointment as a paper to sign."""
    with transaction(read_only=True):
        hand, body = hand_of(current_actor())
        lines = staff_list(body)
        ensure_no_strangers(group_of(POST))
        form = _form(lines)
        valid = form.validate()
    if not valid:
        with transaction(read_only=True):
            form.name_empty(group_of(POST), order_needed=hand is Hand.PARTICIPANT)
            return _page(form), 422
    try:
        fin, told = asked_identity(form["fin"].data or "")
        with transaction():
            who = who_comes(fin, told)
            one = change_of(form, group_of(POST), who, None, hand, body, manual=False)
            paper = begin(POST, [one], hand=hand, body=body, actor=current_actor())
            note_look(paper, who, actor=current_actor())
            sent = request.files.get("file")
            if sent is not None and sent.filename:
                receive(sent, kind=DOCUMENT, ref=paper.public_id, slot=ORDER, actor=current_actor())
            public_id = paper.public_id
    except AppError as error:
        error.fields = {"file" if name == ORDER else name: why for name, why in error.fields.items()}
        form.accept(error)
        with transaction(read_only=True):
            return _page(form), error.status
    with transaction(read_only=True):
        return to_paper(public_id, hand, _("Yoxlayın və imzalayın: imzadan əvvəl qeyddə heç nə dəyişmir."))


def _form(lines: list[ServicePost], *, fresh: bool = False) -> EntryForm:
    more = {"formdata": None} if fresh else {}
    return entry_form(group_of(POST), lines, reasoned=False, base=ArrivalForm, **more)


def _page(form: EntryForm) -> str:
    return render("civil_service/entering/arrival.html", form=form, group=group_of(POST))
