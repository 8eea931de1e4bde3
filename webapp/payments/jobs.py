"""What happens by itself: asking after payments, ending stale attempts, lapsing, refunds, sealed receipts."""

from datetime import date, timedelta
from typing import Final

import structlog

from webapp.core.clock import today
from webapp.core.jobs import job
from webapp.core.text import _, in_language
from webapp.core.transaction import transaction
from webapp.documents import api as documents
from webapp.payments.document_data import receipt_pdf
from webapp.payments.errors import NoSuchPayment, PaymentUnderWay, ProviderAway
from webapp.payments.gateways import offered, provider
from webapp.payments.gateways.provider import ProviderRefused, UnusableFile
from webapp.payments.listing import booked_of, booked_on, overdue_invoices, stale_attempts, waiting_attempts
from webapp.payments.queries import attempt_by, invoice_by, invoice_of_attempt, receipt_of, refund_order
from webapp.payments.rules import LIVE, AttemptState
from webapp.payments.services.announcing import announce_again
from webapp.payments.services.attempting import begun
from webapp.payments.services.invoicing import lapse_invoice
from webapp.payments.services.paying import refresh, withdraw
from webapp.payments.services.reconciling import compare, keep_findings, keep_unusable
from webapp.payments.services.refunding import finish_refund, refuse_refund
from webapp.signing.api import seal_pdf

log = structlog.get_logger()
QUEUE: Final = "payments"


@job("payments.look_up", queue=QUEUE, attempts=10)
def look_up(attempt: str) -> None:
    """Ask the provider how an attempt stands. Raises ProviderAway, and is tried again."""
    refresh(attempt)


@job("payments.sweep", queue=QUEUE, attempts=1, cron="*/5 * * * *")
def sweep(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Ask after attempts of which nobody told us; take back those that are older than ninety minutes."""
    with transaction(read_only=True):
        stale = set(stale_attempts())
        waiting = [attempt for attempt in waiting_attempts() if attempt not in stale]
    for attempt in waiting:
        _patiently(attempt, stale=False)
    for attempt in sorted(stale):
        _patiently(attempt, stale=True)


@job("payments.lapse", queue=QUEUE, attempts=1, cron="7 * * * *")
def lapse_overdue(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Let invoices lapse whose last day is over; one that is being paid waits for the end of the attempt."""
    with transaction(read_only=True):
        overdue = overdue_invoices()
    for public_id, attempt in overdue:
        if attempt is not None and not _patiently(attempt, stale=True):
            continue
        try:
            with transaction():
                if invoice_by(public_id).state == "open":
                    lapse_invoice(public_id)
        except PaymentUnderWay:
            log.info("an invoice waits for the end of its payment")


@job("payments.refund", queue=QUEUE, attempts=12)
def send_refund(refund: str) -> None:
    """Have the provider send money back, once for each refund. Raises ProviderAway, and is tried again."""
    with transaction(read_only=True):
        order = refund_order(refund)
    if order is None:
        return
    try:
        ref = provider(order.provider).refund(order.ref, order.qepik, refund)
    except ProviderRefused:
        with transaction():
            refuse_refund(refund)
        return
    with transaction():
        finish_refund(refund, ref)


@job("payments.announce", queue=QUEUE, attempts=12, wait=5)
def announce_payment(invoice: str) -> None:
    """Tell the rooms once more that an invoice is paid. Raises whatever the room raises, and is tried again."""
    with transaction():
        announce_again(invoice)


@job("payments.seal_receipt", queue=QUEUE, attempts=10)
def seal_receipt(invoice: str) -> None:
    """Print the receipt, seal it, keep it as a document. Raises SealUnavailable, and is tried again."""
    with in_language("az"):
        with transaction(read_only=True):
            row = receipt_of(invoice_by(invoice).id)
            if row is None or documents.versions(row.document_token):
                return
            plain = receipt_pdf(row, sealing=True)
        sealed = seal_pdf(plain)
        with transaction():
            if not documents.versions(row.document_token):
                documents.add_version(row.document_token, sealed, label=_("Qəbz"))


@job("payments.reconcile", queue=QUEUE, attempts=10, wait=60)
def reconcile(provider_code: str, day: str) -> None:
    """Compare a provider's settlement file of a day with our books. Raises ProviderAway, and is tried again."""
    wanted = date.fromisoformat(day)
    try:
        theirs = provider(provider_code).settlement(wanted)
    except UnusableFile:
        with transaction():
            keep_unusable(provider_code, wanted)
        return
    with transaction():
        ours = booked_on(provider_code, wanted)
        known = {**ours, **booked_of(provider_code, {line.ref for line in theirs})}
        keep_findings(provider_code, wanted, compare(ours, known, theirs), known)


@job("payments.close_the_day", queue=QUEUE, attempts=1, cron="40 22 * * *")
def close_the_day(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """At 02:40 in Baku: have every provider's yesterday compared."""
    yesterday = (today() - timedelta(days=1)).isoformat()
    with transaction():
        for code in offered():
            reconcile.defer(once=f"{code}:{yesterday}", provider_code=code, day=yesterday)


def _patiently(attempt: str, *, stale: bool) -> bool:
    """Ask after an attempt, and take it back when it is stale; return whether it has ended. A silent provider is no error."""
    try:
        refresh(attempt)
        with transaction(read_only=True):
            row = attempt_by(attempt)
            live, this = AttemptState(row.state) in LIVE, begun(row, invoice_of_attempt(row))
        if live and stale and row.state != AttemptState.HELD:
            withdraw(this)
            live = False
    except (ProviderAway, ProviderRefused, NoSuchPayment):
        log.warning("a payment could not be asked after")
        return False
    return not live


JOBS: Final = (look_up, sweep, lapse_overdue, send_refund, announce_payment, seal_receipt, reconcile, close_the_day)
