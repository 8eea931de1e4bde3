"""What happens by itself: money for cancelled trips order by order, exchanges and choices whose time is over."""

from typing import Final

from sqlalchemy import Select, select

from webapp.core import db
from webapp.core.clock import now
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.tickets.changing.delays import tell_of_the_delay
from webapp.tickets.changing.faults import refund_unplaced, release, remind_unplaced
from webapp.tickets.changing.finishing import let_lapse, over
from webapp.tickets.changing.models import Unplaced

MOST: Final = 200


@job("tickets.release_order")
def release_order(order: str, trip: str) -> None:
    """Give one order back what it paid for a cancelled trip; killed and begun again it does nothing twice."""
    with transaction():
        release(order, trip)


@job("tickets.tell_of_delay")
def tell_of_delay(order: str, trip: str) -> None:
    """Tell the buyer of one order how late its trip is now."""
    with transaction():
        tell_of_the_delay(order, trip)


@job("tickets.sweep_changes", attempts=1, cron="* * * * *")
def sweep_changes(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Free what exchanges held too long, refund who had no seat and did not choose, remind the others once."""
    with transaction(read_only=True):
        late = over()
        query = select(Unplaced.ticket_id).where(Unplaced.state == "open", Unplaced.until <= now()).limit(MOST)
        unplaced = list(db.session().scalars(query))
        forgetful = list(db.session().scalars(_half_over()))
    for order, grace_over in late:
        with transaction():
            let_lapse(order, while_paying=grace_over)
    for ticket_id in unplaced:
        with transaction():
            refund_unplaced(ticket_id)
    for ticket_id in sorted(set(forgetful) - set(unplaced)):
        with transaction():
            remind_unplaced(ticket_id)


def _half_over() -> Select[int]:
    """Return whose time to choose another trip is half over and who was not reminded of it yet."""
    query = select(Unplaced.ticket_id).where(Unplaced.state == "open", Unplaced.reminded_at.is_(None))
    return query.where(now() - Unplaced.made_at >= Unplaced.until - now()).limit(MOST)


JOBS: Final = (release_order, tell_of_delay, sweep_changes)
