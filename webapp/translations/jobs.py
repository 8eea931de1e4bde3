"""What happens by itself: who keeps the texts hears of published words that could not be shown."""

from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.translations.telling import tell_of_faults


@job("translations.tell_of_faults", queue="upkeep", attempts=1, cron="* * * * *")
def tell_of_text_faults(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Tell of what came to light since the last time."""
    with transaction():
        tell_of_faults()
