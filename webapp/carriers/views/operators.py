"""The office's register of operators of international carriage."""

from collections.abc import Callable
from typing import Final

from flask.typing import ResponseReturnValue

from webapp.audit.api import record_view
from webapp.carriers import wording
from webapp.carriers.changing import changes_of
from webapp.carriers.errors import AlreadyRegistered
from webapp.carriers.forms import OperatorForm, ReasonForm
from webapp.carriers.listing import entry, operator
from webapp.carriers.operating import OperatorFacts, change, decide_state, enter, propose_state, restore
from webapp.carriers.permissions import DECIDE, KEEP, SEE
from webapp.carriers.views import operator_pages
from webapp.core.actor import current_actor
from webapp.core.azerbaijani import mask
from webapp.core.text import Text, _, _l
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render

PROPOSED: Final = _l("Təklif qeyd edildi. Qərarı başqa əməkdaş verəcək.")
DECIDED: Final = _l("Qərar qeyd edildi.")


@operator_pages.get("/new/<carrier_id>")
@requires(KEEP)
def new(carrier_id: str) -> str:
    """Ask what the register wants to know of an operator."""
    return _form(OperatorForm(formdata=None, data={"address": entry(carrier_id).address}), carrier_id)


@operator_pages.post("/new/<carrier_id>")
@requires(KEEP)
def create(carrier_id: str) -> ResponseReturnValue:
    """Enter a carrier as an operator."""
    form = OperatorForm()
    if form.validate():
        try:
            row = enter(carrier_id, _facts(form), actor=current_actor())
            return redirect_to(".show", public_id=row.public_id, notice=_("Operator reyestrə daxil edildi."))
        except AlreadyRegistered as error:
            form.kind.errors = [str(error)]
    return _form(form, carrier_id), 422


@operator_pages.get("/<public_id>")
@requires(SEE)
def show(public_id: str) -> str:
    """Show an operator with every change; the responsible person can see later who looked."""
    return _page(public_id, ReasonForm(formdata=None))


@operator_pages.get("/<public_id>/change")
@requires(KEEP)
def edit(public_id: str) -> str:
    """Show what may be changed."""
    row, carrier = operator(public_id)
    _looked(public_id)
    return _form(OperatorForm(formdata=None, obj=row), carrier.public_id, public_id)


@operator_pages.post("/<public_id>/change")
@requires(KEEP)
def save(public_id: str) -> ResponseReturnValue:
    """Change an operator's entry."""
    form, (_row, carrier) = OperatorForm(), operator(public_id)
    if not form.validate():
        return _form(form, carrier.public_id, public_id), 422
    change(public_id, _facts(form), seen=form.version.seen, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Dəyişiklik saxlanıldı."))


@operator_pages.post("/<public_id>/suspended")
@requires(KEEP)
def suspend(public_id: str) -> ResponseReturnValue:
    """Propose that an operator is suspended."""
    return _step(public_id, lambda why: propose_state(public_id, "suspended", why, actor=current_actor()), PROPOSED)


@operator_pages.post("/<public_id>/removed")
@requires(KEEP)
def take_out(public_id: str) -> ResponseReturnValue:
    """Propose that an operator is taken out of the register."""
    return _step(public_id, lambda why: propose_state(public_id, "removed", why, actor=current_actor()), PROPOSED)


@operator_pages.post("/<public_id>/confirm")
@requires(DECIDE)
def confirm(public_id: str) -> ResponseReturnValue:
    """Confirm what somebody else proposed."""
    return _step(public_id, lambda why: decide_state(public_id, confirm=True, note=why, actor=current_actor()), DECIDED)


@operator_pages.post("/<public_id>/refuse")
@requires(DECIDE)
def refuse(public_id: str) -> ResponseReturnValue:
    """Refuse what somebody else proposed."""
    return _step(
        public_id, lambda why: decide_state(public_id, confirm=False, note=why, actor=current_actor()), DECIDED
    )


@operator_pages.post("/<public_id>/active")
@requires(DECIDE)
def activate(public_id: str) -> ResponseReturnValue:
    """Make a suspended operator active again."""
    return _step(public_id, lambda why: restore(public_id, why, actor=current_actor()), DECIDED)


def _step(public_id: str, take: Callable[[str], None], notice: Text) -> ResponseReturnValue:
    """Take a step that needs a reason; without one the page asks for it."""
    form = ReasonForm()
    operator(public_id)
    if not form.validate():
        return _page(public_id, form), 422
    take(form.reason.data or "")
    return redirect_to(".show", public_id=public_id, notice=notice)


def _page(public_id: str, reason: ReasonForm) -> str:
    row, carrier = operator(public_id)
    _looked(public_id)
    actor = current_actor()
    shown = {
        "row": row,
        "carrier": carrier,
        "changes": changes_of("operator", row.id),
        "may_keep": actor.has(KEEP.code) and row.state != "removed",
        "may_decide": actor.has(DECIDE.code) and row.wanted_state is not None and row.wanted_by != actor.account_id,
        "may_restore": actor.has(DECIDE.code) and row.wanted_state is None and row.state == "suspended",
        "reason": reason,
    }
    return render("carriers/office_operator.html", wording=wording, mask=mask, **shown)


def _looked(public_id: str) -> None:
    row, _carrier = operator(public_id)
    record_view(
        actor=current_actor(),
        subject_fin=row.responsible_fin,
        subject_name=row.responsible_name,
        object_type="operator",
        object_key=public_id,
        purpose=_l("Beynəlxalq daşıma operatorlarının reyestri aparılır"),
    )


def _facts(form: OperatorForm) -> OperatorFacts:
    return OperatorFacts(
        kind=form.kind.data,
        address=form.address.data or "",
        responsible_name=form.responsible_name.data or "",
        responsible_fin=form.responsible_fin.data or "",
    )


def _form(form: OperatorForm, carrier_id: str, public_id: str | None = None) -> str:
    return render("carriers/office_operator_form.html", form=form, carrier=entry(carrier_id), public_id=public_id)
