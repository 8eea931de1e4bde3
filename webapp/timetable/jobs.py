"""What happens by itself: the trips of the days ahead."""

from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.timetable.scheduling import make_trips


@job("timetable.make_trips", attempts=3, cron="20 20 * * *")
def make_the_days(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """At 00:20 in Baku: make the trips of the day that comes into sight."""
    with transaction():
        make_trips()
