"""Stripe's events as notices: about a Checkout session, the PaymentIntent behind it, a refund, a dispute.

What an event says is never taken over: it names what we ask Stripe about. Events about anything else name nothing.
"""

import json
from collections.abc import Mapping
from typing import Any, Final

from webapp.payments.gateways.provider import BadNotice, Notice

LONGEST_ID: Final = 255


def read_event(body: bytes) -> Notice:
    """Read an event whose signature is right. Raises BadNotice for one that is none: a thin event, an array, odd ids."""
    try:
        told = json.loads(body)
        event, kind, about = told["id"], told["type"], told["data"]["object"]
        ref = about["id"]
        known = about.get("metadata") or {}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise BadNotice("content") from None
    if not all(isinstance(part, str) and 0 < len(part) <= LONGEST_ID for part in (event, kind, ref)):
        raise BadNotice("content")
    if not isinstance(known, dict):
        raise BadNotice("content")
    return _notice(event, kind, about, known)


def _notice(event: str, kind: str, about: Mapping[str, Any], known: Mapping[str, Any]) -> Notice:
    subject = kind.partition(".")[0]
    if kind.startswith("checkout.session."):
        return Notice(event, kind, about["id"])
    if kind.startswith("charge.dispute."):
        return Notice(event, kind, "", charge=_id(about, "charge"))
    if subject == "refund" or kind.startswith("charge.refund."):
        return Notice(event, kind, "", refund=about["id"], refund_key=_id(known, "refund"))
    if subject in {"payment_intent", "charge"}:
        return Notice(event, kind, "", attempt=_id(known, "attempt"))
    return Notice(event, kind, "")


def _id(values: Mapping[str, Any], name: str) -> str:
    found = values.get(name)
    return found[:LONGEST_ID] if isinstance(found, str) else ""
