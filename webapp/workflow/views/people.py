"""Officers by their accounts, as pages name them."""

from webapp.auth import api as auth
from webapp.auth.api import staff_with
from webapp.core.errors import NotFound
from webapp.core.text import _, _n
from webapp.workflow.models import Case
from webapp.workflow.rules import covers
from webapp.workflow.services.assigning import officers
from webapp.workflow.telling import OFFICERS


def known_account(account_id: int) -> auth.Account:
    """Return the account of somebody who has a post. Raises NotFound when it is gone."""
    account = auth.account(account_id)
    if account is None:
        raise NotFound
    return account


def name_of_account(account_id: int | None) -> str:
    """Return the person's name, or that nobody has it."""
    account = auth.account(account_id) if account_id else None
    return account.full_name if account else _("Təyin edilməyib")


def names_of_officers() -> dict[int, str]:
    """Return the names of everybody who may decide."""
    return {account_id: name_of_account(account_id) for account_id in staff_with(OFFICERS)}


def officer_choices(case: Case) -> list[tuple[str, str]]:
    """Return who can get the case now: those who may decide its kind and are there, the least busy first."""
    able = [one for one in officers() if not one.away and (not one.kinds or covers(one.kinds, case.type_code))]
    found = []
    for one in sorted(able, key=lambda one: (one.load, one.account_id)):
        account = known_account(one.account_id)
        if one.account_id != case.assignee_id:
            load = _n("%(num)s iş", "%(num)s iş", one.load)
            found.append((account.public_id, f"{account.full_name} ({load})"))
    return found
