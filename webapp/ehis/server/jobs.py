"""What the administration of the servers does by the clock: asks for decisions, destroys former keys, warns of ends."""

from typing import Final

import structlog

from webapp.core.actor import SYSTEM
from webapp.core.clock import now
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.ehis.monitoring.judging import CERTIFICATE_DAYS, days_left
from webapp.ehis.server.errors import CentralServerFailed
from webapp.ehis.server.filing import follow, open_requests
from webapp.ehis.server.keys import destroy_former, keys

log = structlog.get_logger(__name__)


@job("ehis.follow_requests", queue="registers", attempts=1, cron="* * * * *")
def follow_requests(timestamp: int) -> None:  # noqa: ARG001 - every periodic job is told its tick
    """Ask the central server what became of our requests; one that does not answer is asked again in a minute."""
    with transaction(read_only=True):
        waiting = open_requests()
    for public_id in waiting:
        try:
            follow(public_id, actor=SYSTEM)
        except CentralServerFailed:
            log.warning("ehis.central_server_silent")
            return


@job("ehis.look_after_keys", attempts=3, cron="15 6 * * *")
def look_after_keys(timestamp: int) -> None:  # noqa: ARG001 - every periodic job is told its tick
    """Destroy former keys whose overlap is over; say which certificates end in 30, 14, 7 or 1 days."""
    with transaction():
        destroyed = destroy_former()
        active = [row for row in keys() if row.state == "active" and row.not_after is not None]
    if destroyed:
        log.info("ehis.former_keys_destroyed", count=destroyed)
    for row in active:
        assert row.not_after is not None
        days = days_left(row.not_after, now()).days
        if days in CERTIFICATE_DAYS or days < 0:
            log.warning("ehis.certificate_ends", purpose=row.purpose, days=days)


JOBS: Final = (follow_requests, look_after_keys)
