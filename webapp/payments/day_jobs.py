"""What happens once a day: each provider's day compared with our books, reminders before a last day."""

from datetime import date, timedelta
from typing import Final

from webapp.core.clock import today
from webapp.core.jobs import job
from webapp.core.transaction import transaction
from webapp.payments.booked import attempts_missing_here, booked_of, booked_on
from webapp.payments.gateways import offered, provider
from webapp.payments.gateways.provider import UnusableFile
from webapp.payments.jobs import QUEUE, look_up
from webapp.payments.listing import invoices_to_remind
from webapp.payments.services.reconciling import compare, keep_run, keep_unusable
from webapp.payments.services.reminding import remind


@job("payments.reconcile", queue=QUEUE, attempts=10, wait=60)
def reconcile(provider_code: str, day: str) -> None:
    """Compare a provider's settlement file of a day with our books. Raises ProviderAway, and is tried again.

    What it took and we have not heard of is asked after at once: the payment whose notification was lost is credited.
    """
    wanted = date.fromisoformat(day)
    try:
        theirs = provider(provider_code).settlement(wanted)
    except UnusableFile:
        with transaction():
            keep_unusable(provider_code, wanted)
        return
    with transaction():
        ours = booked_on(provider_code, wanted)
        known = {**booked_of(provider_code, {line.ref for line in theirs}), **ours}
        compared = compare(ours, known, theirs)
        keep_run(provider_code, wanted, compared)
        for attempt in attempts_missing_here(provider_code, compared):
            look_up.defer(once=attempt, attempt=attempt)


@job("payments.close_the_day", queue=QUEUE, attempts=1, cron="40 22 * * *")
def close_the_day(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """At 02:40 in Baku: have every provider's yesterday compared."""
    yesterday = (today() - timedelta(days=1)).isoformat()
    with transaction():
        for code in offered():
            reconcile.defer(once=f"{code}:{yesterday}", provider_code=code, day=yesterday)


@job("payments.remind", queue=QUEUE, attempts=3, cron="15 5 * * *")
def remind_of_last_days(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """At 09:15 in Baku of a working day: remind of invoices whose last day comes before or on the next working day."""
    with transaction(read_only=True):
        due = invoices_to_remind()
    for public_id in due:
        with transaction():
            remind(public_id)


JOBS: Final = (reconcile, close_the_day, remind_of_last_days)
