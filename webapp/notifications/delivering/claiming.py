"""Taking rows up: a batch for each worker, what is urgent first; who dies with one leaves it to others after a minute."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import text

from webapp.core import db
from webapp.core.clock import now

LEASE: Final = timedelta(seconds=60)
_WAITS: Final = "ended_at IS NULL AND taken_at IS NULL AND NOT gathered"
_FIRST: Final = f"""
    SELECT found.id, found.due_at FROM unnest(ARRAY[0, 1, 2]) AS rank(priority), LATERAL (
        SELECT id, due_at FROM deliveries
        WHERE channel = :channel AND deliveries.priority = rank.priority AND {_WAITS} %s
        ORDER BY due_at LIMIT :most %s
    ) AS found
"""  # noqa: S608 - nothing but our own words
CLAIM: Final = text(f"""
    WITH due AS ({_FIRST % ("AND due_at <= :now", "FOR UPDATE SKIP LOCKED")} LIMIT :most)
    UPDATE deliveries SET state = 'in_flight', attempts = attempts + 1, due_at = :until
    FROM due WHERE deliveries.id = due.id RETURNING deliveries.id
""")  # noqa: S608 - nothing but our own words
NEXT: Final = text(f"SELECT min(due_at) FROM ({_FIRST % ('', '')}) AS first")  # noqa: S608 - nothing but our own words


def claim(channel: str, most: int) -> list[int]:
    """Take up at most `most` deliveries of the channel that are due; return their ids."""
    moment = now()
    values = {"channel": channel, "most": most, "now": moment, "until": moment + LEASE}
    return list(db.session().execute(CLAIM, values).scalars())


def next_due(channel: str) -> datetime | None:
    """Return when the next delivery of the channel is due, None when none waits."""
    found: datetime | None = db.session().execute(NEXT, {"channel": channel, "most": 1}).scalar()
    return found
