"""Reads of invoices, attempts and receipts, and the locks in their one order: invoice, then attempt."""

from collections.abc import Sequence
from dataclasses import dataclass
from hmac import compare_digest
from typing import Final

from sqlalchemy import BigInteger, bindparam, select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.statements import Statement
from webapp.payments.errors import NoSuchInvoice, NoSuchPayment
from webapp.payments.guest_keys import key_digest
from webapp.payments.models import TILL, Attempt, CreditNote, Invoice, InvoiceLine, Receipt, Refund
from webapp.payments.permissions import PAY
from webapp.payments.rules import LIVE

LIVE_STATES: Final = tuple(sorted(state.value for state in LIVE))
MOST: Final = 200
# Written once: putting the text together anew costs as much as the read itself.
INVOICE: Final = select(Invoice).where(Invoice.public_id == bindparam("public_id"))
LOCKED: Final = INVOICE.with_for_update().execution_options(populate_existing=True)
_attempt = Attempt.__table__.c
LIVE_ID: Final = Statement(
    select(_attempt.id).where(
        _attempt.invoice_id == bindparam("invoice_id", type_=BigInteger), _attempt.state.in_(LIVE_STATES)
    )
)


@dataclass(frozen=True, slots=True)
class RefundOrder:
    """What a provider is asked to send back; `sent` is its own reference when it has taken the refund already."""

    provider: str
    ref: str
    qepik: int
    key: str
    sent: str | None


def invoice_by(public_id: str) -> Invoice:
    """Return the invoice. Raises NoSuchInvoice."""
    found = db.session().scalar(INVOICE, {"public_id": public_id})
    if found is None:
        raise NoSuchInvoice
    return found


def locked_invoice(public_id: str) -> Invoice:
    """Return the invoice as it stands, locked until the transaction ends. Raises NoSuchInvoice."""
    found = db.session().scalar(LOCKED, {"public_id": public_id})
    if found is None:
        raise NoSuchInvoice
    return found


def own_invoice(public_id: str, *, actor: Actor, key: str | None = None, lock: bool = False) -> Invoice:
    """Return an invoice of the party acted for, or the one of a guest's `key`. Raises NoSuchInvoice, for another's as for none."""
    found = locked_invoice(public_id) if lock else invoice_by(public_id)
    if key is not None:
        own = found.guest_key is not None and compare_digest(found.guest_key, key_digest(key))
    else:
        own = found.party_id is not None and found.party_id == actor.party_id and actor.has(PAY.code)
    if not own:
        raise NoSuchInvoice
    return found


def guest_invoice(key: str) -> Invoice:
    """Return the invoice that a guest's key opens. Raises NoSuchInvoice."""
    found = db.session().scalar(select(Invoice).where(Invoice.guest_key == key_digest(key)))
    if found is None:
        raise NoSuchInvoice
    return found


def own_invoices(actor: Actor) -> Sequence[Invoice]:
    """Return the invoices of the party acted for: the open ones by due date, then the others, newest first."""
    wanted = select(Invoice).where(Invoice.party_id == actor.party_id, Invoice.party_id.is_not(None))
    order = ((Invoice.state == "open").desc(), Invoice.due_on, Invoice.id.desc())
    return db.session().scalars(wanted.order_by(*order).limit(MOST)).all()


def newest_invoice(payable: str, ref: str) -> Invoice | None:
    """Return the newest invoice of a matter, None when none was ever opened."""
    wanted = select(Invoice).where(Invoice.payable == payable, Invoice.ref == ref)
    return db.session().scalar(wanted.order_by(Invoice.id.desc()).limit(1))


def lines_of(invoice_id: int) -> Sequence[InvoiceLine]:
    """Return the lines of an invoice, in order."""
    wanted = select(InvoiceLine).where(InvoiceLine.invoice_id == invoice_id)
    return db.session().scalars(wanted.order_by(InvoiceLine.position)).all()


