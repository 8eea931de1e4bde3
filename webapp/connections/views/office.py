"""The operator's queue, a case, its check, its contract."""

from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from webapp.connections import labels, wording
from webapp.connections.checklist import PARTS, participant_items
from webapp.connections.forms.groups import GroupRightForm, right_form
from webapp.connections.forms.office import ContractForm, ReportForm, checklist_form
from webapp.connections.models import Participant
from webapp.connections.permissions import DECIDE, SEE, WORK
from webapp.connections.queries import (
    application,
    checks,
    contract_of,
    office_case,
    open_breach,
    paper_of,
    queue,
    waiting_services,
)
from webapp.connections.services.checking import answer_items
from webapp.connections.services.connecting import missing_for_connection
from webapp.connections.services.contracting import (
    missing_contents,
    remove_official,
    request_countersignature,
    save_contract,
)
from webapp.connections.services.papers import read_content
from webapp.connections.services.sharing import change_group_right, groups_of, services_by_contract
from webapp.connections.views.acting import Place, ask, do, named
from webapp.connections.views.applying import answers
from webapp.connections.views.blueprint import office
from webapp.connections.views.cabinet import case_context, contract_context
from webapp.connections.views.office_acts import DECIDE_ACTS, WORK_ACTS
from webapp.connections.views.presenting import clock, pdf_of, state_of
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import AppError, Invalid
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.forms import Form
from webapp.ui.htmx import go_to
from webapp.ui.rendering import redirect_to, render

LAYOUT = "layouts/office.html"
OUT = "out"
BY_STATE: dict[str, tuple[list[str], list[str]]] = {
    "applied": (["begin"], []),
    "checking": (["return"], ["approve", "refusal"]),
    "contract": ([], ["offer", "correct", "official", "server", "connect"]),
    "connected": (["propose"], ["breach", "block", "official", "correct", "offer", "server", "liquidation"]),
}


@office.get("")
@requires(SEE)
def index() -> str:
    """Show the queue: what is overdue first."""
    state, search = request.args.get("state", ""), request.args.get("q", "").strip()[:200]
    state = state if state in {*wording.PARTICIPANT_STATES, "blocked"} else ""
    found = queue("" if state == "blocked" else state, search, blocked=state == "blocked")
    rows = [{"case": item, "state": state_of(item), "clock": clock(item.due_on)} for item in found]
    waiting = [] if state or search else waiting_services()
    dues = [item.due_on for item in found] + [service.due_on for service, _owner in waiting]
    late = sum(due is not None and due < today() for due in dues)
    lines = [{"service": item, "case": owner, "clock": clock(item.due_on or item.ends_on)} for item, owner in waiting]
    context = {"rows": rows, "lines": lines, "late": late, "wording": wording}
    return render("connections/queue.html", chosen=state, search=search, **context)


@office.get("/<public_id>")
@requires(SEE)
def show(public_id: str) -> str:
    """Show a case to the operator."""
    participant = office_case(public_id, actor=current_actor())
    return render("connections/office_case.html", form=Form(), **case_context(participant), **_office(participant))


@office.get("/<public_id>/check")
@requires(SEE)
def check(public_id: str) -> str:
    """Show the check list of three parts."""
    participant = office_case(public_id, actor=current_actor())
    return _check_page(participant, checklist_form(participant_items(), checks(participant=participant.id)))


@office.post("/<public_id>/check")
@requires(WORK)
def answer(public_id: str) -> ResponseReturnValue:
    """Keep the answers to the check list."""
    participant = office_case(public_id, actor=current_actor())
    form = checklist_form(participant_items(), checks(participant=participant.id))
    if form.validate():
        try:
            answer_items(public_id, form.answers(participant_items()), actor=current_actor())
            return redirect_to(".show", public_id=public_id, notice=_("Yoxlama siyahısı saxlanıldı."))
        except Invalid as error:
            form.accept(error)
    return _check_page(participant, form), 422


@office.get("/<public_id>/contract")
@requires(SEE)
def contract(public_id: str) -> str:
    """Show the contract: to be filled in while it is a draft, to be read and printed afterwards."""
    participant = office_case(public_id, actor=current_actor())
    return _contract_page(participant)


@office.post("/<public_id>/contract")
@requires(DECIDE)
def keep_contract(public_id: str) -> ResponseReturnValue:
    """Keep the contract's text."""
    form = ContractForm()
    if not form.validate():
        return _contract_page(office_case(public_id, actor=current_actor()), form), 422
    save_contract(public_id, form.content, version=form.version.seen, actor=current_actor())
    return redirect_to(".contract", public_id=public_id, notice=_("Müqavilənin mətni saxlanıldı."))


@office.post("/<public_id>/contract/sign")
@requires(DECIDE, step_up=True)
def countersign(public_id: str) -> AnyResponse:
    """Ask for the operator's signature under the contract."""
    request_id = request_countersignature(public_id, actor=current_actor())
    return go_to(url_for("signing.show", public_id=request_id))


