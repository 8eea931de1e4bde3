"""What happens by the clock: the day's anchor, the end of terms of keeping."""

from webapp.core.jobs import job
from webapp.waybills.evidence.anchoring import anchor_all
from webapp.waybills.evidence.erasing import erase_due


@job("waybills.anchor", queue="signing", attempts=6, wait=60, cron="10 20 * * *")
def anchor_chains(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Anchor the day, ten minutes after midnight in Baku."""
    anchor_all()


@job("waybills.erase", queue="upkeep", attempts=3, cron="20 22 * * *")
def erase_what_is_over(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Erase what the law lets go, and its files after the rows are gone."""
    erase_due()
