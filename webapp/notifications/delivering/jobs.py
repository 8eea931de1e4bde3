"""When sending happens: at once for what was just told, each minute for what became due, what stalled, what is gathered."""

from collections.abc import Collection
from datetime import timedelta
from typing import Final

from webapp.core.clock import now
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.notifications.delivering.claiming import next_due
from webapp.notifications.delivering.draining import drain
from webapp.notifications.delivering.gathering import gather
from webapp.notifications.delivering.lanes import state_of
from webapp.notifications.delivering.receipts import give_up_waiting
from webapp.notifications.rules import CHANNELS

SOON: Final = timedelta(seconds=60)


@job("notifications.deliver", queue="messages", attempts=3)
def deliver(channel: str) -> None:
    """Send what is due by one channel; what is left, or due soon, brings the next turn."""
    worked = drain(channel)
    with transaction():
        due, moment = next_due(channel), now()
        _trying, closed = state_of(channel)
        if due is None or due > moment + SOON or not (worked or due > moment):
            return
        at = max(due, closed or due)
        if at <= moment:
            deliver.defer(once=channel, channel=channel)
        else:
            deliver.defer(once=f"{channel}:later", at=at, channel=channel)


@job("notifications.sweep", queue="messages", attempts=1, cron="* * * * *")
def sweep(timestamp: int) -> None:  # noqa: ARG001 - the queue gives it
    """Make one message of what is to come together, end the wait for receipts, wake every channel that has work."""
    with transaction():
        gather()
        give_up_waiting()
        moment = now()
        wake({channel for channel in CHANNELS if (due := next_due(channel)) and due <= moment})


def wake(channels: Collection[str]) -> None:
    """Have somebody send what is due by these channels."""
    for channel in sorted(channels):
        deliver.defer(once=channel, channel=channel)


JOBS: Final = (deliver, sweep)
