"""Events: signed as Stripe signs, `Stripe-Signature: t=…,v1=HMAC(t.body)`."""

import hashlib
import hmac
import json
import time
import uuid
from typing import Any

from mocks.kit.faults import Faults
from mocks.kit.webhooks import Webhooks


def sender(secret: str, faults: Faults) -> Webhooks:
    """Return the sender of events, which signs with `secret`."""
    return Webhooks(lambda body, forged: signed("whsec_somebody_else" if forged else secret, body), faults)


def signed(secret: str, body: bytes) -> dict[str, str]:
    """Return the header of a body sent now."""
    moment = int(time.time())
    digest = hmac.new(secret.encode(), b"%d." % moment + body, hashlib.sha256).hexdigest()
    return {"Stripe-Signature": f"t={moment},v1={digest}"}


def event(kind: str, about: dict[str, Any]) -> bytes:
    """Return an event about an object, with an id of its own."""
    body = {"id": f"evt_{uuid.uuid4().hex}", "object": "event", "type": kind, "livemode": False}
    return json.dumps({**body, "created": int(time.time()), "data": {"object": about}}).encode()
