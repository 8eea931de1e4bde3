"""What a person of a carrier may do with the fleet: have it read anew."""

from webapp.audit.api import record
from webapp.cabinets.api import party
from webapp.carriers.errors import NoFleetHere
from webapp.carriers.jobs import WITH_FLEET, start_refresh
from webapp.carriers.permissions import FLEET_REFRESH
from webapp.core.actor import Actor
from webapp.core.permissions import ensure_may


def refresh_fleet_of(party_id: int | None, *, actor: Actor) -> bool:
    """Ask the registers for the party that the actor acts for; False when they are being asked already.

    Raises Forbidden, NoFleetHere.
    """
    ensure_may(actor, FLEET_REFRESH)
    if party_id is None or actor.account_id is None or party(party_id).kind not in WITH_FLEET:
        raise NoFleetHere
    started = start_refresh(party_id, actor.account_id)
    if started:
        record("fleet.refreshed", actor=actor, object_type="fleet", object_key=str(party(party_id).number))
    return started
