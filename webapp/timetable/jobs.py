"""What happens by itself: the trips of the days ahead, the archive of open data; and an import that was agreed to."""

from webapp.core.actor import SYSTEM
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.timetable.exporting import export
from webapp.timetable.importing import apply_import
from webapp.timetable.scheduling import make_trips


@job("timetable.make_trips", attempts=3, cron="20 20 * * *")
def make_the_days(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """At 00:20 in Baku: make the trips of the day that comes into sight."""
    with transaction():
        make_trips()


@job("timetable.export", attempts=3, cron="*/10 * * * *")
def make_the_archive(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Every ten minutes: make the archive of open data anew when the network changed."""
    with transaction():
        export()


@job("timetable.import", attempts=3)
def apply_the_import(public_id: str) -> None:
    """Apply an import that was agreed to, and make the archive of what stands now."""
    with transaction():
        apply_import(public_id, actor=SYSTEM)
        export()


JOBS = (make_the_days, make_the_archive, apply_the_import)
