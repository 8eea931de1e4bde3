"""The receipt on paper: the fields of the state payment portal's statement (Central Bank, decision 34/3 of 2016)."""

from typing import Any, Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import local, now
from webapp.core.text import Text, _, _l
from webapp.documents.api import DocumentType, Evidence, PublicFacts, frame, render_pdf
from webapp.payments.errors import NoSuchPayment
from webapp.payments.models import Attempt, Invoice, InvoiceLine, Receipt
from webapp.payments.offer import payable_of
from webapp.payments.payee import bank_details
from webapp.payments.queries import lines_of, refunds_of_invoice
from webapp.payments.wording import way_of
from webapp.ui.filters import moment, money

TITLE: Final = _l("Ödəniş qəbzi")
TEMPLATE: Final = "payments/templates/payments/receipt.typ"


def receipt_rows(receipt: Receipt) -> list[tuple[str, str]]:
    """Return the receipt's fields in the language of the moment."""
    invoice = db.session().get_one(Invoice, receipt.invoice_id)
    attempt = db.session().get_one(Attempt, receipt.attempt_id)
    kind = payable_of(invoice.payable)
    rows = [
        (_("Portalın operatoru"), "AYNA, Kabinet"),
        (_("Mərkəzi nömrə"), receipt.number),
        (_("Ödəyən"), receipt.payer_name or _("Qonaq")),
        (_("Ödəyənin FİN-i və ya VÖEN-i"), receipt.payer_number or "—"),
        (_("Ödəniş sistemi"), way_of(attempt)),
        (_("Əməliyyatın nömrəsi"), attempt.transaction or "—"),
        (_("Xidmətin kodu"), kind.service_code),
        (_("Təyinat"), str(kind.title)),
        (_("Büdcə təsnifatının kodu"), kind.budget_code or "—"),
        *bank_details(local(receipt.issued_at).date())[:3],
        (_("Hesabın nömrəsi"), invoice.public_id),
        (_("Məbləğ"), money(receipt.qepik)),
        (_("Ödənilib"), moment(attempt.paid_at)),
    ]
    return [(str(label), value) for label, value in rows]


def receipt_pdf(receipt: Receipt, *, sealing: bool) -> bytes:
    """Return the printed receipt, in the language of the moment; `sealing` says that it gets our seal right after this."""
    lines = lines_of(receipt.invoice_id)
    seal = (Evidence(_("Elektron möhür"), "AYNA", moment(now()), ""),) if sealing else ()
    data: dict[str, Any] = {
        "frame": frame(
            receipt.document_token, title=TITLE, number=receipt.number, version=1, state=_("Ödənilib"), evidence=seal
        ),
        "rows": [list(row) for row in receipt_rows(receipt)],
        "lines": [_line(line) for line in lines],
        "title": _("Nəyə görə"),
    }
    return render_pdf(TEMPLATE, data)


def public_facts(ref: str) -> PublicFacts:
    """Return what a stranger may know of the receipt for the invoice `ref`: no payer. Raises NoSuchPayment."""
    wanted = select(Receipt, Invoice).join(Invoice, Invoice.id == Receipt.invoice_id).where(Invoice.public_id == ref)
    row = db.session().execute(wanted).one_or_none()
    if row is None:
        raise NoSuchPayment
    rows: tuple[tuple[Text, str], ...] = (
        (_l("Təyinat"), str(payable_of(row.Invoice.payable).title)),
        (_l("Məbləğ"), money(row.Receipt.qepik)),
    )
    back = sum(each.qepik for each in refunds_of_invoice(row.Invoice.id) if each.state == "done")
    if back:
        rows = (*rows, (_l("Qaytarılıb"), money(back)))
    return PublicFacts("success", _l("Ödənilib"), row.Receipt.number, rows, issued_at=row.Receipt.issued_at)


def _line(line: InvoiceLine) -> list[str]:
    price = f"{line.units} × {money(line.qepik)}"
    return [_(line.what), f"{price} = {money(line.qepik * line.units)}. {line.basis}"]


RECEIPT_DOCUMENT: Final = DocumentType("payment_receipt", TITLE, public_facts)
