"""Validators: registered with their public key for a vehicle and a route, revoked for good."""

import re
from typing import Final

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.transport_card.errors import NoSuchDevice, StepRefused
from webapp.transport_card.models import Device
from webapp.transport_card.tap_reading import public_key

CODE: Final = re.compile(r"[A-Z0-9-]{3,20}")
LONGEST_REASON: Final = 300


def register(code: str, *, key: str, vehicle: str, route_id: int, actor: Actor) -> Device:
    """Register a validator by its public key (PEM). Raises KeyRefused, DeviceKnown when the transaction ends."""
    found = Device(
        public_id=new_public_id(),
        code=code,
        public_key=public_key(key),
        vehicle=vehicle,
        route_id=route_id,
        state="active",
        reason="",
        registered_at=now(),
    )
    db.session().add(found)
    db.session().flush()
    _note("validator_registered", found, actor, vehicle=vehicle)
    return found


def revoke(public_id: str, *, reason: str, actor: Actor) -> None:
    """Refuse a validator from now on: stolen, broken, replaced. It never comes back. Raises NoSuchDevice, StepRefused."""
    query = select(Device).where(Device.public_id == public_id).with_for_update()
    found = db.session().scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NoSuchDevice
    if found.state == "revoked":
        raise StepRefused
    found.state, found.revoked_at, found.reason = "revoked", now(), reason[:LONGEST_REASON]
    db.session().flush()
    _note("validator_revoked", found, actor, reason=found.reason)


def _note(action: str, found: Device, actor: Actor, **detail: object) -> None:
    key = found.public_id
    record(f"transport_card.{action}", actor=actor, object_type="card_validator", object_key=key, detail=detail)
