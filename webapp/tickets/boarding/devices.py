"""Phones that check tickets: registered by who may check in, each with a key that never leaves it, for thirty days."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from webapp.audit.api import record
from webapp.cabinets.api import people_who_may
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.permissions import ensure_may
from webapp.signing.api import is_point, is_signed
from webapp.tickets.boarding.errors import BatchWrong, DeviceKnown, DeviceUnproved, NoSuchDevice
from webapp.tickets.boarding.models import DoorDevice
from webapp.tickets.permissions import CHECK_IN, TRIPS

LIFE: Final = timedelta(days=30)
NAME_LETTERS: Final = 60
SHOWN: Final = 200


class DeviceState(StrEnum):
    """How a device stands; only what an `active` one sees counts as boarding."""

    ACTIVE = "active"
    EXPIRED = "expired"
    REVOKED = "revoked"
    NO_RIGHT = "no_right"


def register(name: str, point: bytes, *, actor: Actor) -> DoorDevice:
    """Register the device at hand for the carrier acted for. Raises BatchWrong for no point of P-256, DeviceKnown."""
    ensure_may(actor, CHECK_IN)
    if not is_point(point):
        raise BatchWrong
    moment = now()
    row = {
        "public_id": new_public_id(),
        "account_id": actor.account_id,
        "person": actor.name,
        "party_id": actor.party_id,
        "name": " ".join(name.replace("\0", " ").split())[:NAME_LETTERS] or "—",
        "public_key": point,
        "registered_at": moment,
        "expires_at": moment + LIFE,
    }
    made = insert(DoorDevice).values(row).on_conflict_do_nothing().returning(DoorDevice)
    found = db.session().scalar(made)
    if found is None:
        raise DeviceKnown
    record("tickets.device_registered", actor=actor, object_type="door_device", object_key=found.public_id)
    return found


def revoke(public_id: str, *, actor: Actor) -> None:
    """End a device: one's own, or any of the carrier for who sees its trips. Raises NoSuchDevice."""
    found = next((one for one in devices_of(actor) if one.public_id == public_id), None)
    if found is None:
        raise NoSuchDevice
    if found.revoked_at is None:
        found.revoked_at = now()
        db.session().flush()
        record("tickets.device_revoked", actor=actor, object_type="door_device", object_key=public_id)


def devices_of(actor: Actor) -> Sequence[DoorDevice]:
    """Return the devices of the carrier acted for, newest first; to who only checks in, one's own."""
    query = select(DoorDevice).where(DoorDevice.party_id == actor.party_id)
    if not actor.has(TRIPS.code):
        query = query.where(DoorDevice.account_id == actor.account_id)
    return db.session().scalars(query.order_by(DoorDevice.id.desc()).limit(SHOWN)).all()


def proved(public_id: str, signature: bytes, body: bytes) -> DoorDevice:
    """Return the device whose key signed `body`, whatever its state, locked: what it sends twice at once comes in turn.

    Raises DeviceUnproved.
    """
    found = db.session().scalar(select(DoorDevice).where(DoorDevice.public_id == public_id).with_for_update())
    if found is None or not is_signed(body, signature, bytes(found.public_key)):
        raise DeviceUnproved
    return found


def state_at(device: DoorDevice, at: datetime) -> DeviceState:
    """Return how the device stood at an instant; whether its person still has the right is asked now."""
    if device.revoked_at is not None and device.revoked_at <= at:
        return DeviceState.REVOKED
    if device.expires_at <= at:
        return DeviceState.EXPIRED
    if device.account_id not in people_who_may(device.party_id, CHECK_IN):
        return DeviceState.NO_RIGHT
    return DeviceState.ACTIVE


def actor_of(device: DoorDevice) -> Actor:
    """Return in whose name the device speaks, with the one right that it was given."""
    rights = frozenset({CHECK_IN.code})
    return Actor(account_id=device.account_id, name=device.person, party_id=device.party_id, rights=rights)
