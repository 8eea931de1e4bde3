"""What a program needs beside waybills: who drives, with what, who signs."""

from typing import Any

from webapp.carriers import api as carriers
from webapp.core.actor import Actor, current_actor
from webapp.core.errors import Forbidden
from webapp.ui.access import programs
from webapp.waybills.machine import made_up
from webapp.waybills.machine.views.blueprint import WRITE, beside_api
from webapp.waybills.machine.wishes import names_of_signers


@beside_api.get("/drivers")
@programs(WRITE)
def drivers() -> dict[str, Any]:
    """The firm's drivers: `ref` is what a waybill names a driver by."""
    actor = _of_a_firm()
    if actor.program and actor.program.sandbox:
        return {"items": [made_up.DRIVER]}
    return {
        "items": [
            {
                "ref": one.public_id,
                "name": one.name,
                "licence_categories": list(one.licence_categories),
                "licence_valid_to": one.licence_valid_to.isoformat() if one.licence_valid_to else None,
            }
            for one in carriers.drivers(actor.party_id or 0)
        ]
    }


@beside_api.get("/vehicles")
@programs(WRITE)
def vehicles() -> dict[str, Any]:
    """The firm's vehicles and trailers, as the registers know them."""
    actor = _of_a_firm()
    if actor.program and actor.program.sandbox:
        return {"items": [made_up.VEHICLE]}
    return {
        "items": [
            {
                "plate": one.plate,
                "description": one.description,
                "category": one.category,
                "tare_kg": one.tare_kg,
                "max_mass_kg": one.max_mass_kg,
                "inspection_valid_to": one.inspection_valid_to.isoformat() if one.inspection_valid_to else None,
                "insurance_valid_to": one.insurance_valid_to.isoformat() if one.insurance_valid_to else None,
            }
            for one in carriers.fleet(actor.party_id or 0)
        ]
    }


@beside_api.get("/signers")
@programs(WRITE)
def signers() -> dict[str, Any]:
    """Who may sign for the firm, by opaque ids."""
    actor = _of_a_firm()
    if actor.program and actor.program.sandbox:
        return {"items": [made_up.SIGNER]}
    return {"items": names_of_signers(actor=actor)}


def _of_a_firm() -> Actor:
    actor = current_actor()
    if actor.program is None or actor.party_id is None:
        raise Forbidden
    return actor
