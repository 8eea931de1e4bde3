"""What happens by itself: entries that wait for the head of the journal come into the chain, also when nothing else happens."""

from webapp.audit.chain import append
from webapp.core.jobs import job
from webapp.core.transaction import transaction


@job("audit.chain", attempts=1, cron="* * * * *")
def chain_what_waits(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Put what waits into the chain."""
    with transaction():
        append([])
