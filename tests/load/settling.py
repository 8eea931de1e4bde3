"""Money that has come, settled as the portal does it when a payment system answers: in processes of its own, two of them."""

import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context

from tests.load import visitors
from webapp.core.actor import SYSTEM
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.payments.gateways.provider import Seen, Started
from webapp.payments.guest_keys import guest_key
from webapp.payments.rules import Claim
from webapp.payments.services.attempting import begin, reached
from webapp.payments.services.settling import settle
from webapp.tickets.guests import guest_order

PROCESSES = 2  # as many as serve the pages
_here = ExitStack()


@contextmanager
def settlers(base):
    """Give a function that settles the order of a guest's key and returns the processor seconds it took."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn"), initializer=_open, initargs=(base,)) as pool:
        list(pool.map(time.sleep, [0.2] * PROCESSES))  # both are there before anything is timed
        yield lambda key: pool.submit(_settle, key).result(timeout=60)


def _open(base):
    app = _here.enter_context(visitors.application(base))
    _here.enter_context(app.test_request_context())


def _settle(key):
    """Say what the payment system says when the money has come."""
    started = time.process_time()
    with transaction(read_only=True):
        invoice = guest_order(key).invoice
    with transaction():
        this = begin(invoice, provider="asan_odenis", actor=SYSTEM, key=guest_key(invoice))
    with transaction(single=True):
        reached(this.attempt, Started(f"ref-{this.attempt}", "http://127.0.0.1/pay"))
    with transaction():
        claim = Claim(this.claim.qepik, "AZN", this.invoice, this.attempt)
        settle(this.attempt, Seen(f"ref-{this.attempt}", "succeeded", claim, now(), "T"))
    return time.process_time() - started
