"""Asking the registers, outside any transaction; a register that does not answer is asked again later."""

from typing import Final

from sqlalchemy import func, select

from webapp.auth.api import account
from webapp.cabinets.api import Party, party
from webapp.carriers import refreshing
from webapp.carriers.models import FleetRefresh
from webapp.carriers.refreshing import Found
from webapp.carriers.rules import is_driver
from webapp.core import db
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.ehis import api as registers
from webapp.ehis.errors import TECHNICAL, NotInRegister, SeveralInRegister

WITH_FLEET: Final = frozenset({"entrepreneur", "organisation", "state", "municipality"})


@job("carriers.refresh", attempts=6, wait=5, backoff=4)
def refresh_fleet(refresh_id: int) -> None:
    """Ask for the party's vehicles, its employees who drive, and their licences; keep the answers.

    Raises the exchange's errors when a register does not answer, so that the queue tries again.
    """
    with transaction():
        errand = refreshing.begin(refresh_id)
        asking = _asking(*errand) if errand else None
    if asking is None:
        return
    try:
        with registers.anew():  # the errand is to know how things stand now; its answers are kept here
            found = _ask(*asking)
    except TECHNICAL as error:
        with transaction():
            refreshing.postpone(refresh_id, error.code)
        raise
    with transaction():
        refreshing.keep(refresh_id, found)


@job("carriers.refresh_all", cron="10 22 * * *")
def refresh_all(timestamp: int) -> None:  # noqa: ARG001 - the queue tells a periodic job its time
    """Every night (02:10 in Baku) renew the fleets that were ever read, each in a job of its own."""
    with transaction():
        latest = select(FleetRefresh.party_id, func.max(FleetRefresh.account_id)).group_by(FleetRefresh.party_id)
        for party_id, account_id in db.session().execute(latest).all():
            start_refresh(party_id, account_id)


def start_refresh(party_id: int, account_id: int) -> bool:
    """Queue an errand with the open transaction; False when one is open already."""
    refresh_id = refreshing.open_refresh(party_id, account_id)
    if refresh_id is not None:
        refresh_fleet.defer(refresh_id=refresh_id)
    return refresh_id is not None


def _asking(party_id: int, account_id: int) -> tuple[Party, str] | None:
    """Return whose fleet is asked for and in whose name; None when that person's account is no more."""
    asking = account(account_id)
    return (party(party_id), asking.fin) if asking else None


def _ask(owner: Party, asked_by: str) -> Found:
    vehicles = registers.vehicles_of(owner.number, purpose=registers.Purpose.FLEET, asked_by=asked_by)
    employees = registers.employees_of(owner.number, purpose=registers.Purpose.FLEET, asked_by=asked_by)
    drivers = [employee for employee in employees if is_driver(employee.position)]
    return Found(vehicles, tuple((driver, _licence(driver.fin, asked_by)) for driver in drivers))


def _licence(fin: str, asked_by: str) -> registers.Licence | None:
    try:
        return registers.get_licence(fin, purpose=registers.Purpose.FLEET, asked_by=asked_by)
    except (NotInRegister, SeveralInRegister):
        return None
