"""What follows from our own facts: the receipt is printed and sealed, approved money goes back. Both by jobs."""

from typing import Final

from webapp.core.bus import on
from webapp.payments.events import InvoicePaid, PaymentUnheard, RefundApproved, RefundDone, RefundUnheard
from webapp.payments.jobs import announce_payment, seal_receipt
from webapp.payments.refund_jobs import announce_end, seal_credit_note, send_refund


@on(InvoicePaid)
def print_the_receipt(fact: InvoicePaid) -> None:
    """Let the receipt be printed and sealed."""
    seal_receipt.defer(invoice=fact.invoice)


@on(RefundApproved)
def send_the_money_back(fact: RefundApproved) -> None:
    """Let the provider be asked."""
    send_refund.defer(once=fact.refund, refund=fact.refund)


@on(RefundDone)
def print_the_credit_note(fact: RefundDone) -> None:
    """Let the credit note be printed and sealed."""
    seal_credit_note.defer(refund=fact.refund)


@on(RefundUnheard)
def tell_of_the_refund_again(fact: RefundUnheard) -> None:
    """Let the rooms be told again how a refund ended."""
    announce_end.defer(once=fact.refund, refund=fact.refund)


@on(PaymentUnheard)
def tell_again(fact: PaymentUnheard) -> None:
    """Let the rooms be told again."""
    announce_payment.defer(once=fact.invoice, invoice=fact.invoice)


REACTIONS: Final = (
    print_the_receipt,
    send_the_money_back,
    tell_again,
    print_the_credit_note,
    tell_of_the_refund_again,
)
