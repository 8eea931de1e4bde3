"""Stripe by its own library: hosted Checkout, signed events, refunds (docs.stripe.com/checkout/fulfillment).

Behind a session stands its PaymentIntent: it is declined, held for 3-D Secure, tried with another card and charged on
Stripe's page; we read it, refund it and hear its events. A form for cards on our own page (Payment Element) would need
Stripe's script there, and our pages load no other site's scripts.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar

import structlog

from webapp.config import Settings
from webapp.core.clock import BAKU, now
from webapp.payments.errors import ProviderAway
from webapp.payments.gateways.provider import (
    BadNotice,
    Notice,
    Order,
    ProviderRefused,
    Returned,
    Seen,
    SettledLine,
    Started,
)
from webapp.payments.gateways.signatures import is_signed
from webapp.payments.gateways.stripe_events import read_event
from webapp.payments.rules import Claim

if TYPE_CHECKING:
    from stripe import Refund, StripeClient
    from stripe.checkout import Session

log = structlog.get_logger()
T = TypeVar("T")
SECONDS: Final = 8
HEADER: Final = "Stripe-Signature"
PAID_FOR: Final = ["payment_intent.latest_charge"]
NOT_MADE: Final = frozenset({"failed", "canceled"})


class StripeCheckout:
    """Stripe at STRIPE_API_BASE. A declined card ends nothing there: the payer may try another until the session expires."""

    code: ClassVar[str] = "stripe"

    def __init__(self, settings: Settings) -> None:
        self._base = settings.stripe_api_base
        self._key = settings.stripe_api_key
        self._secret = settings.stripe_webhook_secret

    def start(self, order: Order) -> Started:
        """Make a Checkout session, once for each attempt."""
        claim = order.claim
        product = {"name": order.description, "metadata": {"service_code": order.service_code}}
        price = {"currency": claim.currency.lower(), "unit_amount": claim.qepik, "product_data": product}
        known = {"invoice": claim.invoice, "attempt": claim.attempt}
        asked: Any = {
            "mode": "payment",
            "line_items": [{"price_data": price, "quantity": 1}],
            "client_reference_id": claim.attempt,
            "metadata": known,
            "payment_intent_data": {"metadata": known},
            "success_url": order.return_url,
            "cancel_url": order.return_url,
            "expires_at": int(order.expires_at.timestamp()),
        }
        made = self._ask(lambda client: client.v1.checkout.sessions.create(asked, {"idempotency_key": claim.attempt}))
        if not made.url:
            raise ProviderAway
        return Started(made.id, made.url)

    def look(self, ref: str) -> Seen:
        """Say how a session stands."""
        return self._seen(self._ask(lambda client: client.v1.checkout.sessions.retrieve(ref, {"expand": PAID_FOR})))

    def cancel(self, ref: str) -> Seen:
        """End a session that nobody has paid yet, and say how it stands then."""
        try:
            self._ask(lambda client: client.v1.checkout.sessions.expire(ref))
        except ProviderRefused:
            log.info("a payment had ended before it was taken back", provider=self.code)
        return self.look(ref)

    def refund(self, ref: str, qepik: int, key: str) -> Returned:
        """Send money back to the card that paid, once for each key."""
        intent = self._ask(lambda client: client.v1.checkout.sessions.retrieve(ref)).payment_intent
        asked: Any = {"payment_intent": str(intent), "amount": qepik, "metadata": {"session": ref, "refund": key}}
        return _returned(self._ask(lambda client: client.v1.refunds.create(asked, {"idempotency_key": key})))

    def look_refund(self, ref: str, refund: str) -> Returned:  # noqa: ARG002 - Stripe knows refunds by their own id
        """Say how a refund stands."""
        return _returned(self._ask(lambda client: client.v1.refunds.retrieve(refund)))

    def is_disputed(self, ref: str) -> bool:
        """Say whether the holder of the card disputes the charge of a session."""
        found = self._ask(lambda client: client.v1.checkout.sessions.retrieve(ref, {"expand": PAID_FOR}))
        return bool(_charge(found).get("disputed"))

    def settlement(self, day: date) -> list[SettledLine]:
        """Return what was charged and sent back on a day of Baku. A session lives a day at most: older ones are not asked for."""
        begin = datetime.combine(day, time(), BAKU)
        end = begin + timedelta(days=1)
        since = int((begin - timedelta(days=1)).timestamp())
        asked: Any = {"created": {"gte": since}, "limit": 100, "expand": [f"data.{name}" for name in PAID_FOR]}
        found = self._ask(lambda client: list(client.v1.checkout.sessions.list(asked).auto_paging_iter()))
        paid = [each for each in map(self._seen, found) if each.paid_at and begin <= each.paid_at < end]
        lines = [SettledLine(each.ref, "payment", each.claim.qepik, each.claim.currency) for each in paid]
        span: Any = {"created": {"gte": int(begin.timestamp()), "lt": int(end.timestamp())}, "limit": 100}
        back = self._ask(lambda client: list(client.v1.refunds.list(span).auto_paging_iter()))
        return lines + [_settled(refund) for refund in back if refund.status not in NOT_MADE]

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        """Read an event. Raises BadNotice unless it is Stripe's own and fresh."""
        if not is_signed(self._secret, headers.get(HEADER, ""), body, at=int(now().timestamp())):
            raise BadNotice("signature")
        return read_event(body)

    def _seen(self, session: "Session") -> Seen:
        """Return the session in our words; one of the other mode (test or live) is none of ours."""
        paid = session.status == "complete" and session.payment_status == "paid"
        status = "succeeded" if paid else "expired" if session.status == "expired" else "pending"
        known: dict[str, Any] = session.metadata.to_dict() if session.metadata else {}
        ours = session.livemode == self._key.startswith(("sk_live_", "rk_live_"))
        claim = Claim(
            -1 if session.amount_total is None else session.amount_total,
            (session.currency or "").upper(),
            str(known.get("invoice", "")),
            str(known.get("attempt", "")) if ours else "",
        )
        charge = _charge(session)
        paid_at = datetime.fromtimestamp(int(charge["created"]), UTC) if paid and charge.get("created") else None
        return Seen(session.id, status, claim, paid_at, str(charge.get("id", "")))

    def _ask(self, question: "Callable[[StripeClient], T]") -> T:
        import stripe  # thirty megabytes and a second: only the process that pays holds it

        web = stripe.RequestsClient(timeout=SECONDS)
        client = stripe.StripeClient(
            self._key, base_addresses={"api": self._base}, max_network_retries=0, http_client=web
        )
        try:
            return question(client)
        except (stripe.InvalidRequestError, stripe.IdempotencyError, stripe.CardError) as error:
            log.warning("payment provider refuses", provider=self.code, status=error.http_status)
            raise ProviderRefused(str(error.http_status)) from None
        except stripe.StripeError as error:
            log.warning("payment provider does not answer", provider=self.code, kind=type(error).__name__)
            raise ProviderAway from None
        finally:
            web.close()  # type: ignore[no-untyped-call] # the library left it without types


def _returned(refund: "Refund") -> Returned:
    """Return a refund in our words."""
    status = "done" if refund.status == "succeeded" else "failed" if refund.status in NOT_MADE else "pending"
    return Returned(refund.id, status, datetime.fromtimestamp(refund.created, UTC))


def _settled(refund: "Refund") -> SettledLine:
    """Return a refund as a line; one that was not made by us names no session of ours."""
    known: dict[str, Any] = refund.metadata.to_dict() if refund.metadata else {}
    ref = str(known.get("session") or refund.payment_intent or refund.id)
    return SettledLine(ref, "refund", refund.amount, refund.currency.upper(), refund.id)


def _charge(session: "Session") -> dict[str, Any]:
    """Return the charge of a session that was asked for with it, an empty one where there is none."""
    intent = session.payment_intent
    charge = getattr(intent, "latest_charge", None)
    return {name: getattr(charge, name, None) for name in ("id", "created", "disputed")} if charge else {}
