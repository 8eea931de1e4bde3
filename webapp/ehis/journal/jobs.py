"""What the log does by the clock."""

from datetime import timedelta
from typing import Final

from sqlalchemy import select

from webapp.core.actor import SYSTEM
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.ehis.journal.gateways import authority
from webapp.ehis.journal.models import JournalState
from webapp.ehis.journal.retention import destroy_due
from webapp.ehis.journal.stamping import stamp_all
from webapp.ehis.journal.thinning import thin_one_day

PORTIONS: Final = 500
EARLY: Final = timedelta(seconds=5)
"""A clock's tick may come a moment earlier than the last one did."""


@job("ehis.stamp_journal", attempts=1, cron="* * * * *")
def stamp_journal(timestamp: int) -> None:  # noqa: ARG001 - every periodic job is told its tick
    """Put a time stamp on what was written since the last one."""
    with transaction(read_only=True) as session:
        seconds = session.scalars(select(JournalState.stamp_seconds)).one()
    stamp_all(authority(), at_least=timedelta(seconds=seconds) - EARLY)


@job("ehis.destroy_messages", attempts=3, cron="20 23 * * *")
def destroy_messages(timestamp: int) -> None:  # noqa: ARG001 - every periodic job is told its tick
    """Destroy what is over its time, at night in Baku, in portions."""
    for _portion in range(PORTIONS):
        with transaction():
            if not destroy_due(actor=SYSTEM):
                return


@job("ehis.thin_figures", attempts=3, cron="40 23 * * *")
def thin_figures(timestamp: int) -> None:  # noqa: ARG001 - every periodic job is told its tick
    """Turn figures that are old enough into sums by the hour, a day at a time."""
    for _day in range(PORTIONS):
        with transaction():
            if not thin_one_day():
                return


JOBS: Final = (stamp_journal, destroy_messages, thin_figures)
