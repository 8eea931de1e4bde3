"""A reminder of an invoice whose last day is near, once."""

from webapp.core.clock import now
from webapp.payments import telling
from webapp.payments.queries import locked_invoice
from webapp.payments.rules import InvoiceState


def remind(public_id: str) -> None:
    """Remind whoever may pay for the party, once; not of an invoice that was paid or taken back meanwhile."""
    found = locked_invoice(public_id)
    if found.state == InvoiceState.OPEN and found.reminded_at is None:
        found.reminded_at = now()
        telling.tell_of_last_day(found)
