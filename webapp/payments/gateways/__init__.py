"""The payment systems, each behind the same few questions; the only place of the room with HTTP."""

from collections.abc import Callable
from typing import Final, cast

from flask import current_app

from webapp.config import Settings
from webapp.payments.errors import NoSuchPayment
from webapp.payments.gateways.asan_odenis import AsanOdenis
from webapp.payments.gateways.provider import Provider
from webapp.payments.gateways.stripe_checkout import StripeCheckout
from webapp.ui.portal import Portal

MAKERS: Final[dict[str, Callable[[Settings], Provider]]] = {
    AsanOdenis.code: AsanOdenis,
    StripeCheckout.code: StripeCheckout,
}


def offered() -> list[str]:
    """Return the payment systems that can be chosen here: Stripe only where we have its key."""
    stripe = bool(_settings().stripe_api_key)
    return [code for code in MAKERS if code != StripeCheckout.code or stripe]


def provider(code: str) -> Provider:
    """Return the payment system with this code. Raises NoSuchPayment for one that we do not have."""
    if code not in offered():
        raise NoSuchPayment
    return MAKERS[code](_settings())


def _settings() -> Settings:
    return cast("Portal", current_app).settings
