"""What a provider answers to a refund becomes our books: made, taken and not made yet, refused, or no answer at all."""

from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now
from webapp.payments import ledger, telling
from webapp.payments.gateways.provider import Returned
from webapp.payments.models import Attempt, Invoice, Refund
from webapp.payments.rules import CURRENCY, RefundState, amount
from webapp.payments.services.announcing import announce_refund
from webapp.payments.services.attempting import locked_attempt, move
from webapp.payments.services.crediting import issue_credit_note
from webapp.payments.services.differing import close_of_attempt, close_of_refund, note_foreign
from webapp.payments.services.refunds import locked_refund, note_refund, take_refund

AT_PROVIDER = frozenset({RefundState.APPROVED, RefundState.SENT})


def take_answer(public_id: str, told: Returned) -> None:
    """Take the provider's answer about a refund into the books; what has ended stays. Raises NoSuchPayment."""
    found = locked_refund(public_id)
    if found.state not in AT_PROVIDER:
        return
    if told.status == "failed":
        keep_refusal(public_id, "failed")
        return
    found.provider_ref, found.trouble = told.ref, ""
    if told.status == "pending":
        if found.state == RefundState.APPROVED:
            take_refund(found, "send")
        return
    _finish(found, told)


def keep_refusal(public_id: str, why: str) -> None:
    """Note the provider's clear no: the refund waits for an accountant, with the reason, on the list of differences.

    What was never applied ends here: its own difference is still open, and it can be asked for again.
    """
    found = locked_refund(public_id)
    if found.state not in AT_PROVIDER:
        return
    if not found.applied:
        take_refund(found, "refuse")
        found.ended_at = now()
        note_refund("refund_refused", found, SYSTEM)
        return
    _on_the_list("refund_refused", found, why)
    take_refund(found, "hold")
    found.trouble, found.provider_ref = "refused", None
    note_refund("refund_refused", found, SYSTEM)


def keep_silence(public_id: str) -> None:
    """Note that the provider does not answer: the refund goes on waiting, and is tried again by itself."""
    found = locked_refund(public_id)
    if found.state in AT_PROVIDER:
        found.trouble = "away"
        _on_the_list("refund_away", found, "")


def keep_bounce(public_id: str) -> None:
    """Note that a refund which was made came back to the provider: its payer has not got the money."""
    _on_the_list("refund_bounced", locked_refund(public_id), "failed")


def _finish(found: Refund, told: Returned) -> None:
    row = db.session().get_one(Attempt, found.attempt_id)
    row = locked_attempt(row.public_id)
    take_refund(found, "finish")
    found.ended_at, found.returned_at = now(), told.at or now()
    invoice = db.session().get_one(Invoice, row.invoice_id)
    owed = ledger.REFUNDS_DUE if found.applied else ledger.UNAPPLIED
    sides = {owed: found.qepik, found.money_account or ledger.clearing(row.provider): -found.qepik}
    ledger.post(f"refund:{found.public_id}", "refund", invoice.public_id, sides)
    note_refund("refund_done", found, SYSTEM)
    if not found.applied:
        move(row, "return")
        close_of_attempt(row.id, resolution=found.reason, actor=SYSTEM)
        return
    close_of_refund(found, resolution=found.reason, actor=SYSTEM)
    note = issue_credit_note(found, invoice)
    telling.tell_refunded(invoice, found.qepik, note.number, at_till=found.money_account is not None)
    announce_refund(found)


def _on_the_list(kind: str, found: Refund, why: str) -> None:
    """Keep it among the differences, once for each key at the provider."""
    row = db.session().get_one(Attempt, found.attempt_id)
    expected = amount(found.qepik, CURRENCY)
    note_foreign(kind, row.provider, found.provider_key, expected, why, attempt_id=row.id)
    db.session().flush()
