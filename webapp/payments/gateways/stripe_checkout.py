"""Stripe by its own library: hosted Checkout, events signed by Stripe, refunds (docs.stripe.com/checkout/fulfillment)."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar

import structlog

from webapp.config import Settings
from webapp.core.clock import BAKU, now
from webapp.payments.errors import ProviderAway
from webapp.payments.gateways.provider import BadNotice, Notice, Order, ProviderRefused, Seen, SettledLine, Started
from webapp.payments.gateways.signatures import is_signed
from webapp.payments.rules import Claim

if TYPE_CHECKING:
    from stripe import StripeClient
    from stripe.checkout import Session

log = structlog.get_logger()
T = TypeVar("T")
SECONDS: Final = 8
HEADER: Final = "Stripe-Signature"
PAID_FOR: Final = ["payment_intent.latest_charge"]
TOLD: Final = "checkout.session."
LONGEST_ID: Final = 255


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

    def refund(self, ref: str, qepik: int, key: str) -> str:
        """Send money back, once for each key; return the provider's reference."""
        intent = self._ask(lambda client: client.v1.checkout.sessions.retrieve(ref)).payment_intent
        asked: Any = {"payment_intent": str(intent), "amount": qepik}
        made = self._ask(lambda client: client.v1.refunds.create(asked, {"idempotency_key": key}))
        return made.id

    def settlement(self, day: date) -> list[SettledLine]:
        """Return what was charged on a day of Baku. A session lives a day at most, so older ones are not looked at."""
        begin = datetime.combine(day, time(), BAKU)
        since = int((begin - timedelta(days=1)).timestamp())
        asked: Any = {"created": {"gte": since}, "limit": 100, "expand": [f"data.{name}" for name in PAID_FOR]}
        found = self._ask(lambda client: list(client.v1.checkout.sessions.list(asked).auto_paging_iter()))
        seen = [(session, self._seen(session)) for session in found]
        paid = [
            (session, each)
            for session, each in seen
            if each.paid_at and begin <= each.paid_at < begin + timedelta(days=1)
        ]
        lines = [SettledLine(each.ref, "payment", each.claim.qepik, each.claim.currency) for _session, each in paid]
        for session, each in paid:
            back = int(_charge(session).get("amount_refunded") or 0)
            if back:
                lines.append(SettledLine(each.ref, "refund", back, each.claim.currency))
        return lines

    def read_notice(self, body: bytes, headers: Mapping[str, str]) -> Notice:
        """Read an event. Raises BadNotice unless it is Stripe's own and fresh. Events about other things have no `ref`."""
        if not is_signed(self._secret, headers.get(HEADER, ""), body, at=int(now().timestamp())):
            raise BadNotice("signature")
        try:
            told = json.loads(body)
            event, kind, ref = told["id"], told["type"], told["data"]["object"]["id"]
        except (ValueError, LookupError, TypeError, RecursionError):
            raise BadNotice("content") from None
        if not all(isinstance(part, str) and 0 < len(part) <= LONGEST_ID for part in (event, kind, ref)):
            raise BadNotice("content")
        return Notice(event, kind, ref if kind.startswith(TOLD) else "")

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


def _charge(session: "Session") -> dict[str, Any]:
    """Return the charge of a session that was asked for with it, an empty one where there is none."""
    intent = session.payment_intent
    charge = getattr(intent, "latest_charge", None)
    return {name: getattr(charge, name, None) for name in ("id", "created", "amount_refunded")} if charge else {}
