"""What is shown and given of one invoice, wherever its payer looks at it: the invoice, the receipt, credit notes."""

from collections.abc import Callable

from flask import Response

from webapp.documents import api as documents
from webapp.payments.credit_data import credit_note_pdf, credit_note_rows
from webapp.payments.document_data import receipt_pdf, receipt_rows
from webapp.payments.errors import NoSuchPayment
from webapp.payments.forms import GiveUpForm, PayForm
from webapp.payments.models import CreditNote, Receipt
from webapp.payments.queries import credit_note_of, receipt_of, refunds_of_invoice
from webapp.payments.views.places import Place
from webapp.payments.views.presenting import invoice_context
from webapp.ui.rendering import render


def invoice_page(place: Place) -> str:
    """Show the invoice and how to pay it."""
    shown = invoice_context(place)
    return render("payments/show.html", form=PayForm(formdata=None), give_up=GiveUpForm(formdata=None), **shown)


def receipt_page(place: Place) -> str:
    """Show the receipt. Raises NoSuchPayment before it is there."""
    row = _receipt(place)
    return render("payments/receipt.html", place=place, receipt=row, rows=receipt_rows(row), **_proof(row))


def receipt_paper(place: Place) -> Response:
    """Give the receipt as PDF: the sealed one, or the same paper without the seal."""
    row = _receipt(place)
    return _paper(row, lambda: receipt_pdf(row, sealing=False))


def credit_note_page(place: Place, refund: str) -> str:
    """Show the credit note of a refund. Raises NoSuchPayment before it is there."""
    note = _credit_note(place, refund)
    shown = {"place": place, "refund": refund, "note": note, "rows": credit_note_rows(note)}
    return render("payments/credit_note.html", **shown, **_proof(note))


def credit_note_paper(place: Place, refund: str) -> Response:
    """Give the credit note as PDF: the sealed one, or the same paper without the seal."""
    note = _credit_note(place, refund)
    return _paper(note, lambda: credit_note_pdf(note, sealing=False))


def _receipt(place: Place) -> Receipt:
    row = receipt_of(place.invoice().id)
    if row is None:
        raise NoSuchPayment
    return row


def _credit_note(place: Place, refund: str) -> CreditNote:
    for row in refunds_of_invoice(place.invoice().id):
        note = credit_note_of(row.id) if row.public_id == refund else None
        if note is not None:
            return note
    raise NoSuchPayment


def _proof(row: Receipt | CreditNote) -> dict[str, object]:
    """Return whether the paper is sealed by now, and where anybody checks it."""
    token = row.document_token
    return {"sealed": bool(documents.versions(token)), "verification_url": documents.verification_url(token)}


def _paper(row: Receipt | CreditNote, unsealed: Callable[[], bytes]) -> Response:
    versions = documents.versions(row.document_token)
    content = documents.pdf(row.document_token, versions[-1].n) if versions else unsealed()
    headers = {"Content-Disposition": f'attachment; filename="{row.number}.pdf"'}
    return Response(content, mimetype="application/pdf", headers=headers)
