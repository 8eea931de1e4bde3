"""The application: the portal's interface, the phones, the authorities' addresses, the side door."""

from pathlib import Path

from flask import Flask

from mocks.kit import Counterparty, fault_switches
from mocks.pki import ensure_pki
from mocks.pki.revocation import read_register
from mocks.signing.service import SigningService
from mocks.signing.time_stamps import TimeStampAuthority
from mocks.signing.views.admin import admin
from mocks.signing.views.authorities import authorities
from mocks.signing.views.phone import phone
from mocks.signing.views.signatures import signatures


def create_app(data_dir: Path) -> Flask:
    """Return the signing service over `data_dir`/pki, whose certificates are made when missing."""
    pki = data_dir / "pki"
    ensure_pki(pki)
    app = Counterparty("mocks.signing")
    service = SigningService(pki)
    app.extensions["signing"] = service
    app.extensions["time_stamps"] = TimeStampAuthority(pki)
    app.extensions["registers"] = {name: read_register(pki, name) for name in ("esign-issuing", "esign-root")}
    fault_switches(app, service.faults)
    for blueprint in (signatures, phone, authorities, admin):
        app.register_blueprint(blueprint)
    return app
