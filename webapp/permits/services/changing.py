"""Suspension, restoration, revocation, duplicate: of a permit with all its cards, or of one card."""

from webapp.core import db
from webapp.core.clock import today
from webapp.permits.errors import NotCured, OperationNotAllowed
from webapp.permits.models import Permit, PermitCard
from webapp.permits.queries import open_defects
from webapp.permits.rules import By, Operation, State, allowed
from webapp.permits.services.history import Why, cards_of, free_places, note, tell
from webapp.permits.services.papers import duplicate_paper, restore_paper, revoke_paper, suspend_paper


def suspend_permit(permit: Permit, why: Why) -> None:
    """Take the force of a permit and of its cards away until it is restored. Raises OperationNotAllowed."""
    _ensure(permit, Operation.SUSPENSION)
    permit.state, permit.suspended_by, permit.suspended_until = State.SUSPENDED.value, why.by.value, why.until
    note(permit, Operation.SUSPENSION, why)
    suspend_paper(permit.document_token, why)
    for card in cards_of(permit, "active"):
        _suspend(permit, card, why, by=By.PERMIT)
    tell(permit, Operation.SUSPENSION, why)


def suspend_card(permit: Permit, card: PermitCard, why: Why) -> None:
    """Take the force of one card away. Raises OperationNotAllowed."""
    _ensure(card, Operation.SUSPENSION)
    _suspend(permit, card, why, by=why.by)
    tell(permit, Operation.SUSPENSION, why)


def restore_permit(permit: Permit, why: Why) -> None:
    """Give a suspended permit its force back, and to the cards that lost theirs with it.

    Raises OperationNotAllowed (a revoked or expired one never comes back), NotCured.
    """
    _ensure(permit, Operation.RESTORATION)
    if any(one.card_id is None for one in open_defects(permit.id)):
        raise NotCured
    permit.state, permit.suspended_by, permit.suspended_until = State.ACTIVE.value, None, None
    note(permit, Operation.RESTORATION, why)
    restore_paper(permit.document_token, why)
    for card in cards_of(permit, "suspended"):
        if card.suspended_by == By.PERMIT and allowed(Operation.RESTORATION, card.state, card.valid_to, today()):
            _restore(permit, card, why)
    tell(permit, Operation.RESTORATION, why)


def restore_card(permit: Permit, card: PermitCard, why: Why) -> None:
    """Give a suspended card its force back. Raises OperationNotAllowed, NotCured."""
    _ensure(card, Operation.RESTORATION)
    if permit.state != State.ACTIVE or card.suspended_by == By.PERMIT:
        raise OperationNotAllowed
    if any(one.card_id == card.id for one in open_defects(permit.id)):
        raise NotCured
    _restore(permit, card, why)
    tell(permit, Operation.RESTORATION, why)


def revoke_permit(permit: Permit, why: Why) -> None:
    """End a permit and its cards for good; the register keeps them. Raises OperationNotAllowed."""
    _ensure(permit, Operation.REVOCATION)
    _end(permit)
    note(permit, Operation.REVOCATION, why)
    revoke_paper(permit.document_token, why)
    cards = cards_of(permit, "active", "suspended")
    for card in cards:
        _revoke(permit, card, why)
    free_places(cards)
    tell(permit, Operation.REVOCATION, why)


def revoke_card(permit: Permit, card: PermitCard, why: Why) -> None:
    """End one card for good: the vehicle leaves the permit. Raises OperationNotAllowed."""
    _ensure(card, Operation.REVOCATION)
    _revoke(permit, card, why)
    free_places([card])
    tell(permit, Operation.REVOCATION, why)


def duplicate(permit: Permit, card: PermitCard | None, why: Why) -> None:
    """Give the permit, or one card, anew under its number; former copies are invalid. Raises OperationNotAllowed."""
    _ensure(card or permit, Operation.DUPLICATE)
    note(permit, Operation.DUPLICATE, why, card=card)
    duplicate_paper((card or permit).document_token, why)
    tell(permit, Operation.DUPLICATE, why)


def _suspend(permit: Permit, card: PermitCard, why: Why, *, by: By) -> None:
    card.state, card.suspended_by = State.SUSPENDED.value, by.value
    note(permit, Operation.SUSPENSION, why, card=card)
    suspend_paper(card.document_token, why)


def _restore(permit: Permit, card: PermitCard, why: Why) -> None:
    card.state, card.suspended_by = State.ACTIVE.value, None
    note(permit, Operation.RESTORATION, why, card=card)
    restore_paper(card.document_token, why)


def _revoke(permit: Permit, card: PermitCard, why: Why) -> None:
    _end(card)
    note(permit, Operation.REVOCATION, why, card=card)
    revoke_paper(card.document_token, why)


def _end(thing: Permit | PermitCard) -> None:
    thing.state, thing.suspended_by = State.REVOKED.value, None
    db.session().flush()


def _ensure(thing: Permit | PermitCard, operation: Operation) -> None:
    if not allowed(operation, thing.state, thing.valid_to, today()):
        raise OperationNotAllowed
