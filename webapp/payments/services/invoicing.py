"""Opening, cancelling and lapsing an invoice. The caller owns the transaction; the ledger is written with each step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, cast

from sqlalchemy import BigInteger, Integer, Table, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY, TEXT, insert

from webapp.audit.api import record
from webapp.cabinets.api import party
from webapp.core import db
from webapp.core.actor import SYSTEM, Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.core.statements import Statement
from webapp.payments import ledger, telling
from webapp.payments.errors import NoLegalBasis, NotPayable, PaymentUnderWay
from webapp.payments.events import InvoiceCancelled, InvoiceLapsed
from webapp.payments.guest_keys import guest_key, key_digest
from webapp.payments.models import Invoice, InvoiceLine
from webapp.payments.offer import payable_of
from webapp.payments.queries import live_attempt, locked_invoice
from webapp.payments.rules import INVOICE_STEPS, MOST_QEPIK, InvoiceState, NotAllowed, step

LONGEST: Final = 1000
WRITTEN: Final = (
    "public_id",
    "payable",
    "ref",
    "party_id",
    "guest_key",
    "qepik",
    "due_on",
    "state",
    "reason",
    "opened_at",
)
_invoices, _lines = cast("Table", Invoice.__table__), cast("Table", InvoiceLine.__table__)
_invoice = (
    insert(_invoices)
    .values({name: bindparam(name, type_=_invoices.c[name].type) for name in WRITTEN})
    .returning(_invoices.c.id)
    .cte("invoice")
)
_given = (
    func.unnest(
        bindparam("whats", type_=ARRAY(TEXT)),
        bindparam("prices", type_=ARRAY(BigInteger)),
        bindparam("units", type_=ARRAY(Integer)),
        bindparam("bases", type_=ARRAY(TEXT)),
    )
    .table_valued("what", "qepik", "units", "basis", with_ordinality="position", name="given")
    .render_derived()
)
_written = (
    insert(_lines)
    .from_select(
        ["invoice_id", "position", "what", "qepik", "units", "basis"],
        select(_invoice.c.id, _given.c.position, _given.c.what, _given.c.qepik, _given.c.units, _given.c.basis),
    )
    .cte("written")
)
OPEN: Final = Statement(select(_invoice.c.id).add_cte(_written))


@dataclass(frozen=True, slots=True)
class Line:
    """One item of an invoice: what (in Azerbaijani, a msgid), the price of a unit, how many, the clause that sets it."""

    what: str
    qepik: int
    units: int
    basis: str


def open_invoice(
    *,
    payable: str,
    ref: str,
    lines: Sequence[Line],
    due_on: date | None,
    actor: Actor,
    party_id: int | None = None,
    guest: bool = False,
    told: bool = False,
) -> str:
    """Open an invoice to a party, or to a guest, and return its public id. The amount is the sum of `lines`.

    A guest pays at `guest_url`; each line has its legal basis. `told` says that the room itself tells of it: one notice is enough. Raises NoLegalBasis, LookupError for a payable that nobody plugged in, AlreadyInvoiced (at the latest when the
    transaction ends) when the matter has an open one, NoSuchParty.
    """
    payable_of(payable)
    if party_id is None and not guest:
        raise TypeError("an invoice is to a party or to a guest")
    if party_id is not None:
        party(party_id)
    found = _opened(payable, ref, _total(lines), due_on)
    found.party_id, found.guest_key = party_id, key_digest(guest_key(found.public_id)) if guest else None
    _write(found, lines)
    sides = {ledger.RECEIVABLE: found.qepik, ledger.revenue(payable): -found.qepik}
    ledger.post(_key(found), "invoice_opened", found.public_id, sides)
    note("invoice_opened", found, actor, qepik=found.qepik, payable=payable)
    if not told:
        telling.tell_opened(found)
    return found.public_id


def cancel_invoice(public_id: str, *, reason: str, actor: Actor, while_paying: bool = False) -> None:
    """Take an open invoice back. Raises NoSuchInvoice, NotPayable, PaymentUnderWay while somebody is paying it.

    With `while_paying` also then, for what cannot wait (a seat whose time is over): money that still comes goes back by itself.
    """
    found = locked_invoice(public_id)
    if not while_paying and live_attempt(found.id) is not None:
        raise PaymentUnderWay
    _close(found, "cancel", reason)
    note("invoice_cancelled", found, actor)
    publish(InvoiceCancelled(invoice=public_id, payable=found.payable, ref=found.ref, reason=reason))


def lapse_invoice(public_id: str) -> None:
    """Let an invoice lapse whose last day is over. Raises NotPayable, PaymentUnderWay while an attempt is live."""
    found = locked_invoice(public_id)
    if live_attempt(found.id) is not None:
        raise PaymentUnderWay
    lapse(found)


def lapse(found: Invoice) -> None:
    """Let the locked invoice lapse; the caller knows that nothing can still pay it in time."""
    _close(found, "lapse", "")
    note("invoice_lapsed", found, SYSTEM)
    telling.tell_lapsed(found)
    publish(InvoiceLapsed(invoice=found.public_id, payable=found.payable, ref=found.ref))


def revive(found: Invoice) -> None:
    """Let a locked invoice that was cancelled or lapsed be paid after all: what it took back in the ledger stands again."""
    take_step(found, "pay_late")
    ledger.reverse(f"{_key(found)}:reversed", "invoice_revived")
    note("invoice_revived", found, SYSTEM, reason=found.reason)
    found.reason = ""


def note(action: str, found: Invoice, actor: Actor, **detail: object) -> None:
    """Keep a step of the invoice in the journal."""
    record(f"payments.{action}", actor=actor, object_type="invoice", object_key=found.public_id, detail=detail or None)


def take_step(found: Invoice, action: str) -> None:
    """Move the locked invoice. Raises NotPayable when it has ended."""
    try:
        found.state = step(INVOICE_STEPS, InvoiceState(found.state), action).value
    except NotAllowed:
        raise NotPayable from None
    found.closed_at = now()
    db.session().flush()


def _opened(payable: str, ref: str, qepik: int, due_on: date | None) -> Invoice:
    return Invoice(
        public_id=new_public_id(),
        payable=payable,
        ref=ref,
        qepik=qepik,
        due_on=due_on,
        state=InvoiceState.OPEN.value,
        reason="",
        opened_at=now(),
    )


def _write(found: Invoice, lines: Sequence[Line]) -> None:
    """Write the invoice with its lines, in their order, by one statement."""
    OPEN.all(
        **{name: getattr(found, name) for name in WRITTEN},
        whats=[line.what for line in lines],
        prices=[line.qepik for line in lines],
        units=[line.units for line in lines],
        bases=[line.basis.strip() for line in lines],
    )


def _close(found: Invoice, action: str, reason: str) -> None:
    take_step(found, action)
    found.reason = reason[:LONGEST]
    ledger.reverse(_key(found), f"invoice_{found.state}")


def _key(found: Invoice) -> str:
    return f"invoice:{found.public_id}"


def _total(lines: Sequence[Line]) -> int:
    """Return the sum of the lines. Raises NoLegalBasis for a line without clause or with an amount that no tariff has."""
    for line in lines:
        whole = type(line.qepik) is int and type(line.units) is int
        if not whole or line.qepik < 0 or line.units < 1 or not line.basis.strip() or not line.what.strip():
            raise NoLegalBasis
    total = sum(line.qepik * line.units for line in lines)
    if not 0 < total <= MOST_QEPIK:
        raise NoLegalBasis
    return total