@office.post("/<public_id>/contract/groups")
@requires(DECIDE, step_up=True)
def group_right(public_id: str) -> ResponseReturnValue:
    """Let a group of the participant's system address a service of the contract, or take that away again."""
    participant = office_case(public_id, actor=current_actor())
    form, give = _right_form(participant), request.form.get("do") != OUT
    if not form.validate():
        return _contract_page(participant, rights=form), 422
    try:
        change_group_right(public_id, form.group.data, form.service.data, give=give, actor=current_actor())
    except AppError as error:
        form.accept(error)
        return _contract_page(participant, rights=form), 422
    given, taken = _("Qrupun hüququ verildi."), _("Qrupun hüququ geri alındı.")
    return redirect_to(".contract", public_id=public_id, notice=given if give else taken)


@office.get("/<public_id>/contract/print")
@requires(SEE)
def print_contract(public_id: str) -> str:
    """Show the contract for paper."""
    participant = office_case(public_id, actor=current_actor())
    return render("connections/contract_print.html", **contract_context(participant))


@office.post("/<public_id>/officials/<official>/remove")
@requires(DECIDE, step_up=True)
def drop_official(public_id: str, official: str) -> AnyResponse:
    """Take an official off the list: the next request of the person is refused."""
    remove_official(public_id, official, actor=current_actor())
    return redirect_to(
        ".contract", public_id=public_id, notice=_("Şəxs siyahıdan çıxarıldı: növbəti sorğusu qəbul edilməyəcək.")
    )


@office.get("/papers/<public_id>.pdf")
@requires(SEE)
def paper(public_id: str) -> Response:
    """Send a signed paper."""
    return pdf_of(paper_of(public_id, actor=current_actor(), own=False)[0])


@office.get("/<public_id>/work/<act>")
@requires(WORK)
def asking(public_id: str, act: str) -> str:
    """Ask what a step of checking needs."""
    return ask(named(WORK_ACTS, act), _place(public_id))


@office.post("/<public_id>/work/<act>")
@requires(WORK)
def doing(public_id: str, act: str) -> ResponseReturnValue:
    """Take it."""
    return do(named(WORK_ACTS, act), public_id, _place(public_id))


@office.get("/<public_id>/decision/<act>")
@requires(DECIDE)
def deciding(public_id: str, act: str) -> str:
    """Ask what a decision needs."""
    return ask(named(DECIDE_ACTS, act), _place(public_id))


@office.post("/<public_id>/decision/<act>")
@requires(DECIDE, step_up=True)
def decide(public_id: str, act: str) -> ResponseReturnValue:
    """Take it."""
    return do(named(DECIDE_ACTS, act), public_id, _place(public_id))


def _place(public_id: str) -> Place:
    return Place(LAYOUT, office_case(public_id, actor=current_actor()).name, "connections_office.show", public_id)


def _office(participant: Participant) -> dict[str, Any]:
    """Return the steps that are open to this officer, what the application says, and what is missing to connect."""
    actor = current_actor()
    work, decisions = BY_STATE.get(participant.state, ([], []))
    found = contract_of(participant)
    hidden = {"offer"} if found is None or found.state != "draft" else {"correct"}
    hidden |= {"unblock"} if participant.blocked_reason is None else {"block"}
    hidden |= {"breach"} if open_breach(participant) is not None else set()
    decisions = [*decisions, "unblock"] if participant.state == "connected" else decisions
    return {
        "work": [(code, WORK_ACTS[code]) for code in work if actor.has(WORK.code)],
        "decisions": [(code, DECIDE_ACTS[code]) for code in decisions if actor.has(DECIDE.code) and code not in hidden],
        "sections": answers(read_content(application(participant))),
        "missing": missing_for_connection(participant) if participant.state == "contract" else [],
        "may_decide": actor.has(DECIDE.code),
    }


def _check_page(participant: Participant, form: ReportForm) -> str:
    return render("connections/check.html", case=participant, form=form, parts=PARTS, may_work=_may_check(participant))


def _may_check(participant: Participant) -> bool:
    return participant.state == "checking" and current_actor().has(WORK.code)


def _right_form(participant: Participant) -> GroupRightForm:
    return right_form({one.code: one.title for one in groups_of(participant)}, services_by_contract(participant))


def _contract_page(
    participant: Participant, form: ContractForm | None = None, rights: GroupRightForm | None = None
) -> str:
    found = contract_of(participant)
    editable = found is not None and found.state == "draft" and current_actor().has(DECIDE.code)
    if found is not None and form is None:
        form = ContractForm(formdata=None, data={**read_content(found), "version": found.version})
    missing = missing_contents(found, participant) if found is not None and found.state == "draft" else []
    context = {**contract_context(participant), "layout": LAYOUT, "labels": labels.CONTRACT}
    may_sign = found is not None and found.state == "half_signed" and current_actor().has(DECIDE.code)
    return render(
        "connections/contract.html",
        form=form or Form(),
        editable=editable,
        missing=missing,
        may_sign=may_sign,
        groups=groups_of(participant) if participant.state == "connected" else [],
        rights=rights or _right_form(participant),
        may_decide=current_actor().has(DECIDE.code),
        **context,
    )
