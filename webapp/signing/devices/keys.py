"""Registering, proving and ending the keys of phones. Who registers has proved with high assurance who they are."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from webapp.audit.api import record, record_view
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.crypto import blind_index
from webapp.core.errors import Forbidden
from webapp.core.ids import new_public_id
from webapp.core.text import _l
from webapp.signing.devices.errors import KeyKnown, KeyWrong, NoSuchKey, TooManyKeys, Unproved
from webapp.signing.devices.models import DeviceKey
from webapp.signing.devices.proof import is_point, is_signed
from webapp.signing.permissions import DEVICES

LIFE: Final = timedelta(days=30)
NAME_LETTERS: Final = 60
MOST: Final = 10
SHOWN: Final = 100
PURPOSE: Final = _l("Qeydiyyatda olan telefonlara baxılması")


class KeyState(StrEnum):
    """How a key stands; only an `active` one signs."""

    ACTIVE = "active"
    EXPIRED = "expired"
    REVOKED = "revoked"


def register(name: str, point: bytes, *, actor: Actor) -> DeviceKey:
    """Register the phone at hand as `actor`'s own. Raises Forbidden for nobody, KeyWrong for no point, KeyKnown, TooManyKeys."""
    if actor.account_id is None or actor.fin is None:
        raise Forbidden
    if not is_point(point):
        raise KeyWrong
    moment = now()
    live = DeviceKey.account_id == actor.account_id, DeviceKey.revoked_at.is_(None), DeviceKey.expires_at > moment
    if (db.session().scalar(select(func.count()).select_from(DeviceKey).where(*live)) or 0) >= MOST:
        raise TooManyKeys
    row = {
        "public_id": new_public_id(),
        "account_id": actor.account_id,
        "person": actor.name,
        "fin": actor.fin,
        "fin_index": blind_index(actor.fin),
        "name": " ".join(name.replace("\0", " ").split())[:NAME_LETTERS] or "—",
        "public_key": point,
        "registered_at": moment,
        "expires_at": moment + LIFE,
    }
    made = insert(DeviceKey).values(row).on_conflict_do_nothing().returning(DeviceKey)
    found: DeviceKey | None = db.session().scalar(made)
    if found is None:
        raise KeyKnown
    record("signing.device_registered", actor=actor, object_type="device_key", object_key=found.public_id)
    return found


def revoke(public_id: str, *, actor: Actor) -> DeviceKey:
    """End a key for good: one's own, or anybody's for who keeps devices in the office. Raises NoSuchKey."""
    found = db.session().scalar(select(DeviceKey).where(DeviceKey.public_id == public_id).with_for_update())
    if found is None or not (found.account_id == actor.account_id or actor.has(DEVICES.code)):
        raise NoSuchKey
    if found.revoked_at is None:
        found.revoked_at, found.revoked_by = now(), actor.account_id
        db.session().flush()
        told = None if found.account_id == actor.account_id else found.fin
        record("signing.device_revoked", actor=actor, object_type="device_key", object_key=public_id, subject_fin=told)
    return found


def keys_of(account_id: int) -> Sequence[DeviceKey]:
    """Return a person's keys, newest first."""
    query = select(DeviceKey).where(DeviceKey.account_id == account_id).order_by(DeviceKey.id.desc())
    return db.session().scalars(query.limit(SHOWN)).all()


def keys_of_person(fin: str, *, actor: Actor) -> Sequence[DeviceKey]:
    """Return the keys of the person with this FİN for the office; the person learns of the look."""
    query = select(DeviceKey).where(DeviceKey.fin_index == blind_index(fin)).order_by(DeviceKey.id.desc())
    found = db.session().scalars(query.limit(SHOWN)).all()
    if found:
        record_view(
            actor=actor,
            subject_fin=fin,
            subject_name=found[0].person,
            object_type="device_key",
            object_key=found[0].public_id,
            purpose=PURPOSE,
        )
    return found


def proved(public_id: str, signature: bytes, content: bytes) -> DeviceKey:
    """Return the key that signed `content`, whatever its state, locked: what a phone sends twice at once comes in turn.

    Raises Unproved: no such key, another one's signature, or content that was changed.
    """
    found = db.session().scalar(select(DeviceKey).where(DeviceKey.public_id == public_id).with_for_update())
    if found is None or not is_signed(content, signature, bytes(found.public_key)):
        raise Unproved
    return found


def state_at(key: DeviceKey, at: datetime) -> KeyState:
    """Return how the key stood at an instant."""
    if key.revoked_at is not None and key.revoked_at <= at:
        return KeyState.REVOKED
    return KeyState.EXPIRED if key.expires_at <= at else KeyState.ACTIVE
