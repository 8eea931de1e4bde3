"""What came of a batch, written in one statement; what a message carried with it follows it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any, Final

from sqlalchemy import select, text

from webapp.core import db
from webapp.core.bus import publish
from webapp.core.clock import local, now
from webapp.notifications.events import DeliveryFailed
from webapp.notifications.models import Choice, Delivery
from webapp.notifications.rules import URGENT, after_quiet, wait_after
from webapp.notifications.terms import term

SETTLE: Final = text("""
    UPDATE deliveries AS one SET
      state = told.state, outcome = told.outcome, due_at = told.due_at, taken_at = told.taken_at,
      ended_at = told.ended_at, attempts = one.attempts - told.untried, sealed = CASE
        WHEN told.taken_at IS NULL AND told.ended_at IS NULL THEN one.sealed END,
      parts = coalesce(told.parts, one.parts), cost = coalesce(told.cost, one.cost)
    FROM unnest(CAST(:ids AS bigint[]), CAST(:states AS text[]), CAST(:outcomes AS text[]),
      CAST(:dues AS timestamptz[]), CAST(:takens AS timestamptz[]), CAST(:endeds AS timestamptz[]),
      CAST(:untrieds AS integer[]), CAST(:parts AS integer[]), CAST(:costs AS integer[]))
      AS told(id, state, outcome, due_at, taken_at, ended_at, untried, parts, cost)
    WHERE one.id = told.id AND one.state = 'in_flight' AND one.taken_at IS NULL
    RETURNING one.id, one.account_id, one.channel, one.state
""")
FOLLOW: Final = text("""
    UPDATE deliveries AS carried SET state = one.state, outcome = one.outcome, taken_at = one.taken_at,
      ended_at = one.ended_at
    FROM deliveries AS one
    WHERE carried.carried_by = one.id AND one.id = ANY(:ids) AND carried.ended_at IS NULL
      AND (one.ended_at IS NOT NULL OR one.taken_at IS NOT NULL)
""")


Quiet = tuple[time | None, time | None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one delivery: `taken`, `refused`, `away` (try again) or `untried`, and why in one word."""

    id: int
    what: str
    why: str
    attempts: int = 1
    parts: int | None = None


def settle(verdicts: Sequence[Verdict], *, final: bool) -> None:
    """Write what came of each. `final`: whoever took it tells nothing more, so that it counts as delivered."""
    waits = timedelta(days=term("receipt_days"))
    price = term("sms_part_price")
    quiet = _hours_of_rest([one.id for one in verdicts if one.what == "away"])
    rows = [_row(one, final=final, waits=waits, price=price, quiet=quiet.get(one.id)) for one in verdicts]
    if not rows:
        return
    names = ("ids", "states", "outcomes", "dues", "takens", "endeds", "untrieds", "parts", "costs")
    values = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    written = list(db.session().execute(SETTLE, values))
    follow([row.id for row in written])
    for row in written:
        if row.state == "failed" and row.account_id is not None:
            publish(DeliveryFailed(account_id=row.account_id, channel=row.channel))


def follow(ids: Collection[int]) -> None:
    """Let what these messages carried stand as they do."""
    db.session().execute(FOLLOW, {"ids": list(ids)})


def _hours_of_rest(ids: Collection[int]) -> dict[int, Quiet]:
    """Return in which hours none of these deliveries is tried again: a wait must not end in the middle of the night."""
    if not ids:
        return {}
    hours: Any = select(Delivery.id, Choice.quiet_from, Choice.quiet_until)
    hours = hours.join(Choice, Choice.account_id == Delivery.account_id)
    found = db.session().execute(hours.where(Delivery.id.in_(ids), Delivery.priority != URGENT))
    return {row.id: (row.quiet_from, row.quiet_until) for row in found}


def _row(one: Verdict, *, final: bool, waits: timedelta, price: int, quiet: Quiet | None) -> tuple[Any, ...]:
    moment = now()
    cost = None if one.parts is None else one.parts * price
    if one.what == "taken":
        state, ended = ("delivered", moment) if final else ("in_flight", None)
        return one.id, state, one.why, moment + waits, moment, ended, 0, one.parts, cost
    if one.what == "untried":
        return one.id, "retrying", one.why, moment, None, None, 1, None, None
    wait = wait_after(one.attempts) if one.what == "away" else None
    if wait is not None:
        due = after_quiet(local(moment + wait), *quiet) if quiet else moment + wait
        return one.id, "retrying", one.why, due, None, None, 0, None, None
    state = "given_up" if one.what == "away" else "failed"
    return one.id, state, one.why, moment, None, moment, 0, None, None
