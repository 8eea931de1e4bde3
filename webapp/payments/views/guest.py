"""A guest's pages: whoever has the address sees, pays and gets the receipt of one invoice, and nothing else.

Nothing of them is stored on the way, and their addresses are told to no other site.
"""

from flask import Response
from flask.typing import ResponseReturnValue

from webapp.core.transaction import transaction
from webapp.payments.views import papers
from webapp.payments.views.blueprint import guest_pages
from webapp.payments.views.paying import begin_at, end_of, give_up_at
from webapp.payments.views.places import Place, at_guests
from webapp.ui.access import no_transaction, public
from webapp.ui.security import keep_private

guest_pages.after_request(keep_private)


@guest_pages.get("/<key>")
@public
def show(key: str) -> str:
    """Show the invoice: its lines, until when, and how to pay."""
    return papers.invoice_page(at_guests(key))


@guest_pages.post("/<key>/pay")
@no_transaction
@public
def start(key: str) -> ResponseReturnValue:
    """Send the guest to the provider; a second click goes to the same payment."""
    return begin_at(_found(key))


@guest_pages.post("/<key>/cancel")
@no_transaction
@public
def cancel(key: str) -> ResponseReturnValue:
    """Take the payment back that is under way, unless it was made."""
    return give_up_at(_found(key))


@guest_pages.get("/<key>/attempts/<attempt>")
@no_transaction
@public
def returned(key: str, attempt: str) -> ResponseReturnValue:
    """Show how an attempt ended, as the provider tells us now; what stands in the address proves nothing."""
    return end_of(_found(key), attempt)


@guest_pages.get("/<key>/receipt")
@public
def receipt(key: str) -> str:
    """Show the receipt."""
    return papers.receipt_page(at_guests(key))


@guest_pages.get("/<key>/receipt.pdf")
@public
def receipt_file(key: str) -> Response:
    """Give the receipt as PDF."""
    return papers.receipt_paper(at_guests(key))


@guest_pages.get("/<key>/refunds/<refund>")
@public
def credit_note(key: str, refund: str) -> str:
    """Show the credit note of a refund."""
    return papers.credit_note_page(at_guests(key), refund)


@guest_pages.get("/<key>/refunds/<refund>/note.pdf")
@public
def credit_note_file(key: str, refund: str) -> Response:
    """Give the credit note as PDF."""
    return papers.credit_note_paper(at_guests(key), refund)


def _found(key: str) -> Place:
    with transaction(read_only=True):
        return at_guests(key)
