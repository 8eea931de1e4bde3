"""Devices that a person lets us wake: taken, listed, given up by the person or because the push service knows them no more."""

import json
from base64 import urlsafe_b64decode
from binascii import Error as NotBase64Error
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import func, select, update

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.crypto import blind_index
from webapp.core.errors import NotFound
from webapp.core.gateways.targets import is_loopback, is_public
from webapp.core.ids import new_public_id
from webapp.notifications.errors import NotADevice, TooManyDevices
from webapp.notifications.models import Device

MOST_DEVICES: Final = 10
LONGEST_ENDPOINT: Final = 1000
AUTH_BYTES: Final = 16
PURPOSE: Final = "push-endpoint"


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a browser gives us: the address of its push service, its public key and a secret."""

    endpoint: str
    p256dh: str
    auth: str


def subscribe(wish: Subscription, name: str, *, actor: Actor, loopback: bool) -> Device:
    """Take a device. One that is known stays the same row; one of somebody else becomes the actor's.

    Raises NotADevice for an address that is not one of the open network, TooManyDevices.
    """
    check(wish, loopback=loopback)
    found = db.session().scalar(select(Device).where(Device.endpoint_index == _index(wish.endpoint)).with_for_update())
    if found is not None and found.account_id != actor.account_id:
        end_device(found, "another-person")
        db.session().flush()
        found = None
    if found is None:
        found = _new(wish, name, actor)
        record(
            "notifications.device_added",
            actor=actor,
            object_type="push_device",
            object_key=found.public_id,
            subject_fin=actor.fin,
        )
    found.sealed, found.name = json.dumps([wish.endpoint, wish.p256dh, wish.auth]), name
    found.session_id = actor.session_id
    db.session().flush()
    return found


def devices_of(account_id: int) -> Sequence[Device]:
    """Return the person's devices, the newest first."""
    query = select(Device).where(Device.account_id == account_id, Device.ended_at.is_(None)).order_by(Device.id.desc())
    return db.session().scalars(query).all()


def give_up(public_id: str, *, actor: Actor) -> None:
    """Wake the device no more. Raises NotFound for one that is not the actor's."""
    query = select(Device).where(Device.public_id == public_id, Device.ended_at.is_(None)).with_for_update()
    found = db.session().scalar(query)
    if found is None or found.account_id != actor.account_id:
        raise NotFound
    end_device(found, "person")
    record(
        "notifications.device_ended",
        actor=actor,
        object_type="push_device",
        object_key=public_id,
        subject_fin=actor.fin,
    )


def subscription_of(device: Device) -> Subscription | None:
    """Return what the browser gave us, None when it is over."""
    return Subscription(*json.loads(device.sealed)) if device.sealed else None


def note_used(ids: Sequence[int]) -> None:
    """Note that these devices took a message."""
    if ids:
        db.session().execute(update(Device).where(Device.id.in_(ids)).values(last_used_at=now()))


def forget_gone(ids: Sequence[int]) -> None:
    """End devices that their push service knows no more (404, 410)."""
    for device in db.session().scalars(select(Device).where(Device.id.in_(ids), Device.ended_at.is_(None))):
        end_device(device, "gone")


def _new(wish: Subscription, name: str, actor: Actor) -> Device:
    mine = select(func.count()).where(Device.account_id == actor.account_id, Device.ended_at.is_(None))
    if (db.session().scalar(mine) or 0) >= MOST_DEVICES:
        raise TooManyDevices
    device = Device(public_id=new_public_id(), account_id=actor.account_id, name=name, created_at=now())
    device.endpoint_index, device.sealed = _index(wish.endpoint), ""
    db.session().add(device)
    return device


def check(wish: Subscription, *, loopback: bool) -> None:
    """Raise NotADevice for an address that is none of the open network, or keys that are none.

    Names are judged once more when they are resolved: what is sent goes to an address that was looked at.
    """
    parts = _split(wish.endpoint)
    host = (parts.hostname or "").rstrip(".")
    here = is_loopback(host) or host == "localhost" or host.endswith(".localhost")
    named = "." in host and ":" not in host and not host.replace(".", "").isdigit()
    if (
        len(wish.endpoint) > LONGEST_ENDPOINT
        or "@" in parts.netloc
        or not (is_public(host) or named or (here and loopback))
    ):
        raise NotADevice
    if here and not loopback:
        raise NotADevice
    if parts.scheme != "https" and not (parts.scheme == "http" and here and loopback):
        raise NotADevice
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), _bytes(wish.p256dh))
        if len(_bytes(wish.auth)) != AUTH_BYTES:
            raise NotADevice
    except (ValueError, NotBase64Error):
        raise NotADevice from None


def _split(endpoint: str) -> SplitResult:
    try:
        parts = urlsplit(endpoint)
        if parts.port == 0:
            raise NotADevice
    except ValueError:
        raise NotADevice from None
    return parts


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _index(endpoint: str) -> bytes:
    return blind_index(endpoint, purpose=PURPOSE)


def end_device(device: Device, why: str) -> None:
    """Forget where it is; that there was one, and `why` it is over, stays."""
    device.ended_at, device.ended_because = now(), why
    device.sealed = device.endpoint_index = None
