"""Rows that follow from what happens elsewhere."""

from webapp.cabinets.api import party
from webapp.cabinets.events import CabinetCreated
from webapp.carriers.jobs import WITH_FLEET, start_refresh
from webapp.core.bus import on


@on(CabinetCreated)
def read_the_new_fleet(fact: CabinetCreated) -> None:
    """Ask the registers at once for a new organisation or sole trader, so that the first waybill finds its vehicles."""
    if party(fact.party_id).kind in WITH_FLEET:
        start_refresh(fact.party_id, fact.account_id)
