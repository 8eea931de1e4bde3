"""What happens by itself: money for cancelled trips order by order, exchanges and choices whose time is over."""

from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import now
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.tickets.changing.faults import refund_unplaced, release
from webapp.tickets.changing.finishing import let_lapse, over
from webapp.tickets.changing.models import Unplaced

MOST: Final = 200


@job("tickets.release_order")
def release_order(order: str, trip: str) -> None:
    """Give one order back what it paid for a cancelled trip; killed and begun again it does nothing twice."""
    with transaction():
        release(order, trip)


@job("tickets.sweep_changes", attempts=1, cron="* * * * *")
def sweep_changes(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Free what exchanges held too long, refund who had no seat and did not choose."""
    with transaction(read_only=True):
        late = over()
        query = select(Unplaced.ticket_id).where(Unplaced.state == "open", Unplaced.until <= now()).limit(MOST)
        unplaced = list(db.session().scalars(query))
    for order, grace_over in late:
        with transaction():
            let_lapse(order, while_paying=grace_over)
    for ticket_id in unplaced:
        with transaction():
            refund_unplaced(ticket_id)


JOBS: Final = (release_order, sweep_changes)
