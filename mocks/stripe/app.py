"""The application: the interface, the payer's page, the side door."""

import os
from pathlib import Path
from typing import Final

from flask import Flask

from mocks.kit import Counterparty, Faults, fault_switches
from mocks.kit.admin import HTTP_FAULTS
from mocks.kit.webhooks import WEBHOOK_FAULTS
from mocks.stripe.events import sender
from mocks.stripe.service import Stripe
from mocks.stripe.store import SessionStore
from mocks.stripe.views.admin import admin
from mocks.stripe.views.interface import interface
from mocks.stripe.views.pages import pages

FAULTS: Final = frozenset(
    HTTP_FAULTS
    | WEBHOOK_FAULTS
    | {"refund-pending", "refund-failed", "refund-refused"}
    | {"lost-answer", "wrong-amount", "wrong-currency", "wrong-invoice", "live-mode", "late-success"}
)


def create_app(data_dir: Path, webhook_url: str) -> Flask:
    """Return the service, its sessions kept in `data_dir`/stripe.sqlite3; its events go to `webhook_url`."""
    app = Counterparty("mocks.stripe")
    faults = Faults(FAULTS)
    app.extensions["stripe"] = Stripe(
        key=os.environ.get("STRIPE_API_KEY") or "sk_test_kabinet_demo",
        webhook_url=webhook_url,
        store=SessionStore(data_dir / "stripe.sqlite3"),
        webhooks=sender(os.environ.get("STRIPE_WEBHOOK_SECRET") or "whsec_kabinet_demo", faults),
        faults=faults,
    )
    fault_switches(app, faults)
    for blueprint in (interface, pages, admin):
        app.register_blueprint(blueprint)
    return app
