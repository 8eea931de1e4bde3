"""What happens by itself to refunds: asking the provider, asking again, telling the rooms, sealed credit notes."""

from typing import Final

from webapp.core.jobs import job
from webapp.core.text import _, in_language
from webapp.core.transaction import transaction
from webapp.documents import api as documents
from webapp.payments.credit_data import credit_note_pdf
from webapp.payments.errors import ProviderAway
from webapp.payments.gateways import provider
from webapp.payments.gateways.provider import ProviderRefused, Returned
from webapp.payments.jobs import QUEUE
from webapp.payments.queries import RefundOrder, credit_note_of, made_refund, refund_by, refund_order
from webapp.payments.refund_listing import waiting_refunds
from webapp.payments.services.announcing import announce_refund_again
from webapp.payments.services.returned import keep_bounce, keep_refusal, keep_silence, take_answer
from webapp.signing.api import seal_pdf


@job("payments.refund", queue=QUEUE, attempts=12)
def send_refund(refund: str) -> None:
    """Have the provider send money back, once for each refund, or ask after one that it has taken.

    Raises ProviderAway, and is tried again; the refund waits on the list of differences.
    """
    _send(refund)


@job("payments.look_up_refund", queue=QUEUE, attempts=12)
def look_up_refund(refund: str) -> None:
    """Ask the provider how a refund stands, because it told us something of it. Raises ProviderAway, and is tried again.

    A bank may send money back days after the provider called the refund made: that stands on the list.
    """
    with transaction(read_only=True):
        made = made_refund(refund)
    if made is None:
        _send(refund)
        return
    if provider(made.provider).look_refund(made.ref, made.sent or "").status == "failed":
        with transaction():
            keep_bounce(refund)


@job("payments.refund_sweep", queue=QUEUE, attempts=1, cron="*/10 * * * *")
def sweep_refunds(timestamp: int) -> None:  # noqa: ARG001 - what the clock gives
    """Ask again for refunds that are under way; one that a job waits for already is not asked for twice."""
    with transaction():
        for refund in waiting_refunds():
            send_refund.defer(once=refund, refund=refund)


@job("payments.announce_refund", queue=QUEUE, attempts=12, wait=5)
def announce_end(refund: str) -> None:
    """Tell the rooms once more how a refund ended. Raises whatever the room raises, and is tried again."""
    with transaction():
        announce_refund_again(refund)


@job("payments.seal_credit_note", queue=QUEUE, attempts=10)
def seal_credit_note(refund: str) -> None:
    """Print the credit note, seal it, keep it as a document. Raises SealUnavailable, and is tried again."""
    with in_language("az"):
        with transaction(read_only=True):
            note = credit_note_of(refund_by(refund).id)
            if note is None or documents.versions(note.document_token):
                return
            plain = credit_note_pdf(note, sealing=True)
        sealed = seal_pdf(plain)
        with transaction():
            if not documents.versions(note.document_token):
                documents.add_version(note.document_token, sealed, label=_("Qaytarma qəbzi"))


def _send(refund: str) -> None:
    with transaction(read_only=True):
        order = refund_order(refund)
    if order is None:
        return
    try:
        told = _ask(order)
    except ProviderRefused as no:
        with transaction():
            keep_refusal(refund, str(no))
        return
    except ProviderAway:
        with transaction():
            keep_silence(refund)
        raise
    with transaction():
        take_answer(refund, told)


def _ask(order: RefundOrder) -> Returned:
    """Ask the provider. A refund that it has taken and then does not know is no clear no: money may have moved."""
    system = provider(order.provider)
    if order.sent is None:
        return system.refund(order.ref, order.qepik, order.key)
    try:
        return system.look_refund(order.ref, order.sent)
    except ProviderRefused:
        raise ProviderAway from None


JOBS: Final = (send_refund, look_up_refund, sweep_refunds, announce_end, seal_credit_note)
