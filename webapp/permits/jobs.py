"""The nightly jobs."""

from webapp.core.jobs import job
from webapp.permits.conformity.ending import end_what_is_over, remind_all
from webapp.permits.conformity.streaming import check_all


@job("permits.nightly", attempts=3, wait=60, cron="40 23 * * *")
def nightly(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Every night (03:40 in Baku, after the fleets were read): what is over, what is not met, what ends soon."""
    end_what_is_over()
    check_all()
    remind_all()
