"""Rules of the sale: the office's pages with what stands and what is proposed, a carrier's page about its own routes."""

from typing import Any

from flask import abort
from flask.typing import ResponseReturnValue

from webapp.core.actor import current_actor
from webapp.core.errors import AppError, Invalid
from webapp.core.text import _
from webapp.tickets.proposals.deciding import approve, proposal, proposals, propose, refuse, withdraw
from webapp.tickets.proposals.forms import DecideForm, RuleForm, TermsForm
from webapp.tickets.proposals.kinds import KINDS, Kind
from webapp.tickets.proposals.models import RuleProposal
from webapp.tickets.proposals.permissions import DECIDE, PROPOSE, ROUTE_TERMS, SEE
from webapp.tickets.proposals.rows import routes_of, terms
from webapp.tickets.proposals.wording import STATES
from webapp.tickets.views.blueprint import own_terms_pages, rule_pages
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@rule_pages.get("")
@requires(SEE)
def index() -> str:
    """Show the kinds of rules, and first what waits for a second person."""
    return render("tickets/rules/index.html", kinds=KINDS, waiting=_shown(proposals(waiting=True)))


@rule_pages.get("/<kind>")
@requires(SEE)
def show(kind: str) -> str:
    """Show a kind of rule: every row there was, is and will be, what was proposed, and the form for another."""
    found = _kind(kind)
    return _kind_page(found, found.form(known=found.known(), formdata=None))


@rule_pages.post("/<kind>")
@requires(PROPOSE)
def suggest(kind: str) -> ResponseReturnValue:
    """Propose a row; another person decides on it."""
    found = _kind(kind)
    form = found.form(known=found.known())
    made = _proposed(found, form)
    if made is None:
        return _kind_page(found, form), 422
    return redirect_to(".proposal_page", public_id=made, notice=_("Təklif verildi: qərarı başqa əməkdaş verir."))


@rule_pages.get("/proposals/<public_id>")
@requires(SEE)
def proposal_page(public_id: str) -> str:
    """Show a proposal, and to a second person the decision."""
    return _proposal_page(public_id, DecideForm(formdata=None))


@rule_pages.post("/proposals/<public_id>/approve")
@requires(DECIDE, step_up=True)
def agree(public_id: str) -> ResponseReturnValue:
    """Put a proposal in force from its day on."""
    return _decided(public_id, approve, _("Qayda təsdiq edildi."))


@rule_pages.post("/proposals/<public_id>/refuse")
@requires(DECIDE)
def decline(public_id: str) -> ResponseReturnValue:
    """Refuse a proposal."""
    return _decided(public_id, refuse, _("Təklif rədd edildi."))


@rule_pages.post("/proposals/<public_id>/withdraw")
@requires(PROPOSE)
def take_back(public_id: str) -> ResponseReturnValue:
    """Take my own proposal back."""
    withdraw(public_id, actor=current_actor())
    return redirect_to(".proposal_page", public_id=public_id, notice=_("Təklif geri götürüldü."))


@own_terms_pages.get("", endpoint="index")
@requires(ROUTE_TERMS)
def own_terms() -> str:
    """Show a carrier the terms of its routes, its proposals, and the form for another."""
    return _own_page(TermsForm(known=_own_routes(), formdata=None))


@own_terms_pages.post("", endpoint="suggest")
@requires(ROUTE_TERMS)
def suggest_own() -> ResponseReturnValue:
    """Propose terms of an own route; the office decides."""
    form = TermsForm(known=_own_routes())
    if _proposed(KINDS["terms"], form) is None:
        return _own_page(form), 422
    return redirect_to(".index", notice=_("Təklif göndərildi: qərarı agentlik verir."))


@own_terms_pages.post("/<public_id>/withdraw", endpoint="withdraw")
@requires(ROUTE_TERMS)
def withdraw_own(public_id: str) -> ResponseReturnValue:
    """Take my own proposal back."""
    withdraw(public_id, actor=current_actor())
    return redirect_to(".index", notice=_("Təklif geri götürüldü."))


def _kind(code: str) -> Kind:
    return KINDS.get(code) or abort(404)


def _proposed(kind: Kind, form: RuleForm) -> str | None:
    """Propose what was typed; None when the form says what is wrong."""
    if not form.validate() or form.valid_from.data is None:
        return None
    said = (form.about, form.content, form.basis.data or "", form.valid_from.data)
    try:
        return propose(kind, said, actor=current_actor())
    except AppError as error:
        if error.fields:
            form.accept(error)
        else:
            form.valid_from.errors = [error.message]
        return None


def _decided(public_id: str, deed: Any, notice: Any) -> ResponseReturnValue:
    form = DecideForm()
    if not form.validate():
        return _proposal_page(public_id, form), 422
    try:
        deed(public_id, answer=form.answer.data or "", actor=current_actor())
    except Invalid as error:
        form.answer.errors = [error.message]
        return _proposal_page(public_id, form), error.status
    return redirect_to(".proposal_page", public_id=public_id, notice=notice)


def _shown(found: Any) -> list[dict[str, Any]]:
    return [_line(one) for one in found]


def _line(one: RuleProposal) -> dict[str, Any]:
    kind = KINDS[one.kind]
    return {"row": one, "kind": kind, "lines": kind.read(one.subject, one.content), "state": STATES[one.state]}


def _kind_page(kind: Kind, form: RuleForm) -> str:
    rows = [{"row": one, "lines": kind.read(one.subject, one.content)} for one in kind.rows()]
    made = _shown(proposals(kind=kind.code))
    return render(
        "tickets/rules/kind.html",
        kind=kind,
        rows=rows,
        made=made,
        form=form,
        may_propose=current_actor().has(PROPOSE.code),
    )


def _proposal_page(public_id: str, form: DecideForm) -> str:
    actor, row = current_actor(), proposal(public_id, current_actor())
    mine, waits = row.asked_by == actor.account_id, row.state == "waiting"
    rights = {"may_decide": waits and not mine and actor.has(DECIDE.code), "may_withdraw": waits and mine}
    return render("tickets/rules/proposal.html", one=_line(row), form=form, **rights)


def _own_routes() -> list[tuple[str, str]]:
    return routes_of(current_actor().party_id or 0)


def _own_page(form: TermsForm) -> str:
    kind, own = KINDS["terms"], {code for code, _way in _own_routes()}
    rows = [{"row": one, "lines": kind.read(one.subject, one.content)} for one in terms() if one.subject in own]
    made = _shown(proposals(kind="terms", party_id=current_actor().party_id or 0))
    return render("tickets/rules/own.html", rows=rows, made=made, form=form, me=current_actor().account_id)
