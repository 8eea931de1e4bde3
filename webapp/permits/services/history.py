"""Every step of a permit's life: its row in the history, the journal, and the fact."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.permits.errors import NoSuchPermit
from webapp.permits.events import PermitChanged, PlaceFreed
from webapp.permits.models import Permit, PermitCard, PermitChange
from webapp.permits.rules import By, Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Who does a step and why: `ground` is the code of the ground, `reason` its words, `basis` the clause."""

    by: By
    actor: Actor
    reason: str
    ground: str = ""
    basis: str = ""
    case_no: str = ""
    until: date | None = None


def locked(public_id: str) -> Permit:
    """Return the permit, held to the end of the transaction. Raises NoSuchPermit."""
    query = select(Permit).where(Permit.public_id == public_id).with_for_update()
    row = db.session().scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NoSuchPermit
    return row


def cards_of(permit: Permit, *states: str) -> list[PermitCard]:
    """Return the permit's cards by number, those in these states or all."""
    query = select(PermitCard).where(PermitCard.permit_id == permit.id)
    if states:
        query = query.where(PermitCard.state.in_(states))
    return list(db.session().scalars(query.order_by(PermitCard.id)))


def note(permit: Permit, operation: Operation, why: Why, *, card: PermitCard | None = None) -> None:
    """Write a step into the history and the journal."""
    row = PermitChange(
        permit_id=permit.id,
        card_id=card.id if card else None,
        operation=operation.value,
        state=(card or permit).state,
        by=why.by.value,
        ground=why.ground,
        reason=why.reason,
        until=why.until,
        case_no=why.case_no,
        actor_name=why.actor.name,
        at=now(),
    )
    (card or permit).changed_at = row.at
    db.session().add(row)
    db.session().flush()
    detail = {"number": card.number if card else permit.number, "by": why.by.value}
    key = card.public_id if card else permit.public_id
    kind = "permit_card" if card else "permit"
    record(f"permits.{operation.value}", actor=why.actor, object_type=kind, object_key=key, detail=detail)


def tell(permit: Permit, operation: Operation, why: Why) -> None:
    """Publish that an operation was done."""
    publish(
        PermitChanged(
            permit=permit.public_id,
            type_code=permit.type_code,
            party_id=permit.party_id,
            operation=operation.value,
            by=why.by.value,
            reason=why.reason,
        )
    )


def free_places(cards: list[PermitCard]) -> None:
    """Publish that cards gave up their places under a cap, once a territory."""
    for type_code, territory in sorted({(card.type_code, card.territory) for card in cards if card.territory}):
        publish(PlaceFreed(type_code=type_code, territory=territory or ""))