def live_attempt(invoice_id: int) -> Attempt | None:
    """Return the attempt that is under way, locked; None when nobody is paying. The invoice is locked: none begins meanwhile."""
    db.session().flush()
    found = LIVE_ID.all(invoice_id=invoice_id)
    return db.session().get_one(Attempt, found[0].id, with_for_update=True, populate_existing=True) if found else None


def newest_attempt(invoice_id: int) -> Attempt | None:
    """Return the last try to pay an invoice, None before the first."""
    wanted = select(Attempt).where(Attempt.invoice_id == invoice_id).order_by(Attempt.id.desc()).limit(1)
    return db.session().scalar(wanted)


def attempt_by(public_id: str) -> Attempt:
    """Return the attempt. Raises NoSuchPayment."""
    found = db.session().scalar(select(Attempt).where(Attempt.public_id == public_id))
    if found is None:
        raise NoSuchPayment
    return found


def receipt_of(invoice_id: int) -> Receipt | None:
    """Return the receipt of an invoice, None before it is paid."""
    return db.session().scalar(select(Receipt).where(Receipt.invoice_id == invoice_id))


def receipts_of(invoice_ids: Sequence[int]) -> dict[int, Receipt]:
    """Return the receipts of these invoices, by invoice."""
    found = db.session().scalars(select(Receipt).where(Receipt.invoice_id.in_(invoice_ids)))
    return {receipt.invoice_id: receipt for receipt in found}


def invoice_of_attempt(row: Attempt) -> Invoice:
    """Return the invoice that an attempt is to pay."""
    return db.session().get_one(Invoice, row.invoice_id)


def attempt_of(public_id: str, found: Invoice) -> Attempt:
    """Return an attempt to pay this invoice. Raises NoSuchPayment for one of another invoice as for none."""
    row = attempt_by(public_id)
    if row.invoice_id != found.id:
        raise NoSuchPayment
    return row


def refund_order(public_id: str) -> RefundOrder | None:
    """Return what a provider is to send back, None when it has ended, or a till is to give it."""
    return _refund_order(public_id, ("approved", "sent"))


def made_refund(public_id: str) -> RefundOrder | None:
    """Return what a provider has sent back, None when it has not."""
    return _refund_order(public_id, ("done",))


def _refund_order(public_id: str, states: tuple[str, ...]) -> RefundOrder | None:
    wanted = select(Refund, Attempt).join(Attempt, Attempt.id == Refund.attempt_id)
    row = db.session().execute(wanted.where(Refund.public_id == public_id, Refund.state.in_(states))).one_or_none()
    if row is None or row.Attempt.provider_ref is None or row.Attempt.provider == TILL:
        return None
    found = row.Refund
    sent = found.provider_ref if found.state in {"sent", "done"} else None
    return RefundOrder(row.Attempt.provider, row.Attempt.provider_ref, found.qepik, found.provider_key, sent)


def refund_by(public_id: str) -> Refund:
    """Return the refund. Raises NoSuchPayment."""
    found = db.session().scalar(select(Refund).where(Refund.public_id == public_id))
    if found is None:
        raise NoSuchPayment
    return found


def refunds_of_invoice(invoice_id: int) -> Sequence[Refund]:
    """Return the refunds of what was applied to an invoice, the oldest first."""
    wanted = select(Refund).join(Attempt, Attempt.id == Refund.attempt_id)
    return (
        db.session().scalars(wanted.where(Attempt.invoice_id == invoice_id, Refund.applied).order_by(Refund.id)).all()
    )


def credit_note_of(refund_id: int) -> CreditNote | None:
    """Return the credit note of a refund, None before it is made."""
    return db.session().scalar(select(CreditNote).where(CreditNote.refund_id == refund_id))


def credit_notes_of(refund_ids: Sequence[int]) -> dict[int, CreditNote]:
    """Return the credit notes of these refunds, by refund."""
    found = db.session().scalars(select(CreditNote).where(CreditNote.refund_id.in_(refund_ids)))
    return {note.refund_id: note for note in found}
