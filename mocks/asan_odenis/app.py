"""The application: the merchants' interface, the payer's pages, the side door."""

from pathlib import Path
from typing import Final

from flask import Flask

from mocks.asan_odenis.notifying import notifier
from mocks.asan_odenis.service import PaymentService
from mocks.asan_odenis.signing import shared_key
from mocks.asan_odenis.store import PaymentStore
from mocks.asan_odenis.views.admin import admin
from mocks.asan_odenis.views.merchants import merchants
from mocks.asan_odenis.views.pages import pages
from mocks.kit import Counterparty, Faults, fault_switches
from mocks.kit.admin import HTTP_FAULTS
from mocks.kit.webhooks import WEBHOOK_FAULTS

FAULTS: Final = frozenset(
    WEBHOOK_FAULTS
    | {"lost-answer", "wrong-amount", "wrong-currency", "wrong-invoice", "late-success"}
    | {"refund-pending", "refund-failed", "refund-refused"}
    | {
        f"settlement-{kind}"
        for kind in ("missing", "extra", "duplicate", "amount", "currency", "empty", "wrong-day", "bom", "commas")
    }
)


def create_app(data_dir: Path) -> Flask:
    """Return the payment service, its payments kept in `data_dir`/asan_odenis.sqlite3."""
    app = Counterparty("mocks.asan_odenis")
    faults, key = Faults(HTTP_FAULTS | FAULTS), shared_key()
    store = PaymentStore(data_dir / "asan_odenis.sqlite3")
    app.extensions["payments"] = PaymentService(key, store, notifier(key, faults), faults)
    fault_switches(app, faults)
    for blueprint in (merchants, pages, admin):
        app.register_blueprint(blueprint)
    return app
