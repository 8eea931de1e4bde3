"""What Stripe does with a Checkout session: made, paid, expired, refunded."""

import time
import uuid
from dataclasses import dataclass
from typing import Any, Final

from flask import current_app

from mocks.kit.faults import Faults
from mocks.kit.webhooks import Webhooks
from mocks.stripe.events import event
from mocks.stripe.store import Object, SessionStore

SHORTEST, LONGEST = 1800, 86400
CURRENCIES: Final = frozenset({"azn", "usd", "eur"})


class RefusedError(Exception):
    """The request cannot be done; the text goes back to the merchant."""


@dataclass(slots=True)
class Stripe:
    """Key, store, events and faults of one running service."""

    key: str
    webhook_url: str
    store: SessionStore
    webhooks: Webhooks
    faults: Faults

    def make_session(self, asked: dict[str, str]) -> Object:
        """Make a session. Raises RefusedError, which names the parameter."""
        price = "line_items[0][price_data]"
        amount, currency = asked.get(f"{price}[unit_amount]", ""), asked.get(f"{price}[currency]", "")
        now = int(time.time())
        expires = asked.get("expires_at", str(now + LONGEST))
        if asked.get("mode") != "payment" or not amount.isdecimal() or int(amount) < 1 or currency not in CURRENCIES:
            raise RefusedError("Invalid line item.")
        if not expires.isdecimal() or not now + SHORTEST - 60 <= int(expires) <= now + LONGEST:
            raise RefusedError("expires_at must be between 30 minutes and 24 hours from now.")
        if not asked.get("success_url", "").startswith(("http://", "https://")):
            raise RefusedError("success_url is wanted.")
        made: Object = {
            "id": f"cs_test_{uuid.uuid4().hex}",
            "object": "checkout.session",
            "mode": "payment",
            "status": "open",
            "payment_status": "unpaid",
            "amount_total": int(amount),
            "currency": currency,
            "client_reference_id": asked.get("client_reference_id"),
            "metadata": _metadata(asked),
            "success_url": asked["success_url"],
            "cancel_url": asked.get("cancel_url", asked["success_url"]),
            "expires_at": int(expires),
            "created": now,
            "livemode": False,
            "payment_intent": None,
            "name": asked.get(f"{price}[product_data][name]", ""),
        }
        return self.store.keep("session", made)

    def session(self, session_id: str) -> Object | None:
        """Return a session, expired if its time is over."""
        found = self.store.find(session_id)
        if found and found["status"] == "open" and found["expires_at"] < time.time():
            return self.expire(found)
        return found

    def pay(self, session_id: str) -> Object:
        """The card was charged. Raises RefusedError when the session takes no money any more."""
        with self.store.lock:
            found = self.session(session_id)
            if found is None or found["status"] != "open":
                raise RefusedError("The session is not open.")
            return self.settle(found)

    def settle(self, found: Object) -> Object:
        """Take the money of a session, whatever its state, and tell of it."""
        late = self.faults.strikes("late-success", found["id"])
        now = int(time.time())
        charge: Object = {"id": f"ch_{uuid.uuid4().hex}", "object": "charge", "created": now, "amount_refunded": 0}
        charge |= {"amount": found["amount_total"], "currency": found["currency"], "paid": True}
        intent: Object = {"id": f"pi_{uuid.uuid4().hex}", "object": "payment_intent", "status": "succeeded"}
        intent |= {"amount": found["amount_total"], "currency": found["currency"], "latest_charge": charge}
        settles = time.time() + late.seconds if late else 0
        paid = {**found, "status": "complete", "payment_status": "paid", "payment_intent": intent, "settles": settles}
        return self._told("checkout.session.completed", paid)

    def expire(self, found: Object) -> Object:
        """End an open session."""
        return self._told("checkout.session.expired", {**found, "status": "expired"})

    def refund(self, asked: dict[str, str]) -> Object:
        """Send money back, never more than was charged. Raises RefusedError."""
        with self.store.lock:
            wanted = asked.get("payment_intent", "")
            owners = [
                each for each in self.store.listed("session") if (each["payment_intent"] or {}).get("id") == wanted
            ]
            amount = asked.get("amount", "")
            if not owners or not amount.isdecimal():
                raise RefusedError("No such payment_intent.")
            charge = owners[0]["payment_intent"]["latest_charge"]
            if not 0 < int(amount) <= charge["amount"] - charge["amount_refunded"]:
                raise RefusedError("Refund amount is greater than the unrefunded amount on the charge.")
            charge["amount_refunded"] += int(amount)
            self.store.keep("session", owners[0])
            body: Object = {
                "id": f"re_{uuid.uuid4().hex}",
                "object": "refund",
                "status": "succeeded",
                "amount": int(amount),
            }
            body |= {"created": int(time.time()), "currency": charge["currency"], "payment_intent": wanted}
            body["metadata"] = _metadata(asked)
            return self.store.keep("refund", body)

    def shown_refund(self, found: Object) -> Object:
        """Return a refund as it is told, bent by the faults of the moment."""
        return {**found, "status": "pending"} if self.faults.strikes("refund-pending") else found

    def shown(self, found: Object, *, expanded: bool) -> Object:
        """Return a session as it is told, bent by the faults of the moment."""
        shown: dict[str, Any] = {name: value for name, value in found.items() if name not in {"name", "settles"}}
        shown["url"] = None
        subject = found["id"]
        if found.get("settles", 0) > time.time():
            shown |= {"status": "complete", "payment_status": "unpaid"}
        if self.faults.strikes("wrong-amount", subject):
            shown["amount_total"] -= 1
        if self.faults.strikes("wrong-currency", subject):
            shown["currency"] = "usd"
        if self.faults.strikes("wrong-invoice", subject):
            shown["metadata"] = {**found["metadata"], "invoice": "0" * 26}
        if self.faults.strikes("live-mode", subject):
            shown["livemode"] = True
        if shown["payment_intent"] and not expanded:
            shown["payment_intent"] = shown["payment_intent"]["id"]
        return shown

    def _told(self, kind: str, found: Object) -> Object:
        self.store.keep("session", found)
        body, older = (
            event(kind, found),
            event("payment_intent.created", {"id": "pi_older", "object": "payment_intent"}),
        )
        self.webhooks.tell(self.webhook_url, found["id"], body, older)
        return found


def _metadata(asked: dict[str, str]) -> dict[str, str]:
    return {name[9:-1]: value for name, value in asked.items() if name.startswith("metadata[")}


def the_service() -> Stripe:
    """Return the service of this process."""
    service: Stripe = current_app.extensions["stripe"]
    return service
