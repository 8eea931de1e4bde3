"""What the provider tells of a message that it took: somebody has it, or nobody will. Signed, and taken once."""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert

from webapp.core import db
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.notifications.delivering.settling import follow
from webapp.notifications.events import DeliveryFailed
from webapp.notifications.models import Receipt

TOLERANCE: Final = timedelta(minutes=5)
STATES: Final = {"delivered": "delivered", "undelivered": "failed"}
TOLD: Final = "receipt"
TAKEN_AFTER_ALL: Final = text("UPDATE deliveries SET state = 'in_flight' WHERE key = :key AND state = 'retrying'")
"""The operator had it, only its answer was lost: a receipt that comes before the next attempt is the only one that comes."""
TAKE: Final = text("""
    UPDATE deliveries SET state = :state, outcome = :outcome, ended_at = greatest(:at, created_at), sealed = NULL,
      taken_at = coalesce(taken_at, greatest(:at, created_at))
    WHERE key = :key AND channel <> 'push' AND carried_by IS NULL
      AND (state = 'in_flight' OR (state = 'given_up' AND :state = 'delivered'))
    RETURNING id, account_id, channel
""")
OVERDUE: Final = text("""
    WITH late AS (SELECT id FROM deliveries WHERE state = 'in_flight' AND taken_at IS NOT NULL AND due_at < :now
      AND carried_by IS NULL ORDER BY due_at LIMIT 5000 FOR UPDATE SKIP LOCKED)
    UPDATE deliveries SET state = 'given_up', outcome = 'no-receipt', ended_at = :now
    FROM late WHERE deliveries.id = late.id RETURNING deliveries.id
""")


class BadReceipt(Exception):
    """What came is not the provider's own, or is too old; the argument says why."""


@dataclass(frozen=True, slots=True)
class Told:
    """One receipt: its own id, the delivery's key, the state, the instant."""

    event: str
    key: str
    state: str
    at: datetime


def read_receipts(body: bytes, parsed: Any, *, stamp: str, signature: str, secret: str) -> list[Told]:
    """Return the receipts of a signed request. Raises BadReceipt.

    The signature is HMAC-SHA-256 over the time stamp (seconds), a point, and the body, in hexadecimal.
    """
    wanted = hmac.new(secret.encode(), f"{stamp}.".encode() + body, "sha256").hexdigest()
    if not secret or not hmac.compare_digest(wanted.encode(), signature.encode()):
        raise BadReceipt("signature")
    if not stamp.isdecimal() or abs(now() - datetime.fromtimestamp(int(stamp), UTC)) > TOLERANCE:
        raise BadReceipt("time")
    try:
        return [_told(one) for one in parsed["receipts"]]
    except (KeyError, TypeError, ValueError):
        raise BadReceipt("form") from None


def take_receipts(receipts: list[Told]) -> int:
    """Note them; return how many changed something. One that came before, or comes too late, changes nothing."""
    changed = 0
    for one in receipts:
        kept = {"event": one.event, "key": one.key, "state": one.state, "at": one.at, "received_at": now()}
        made = insert(Receipt).values(kept).on_conflict_do_nothing().returning(Receipt.event)
        if db.session().execute(made).first() is None:
            continue
        db.session().execute(TAKEN_AFTER_ALL, {"key": one.key})
        values = {"state": STATES[one.state], "outcome": TOLD, "at": min(one.at, now()), "key": one.key}
        found = list(db.session().execute(TAKE, values))
        changed += len(found)
        follow([row.id for row in found])
        for row in found:
            if one.state == "undelivered" and row.account_id is not None:
                publish(DeliveryFailed(account_id=row.account_id, channel=row.channel))
    return changed


def give_up_waiting() -> None:
    """End the wait for receipts that did not come in time."""
    follow(list(db.session().execute(OVERDUE, {"now": now()}).scalars()))


def _told(one: Any) -> Told:
    at = datetime.fromisoformat(one["at"])
    if (
        at.tzinfo is None
        or one["state"] not in STATES
        or not all(isinstance(one[name], str) for name in ("event", "key"))
    ):
        raise ValueError
    return Told(one["event"], one["key"], one["state"], at)
