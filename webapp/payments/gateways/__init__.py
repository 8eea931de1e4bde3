"""The payment systems, each behind the same few questions; the only place of the room with HTTP."""

from typing import Final, cast

from flask import current_app

from webapp.payments.errors import NoSuchPayment
from webapp.payments.gateways.asan_odenis import AsanOdenis
from webapp.payments.gateways.provider import Provider
from webapp.ui.portal import Portal

MAKERS: Final = {AsanOdenis.code: AsanOdenis}


def provider(code: str) -> Provider:
    """Return the payment system with this code. Raises NoSuchPayment for one that we do not have."""
    maker = MAKERS.get(code)
    if maker is None:
        raise NoSuchPayment
    return maker(cast("Portal", current_app).settings)
