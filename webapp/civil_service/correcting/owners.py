"""Documents that confirm a correction: the servant adds them, participant and operator see them."""

from typing import Final

from flask import url_for

from webapp.attachments.offer import AttachmentOwner, Person, Slot
from webapp.civil_service.correcting.filing import PROOF
from webapp.civil_service.correcting.queries import any_correction, body_correction, office_correction, own_correction
from webapp.civil_service.correcting.rules import ENDED, MOST_PROOFS, State
from webapp.civil_service.correcting.stepping import OBJECT
from webapp.civil_service.permissions import ANSWER, OWN
from webapp.civil_service.queries import servant_by_id
from webapp.core.actor import Actor
from webapp.core.errors import NotFound
from webapp.core.text import _l


def may_see(actor: Actor, ref: str) -> bool:
    """The servant, the participant that has it or had it, the operator whom it reached."""
    if may_change(actor, ref):
        return True
    for read, right in ((body_correction, ANSWER.code), (office_correction, "")):
        try:
            read(ref, actor)
        except NotFound:
            continue
        return not right or actor.has(right)
    return False


def may_change(actor: Actor, ref: str) -> bool:
    """The servant."""
    try:
        own_correction(ref, actor)
    except NotFound:
        return False
    return actor.has(OWN.code)


def slot_of(ref: str, slot: str) -> Slot | None:
    """Return the one place, open until the correction has ended."""
    if slot != PROOF:
        return None
    is_open = State(any_correction(ref).state) not in ENDED
    return Slot(_l("Təsdiqedici sənədlər"), most=MOST_PROOFS, is_open=is_open)


def about(ref: str) -> Person | None:
    """Return the servant: looks of others are told to them."""
    servant = servant_by_id(any_correction(ref).servant_id)
    return Person(servant.fin, servant.full_name)


def back(ref: str) -> str:
    """Return the address of the correction."""
    return url_for("civil_service_corrections.show", public_id=ref)


PROOFS: Final = AttachmentOwner(OBJECT, may_see, may_change, back, about, slot_of)
