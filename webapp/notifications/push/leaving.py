"""A device goes with the sign-in that it came from: signed out or ended elsewhere, it is woken no more.

A session that only ran out leaves it alone: a phone in a pocket is what it is for.
"""

from typing import Final

from sqlalchemy import select

from webapp.auth.events import SessionsEnded, SignedIn
from webapp.core import db
from webapp.core.bus import on
from webapp.notifications.models import Device
from webapp.notifications.push.devices import end_device

MEANT: Final = frozenset({"signed_out", "ended_elsewhere", "provider", "restricted"})
"""Ends that somebody meant; of the others (too many, another sign-in of this browser) the device knows nothing."""


@on(SessionsEnded)
def wake_no_more(fact: SessionsEnded) -> None:
    """End the devices that came with these sessions."""
    if fact.reason not in MEANT:
        return
    for device in _of(*fact.session_ids):
        end_device(device, "session")


@on(SignedIn)
def go_on_or_end(fact: SignedIn) -> None:
    """Let the browser's device go on with the person's new session; the device of whoever was here before ends."""
    if fact.former is None:
        return
    for device in _of(fact.former):
        if device.account_id == fact.account_id:
            device.session_id = fact.session_id
        else:
            end_device(device, "another-person")


def _of(*session_ids: int) -> list[Device]:
    live = select(Device).where(Device.session_id.in_(session_ids), Device.ended_at.is_(None))
    return list(db.session().scalars(live.with_for_update()))


ALL: Final = (wake_no_more, go_on_or_end)
