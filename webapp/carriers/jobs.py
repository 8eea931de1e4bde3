"""Asking the registers, outside any transaction; a register that does not answer is asked again later."""

from typing import Final

from sqlalchemy import func, select

from webapp.auth.api import account
from webapp.cabinets.api import party
from webapp.carriers import insuring, refreshing
from webapp.carriers.asking import ask_fleet
from webapp.carriers.keeping import powers_of
from webapp.carriers.models import FleetRefresh
from webapp.carriers.suspending import announce
from webapp.core import db
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.ehis import api as registers
from webapp.ehis.errors import TECHNICAL

WITH_FLEET: Final = frozenset({"entrepreneur", "organisation", "state", "municipality"})
PARTIES_AT_ONCE: Final = 200


@job("carriers.refresh", attempts=6, wait=5, backoff=4)
def refresh_fleet(refresh_id: int) -> None:
    """Ask for the party's vehicles, contracts and powers, its employees who drive, and their licences; keep the answers.

    Raises the exchange's errors when a register does not answer, so that the queue tries again.
    """
    with transaction():
        errand = refreshing.begin(refresh_id)
        asking = account(errand[1]) if errand else None
        owner, codes = (party(errand[0]), powers_of(errand[0])) if errand else (None, [])
    if asking is None or owner is None:
        return
    try:
        with registers.anew():  # the errand is to know how things stand now; its answers are kept here
            found = ask_fleet(owner, codes, asking.fin)
    except TECHNICAL as error:
        with transaction():
            refreshing.postpone(refresh_id, error.code)
        raise
    with transaction():
        refreshing.keep(refresh_id, found)
        read_insurances.defer(party_id=owner.id, account_id=asking.id, after="")


@job("carriers.insurances", attempts=6, wait=5, backoff=4)
def read_insurances(party_id: int, account_id: int, after: str) -> None:
    """Ask for the insurances of a few vehicles, by VIN beyond `after`, and leave the next ones to another job."""
    with transaction():
        asking, owner = account(account_id), party(party_id)
        some = insuring.to_be_asked(party_id, after)
    if asking is None:
        return
    found = insuring.ask(some, owner.number, first=not after, asked_by=asking.fin)
    with transaction():
        insuring.keep(party_id, found)
        if some:
            read_insurances.defer(party_id=party_id, account_id=account_id, after=some[-1][0])


@job("carriers.refresh_all", cron="10 22 * * *")
def refresh_all(timestamp: int) -> None:
    """Every night (02:10 in Baku) begin to renew the fleets that were ever read."""
    with transaction():
        refresh_some.defer(after=0, night=timestamp)


@job("carriers.refresh_some")
def refresh_some(after: int, night: int) -> None:
    """Have the next fleets read, by party beyond `after`, each in a job of its own; then go on with another job.

    A job holds two hundred parties however many there are. `night` tells the runs of one night from those of another.
    """
    latest = (
        select(FleetRefresh.party_id, func.max(FleetRefresh.account_id))
        .where(FleetRefresh.party_id > after)
        .group_by(FleetRefresh.party_id)
        .order_by(FleetRefresh.party_id)
        .limit(PARTIES_AT_ONCE)
    )
    with transaction():
        rows = db.session().execute(latest).all()
        for party_id, account_id in rows:
            start_refresh(party_id, account_id)
        if len(rows) == PARTIES_AT_ONCE:
            refresh_some.defer(after=rows[-1][0], night=night)


@job("carriers.suspensions", cron="5 20 * * *")
def turn_the_day(timestamp: int) -> None:  # noqa: ARG001 - the queue tells a periodic job its time
    """At five past midnight in Baku tell which suspensions begin and which are over."""
    with transaction():
        announce()


def start_refresh(party_id: int, account_id: int) -> bool:
    """Queue an errand with the open transaction; False when one is open already."""
    refresh_id = refreshing.open_refresh(party_id, account_id)
    if refresh_id is not None:
        refresh_fleet.defer(refresh_id=refresh_id)
    return refresh_id is not None
