"""What a provider says becomes our books: once, in one transaction with receipt, ledger and the fact that others await."""

from webapp.audit.api import record
from webapp.core.actor import SYSTEM
from webapp.core.clock import local, now
from webapp.payments import ledger, telling
from webapp.payments.gateways.provider import Seen
from webapp.payments.models import Attempt, Invoice
from webapp.payments.offer import payable_of
from webapp.payments.rules import (
    CURRENCY,
    ENDINGS,
    AttemptState,
    Claim,
    InvoiceState,
    Verdict,
    amount,
    different,
    judge,
)
from webapp.payments.services.announcing import announce
from webapp.payments.services.attempting import locked_payment, move
from webapp.payments.services.differing import close_missing, note_difference
from webapp.payments.services.invoicing import lapse, revive, take_step
from webapp.payments.services.receipting import issue_receipt
from webapp.payments.services.refunding import return_at_once


def settle(attempt: str, seen: Seen) -> Verdict:
    """Take the provider's answer about an attempt into the books and return what became of it.

    The answer was asked of the provider by us; nothing that a browser or a notification says comes here. Raises
    NoSuchPayment.
    """
    row, invoice = locked_payment(attempt)
    expected = Claim(row.qepik, row.currency, invoice.public_id, row.public_id)
    wrong = different(expected, seen.claim)
    if row.provider_ref not in {None, seen.ref}:
        wrong = (*wrong, "payment")
    paid_at = seen.paid_at or now()
    verdict = judge(
        AttemptState(row.state),
        InvoiceState(invoice.state),
        seen.status,
        paid_on=local(paid_at).date(),
        due_on=invoice.due_on,
        fits=not wrong,
    )
    if verdict is Verdict.APPLY:
        _apply(row, invoice, seen)
    elif verdict is Verdict.LATE:
        if not wrong and _still_given(invoice):
            _apply(row, invoice, seen)
            return Verdict.APPLY
        _keep_late(row, invoice, seen, wrong)
    elif verdict is Verdict.HOLD:
        _hold(row, invoice, seen, wrong)
    elif verdict is Verdict.END:
        _end(row, invoice, seen)
    return verdict


def _still_given(invoice: Invoice) -> bool:
    """Whether the room of an unpaid invoice that has ended still gives what it was for."""
    take_late = payable_of(invoice.payable).take_late
    unpaid = invoice.state != InvoiceState.PAID
    return unpaid and take_late is not None and take_late(invoice.ref, invoice.public_id)


def _apply(row: Attempt, invoice: Invoice, seen: Seen) -> None:
    _take_money(row, "succeed", seen)
    if invoice.state == InvoiceState.OPEN:
        take_step(invoice, "pay")
    else:
        revive(invoice)
    ledger.post(
        _key(row),
        "payment",
        invoice.public_id,
        {row.money_account or ledger.clearing(row.provider): row.qepik, ledger.RECEIVABLE: -row.qepik},
    )
    receipt = issue_receipt(invoice, row)
    _record("payment_received", invoice, provider=row.provider, qepik=row.qepik, receipt=receipt.number)
    telling.tell_paid(invoice, receipt.number)
    close_missing(row)
    announce(invoice, row, receipt)


def _keep_late(row: Attempt, invoice: Invoice, seen: Seen, wrong: tuple[str, ...]) -> None:
    """Money for an invoice that takes none any more: it stands apart in the ledger and goes back by the way it came."""
    if invoice.state == InvoiceState.OPEN and not wrong:
        lapse(invoice)
    _take_money(row, "late", seen)
    _post_unapplied(row, invoice, seen)
    note_difference("does_not_fit" if wrong else f"after_{invoice.state}", row, _found(seen, wrong))
    _record("payment_late", invoice, provider=row.provider, qepik=seen.claim.qepik)
    if not wrong:
        return_at_once(row, f"after_{invoice.state}")
    telling.tell_late(invoice)


def _hold(row: Attempt, invoice: Invoice, seen: Seen, wrong: tuple[str, ...]) -> None:
    """Money that is not what was asked for: nothing is applied, nothing more is taken, an accountant looks."""
    _take_money(row, "hold", seen)
    _post_unapplied(row, invoice, seen)
    note_difference("does_not_fit", row, _found(seen, wrong))
    _record("payment_held", invoice, provider=row.provider, fields=list(wrong))


def _end(row: Attempt, invoice: Invoice, seen: Seen) -> None:
    move(row, ENDINGS[seen.status])
    row.ended_at = now()
    _record("attempt_ended", invoice, provider=row.provider, state=row.state)


def _take_money(row: Attempt, action: str, seen: Seen) -> None:
    move(row, action)
    row.provider_ref = row.provider_ref or seen.ref
    row.transaction = seen.transaction
    row.paid_at = seen.paid_at or now()
    row.ended_at = now()


def _post_unapplied(row: Attempt, invoice: Invoice, seen: Seen) -> None:
    """Money in another currency is in nobody's books until it is cleared up."""
    came = seen.claim.qepik
    if seen.claim.currency == CURRENCY and came > 0:
        sides = {row.money_account or ledger.clearing(row.provider): came, ledger.UNAPPLIED: -came}
        ledger.post(_key(row), "payment_unapplied", invoice.public_id, sides)


def _key(row: Attempt) -> str:
    return f"payment:{row.public_id}"


def _found(seen: Seen, wrong: tuple[str, ...]) -> str:
    return amount(seen.claim.qepik, seen.claim.currency) + (f" ({', '.join(wrong)})" if wrong else "")


def _record(action: str, invoice: Invoice, **detail: object) -> None:
    key = invoice.public_id
    record(f"payments.{action}", actor=SYSTEM, object_type="invoice", object_key=key, detail=detail)
