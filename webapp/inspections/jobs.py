"""What happens by itself: what look-ups found of people is not kept longer than it is needed."""

from datetime import timedelta
from typing import Final

from sqlalchemy import select, update

from webapp.core import db
from webapp.core.clock import now
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.inspections.models import RoadCheck

KEPT: Final = timedelta(days=90)  # no source names a term; acts keep what they need themselves
AT_ONCE: Final = 1000


@job("inspections.forget", attempts=3, cron="35 22 * * *")
def forget_old_checks(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Erase what look-ups of more than ninety days ago found, batch by batch; that they took place stays."""
    while True:
        with transaction():
            old = select(RoadCheck.id).where(RoadCheck.at < now() - KEPT, RoadCheck.found.is_not(None)).limit(AT_ONCE)
            done = db.session().execute(update(RoadCheck).where(RoadCheck.id.in_(old)).values(found=None))
            if not done.rowcount:  # type: ignore[attr-defined] # an update has it
                return
