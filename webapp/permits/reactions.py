"""What follows from facts of others and of this room."""

from typing import Final

from sqlalchemy import select

from webapp.carriers.events import PlateChanged
from webapp.core import db
from webapp.core.bus import on
from webapp.core.clock import today
from webapp.notifications.api import notify_party
from webapp.permits.events import PermitChanged, PlaceFreed
from webapp.permits.models import Permit, PermitCard
from webapp.permits.permissions import SEE
from webapp.permits.queries import permit_by_public_id
from webapp.permits.rules import By
from webapp.permits.services.places import leave_queue, let_in
from webapp.permits.telling import tell_holder
from webapp.workflow.events import CaseEnded, CaseRefused

TOLD: Final = {"suspension": "suspended", "restoration": "restored", "revocation": "revoked"}


@on(PlateChanged)
def tell_to_reregister(fact: PlateChanged) -> None:
    """The vehicle stays the same, its card does not: the holder is told to register it anew."""
    query = select(PermitCard).where(PermitCard.vin == fact.vin, PermitCard.state.in_(("active", "suspended")))
    for card in db.session().scalars(query).all():
        permit = db.session().get_one(Permit, card.permit_id)
        tell_holder(permit, "plate_changed", card=card, old=card.plate, new=fact.new)


@on(PermitChanged)
def tell_of_the_change(fact: PermitChanged) -> None:
    """What the office or the system did to a permit is told; what the holder asked for, the case tells."""
    if fact.by in {By.OFFICE, By.SYSTEM} and fact.operation in TOLD:
        tell_holder(permit_by_public_id(fact.permit), TOLD[fact.operation], reason=fact.reason)


@on(PlaceFreed)
def let_the_next_in(fact: PlaceFreed) -> None:
    """The first in the queue get the places that came free."""
    for row in let_in(fact.type_code, fact.territory, today()):
        notify_party(row.party_id, "permits.place", permission=SEE, case=row.case_no)


@on(CaseRefused)
def free_the_place_of_the_refused(fact: CaseRefused) -> None:
    """A case that was refused holds no place."""
    _free(fact.case)


@on(CaseEnded)
def free_the_place_of_the_ended(fact: CaseEnded) -> None:
    """A case that was withdrawn, or whose duty was not paid, holds no place."""
    _free(fact.case)


def _free(case: str) -> None:
    row = leave_queue(case)
    if row is not None:
        db.session().flush()
        let_the_next_in.run(PlaceFreed(type_code=row.type_code, territory=row.territory))


REACTIONS: Final = (
    tell_to_reregister,
    tell_of_the_change,
    let_the_next_in,
    free_the_place_of_the_refused,
    free_the_place_of_the_ended,
)
