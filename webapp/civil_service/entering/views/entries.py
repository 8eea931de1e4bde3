"""One entry: the form of a group for a servant, or a fact that is to read otherwise; kept as a paper to be signed."""

from flask import request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from webapp.attachments.api import receive
from webapp.civil_service.entering import wording
from webapp.civil_service.entering.drafting import begin, hand_of
from webapp.civil_service.entering.errors import GroupNotYours
from webapp.civil_service.entering.forms import EntryForm, data_of, ensure_no_strangers, entry_form
from webapp.civil_service.entering.queries import staff_list
from webapp.civil_service.entering.rules import DOCUMENT, ORDER, Action, Hand, Verdict
from webapp.civil_service.entering.stating import Change, Newcomer, ensure_hand, group_of, looked_through
from webapp.civil_service.entering.views.blueprint import personnel
from webapp.civil_service.errors import FactChanged
from webapp.civil_service.groups import Group
from webapp.civil_service.permissions import ENTER
from webapp.civil_service.queries import fact, staff_servant
from webapp.civil_service.record_tables import Servant, ServiceBody
from webapp.civil_service.services.recording import given_of
from webapp.civil_service.values import Fact
from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.core.transaction import savepoint
from webapp.ui.access import accepts_body, requires
from webapp.ui.rendering import redirect_to, render

MOST_BYTES = 12 * 1024 * 1024


@personnel.get("/<public_id>/new/<code>")
@requires(ENTER)
def new(public_id: str, code: str) -> str:
    """Show the form of a group that the body enters."""
    hand, body = hand_of(current_actor())
    servant, of = staff_servant(public_id, current_actor()), group_of(code)
    need = ensure_hand(of, hand, body)
    form = entry_form(of, staff_list(body), reasoned=need is Verdict.WITH_REASON, formdata=None)
    return page(form, of, servant, None)


@personnel.post("/<public_id>/new/<code>")
@accepts_body(MOST_BYTES)
@requires(ENTER)
def add(public_id: str, code: str) -> ResponseReturnValue:
    """Keep the entry as a paper that waits for the signature."""
    servant, of = staff_servant(public_id, current_actor()), group_of(code)
    return kept(of, servant, None)


@personnel.get("/<public_id>/facts/<entry>")
@requires(ENTER)
def changing(public_id: str, entry: str) -> str:
    """Show a fact as it stands, to be put right."""
    hand, body = hand_of(current_actor())
    servant = staff_servant(public_id, current_actor())
    known = fact(servant.id, entry)
    ensure_theirs(known, hand, body)
    form = entry_form(known.group, staff_list(body), reasoned=True, formdata=None, data=data_of(known))
    return page(form, known.group, servant, known)


@personnel.post("/<public_id>/facts/<entry>")
@accepts_body(MOST_BYTES)
@requires(ENTER)
def change(public_id: str, entry: str) -> ResponseReturnValue:
    """Keep the change, or the annulment, as a paper that waits for the signature."""
    servant = staff_servant(public_id, current_actor())
    known = fact(servant.id, entry)
    return kept(known.group, servant, known)


def kept(of: Group, servant: Servant, known: Fact | None) -> ResponseReturnValue:
    """Keep what the form says as a paper, or show what is wrong with it."""
    hand, body = hand_of(current_actor())
    need = ensure_hand(of, hand, body)
    if known is not None:
        ensure_theirs(known, hand, body)
    ensure_no_strangers(of)
    form = entry_form(of, staff_list(body), reasoned=known is not None or need is Verdict.WITH_REASON)
    if not form.validate():
        form.name_empty(of, order_needed=hand is Hand.PARTICIPANT)
        return page(form, of, servant, known), 422
    try:
        with savepoint():
            one = change_of(form, of, servant, known, hand, body, manual=need is Verdict.WITH_REASON)
            paper = begin(of.code, [one], hand=hand, body=body, actor=current_actor())
            sent = request.files.get("file")
            if sent is not None and sent.filename:
                receive(sent, kind=DOCUMENT, ref=paper.public_id, slot=ORDER, actor=current_actor())
    except AppError as error:
        error.fields = {"file" if name == ORDER else name: why for name, why in error.fields.items()}
        form.accept(error)
        return page(form, of, servant, known), error.status
    return to_paper(paper.public_id, hand, _("Yoxlayın və imzalayın: imzadan əvvəl qeyddə heç nə dəyişmir."))


def ensure_theirs(known: Fact, hand: Hand, body: ServiceBody | None) -> None:
    """Raise GroupNotYours when the group is not theirs, or another body that still exists entered the fact."""
    ensure_hand(known.group, hand, body)
    if body is not None and known.source_body_id not in {None, body.id}:
        raise GroupNotYours(
            _("Bu məlumatı başqa orqan daxil edib: %(body)s. Onu həmin orqan düzəldir.", body=known.source)
        )


def page(form: EntryForm, of: Group, servant: Servant, known: Fact | None) -> str:
    """Show the form of a group."""
    return render(
        "civil_service/entering/entry.html", form=form, group=of, servant=servant, known=known, wording=wording
    )


def seen_version(typed: str, known: Fact) -> int:
    """Return the version that the form was made from, which stands still. Raises FactChanged for any other."""
    if typed and typed != str(known.version):
        raise FactChanged
    return known.version


def to_paper(public_id: str, hand: Hand, notice: str) -> Response:
    """Lead to the paper where its hand has it."""
    endpoint = "civil_service_personnel.paper" if hand is Hand.PARTICIPANT else "civil_service_entries.paper"
    return redirect_to(endpoint, public_id=public_id, notice=notice)


def change_of(
    form: EntryForm,
    of: Group,
    servant: Servant | Newcomer,
    known: Fact | None,
    hand: Hand,
    body: ServiceBody | None,
    *,
    manual: bool,
) -> Change:
    """Return what the form states as a change, looked through. Raises FactWrong, LaterOrder."""
    annuls = known is not None and request.form.get("do") == "annul"
    action = Action.ANNUL if annuls else Action.REVISE if known is not None else Action.RECORD
    given = given_of(known) if known is not None and annuls else form.stated(of, body, staff_list(body))
    reason = form["reason"].data if "reason" in form else None
    expected = None if known is None else seen_version(form.version.data or "", known)
    entry = known.entry if known is not None else None
    one = Change(
        servant=servant, given=given, action=action, entry=entry, expected=expected, manual=manual, reason=reason
    )
    return Change(
        servant=servant,
        given=looked_through(one, hand),
        action=action,
        entry=entry,
        expected=expected,
        manual=manual,
        reason=reason,
    )
