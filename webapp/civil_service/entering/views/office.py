"""The operator's own entries: what he gets in his own work (examinations, certificates), and confirmed corrections (6.1.12, 6.1.21)."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from webapp.audit.api import record_view
from webapp.civil_service.entering import wording
from webapp.civil_service.entering.drafting import give_up, hand_of, own_paper
from webapp.civil_service.entering.errors import OrderMissing
from webapp.civil_service.entering.forms import entry_form
from webapp.civil_service.entering.queries import offered, papers_of
from webapp.civil_service.entering.rules import Hand
from webapp.civil_service.entering.signing import ask_signature
from webapp.civil_service.entering.stating import ensure_hand, group_of
from webapp.civil_service.entering.views.blueprint import entries_office
from webapp.civil_service.entering.views.entries import MOST_BYTES, kept, page
from webapp.civil_service.entering.views.papers import pdf_of, shown
from webapp.civil_service.groups import BY_CODE
from webapp.civil_service.permissions import CONFIRM, ENTER_OWN
from webapp.civil_service.queries import servant as servant_of
from webapp.core.actor import current_actor
from webapp.core.text import _, _l
from webapp.ui.access import accepts_body, requires
from webapp.ui.rendering import redirect_to, render

PURPOSE = _l("Reyestrin operatoru: öz fəaliyyətində əldə edilən məlumatın daxil edilməsi (6.1.12)")


@entries_office.get("")
@requires(ENTER_OWN, CONFIRM)
def index() -> str:
    """Show the operator's papers, newest first."""
    papers = papers_of(None, after=request.args.get("after"), before=request.args.get("before"))
    return render("civil_service/entering/office.html", page=papers, wording=wording, groups=BY_CODE)


@entries_office.get("/servants/<public_id>/new")
@requires(ENTER_OWN)
def choose(public_id: str) -> str:
    """Show what the operator may enter for a servant."""
    offers = offered(None, Hand.OPERATOR)
    return render("civil_service/entering/choose.html", servant=servant_of(public_id), offers=offers)


@entries_office.get("/servants/<public_id>/new/<code>")
@requires(ENTER_OWN)
def new(public_id: str, code: str) -> str:
    """Show the form of a group that the operator enters."""
    hand, body = hand_of(current_actor())
    servant, of = servant_of(public_id), group_of(code)
    ensure_hand(of, hand, body)
    record_view(
        actor=current_actor(),
        subject_fin=servant.fin,
        subject_name=servant.full_name,
        object_type="service_record",
        object_key=servant.public_id,
        purpose=PURPOSE,
    )
    return page(entry_form(of, [], reasoned=False, formdata=None), of, servant, None)


@entries_office.post("/servants/<public_id>/new/<code>")
@accepts_body(MOST_BYTES)
@requires(ENTER_OWN)
def add(public_id: str, code: str) -> ResponseReturnValue:
    """Keep the entry as a paper that waits for the signature."""
    return kept(group_of(code), servant_of(public_id), None)


@entries_office.get("/<public_id>")
@requires(ENTER_OWN, CONFIRM)
def paper(public_id: str) -> str:
    """Show one of the operator's papers."""
    found = own_paper(public_id, current_actor())
    return render("civil_service/entering/paper.html", layout="office", **shown(found, "civil_service_entries"))


@entries_office.post("/<public_id>/sign")
@requires(ENTER_OWN, CONFIRM, step_up=True)
def sign(public_id: str) -> ResponseReturnValue:
    """Ask for the signature."""
    try:
        request_id = ask_signature(public_id, current_actor())
    except OrderMissing as missing:
        found = shown(own_paper(public_id, current_actor()), "civil_service_entries")
        return render("civil_service/entering/paper.html", layout="office", refusal=str(missing), **found), 422
    return redirect_to("signing.show", public_id=request_id)


@entries_office.post("/<public_id>/withdraw")
@requires(ENTER_OWN, CONFIRM)
def put_away(public_id: str) -> ResponseReturnValue:
    """Put a paper away that was not signed."""
    give_up(public_id, actor=current_actor())
    return redirect_to(".paper", public_id=public_id, notice=_("Təqdimat geri götürüldü."))


@entries_office.get("/<public_id>/pdf/<int:n>")
@requires(ENTER_OWN, CONFIRM)
def pdf(public_id: str, n: int) -> Response:
    """Send the signed paper."""
    return pdf_of(own_paper(public_id, current_actor()), n)
