"""The heads' page: who decides what, who is away and who stands in, how much each has; and giving a case to somebody."""

from datetime import date
from typing import Any

from flask.typing import ResponseReturnValue

from webapp.auth import api as auth
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import NotFound
from webapp.core.text import Text, _
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render
from webapp.workflow.competence import families, names_of, taken_by_nobody
from webapp.workflow.errors import NotCompetent
from webapp.workflow.forms.office_people import AssignForm, OfficerForm
from webapp.workflow.models import Case, OfficerRow
from webapp.workflow.permissions import CONFIRM
from webapp.workflow.queries import office_case
from webapp.workflow.rules import Officer, covers
from webapp.workflow.services import assigning
from webapp.workflow.views.office import page_of
from webapp.workflow.views.office_blueprint import office_pages
from webapp.workflow.views.people import known_account, officer_choices


@office_pages.get("/officers")
@requires(CONFIRM)
def officers() -> str:
    """List the officers; which services nobody decides today stands first."""
    everybody = assigning.officers()
    rows = {row.account_id: row for row in assigning.officer_rows()}
    listed = [_line(one, rows.get(one.account_id)) for one in everybody]
    return render("workflow/office_officers.html", listed=listed, left=taken_by_nobody(everybody))


@office_pages.get("/officers/<public_id>")
@requires(CONFIRM)
def officer(public_id: str) -> str:
    """Show what an officer decides and when they are away."""
    account, row = _known(public_id)
    deputy = known_account(row.deputy_id) if row and row.deputy_id else None
    data = {
        "kinds": row.kinds if row else [],
        "away_from": row.away_from if row else None,
        "away_to": row.away_to if row else None,
        "deputy": deputy.public_id if deputy else "",
    }
    return _page(account, OfficerForm(formdata=None, data=data))


@office_pages.post("/officers/<public_id>")
@requires(CONFIRM)
def save_officer(public_id: str) -> ResponseReturnValue:
    """Keep it; who is away today gives away what they have in hand."""
    account, _row = _known(public_id)
    form = _offered(account, OfficerForm())
    if not form.validate():
        return _page(account, form), 422
    deputy = form.deputy.data
    assigning.set_officer(
        account.id,
        kinds=form.kinds.data or [],
        away=_away(form),
        deputy_id=_known(deputy)[0].id if deputy else None,
        actor=current_actor(),
    )
    return redirect_to(".officers", notice=_("Yadda saxlanıldı: %(name)s", name=account.full_name))


@office_pages.post("/<public_id>/assign")
@requires(CONFIRM)
def assign(public_id: str) -> ResponseReturnValue:
    """Give the case to an officer who may decide it and is there."""
    case = office_case(public_id)
    form = AssignForm().offer(officer_choices(case))
    if not form.validate():
        return _refused(case, form), 422
    chosen = _known(form.officer.data)[0]
    try:
        assigning.assign(public_id, chosen.id, actor=current_actor())
    except NotCompetent as refusal:
        form.officer.errors = [str(refusal.message)]
        return _refused(case, form), 422
    return redirect_to(".show", public_id=public_id, notice=_("İcraçı: %(name)s", name=chosen.full_name))


def _refused(case: Case, form: AssignForm) -> str:
    return page_of(case, assign_form=form)


def _known(public_id: str) -> tuple[auth.Account, OfficerRow | None]:
    """Return somebody who may decide, and what is said of them. Raises NotFound."""
    rows = {row.account_id: row for row in assigning.officer_rows()}
    for one in assigning.officers():
        account = known_account(one.account_id)
        if account.public_id == public_id:
            return account, rows.get(account.id)
    raise NotFound


def _page(account: auth.Account, form: OfficerForm) -> str:
    return render("workflow/office_officer.html", account=account, form=_offered(account, form))


def _offered(account: auth.Account, form: OfficerForm) -> OfficerForm:
    others = [known_account(one.account_id) for one in assigning.officers() if one.account_id != account.id]
    return form.offer(families().items(), [(one.public_id, one.full_name) for one in others])


def _away(form: OfficerForm) -> tuple[date, date] | None:
    first, last = form.away_from.data, form.away_to.data
    return (first, last) if first and last else None


def _line(one: Officer, row: OfficerRow | None) -> dict[str, Any]:
    account = known_account(one.account_id)
    deputy = known_account(row.deputy_id).full_name if row and row.deputy_id else ""
    kinds: list[Text] = names_of(one.kinds)
    return {
        "public_id": account.public_id,
        "name": account.full_name,
        "kinds": [str(kind) for kind in kinds],
        "everything": not one.kinds,
        "nothing": bool(one.kinds) and not any(covers(one.kinds, family) for family in families()),
        "away": one.away,
        "row": row if row and row.away_to and row.away_to >= today() else None,
        "deputy": deputy,
        "load": one.load,
    }
