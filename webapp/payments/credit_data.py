"""The credit note on paper: what went back, to which instrument, of which payment."""

from typing import Any, Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.clock import now
from webapp.core.text import Text, _, _l
from webapp.documents.api import DocumentType, Evidence, PublicFacts, frame, render_pdf
from webapp.payments.document_data import TEMPLATE
from webapp.payments.errors import NoSuchPayment
from webapp.payments.models import Attempt, CreditNote, Invoice, Refund
from webapp.payments.offer import payable_of
from webapp.payments.queries import receipt_of
from webapp.payments.wording import way_of
from webapp.ui.filters import moment, money

TITLE: Final = _l("Qaytarma qəbzi")


def credit_note_rows(note: CreditNote) -> list[tuple[str, str]]:
    """Return the credit note's fields in the language of the moment."""
    refund = db.session().get_one(Refund, note.refund_id)
    attempt = db.session().get_one(Attempt, refund.attempt_id)
    invoice = db.session().get_one(Invoice, attempt.invoice_id)
    rows = [
        (_("Portalın operatoru"), "AYNA, Kabinet"),
        (_("Mərkəzi nömrə"), note.number),
        (_("Vəsaiti alan"), note.payer_name or _("Qonaq")),
        (_("Vəsaiti alanın FİN-i və ya VÖEN-i"), note.payer_number or "—"),
        (_("Ödəniş sistemi"), way_of(attempt)),
        (_("Qaytarma əməliyyatının nömrəsi"), refund.provider_ref or "—"),
        (_("Təyinat"), str(payable_of(invoice.payable).title)),
        (_("Qaytarılan məbləğ"), money(note.qepik)),
        (_("Səbəb"), _(refund.reason) if refund.reason else "—"),
        (_("Qaytarılıb"), moment(refund.returned_at)),
    ]
    return [(str(label), value) for label, value in rows]


def credit_note_pdf(note: CreditNote, *, sealing: bool) -> bytes:
    """Return the printed credit note in the language of the moment; `sealing` says that it gets our seal after this."""
    seal = (Evidence(_("Elektron möhür"), "AYNA", moment(now()), ""),) if sealing else ()
    data: dict[str, Any] = {
        "frame": frame(
            note.document_token, title=TITLE, number=note.number, version=1, state=_("Qaytarılıb"), evidence=seal
        ),
        "rows": [list(row) for row in credit_note_rows(note)],
        "lines": _payment(note),
        "title": _("Qaytarılan ödəniş"),
    }
    return render_pdf(TEMPLATE, data)


def public_facts(ref: str) -> PublicFacts:
    """Return what a stranger may know of the credit note of the refund `ref`: no payer. Raises NoSuchPayment."""
    wanted = select(CreditNote, Invoice).join(Refund, Refund.id == CreditNote.refund_id)
    wanted = wanted.join(Attempt, Attempt.id == Refund.attempt_id).join(Invoice, Invoice.id == Attempt.invoice_id)
    row = db.session().execute(wanted.where(Refund.public_id == ref)).one_or_none()
    if row is None:
        raise NoSuchPayment
    rows: tuple[tuple[Text, str], ...] = (
        (_l("Təyinat"), str(payable_of(row.Invoice.payable).title)),
        (_l("Qaytarılan məbləğ"), money(row.CreditNote.qepik)),
    )
    note = row.CreditNote
    return PublicFacts("success", _l("Qaytarılıb"), note.number, rows, issued_at=note.issued_at)


def _payment(note: CreditNote) -> list[list[str]]:
    """Return the payment of which it is: its receipt and its invoice."""
    refund = db.session().get_one(Refund, note.refund_id)
    attempt = db.session().get_one(Attempt, refund.attempt_id)
    invoice = db.session().get_one(Invoice, attempt.invoice_id)
    receipt = receipt_of(invoice.id)
    return [
        [_("Ödəniş qəbzi"), receipt.number if receipt else "—"],
        [_("Hesabın nömrəsi"), invoice.public_id],
        [_("Ödənilmiş məbləğ"), money(attempt.qepik)],
        [_("Ödənilib"), moment(attempt.paid_at)],
    ]


CREDIT_DOCUMENT: Final = DocumentType("payment_credit_note", TITLE, public_facts)
