"""What the merchant is told of a payment: which event, of which kind, about which payment; the rest is to be asked."""

import json
import uuid

from mocks.asan_odenis.signing import FORGED_KEY, HEADER, sign
from mocks.asan_odenis.store import Payment
from mocks.kit.faults import Faults
from mocks.kit.webhooks import Webhooks


def notifier(key: str, faults: Faults) -> Webhooks:
    """Return the sender of notifications of one service, which signs with `key`."""
    return Webhooks(lambda body, forged: {HEADER: sign(FORGED_KEY if forged else key, body)}, faults)


def notification(payment: Payment, kind: str) -> bytes:
    """Return a notification of an event of its own."""
    return json.dumps({"event": uuid.uuid4().hex, "kind": f"payment.{kind}", "payment": payment.id}).encode()
