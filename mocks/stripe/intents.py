"""A PaymentIntent: made with the first try of a Checkout session, declined, held for 3-D Secure, charged, disputed."""

import time
import uuid
from typing import Any, Final

from mocks.stripe.store import Object

DECLINED: Final = {"type": "card_error", "code": "card_declined", "message": "Your card was declined."}
NOT_PROVED: Final = {
    "type": "invalid_request_error",
    "code": "payment_intent_authentication_failure",
    "message": "The provided payment method has failed authentication.",
}


def intent_of(session: Object) -> Object:
    """Return the intent of a session, a new one before its first try."""
    known: Object | None = session["payment_intent"]
    if known is not None:
        return known
    return {
        "id": f"pi_{uuid.uuid4().hex}",
        "object": "payment_intent",
        "status": "requires_payment_method",
        "amount": session["amount_total"],
        "amount_received": 0,
        "currency": session["currency"],
        "metadata": session["metadata"],
        "payment_method_types": ["card"],
        "last_payment_error": None,
        "next_action": None,
        "latest_charge": None,
        "livemode": False,
        "created": int(time.time()),
    }


def refused(intent: Object, error: dict[str, str]) -> Object:
    """The card was declined, or its holder not proved: another card may be tried."""
    return {**intent, "status": "requires_payment_method", "last_payment_error": error, "next_action": None}


def held_for_proof(intent: Object) -> Object:
    """The bank wants its holder to confirm (3-D Secure)."""
    action: dict[str, Any] = {"type": "redirect_to_url", "redirect_to_url": {"url": "about:blank"}}
    return {**intent, "status": "requires_action", "next_action": action, "last_payment_error": None}


def charged(intent: Object) -> Object:
    """The money was taken."""
    charge: Object = {
        "id": f"ch_{uuid.uuid4().hex}",
        "object": "charge",
        "amount": intent["amount"],
        "amount_refunded": 0,
        "currency": intent["currency"],
        "created": int(time.time()),
        "paid": True,
        "disputed": False,
        "metadata": intent["metadata"],
        "payment_intent": intent["id"],
    }
    done = {"status": "succeeded", "amount_received": intent["amount"], "latest_charge": charge}
    return {**intent, **done, "last_payment_error": None, "next_action": None}


def dispute_of(charge: Object) -> Object:
    """Return the dispute that the holder of the card opened about a charge."""
    return {
        "id": f"du_{uuid.uuid4().hex}",
        "object": "dispute",
        "amount": charge["amount"],
        "currency": charge["currency"],
        "charge": charge["id"],
        "payment_intent": charge["payment_intent"],
        "reason": "fraudulent",
        "status": "needs_response",
        "created": int(time.time()),
        "metadata": {},
    }
