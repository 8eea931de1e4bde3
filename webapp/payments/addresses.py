"""Addresses that leave the house: where a provider sends the payer back, and where it tells us something."""

from typing import cast

from flask import current_app, url_for

from webapp.ui.portal import Portal


def return_address(invoice: str, attempt: str) -> str:
    """Return the page on which the payer learns how the attempt ended."""
    return _outside(url_for("payments.returned", public_id=invoice, attempt=attempt))


def notify_address(provider: str) -> str:
    """Return where the provider's signed notifications are taken."""
    return _outside(url_for("payments_machine.notice", provider_code=provider))


def _outside(path: str) -> str:
    return f"{cast('Portal', current_app).settings.public_url}{path}"
