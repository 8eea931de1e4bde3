"""Places in which a channel is worked on, two for each, and breaks of a channel that fails.

A worker that finds no free place leaves the rows to those who have one: a slow channel can never fill the worker.
"""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import text

from webapp.core import db
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.notifications.models import ChannelState
from webapp.notifications.rules import TROUBLES, break_after

HELD_FOR: Final = timedelta(seconds=60)
TAKE: Final = text("""
    UPDATE notice_lanes SET held_until = :until, holder = :holder
    WHERE channel = :channel AND lane = (
        SELECT lane FROM notice_lanes WHERE channel = :channel AND held_until < :now
        ORDER BY lane LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING lane
""")
KEEP: Final = text("UPDATE notice_lanes SET held_until = :until WHERE channel = :channel AND holder = :holder")
LEAVE: Final = text(
    "UPDATE notice_lanes SET held_until = to_timestamp(0), holder = '' WHERE channel = :channel AND holder = :holder"
)
WELL: Final = text(
    "UPDATE notice_channels SET troubles = 0, closed_until = NULL WHERE channel = :channel AND troubles > 0"
)


def take_lane(channel: str) -> str | None:
    """Take a free place; return the word by which it is held, None when all are."""
    moment, holder = now(), new_public_id()
    found = db.session().execute(
        TAKE, {"channel": channel, "now": moment, "until": moment + HELD_FOR, "holder": holder}
    )
    return holder if found.first() else None


def keep_lane(channel: str, holder: str) -> None:
    """Hold the place longer: the work goes on."""
    db.session().execute(KEEP, {"channel": channel, "holder": holder, "until": now() + HELD_FOR})


def leave_lane(channel: str, holder: str) -> None:
    """Give the place back."""
    db.session().execute(LEAVE, {"channel": channel, "holder": holder})


def state_of(channel: str) -> tuple[bool, datetime | None]:
    """Return whether the channel is only being tried after troubles, and until when nothing is sent, None: it is."""
    row = db.session().get_one(ChannelState, channel)
    closed = row.closed_until if row.closed_until and row.closed_until > now() else None
    return row.troubles >= TROUBLES, closed


def note_trouble(channel: str) -> None:
    """Note that nobody took anything; after a few times on end the channel rests, longer each time."""
    row = db.session().get_one(ChannelState, channel, with_for_update=True)
    row.troubles += 1
    rest = break_after(row.troubles)
    row.closed_until = now() + rest if rest else None


def note_health(channel: str) -> None:
    """Note that something was taken."""
    db.session().execute(WELL, {"channel": channel})
