"""What happens by itself to payments: asking after them, ending stale attempts, lapsing, sealed receipts."""

from typing import Final

import structlog

from webapp.core.jobs import job
from webapp.core.text import _, in_language
from webapp.core.transaction import transaction
from webapp.documents import api as documents
from webapp.payments.document_data import receipt_pdf
from webapp.payments.errors import NoSuchPayment, PaymentUnderWay, ProviderAway
from webapp.payments.gateways import provider
from webapp.payments.gateways.provider import ProviderRefused
from webapp.payments.listing import overdue_invoices, stale_attempts, waiting_attempts
from webapp.payments.queries import attempt_by, invoice_by, invoice_of_attempt, receipt_of
from webapp.payments.rules import LIVE, AttemptState
from webapp.payments.services.announcing import announce_again
from webapp.payments.services.attempting import begun
from webapp.payments.services.differing import note_difference
from webapp.payments.services.invoicing import lapse_invoice
from webapp.payments.services.paying import refresh, withdraw
from webapp.signing.api import seal_pdf

log = structlog.get_logger()
QUEUE: Final = "payments"


@job("payments.look_up", queue=QUEUE, attempts=10)
def look_up(attempt: str) -> None:
    """Ask the provider how an attempt stands. Raises ProviderAway, and is tried again."""
    refresh(attempt)


@job("payments.look_up_dispute", queue=QUEUE, attempts=10)
def look_up_dispute(attempt: str) -> None:
    """Ask the provider whether a payment is disputed, and put it on the list. Raises ProviderAway, and is tried again."""
    with transaction(read_only=True):
        row = attempt_by(attempt)
    if row.provider_ref is not None and provider(row.provider).is_disputed(row.provider_ref):
        with transaction():
            note_difference("disputed", attempt_by(attempt), "")


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


JOBS: Final = (look_up, look_up_dispute, sweep, lapse_overdue, announce_payment, seal_receipt)
