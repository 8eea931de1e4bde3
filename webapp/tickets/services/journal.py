"""What happened to an order, in the hash-chained record."""

from typing import Any

from webapp.audit.api import record
from webapp.core.actor import Actor
from webapp.tickets.models import Order


def note(action: str, order: Order, actor: Actor, **detail: Any) -> None:
    """Keep a step of the order in the journal."""
    note_of(action, order.public_id, actor, **detail)


def note_of(action: str, public_id: str, actor: Actor, **detail: Any) -> None:
    """Keep a step of the order with this public id in the journal."""
    record(f"tickets.{action}", actor=actor, object_type="bus_order", object_key=public_id, detail=detail or None)
