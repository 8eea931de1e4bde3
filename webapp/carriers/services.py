"""What a person of a carrier may do with the fleet: have it read anew, have something checked."""

from typing import Final

from webapp.audit.api import record, record_view
from webapp.cabinets.api import party
from webapp.carriers.errors import NoFleetHere
from webapp.carriers.jobs import WITH_FLEET, start_refresh
from webapp.carriers.permissions import FLEET_REFRESH
from webapp.carriers.queries import driver_by_public_id, held_by_public_id
from webapp.carriers.values import Driver, Held
from webapp.core.actor import Actor
from webapp.core.errors import NotFound
from webapp.core.permissions import ensure_may
from webapp.core.text import Text, _l
from webapp.core.transaction import transaction

LOOKS: Final[dict[str, Text]] = {
    "training": _l("İşəgötürən sürücünün hazırlığını yoxlayır"),
    "medical": _l("İşəgötürən sürücünün tibbi müayinəsini yoxlayır"),
    "employment": _l("İşəgötürən sürücünün əmək müqaviləsini yoxlayır"),
}


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


def begin_vehicle_check(public_id: str, what: str, *, actor: Actor) -> tuple[Held, str]:
    """Note that the registers will be asked about a vehicle; return it and whose it is.

    Owns a short transaction: the question itself is asked outside of one. Raises Forbidden, NoFleetHere, NotFound.
    """
    with transaction():
        voen = _carrier(actor)
        found = held_by_public_id(actor.party_id or 0, public_id)
        if found is None:
            raise NotFound
        record("fleet.checked", actor=actor, object_type="fleet.vehicle", object_key=public_id, detail={"what": what})
        return found, voen


def begin_driver_check(public_id: str, what: str, *, actor: Actor) -> tuple[Driver, str]:
    """Note that the registers will be asked about a driver, who can see it later; return the driver and the carrier."""
    with transaction():
        voen = _carrier(actor)
        found = driver_by_public_id(actor.party_id or 0, public_id)
        if found is None:
            raise NotFound
        record_view(
            actor=actor,
            subject_fin=found.account_fin,
            subject_name=found.name,
            object_type="fleet.driver",
            object_key=public_id,
            purpose=LOOKS[what],
        )
        return found, voen


def begin_carrier_check(what: str, *, actor: Actor) -> str:
    """Note that the registers will be asked about the carrier itself; return its VÖEN."""
    with transaction():
        voen = _carrier(actor)
        record("fleet.checked", actor=actor, object_type="fleet", object_key=voen, detail={"what": what})
        return voen


def _carrier(actor: Actor) -> str:
    ensure_may(actor, FLEET_REFRESH)
    if actor.party_id is None or party(actor.party_id).kind not in WITH_FLEET:
        raise NoFleetHere
    return str(party(actor.party_id).number)
