"""What happens by itself: journeys that nobody closed, passenger lists that are not kept any longer."""

from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.journeys.services.living import close_by_clock, erase_old_lists, forgotten


@job("journeys.close", attempts=1, cron="25 * * * *")
def close_what_is_over(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Close journeys long over by their plan, each in a transaction of its own."""
    with transaction(read_only=True):
        over = forgotten()
    for public_id in over:
        with transaction():
            close_by_clock(public_id)


@job("journeys.erase", attempts=3, cron="15 22 * * *")
def erase_lists(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Erase passengers whose time is over, batch by batch."""
    while True:
        with transaction():
            if not erase_old_lists():
                return
