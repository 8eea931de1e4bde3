"""What follows from our own facts."""

from typing import Final

from webapp.core.bus import on
from webapp.tills.events import ShiftClosedWithReport
from webapp.tills.jobs import seal_report


@on(ShiftClosedWithReport)
def print_the_z_report(fact: ShiftClosedWithReport) -> None:
    """Let the report be printed and sealed."""
    seal_report.defer(once=fact.shift, shift=fact.shift)


REACTIONS: Final = (print_the_z_report,)
