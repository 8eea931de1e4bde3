"""Moving a card through its states; each step is journalled and, where validators must know, put on their list."""

from typing import Final

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.numbering import next_number
from webapp.transport_card.errors import StepRefused
from webapp.transport_card.events import CardStopped
from webapp.transport_card.list_signing import listed_digest
from webapp.transport_card.models import Card, ListedCard
from webapp.transport_card.rules import NotAllowed, State, step

STOPPED: Final = frozenset({State.BLOCKED, State.LOST, State.EXPIRED, State.CLOSED})
SERIES: Final = "card_block_list"


def move(card: Card, action: str, *, actor: Actor, reason: str = "") -> None:
    """Take a step with a locked card; `reason` says why it is blocked. Raises StepRefused."""
    before = State(card.state)
    try:
        after = step(before, action)
    except NotAllowed:
        raise StepRefused from None
    card.state, card.state_since = after.value, now()
    card.block_reason = reason if after is State.BLOCKED else ""
    db.session().flush()
    note(f"card_{action}", card, actor, reason=reason) if reason else note(f"card_{action}", card, actor)
    if (after in STOPPED) != (before in STOPPED):
        list_card(card.number, blocked=after in STOPPED, reason=reason or after.value)
    if after in STOPPED:
        publish(CardStopped(card=card.public_id, reason=reason or after.value))


def list_card(number: str, *, blocked: bool, reason: str) -> None:
    """Put a change on the validators' list. The version's row is locked until the end: its order is that of commits."""
    version = next_number(SERIES, 0)
    row = {"version": version, "card_digest": listed_digest(number), "blocked": blocked, "reason": reason, "at": now()}
    db.session().add(ListedCard(**row))
    db.session().flush()


def note(action: str, card: Card, actor: Actor, **detail: object) -> None:
    """Keep a deed in the journal."""
    key = card.public_id
    record(f"transport_card.{action}", actor=actor, object_type="transport_card", object_key=key, detail=detail or None)
