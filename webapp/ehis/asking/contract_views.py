"""The operator's pages of contracts with the registers' owners and of officials for automatic questions."""

from datetime import date
from typing import Any, Final

from flask import make_response, request
from werkzeug.wrappers import Response

from webapp.core.actor import current_actor
from webapp.core.clock import local
from webapp.core.text import Text, _, _l
from webapp.ehis.asking.blueprint import asking_pages
from webapp.ehis.asking.contracts import Contract, contract_with, contracts, end_contract, renew_contract
from webapp.ehis.asking.forms import ContractForm, OfficialForm
from webapp.ehis.asking.officials import name_official, officials
from webapp.ehis.permissions import SEE_ASKING, STEER_ASKING
from webapp.ehis.policy import Purpose, purpose_name
from webapp.ehis.sources import source_name
from webapp.ui.access import requires
from webapp.ui.filters import day, identifier
from webapp.ui.rendering import redirect_to, render

UNPROCESSABLE: Final = 422
DEEDS: Final = {"end": end_contract, "renew": renew_contract}
STEPS: Final[dict[str, Text]] = {"ended": _l("Dayandırılır"), "renewed": _l("Qüvvəyə qayıdır")}


@asking_pages.get("/contracts")
@requires(SEE_ASKING)
def contract_list() -> str:
    """Show the contract with every owner of a register that is asked."""
    rows = [
        {
            "number": {"text": identifier(one.number), "href": f"contracts/{one.owner}"},
            "owner": _owner(one),
            "services": len(one.services),
            "state": _state(one),
        }
        for one in contracts()
    ]
    return render("ehis_asking/contracts.html", rows=rows)


@asking_pages.get("/contracts/<owner>")
@requires(SEE_ASKING)
def contract(owner: str) -> str:
    """Show one contract: what is asked under it, and how it ended and was renewed."""
    return _page(contract_with(owner), ContractForm(formdata=None))


@asking_pages.post("/contracts/<owner>")
@requires(STEER_ASKING, step_up=True)
def change_contract(owner: str) -> Response:
    """End the contract from a day on, or put it in force again."""
    found, form, deed = contract_with(owner), ContractForm(), request.form.get("do", "")
    if not form.validate() or form.on_day.data is None or deed not in DEEDS:
        return make_response(_page(found, form), UNPROCESSABLE)
    why, paper = form.reason.data or "", form.document.data or ""
    DEEDS[deed](found.number, form.on_day.data, why, document=paper, actor=current_actor())
    notices = {
        "end": _("Müqavilə %(day)s tarixindən dayandırılır.", day=day(form.on_day.data)),
        "renew": _("Müqavilə %(day)s tarixindən yenidən qüvvədədir.", day=day(form.on_day.data)),
    }
    return redirect_to(".contract", owner=owner, notice=notices[deed])


@asking_pages.get("/officials")
@requires(SEE_ASKING)
def official_list() -> str:
    """Show in whose name automatic questions are asked, for each purpose."""
    return _officials(OfficialForm(formdata=None))


@asking_pages.post("/officials")
@requires(STEER_ASKING, step_up=True)
def save_official() -> Response:
    """Name somebody for a purpose."""
    form = OfficialForm()
    if not form.validate():
        return make_response(_officials(form), UNPROCESSABLE)
    name, paper = form.name.data or "", form.document.data or ""
    name_official(form.purpose.data, form.fin.data or "", name, document=paper, actor=current_actor())
    return redirect_to(".official_list", notice=_("Məsul şəxs təyin edildi: növbəti sorğu onun adından göndərilir."))


def _page(found: Contract, form: ContractForm) -> str:
    return render(
        "ehis_asking/contract.html",
        one=found,
        owner=_owner(found),
        state=_state(found),
        steps=[_step(step) for step in found.steps],
        form=form,
        can_steer=current_actor().has(STEER_ASKING.code),
    )


def _officials(form: OfficialForm) -> str:
    named = {row.purpose: row for row in officials()}
    rows = [
        {
            "purpose": purpose_name(one),
            "name": named[one].name if one in named else _("təyin edilməyib: avtomatik sorğu göndərilmir"),
            "document": named[one].document if one in named else "",
            "at": _moment(named[one].at) if one in named else "",
            "by": named[one].given_by if one in named else "",
        }
        for one in Purpose
    ]
    return render("ehis_asking/officials.html", rows=rows, form=form, can_steer=current_actor().has(STEER_ASKING.code))


def _owner(found: Contract) -> Text:
    return source_name(str(found.services[0].service.member))


def _state(found: Contract) -> dict[str, Any]:
    if not found.in_force:
        return {"text": _("Dayandırılıb"), "tone": "danger"}
    if isinstance(found.end, date):
        return {"text": _("%(day)s tarixindən dayandırılır", day=day(found.end)), "tone": "warning"}
    return {"text": _("Qüvvədədir"), "tone": "success"}


def _step(step: Any) -> dict[str, Any]:
    return {
        "what": STEPS[step.kind],
        "on": day(step.on_day),
        "document": step.document,
        "reason": step.reason,
        "by": step.given_by,
        "at": _moment(step.at),
    }


def _moment(instant: Any) -> str:
    return f"{local(instant):%d.%m.%Y %H:%M}"
