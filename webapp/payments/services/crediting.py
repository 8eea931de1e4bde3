"""The credit note: the numbered proof that money went back, printed and sealed by a job after it."""

from typing import Final

from webapp.core import db
from webapp.core.clock import local, now
from webapp.core.numbering import next_number
from webapp.documents.api import register, set_number
from webapp.payments.models import CreditNote, Invoice, Refund
from webapp.payments.payers import payer_of

SERIES: Final = "payment_credit_note"
DOCUMENT: Final = "payment_credit_note"


def issue_credit_note(found: Refund, invoice: Invoice) -> CreditNote:
    """Issue the credit note of a refund that was made. The number's lock lasts until the transaction ends."""
    payer, moment = payer_of(invoice), now()
    year = local(moment).year
    token = register(DOCUMENT, found.public_id).token
    serial = next_number(SERIES, year)
    note = CreditNote(
        number=f"QT-{year}-{serial:07d}",
        year=year,
        serial=serial,
        refund_id=found.id,
        document_token=token,
        qepik=found.qepik,
        payer_name=payer.name,
        payer_number=payer.number,
        issued_at=moment,
    )
    db.session().add(note)
    db.session().flush()
    set_number(token, note.number)
    return note
