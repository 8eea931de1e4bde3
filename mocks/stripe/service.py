"""What Stripe does with a Checkout session and its intent: made, tried, paid, expired, disputed. Refunds stand in `refunding`."""

import time
import uuid
from dataclasses import dataclass
from typing import Any, Final

from flask import current_app

from mocks.kit.faults import Faults
from mocks.kit.webhooks import Webhooks
from mocks.stripe import intents
from mocks.stripe.events import event
from mocks.stripe.store import Object, SessionStore

SHORTEST, LONGEST = 1800, 86400
CURRENCIES: Final = frozenset({"azn", "usd", "eur"})
HIDDEN: Final = frozenset({"name", "settles"})


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
            "metadata": metadata_in(asked),
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

    def session_of_intent(self, intent_id: str) -> Object | None:
        """Return the session whose intent this is."""
        listed = self.store.listed("session")
        return next((each for each in listed if (each["payment_intent"] or {}).get("id") == intent_id), None)

    def pay(self, session_id: str) -> Object:
        """The card was charged. Raises RefusedError when the session takes no money any more."""
        with self.store.lock:
            return self.settle(self._open(session_id))

    def decline(self, session_id: str, error: dict[str, str] = intents.DECLINED) -> Object:
        """The bank said no, or the holder was not proved; another card may be tried. Raises RefusedError."""
        with self.store.lock:
            found = self._open(session_id)
            kept = self._with_intent(found, intents.refused(intents.intent_of(found), error))
            self.tell("payment_intent.payment_failed", kept["payment_intent"])
            return kept

    def hold_for_proof(self, session_id: str) -> Object:
        """The bank wants the holder to confirm (3-D Secure). Raises RefusedError."""
        with self.store.lock:
            found = self._open(session_id)
            kept = self._with_intent(found, intents.held_for_proof(intents.intent_of(found)))
            self.tell("payment_intent.requires_action", kept["payment_intent"])
            return kept

    def settle(self, found: Object) -> Object:
        """Take the money of a session, whatever its state, and tell of it: intent, charge, session, as Stripe does."""
        late = self.faults.strikes("late-success", found["id"])
        intent = intents.charged(intents.intent_of(found))
        settles = time.time() + late.seconds if late else 0
        paid = {**found, "status": "complete", "payment_status": "paid", "payment_intent": intent, "settles": settles}
        self.store.keep("session", paid)
        self.tell("payment_intent.succeeded", {**intent, "latest_charge": intent["latest_charge"]["id"]})
        self.tell("charge.succeeded", intent["latest_charge"])
        self.tell("checkout.session.completed", paid)
        return paid

    def expire(self, found: Object) -> Object:
        """End an open session, and with it an intent that was tried."""
        ended = {**found, "status": "expired"}
        if found["payment_intent"]:
            ended["payment_intent"] = {**found["payment_intent"], "status": "canceled", "next_action": None}
            self.tell("payment_intent.canceled", ended["payment_intent"])
        self.store.keep("session", ended)
        self.tell("checkout.session.expired", ended)
        return ended

    def dispute(self, found: Object) -> Object:
        """The holder of the card disputes the charge of a paid session: it is not refunded any more."""
        with self.store.lock:
            charge = found["payment_intent"]["latest_charge"]
            charge["disputed"] = True
            self.store.keep("session", found)
            self.tell("charge.dispute.created", intents.dispute_of(charge))
            return found

    def shown(self, found: Object, *, expanded: bool) -> Object:
        """Return a session as it is told, bent by the faults of the moment."""
        shown: dict[str, Any] = {name: value for name, value in found.items() if name not in HIDDEN}
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

    def tell(self, kind: str, about: Object) -> None:
        """Send an event about an object, as the faults of the moment allow."""
        shown = {name: value for name, value in about.items() if name not in HIDDEN}
        older = event("payment_intent.created", {"id": "pi_older", "object": "payment_intent", "metadata": {}})
        self.webhooks.tell(self.webhook_url, about["id"], event(kind, shown), older)

    def _open(self, session_id: str) -> Object:
        found = self.session(session_id)
        if found is None or found["status"] != "open":
            raise RefusedError("The session is not open.")
        return found

    def _with_intent(self, found: Object, intent: Object) -> Object:
        return self.store.keep("session", {**found, "payment_intent": intent})


def metadata_in(asked: dict[str, str]) -> dict[str, str]:
    """Return the metadata of a form-encoded request."""
    return {name[9:-1]: value for name, value in asked.items() if name.startswith("metadata[")}


def the_service() -> Stripe:
    """Return the service of this process."""
    service: Stripe = current_app.extensions["stripe"]
    return service
