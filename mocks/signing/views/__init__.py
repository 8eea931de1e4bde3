"""The service's addresses, by who uses them: portals, people, verifiers, tests."""

from flask import current_app

from mocks.signing.service import SigningService


def the_service() -> SigningService:
    """Return the service of the running app."""
    service: SigningService = current_app.extensions["signing"]
    return service
