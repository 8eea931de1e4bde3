"""What the pages about one invoice show."""

from typing import Any

from webapp.core.clock import today
from webapp.core.text import _
from webapp.payments import wording
from webapp.payments.models import Invoice
from webapp.payments.offer import payable_of
from webapp.payments.payee import bank_details
from webapp.payments.queries import (
    credit_notes_of,
    lines_of,
    newest_attempt,
    receipt_of,
    refunds_of_invoice,
)
from webapp.payments.rules import LIVE
from webapp.payments.views.places import Place


def invoice_context(place: Place) -> dict[str, Any]:
    """Return what is shown of an invoice to its payer. Raises NoSuchInvoice."""
    found = place.invoice()
    attempt = newest_attempt(found.id)
    refunds = refunds_of_invoice(found.id)
    return {
        "place": place,
        "invoice": found,
        "thing": place.thing(found),
        "kind": payable_of(found.payable),
        "state": wording.INVOICES[found.state],
        "lines": [(_(line.what), line) for line in lines_of(found.id)],
        "attempt": attempt,
        "live": attempt is not None and attempt.state in LIVE,
        "receipt": receipt_of(found.id),
        "over": is_over(found),
        "bank_details": bank_details(),
        "refunds": refunds,
        "credit_notes": credit_notes_of([row.id for row in refunds]),
        "wording": wording,
    }


def is_over(found: Invoice) -> bool:
    """Whether an open invoice's last day has passed, though nobody has let it lapse yet."""
    return found.state == "open" and found.due_on is not None and found.due_on < today()
