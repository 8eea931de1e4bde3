"""What the calendar does: an old version whose last day is over is disconnected."""

from webapp.connections.services.withdrawing import end_what_is_over
from webapp.core.actor import current_actor
from webapp.core.jobs import job
from webapp.core.transaction import transaction


@job("connections.end_versions", cron="5 20 * * *")  # five past midnight in Baku
def end_versions(timestamp: int) -> None:  # noqa: ARG001 - every periodic job gets one
    """Record that what answered until yesterday answers no more."""
    with transaction():
        end_what_is_over(actor=current_actor())
