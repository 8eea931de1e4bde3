"""Addresses that leave the house: where a provider sends the payer back, where it tells us something, where a guest pays.

They are made in jobs too, where no request is.
"""

from typing import cast

from flask import current_app

from webapp.payments.guest_keys import guest_key
from webapp.ui.portal import Portal


def return_address(invoice: str, attempt: str, *, key: str | None = None) -> str:
    """Return the page on which the payer, or the guest with this key, learns how the attempt ended."""
    if key is not None:
        return _outside("payments_guest.returned", key=key, attempt=attempt)
    return _outside("payments.returned", public_id=invoice, attempt=attempt)


def guest_url(public_id: str) -> str:
    """Return the address, with host, at which whoever has it pays a guest's invoice and finds its receipt."""
    return _outside("payments_guest.show", key=guest_key(public_id))


def notify_address(provider: str) -> str:
    """Return where the provider's signed notifications are taken."""
    return _outside("payments_machine.notice", provider_code=provider)


def _outside(endpoint: str, **names: str) -> str:
    app = cast("Portal", current_app)
    return f"{app.settings.public_url}{app.url_map.bind('portal').build(endpoint, names)}"
