"""Paying, outside the web of transactions: rows first, then the provider, then rows. No transaction may be open here."""

from webapp.core.actor import Actor
from webapp.core.transaction import transaction
from webapp.payments.addresses import notify_address, return_address
from webapp.payments.errors import NotPayable, ProviderAway
from webapp.payments.gateways import provider
from webapp.payments.gateways.provider import Order, ProviderRefused, Seen, Started
from webapp.payments.queries import attempt_by, invoice_of_attempt, live_attempt, own_invoice
from webapp.payments.rules import Verdict
from webapp.payments.services.attempting import Begun, begin, begun, ended, reached
from webapp.payments.services.settling import settle


def pay(invoice: str, *, at: str, actor: Actor, key: str | None = None) -> str:
    """Begin or go on with a payment at a provider and return the address to which the payer goes.

    Raises what `begin` raises, and ProviderAway: the attempt stays and is continued with the same key.
    """
    provider(at)
    with transaction():
        this = begin(invoice, provider=at, actor=actor, key=key)
    return this.address or _start(this).address


def refresh(attempt: str) -> Verdict:
    """Ask the provider how an attempt stands and take the answer into the books. Raises ProviderAway, NoSuchPayment."""
    with transaction(read_only=True):
        row = attempt_by(attempt)
        this = begun(row, invoice_of_attempt(row))
    ref = this.ref
    if ref is None:
        return Verdict.WAIT
    return _settled(this, provider(this.provider).look(ref))


def give_up(invoice: str, *, actor: Actor, key: str | None = None) -> Verdict:
    """Take the live attempt back at its provider; if it was paid meanwhile, it is paid. Raises ProviderAway."""
    with transaction():
        found = own_invoice(invoice, actor=actor, key=key, lock=True)
        live = live_attempt(found.id)
        if live is None:
            return Verdict.IGNORE
        this = begun(live, found)
    return withdraw(this)


def withdraw(this: Begun) -> Verdict:
    """Take an attempt back at its provider and keep what it answers. Raises ProviderAway."""
    try:
        ref = this.ref or _start(this).ref
        return _settled(this, provider(this.provider).cancel(ref))
    except (ProviderRefused, NotPayable):
        with transaction():
            ended(this.attempt, "cancel")
        return Verdict.END


def _start(this: Begun) -> Started:
    """Make the payment at the provider, with the attempt as its key. Raises ProviderAway, NotPayable when it is refused."""
    order = Order(
        claim=this.claim,
        service_code=this.service_code,
        description=this.title,
        payer_kind=this.payer_kind,
        payer_number=this.payer_number,
        return_url=return_address(this.invoice, this.attempt, key=this.key),
        notify_url=notify_address(this.provider),
        expires_at=this.expires_at,
    )
    try:
        started = provider(this.provider).start(order)
    except ProviderRefused:
        with transaction():
            ended(this.attempt, "fail")
        raise ProviderAway from None
    with transaction(single=True):
        reached(this.attempt, started)
    return started


def _settled(this: Begun, seen: Seen) -> Verdict:
    with transaction():
        return settle(this.attempt, seen)
