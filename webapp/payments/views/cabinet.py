"""The payer's pages: what is to be paid, what was paid, receipts."""

from flask import Response

from webapp.core.actor import current_actor
from webapp.payments import wording
from webapp.payments.offer import payable_of
from webapp.payments.permissions import PAY
from webapp.payments.queries import own_invoices, receipts_of
from webapp.payments.views import papers
from webapp.payments.views.blueprint import cabinet_pages
from webapp.payments.views.places import Place
from webapp.ui.access import requires
from webapp.ui.rendering import render


@cabinet_pages.get("")
@requires(PAY)
def index() -> str:
    """List invoices: what waits on top, then what has ended."""
    found = own_invoices(current_actor())
    rows = [(row, payable_of(row.payable), wording.INVOICES[row.state]) for row in found]
    return render(
        "payments/index.html",
        waiting=[row for row in rows if row[0].state == "open"],
        past=[row for row in rows if row[0].state != "open"],
        receipts=receipts_of([row.id for row in found]),
    )


@cabinet_pages.get("/<public_id>")
@requires(PAY)
def show(public_id: str) -> str:
    """Show an invoice: its lines with their clauses, until when, and how to pay."""
    return papers.invoice_page(Place(public_id))


@cabinet_pages.get("/<public_id>/receipt")
@requires(PAY)
def receipt(public_id: str) -> str:
    """Show the receipt."""
    return papers.receipt_page(Place(public_id))


@cabinet_pages.get("/<public_id>/receipt.pdf")
@requires(PAY)
def receipt_file(public_id: str) -> Response:
    """Give the receipt as PDF: the sealed one, or, until its seal is there, the same paper without it."""
    return papers.receipt_paper(Place(public_id))


@cabinet_pages.get("/<public_id>/refunds/<refund>")
@requires(PAY)
def credit_note(public_id: str, refund: str) -> str:
    """Show the credit note of a refund."""
    return papers.credit_note_page(Place(public_id), refund)


@cabinet_pages.get("/<public_id>/refunds/<refund>/note.pdf")
@requires(PAY)
def credit_note_file(public_id: str, refund: str) -> Response:
    """Give the credit note as PDF: the sealed one, or, until its seal is there, the same paper without it."""
    return papers.credit_note_paper(Place(public_id), refund)
