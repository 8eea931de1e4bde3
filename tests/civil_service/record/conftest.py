"""The register as the demonstration loads it, once for a file of tests."""

from dataclasses import dataclass

import pytest

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.civil_service.demo.seeding import seed_register
from webapp.civil_service.queries import record_of, servant_by_fin
from webapp.core.actor import SYSTEM, reset_actor, set_actor
from webapp.core.transaction import transaction
from webapp.documents.keys import ensure_key

ILQAR, VUSAL, MEHRI, AYSEL, RENA = "4LQR2J5", "6VSL3G4", "9MHR5Y2", "5AYS3L1", "8RNA7X9"


@pytest.fixture(scope="session")
def engine(peopled):
    """The demo people have been here before."""
    return peopled


@dataclass
class Register:
    """Who looks at what."""

    app: object
    ilqar_id: int
    ilqar: str

    def client(self, fin, *, office=False, **more):
        client = AssertingClient(self.app)
        sign_in(client, fin, office=office, **more)
        return client

    def record(self, fin=ILQAR, **more):
        with transaction(read_only=True):
            return record_of(servant_by_fin(fin).id, **more)

    def servant(self, fin=ILQAR):
        with transaction(read_only=True):
            return servant_by_fin(fin)

    def opened(self, purpose="keeping", fin=VUSAL):
        """An official who has said why he opens İlqar's record."""
        client = self.client(fin, office=True)
        page = client.open(f"/office/service/{self.ilqar}/open", expect=200)
        client.submit(page, "/open", purpose=purpose, expect=303)
        return client


@pytest.fixture(scope="module")
def seeded(footing, app):
    token = set_actor(SYSTEM)
    try:
        with app.app_context(), transaction():
            ensure_key()
            seed_register()
    finally:
        reset_actor(token)
    with app.app_context(), transaction(read_only=True):
        known = servant_by_fin(ILQAR)
    return Register(app, known.id, known.public_id)


@pytest.fixture
def register(seeded, database):
    return seeded
