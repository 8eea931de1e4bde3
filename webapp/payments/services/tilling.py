"""Money taken and given back at a till: the same invoice, receipt, ledger and facts as online, by one confirmation."""

from typing import Final, Literal

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.payments.errors import (
    NotPayable,
    NotRefundable,
    OtherInstrument,
    PaymentHeld,
    PaymentUnderWay,
    SecondPersonNeeded,
)
from webapp.payments.gateways.provider import Returned, Seen
from webapp.payments.ledger import till_account
from webapp.payments.models import TILL, Attempt, Invoice, Refund
from webapp.payments.queries import credit_note_of, live_attempt, locked_invoice, receipt_of, refund_by
from webapp.payments.rules import CURRENCY, AttemptState, Claim, RefundState
from webapp.payments.services.attempting import ensure_payable, never_reached
from webapp.payments.services.invoicing import note
from webapp.payments.services.refunds import approve, would_wait
from webapp.payments.services.returned import take_answer
from webapp.payments.services.returning import request_refund
from webapp.payments.services.settling import settle

Method = Literal["cash", "terminal"]
METHODS: Final = ("cash", "terminal")


def take_at_till(invoice: str, *, method: Method, till: str, reference: str | None, actor: Actor) -> str:
    """Take an open invoice's whole amount at a till and return the receipt's number. `InvoicePaid` follows, as online.

    `reference` is the terminal's own number of the payment. A second click at the same till gets the same receipt. Whose
    invoice and whose till it is, the calling room knows. Raises NoSuchInvoice, NotPayable, PaymentUnderWay while somebody
    pays it online, PaymentHeld.
    """
    account = _account(till, method)
    found = locked_invoice(invoice)
    receipt = receipt_of(found.id)
    if receipt is not None and db.session().get_one(Attempt, receipt.attempt_id).money_account == account:
        return receipt.number
    ensure_payable(found)
    _ensure_nobody_pays(found)
    row = _attempt(found, account, actor)
    note("attempt_started", found, actor, provider=TILL, account=account, qepik=found.qepik)
    claim = Claim(row.qepik, row.currency, found.public_id, row.public_id)
    settle(row.public_id, Seen(row.public_id, "succeeded", claim, now(), reference or ""))
    made = receipt_of(found.id)
    if made is None:
        raise NotPayable
    return made.number


def refund_at_till(
    invoice: str, *, qepik: int, method: Method, till: str, reason: str, key: str, actor: Actor
) -> str | None:
    """Give money of an invoice that was paid at a till back, and return the credit note's number.

    None while the amount waits for a second person: called again with the same `key` when that one has approved, it is
    given. What `request_refund` asked for under this key is given here too. Raises NoSuchInvoice, NotRefundable,
    OtherInstrument (cash for cash, terminal for terminal), RefundTooLarge, KeyReused.
    """
    account = _account(till, method)
    found = locked_invoice(invoice)
    receipt = receipt_of(found.id)
    if receipt is None:
        raise NotRefundable
    paid_into = db.session().get_one(Attempt, receipt.attempt_id).money_account or ""
    if not paid_into.endswith(f":{method}"):
        raise OtherInstrument
    public_id = request_refund(invoice, qepik=qepik, reason=reason, key=key, actor=actor)
    asked = refund_by(public_id)
    if asked.state == RefundState.APPROVED:
        asked.money_account = account
        take_answer(public_id, Returned(f"till-{public_id}", "done", now()))
    made = credit_note_of(asked.id)
    return made.number if made else None


def takes_second(invoice: str, qepik: int, *, actor: Actor) -> bool:
    """Whether a refund of so much of an invoice would wait for a second person, were this one to ask for it now."""
    receipt = receipt_of(locked_invoice(invoice).id)
    row = db.session().get(Attempt, receipt.attempt_id) if receipt else None
    return row is not None and would_wait(row, qepik, actor)


def second_at_till(key: str, *, second: Actor) -> None:
    """Let a refund that waits for a second person go on: the calling room asked this one. Raises SecondPersonNeeded."""
    found = db.session().scalar(select(Refund).where(Refund.key == key).with_for_update())
    if found is None or found.state != RefundState.ASKED:
        return
    if found.asked_by == second.account_id:
        raise SecondPersonNeeded
    approve(found, second)


def _account(till: str, method: str) -> str:
    if method not in METHODS or not till or ":" in till:
        raise ValueError("a till has a code without colons, its methods are cash and terminal")
    return till_account(till, method)


def _ensure_nobody_pays(found: Invoice) -> None:
    live = live_attempt(found.id)
    if live is None:
        return
    if live.state == AttemptState.HELD:
        raise PaymentHeld
    if live.state != AttemptState.CREATED or live.address is not None:
        raise PaymentUnderWay
    never_reached(live)


def _attempt(found: Invoice, account: str, actor: Actor) -> Attempt:
    public_id = new_public_id()
    row = Attempt(
        public_id=public_id,
        invoice_id=found.id,
        provider=TILL,
        qepik=found.qepik,
        currency=CURRENCY,
        state=AttemptState.CREATED.value,
        provider_ref=public_id,
        money_account=account,
        transaction="",
        account_id=actor.account_id,
        started_at=now(),
    )
    db.session().add(row)
    db.session().flush()
    return row
