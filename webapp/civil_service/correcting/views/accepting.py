"""A correction is accepted with the form of its group: what stands is filled in, what the servant says stands beside it."""

from flask import request
from flask.typing import ResponseReturnValue

from webapp.attachments.api import receive
from webapp.civil_service.correcting.answering import accepted, may_answer
from webapp.civil_service.correcting.models import ServiceCorrection
from webapp.civil_service.correcting.views.presenting import shown
from webapp.civil_service.entering.drafting import begin, hand_of
from webapp.civil_service.entering.forms import EntryForm, data_of, ensure_no_strangers, entry_form
from webapp.civil_service.entering.queries import staff_list
from webapp.civil_service.entering.rules import DOCUMENT, ORDER, Hand
from webapp.civil_service.entering.stating import ensure_hand
from webapp.civil_service.entering.views.entries import change_of, to_paper
from webapp.civil_service.groups import BY_CODE
from webapp.civil_service.queries import body_by_id, fact, servant_by_id
from webapp.civil_service.record_tables import ServiceBody
from webapp.civil_service.values import Fact
from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.core.transaction import savepoint
from webapp.ui.rendering import render


def accept_page(row: ServiceCorrection, form: EntryForm | None, *, layout: str) -> str:
    """Show the form; a new one has what stands now."""
    known, body = _known(row), _body(row)
    of = BY_CODE[row.group_code]
    hand, _own = hand_of(current_actor())
    ensure_hand(of, hand, body if layout == "cabinet" else None, correction=layout == "office")
    if form is None:
        data = data_of(known) if known is not None else {}
        reason = _("Qulluqçunun %(number)s nömrəli müraciəti", number=row.number)
        form = entry_form(of, staff_list(body), reasoned=True, formdata=None, data={**data, "reason": reason})
    return render("civil_service/correcting/accept.html", form=form, group=of, layout=layout, **shown(row))


def accepted_form(row: ServiceCorrection, *, layout: str) -> ResponseReturnValue:
    """Keep the change as a paper that answers the correction, or show what is wrong."""
    row = may_answer(row.public_id, current_actor())
    hand, own = hand_of(current_actor())
    of, known, body = BY_CODE[row.group_code], _known(row), _body(row)
    ensure_hand(of, hand, own, correction=own is None)
    ensure_no_strangers(of)
    lines = staff_list(body)
    form = entry_form(of, lines, reasoned=True)
    if not form.validate():
        form.name_empty(of, order_needed=hand is Hand.PARTICIPANT)
        return accept_page(row, form, layout=layout), 422
    try:
        with savepoint():
            one = change_of(form, of, servant_by_id(row.servant_id), known, hand, body, manual=False)
            paper = begin(of.code, [one], hand=hand, body=own, actor=current_actor(), correction=row.public_id)
            sent = request.files.get("file")
            if sent is not None and sent.filename:
                receive(sent, kind=DOCUMENT, ref=paper.public_id, slot=ORDER, actor=current_actor())
            accepted(row, paper.public_id, current_actor())
    except AppError as error:
        error.fields = {"file" if name == ORDER else name: why for name, why in error.fields.items()}
        form.accept(error)
        return accept_page(row, form, layout=layout), error.status
    return to_paper(paper.public_id, hand, _("Düzəliş hazırdır: imzalayandan sonra qeyddə yeni versiya yaranır."))


def _known(row: ServiceCorrection) -> Fact | None:
    return fact(row.servant_id, row.entry) if row.entry is not None else None


def _body(row: ServiceCorrection) -> ServiceBody | None:
    """Return the body whose post it is: of the fact, else the one that had the correction, else the employing one."""
    known = _known(row)
    servant = servant_by_id(row.servant_id)
    body_id = (known.body_id if known is not None else None) or row.body_id or servant.body_id
    return body_by_id(body_id) if body_id is not None else None
