"""What happens by itself: seats whose hold is over."""

from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.tickets.services.holding import lapsed_orders
from webapp.tickets.services.places import let_lapse


@job("tickets.sweep", attempts=1, cron="* * * * *")
def sweep(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Tidy orders whose hold is over; their seats count as free already. Who is still paying is waited for a while."""
    with transaction(read_only=True):
        over = lapsed_orders()
    for public_id, grace_over in over:
        with transaction():
            let_lapse(public_id, while_paying=grace_over)
