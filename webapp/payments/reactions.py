"""What follows from our own facts: the receipt is printed and sealed, approved money goes back. Both by jobs."""

from typing import Final

from webapp.core.bus import on
from webapp.payments.events import InvoicePaid, PaymentUnheard, RefundApproved
from webapp.payments.jobs import announce_payment, seal_receipt, send_refund


@on(InvoicePaid)
def print_the_receipt(fact: InvoicePaid) -> None:
    """Let the receipt be printed and sealed."""
    seal_receipt.defer(invoice=fact.invoice)


@on(RefundApproved)
def send_the_money_back(fact: RefundApproved) -> None:
    """Let the provider be asked."""
    send_refund.defer(refund=fact.refund)


@on(PaymentUnheard)
def tell_again(fact: PaymentUnheard) -> None:
    """Let the rooms be told again."""
    announce_payment.defer(once=fact.invoice, invoice=fact.invoice)


REACTIONS: Final = (print_the_receipt, send_the_money_back, tell_again)
