"""Refunds: never more than was charged, none of a disputed charge; each step told by events."""

import time
import uuid

from mocks.stripe.service import RefusedError, Stripe, metadata_in
from mocks.stripe.store import Object


def make_refund(service: Stripe, asked: dict[str, str]) -> Object:
    """Send money back and tell of it. Raises RefusedError."""
    with service.store.lock:
        wanted, amount = asked.get("payment_intent", ""), asked.get("amount", "")
        owner = service.session_of_intent(wanted)
        charge = owner["payment_intent"]["latest_charge"] if owner else None
        if owner is None or charge is None or not amount.isdecimal():
            raise RefusedError("No such payment_intent.")
        if charge["disputed"]:
            raise RefusedError("This charge has been charged back and cannot be refunded.")
        if not 0 < int(amount) <= charge["amount"] - charge["amount_refunded"]:
            raise RefusedError("Refund amount is greater than the unrefunded amount on the charge.")
        charge["amount_refunded"] += int(amount)
        service.store.keep("session", owner)
        body: Object = {"id": f"re_{uuid.uuid4().hex}", "object": "refund", "amount": int(amount)}
        body |= {"status": "succeeded", "charge": charge["id"], "payment_intent": wanted}
        body |= {"created": int(time.time()), "currency": charge["currency"], "metadata": metadata_in(asked)}
        service.store.keep("refund", body)
        service.tell("refund.created", body)
        service.tell("charge.refunded", charge)
        return body


def shown_refund(service: Stripe, refund: Object) -> Object:
    """Return a refund as it is told: while the fault `refund-pending` strikes, as taken and not made yet."""
    return {**refund, "status": "pending"} if service.faults.strikes("refund-pending") else refund


def finish(service: Stripe, refund: Object, status: str) -> Object:
    """Let a refund succeed or fail, also one that had succeeded: a bank may give the money back days later."""
    with service.store.lock:
        owner = service.session_of_intent(refund["payment_intent"])
        if status == "failed" and owner is not None:
            owner["payment_intent"]["latest_charge"]["amount_refunded"] -= refund["amount"]
            service.store.keep("session", owner)
        ended = service.store.keep("refund", {**refund, "status": status})
        service.tell("refund.updated", ended)
        if status == "failed":
            service.tell("refund.failed", ended)
        return ended
