"""An attempt: begun under the invoice's lock, so that two clicks, two tabs and two devices are one payment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from sqlalchemy import Table, Text, bindparam, case, select, update

from webapp.audit.api import record
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.ids import new_public_id
from webapp.core.statements import Statement, adding
from webapp.core.text import in_language
from webapp.payments.errors import NoSuchPayment, NotPayable, PaymentHeld, PaymentUnderWay
from webapp.payments.gateways.provider import Started
from webapp.payments.guest_keys import guest_key
from webapp.payments.models import Attempt, Invoice
from webapp.payments.offer import payable_of
from webapp.payments.payers import payer_of
from webapp.payments.queries import live_attempt, own_invoice
from webapp.payments.rules import (
    ATTEMPT_LIFE,
    ATTEMPT_STEPS,
    CURRENCY,
    AttemptState,
    Claim,
    InvoiceState,
    NotAllowed,
    step,
)

LOCKED: Final = (  # rows are locked in the order of the tables: the invoice, then the attempt
    select(Invoice, Attempt)
    .join(Attempt, Attempt.invoice_id == Invoice.id)
    .where(Attempt.public_id == bindparam("public_id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
_attempts = cast("Table", Attempt.__table__)
_reached = (
    update(_attempts)
    .where(_attempts.c.public_id == bindparam("public_id"))
    .values(
        provider_ref=bindparam("ref", type_=Text),
        address=bindparam("address", type_=Text),
        state=case(
            (_attempts.c.state == AttemptState.CREATED.value, step(ATTEMPT_STEPS, AttemptState.CREATED, "reach").value),
            else_=_attempts.c.state,
        ),
    )
    .returning(_attempts.c.id)
    .cte("reached")
)
REACHED: Final = Statement(select(_reached.c.id))  # one row, so one lock: nobody is kept waiting in a ring
WRITTEN: Final = (
    "public_id",
    "invoice_id",
    "provider",
    "qepik",
    "currency",
    "state",
    "transaction",
    "account_id",
    "started_at",
)
WRITE: Final = adding(_attempts, *WRITTEN)


@dataclass(frozen=True, slots=True)
class Begun:
    """An attempt that is live: what the provider is to be asked; `address` is known when it was asked before, `key` is a guest's."""

    attempt: str
    invoice: str
    provider: str
    address: str | None
    ref: str | None
    claim: Claim
    title: str
    service_code: str
    payer_kind: str
    payer_number: str
    expires_at: datetime
    key: str | None


def begin(invoice: str, *, provider: str, actor: Actor, key: str | None = None) -> Begun:
    """Begin to pay an invoice of the party acted for, or of a guest's `key`, or go on with the attempt that is under way at this provider.

    Raises NoSuchInvoice, NotPayable, PaymentUnderWay (at another provider), PaymentHeld.
    """
    found = own_invoice(invoice, actor=actor, key=key, lock=True)
    ensure_payable(found)
    live = live_attempt(found.id)
    if live is not None and live.provider != provider and live.address is None and live.state == AttemptState.CREATED:
        never_reached(live)
        live = None
    if live is None:
        live = _new(found, provider, actor)
    elif live.state == AttemptState.HELD:
        raise PaymentHeld
    elif live.provider != provider:
        raise PaymentUnderWay
    return begun(live, found)


def begun(attempt: Attempt, invoice: Invoice) -> Begun:
    """Return what a provider needs to know of an attempt."""
    kind, payer = payable_of(invoice.payable), payer_of(invoice)
    with in_language("az"):  # always the same words: an idempotency key stands for the same order
        title = str(kind.title)
    return Begun(
        attempt=attempt.public_id,
        invoice=invoice.public_id,
        provider=attempt.provider,
        address=attempt.address,
        ref=attempt.provider_ref,
        claim=Claim(attempt.qepik, attempt.currency, invoice.public_id, attempt.public_id),
        title=title,
        service_code=kind.service_code,
        payer_kind=payer.kind,
        payer_number=payer.number,
        expires_at=attempt.started_at + ATTEMPT_LIFE,
        key=guest_key(invoice.public_id) if invoice.party_id is None else None,
    )


def ensure_payable(found: Invoice) -> None:
    """Raise NotPayable unless the locked invoice waits and its last day is not over."""
    if found.state != InvoiceState.OPEN or (found.due_on is not None and found.due_on < today()):
        raise NotPayable


def reached(attempt: str, started: Started) -> None:
    """Keep where the provider has the attempt; an attempt that ended meanwhile only learns its reference. Raises NoSuchPayment."""
    db.session().flush()
    if not REACHED.all(public_id=attempt, ref=started.ref, address=started.address):
        raise NoSuchPayment


def ended(attempt: str, action: str) -> None:
    """End an attempt that never came to be at the provider (`fail`), or that its payer gave up (`cancel`)."""
    row = locked_attempt(attempt)
    move(row, action)
    row.ended_at = now()
    db.session().flush()


def locked_attempt(public_id: str) -> Attempt:
    """Return the attempt with its invoice and itself locked, in this order, as they stand now. Raises NoSuchPayment."""
    return locked_payment(public_id)[0]


def locked_payment(public_id: str) -> tuple[Attempt, Invoice]:
    """Return the attempt and its invoice, locked as `locked_attempt`."""
    found = db.session().execute(LOCKED, {"public_id": public_id}).one_or_none()
    if found is None:
        raise NoSuchPayment
    return found.Attempt, found.Invoice


def move(row: Attempt, action: str) -> None:
    """Move a locked attempt along an edge of the table. Raises NotPayable where there is none."""
    try:
        row.state = step(ATTEMPT_STEPS, AttemptState(row.state), action).value
    except NotAllowed:
        raise NotPayable from None


def never_reached(live: Attempt) -> None:
    """End an attempt of which no payer ever got the address: nobody can have paid it, another provider may be tried."""
    move(live, "cancel")
    live.ended_at = now()
    db.session().flush()


def _new(found: Invoice, provider: str, actor: Actor) -> Attempt:
    """Write and return an attempt, for reading alone."""
    row = Attempt(
        public_id=new_public_id(),
        invoice_id=found.id,
        provider=provider,
        qepik=found.qepik,
        currency=CURRENCY,
        state=AttemptState.CREATED.value,
        transaction="",
        account_id=actor.account_id,
        started_at=now(),
    )
    WRITE.all(**{name: getattr(row, name) for name in WRITTEN})
    detail = {"provider": provider, "qepik": found.qepik}
    record("payments.attempt_started", actor=actor, object_type="invoice", object_key=found.public_id, detail=detail)
    return row
