"""Photos of an act: its inspector adds them until it is signed; carrier and driver see them afterwards."""

from collections.abc import Callable
from typing import Final

from flask import url_for

from webapp.attachments.offer import AttachmentOwner, Person, Slot
from webapp.core.actor import Actor
from webapp.core.errors import NotFound
from webapp.core.text import _l
from webapp.inspections.models import ControlAct
from webapp.inspections.queries import act_by_public_id, office_act, party_act
from webapp.inspections.rules import MOST_PHOTOS, State

OWNER: Final = "control_act"
SLOT: Final = "photos"


def may_see(actor: Actor, ref: str) -> bool:
    """The inspector, a superior, and whom the signed act concerns."""
    return any(_found(read, ref, actor) is not None for read in (office_act, party_act))


def may_change(actor: Actor, ref: str) -> bool:
    """The inspector, until the act is signed."""
    act = _found(office_act, ref, actor)
    return act is not None and act.inspector_id == actor.account_id and act.state == State.FILED


def slot_of(ref: str, slot: str) -> Slot | None:
    """Return the one place for photos."""
    if slot != SLOT:
        return None
    return Slot(_l("Nəzarət aktının fotoları"), most=MOST_PHOTOS, is_open=act_by_public_id(ref).state == State.FILED)


def about(ref: str) -> Person | None:
    """Return the driver, where the paper named one."""
    act = act_by_public_id(ref)
    return Person(act.driver_fin, act.driver_name) if act.driver_fin else None


def back(ref: str) -> str:
    """Return the address of the act."""
    return url_for("inspections_office.act", public_id=ref)


def _found(read: Callable[[str, Actor], ControlAct], ref: str, actor: Actor) -> ControlAct | None:
    try:
        return read(ref, actor)
    except NotFound:
        return None


PHOTOS: Final = AttachmentOwner(OWNER, may_see, may_change, back, about, slot_of)
