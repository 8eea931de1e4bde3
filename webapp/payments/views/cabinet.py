"""The payer's pages: what is to be paid, what was paid, receipts."""

from flask import Response

from webapp.core.actor import current_actor
from webapp.documents import api as documents
from webapp.payments import wording
from webapp.payments.credit_data import credit_note_pdf, credit_note_rows
from webapp.payments.document_data import receipt_pdf, receipt_rows
from webapp.payments.errors import NoSuchPayment
from webapp.payments.forms import GiveUpForm, PayForm
from webapp.payments.models import CreditNote, Receipt
from webapp.payments.offer import payable_of
from webapp.payments.permissions import PAY
from webapp.payments.queries import (
    credit_note_of,
    own_invoice,
    own_invoices,
    receipt_of,
    receipts_of,
    refunds_of_invoice,
)
from webapp.payments.views.blueprint import cabinet_pages
from webapp.payments.views.presenting import invoice_context
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
    shown = invoice_context(public_id)
    return render("payments/show.html", form=PayForm(formdata=None), give_up=GiveUpForm(formdata=None), **shown)


@cabinet_pages.get("/<public_id>/receipt")
@requires(PAY)
def receipt(public_id: str) -> str:
    """Show the receipt."""
    row = _receipt(public_id)
    sealed = bool(documents.versions(row.document_token))
    url = documents.verification_url(row.document_token)
    shown = {"receipt": row, "rows": receipt_rows(row), "sealed": sealed, "verification_url": url}
    return render("payments/receipt.html", public_id=public_id, **shown)


@cabinet_pages.get("/<public_id>/receipt.pdf")
@requires(PAY)
def receipt_file(public_id: str) -> Response:
    """Give the receipt as PDF: the sealed one, or, until its seal is there, the same paper without it."""
    row = _receipt(public_id)
    versions = documents.versions(row.document_token)
    content = documents.pdf(row.document_token, versions[-1].n) if versions else receipt_pdf(row, sealing=False)
    return _paper(content, row.number)


@cabinet_pages.get("/<public_id>/refunds/<refund>")
@requires(PAY)
def credit_note(public_id: str, refund: str) -> str:
    """Show the credit note of a refund."""
    note = _credit_note(public_id, refund)
    sealed = bool(documents.versions(note.document_token))
    url = documents.verification_url(note.document_token)
    shown = {"note": note, "rows": credit_note_rows(note), "sealed": sealed, "verification_url": url}
    return render("payments/credit_note.html", public_id=public_id, refund=refund, **shown)


@cabinet_pages.get("/<public_id>/refunds/<refund>/note.pdf")
@requires(PAY)
def credit_note_file(public_id: str, refund: str) -> Response:
    """Give the credit note as PDF: the sealed one, or, until its seal is there, the same paper without it."""
    note = _credit_note(public_id, refund)
    versions = documents.versions(note.document_token)
    content = documents.pdf(note.document_token, versions[-1].n) if versions else credit_note_pdf(note, sealing=False)
    return _paper(content, note.number)


def _receipt(public_id: str) -> Receipt:
    row = receipt_of(own_invoice(public_id, actor=current_actor()).id)
    if row is None:
        raise NoSuchPayment
    return row


def _credit_note(public_id: str, refund: str) -> CreditNote:
    found = own_invoice(public_id, actor=current_actor())
    for row in refunds_of_invoice(found.id):
        note = credit_note_of(row.id) if row.public_id == refund else None
        if note is not None:
            return note
    raise NoSuchPayment


def _paper(content: bytes, number: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{number}.pdf"'}
    return Response(content, mimetype="application/pdf", headers=headers)
