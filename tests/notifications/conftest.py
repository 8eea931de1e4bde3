"""The real messaging counterpart behind the gateway, and people with browsers."""

import httpx2
import pytest

from mocks.messaging.app import create_app
from tests.support.cabinets import AYSEL, FakeRegisters
from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.cabinets import gateways as registers_gateway
from webapp.notifications import gateways

ADMIN = {"Authorization": "Bearer demo-admin"}


class Messaging:
    """The counterpart: its messages, and its faults on request."""

    def __init__(self, app):
        self.client = httpx2.Client(transport=httpx2.WSGITransport(app=app), base_url="http://127.0.0.1:8106")

    def to(self, recipient):
        return self.client.get("/api/messages", params={"to": recipient}).json()

    def fault(self, name, **more):
        answer = self.client.post("/admin/faults", json={"name": name, **more}, headers=ADMIN)
        assert answer.status_code < 300, answer.text


@pytest.fixture
def messaging(tmp_path, monkeypatch):
    counterpart = Messaging(create_app(tmp_path))
    monkeypatch.setattr(gateways, "_client", lambda: counterpart.client)
    yield counterpart
    counterpart.client.close()


@pytest.fixture
def registers(monkeypatch):
    fake = FakeRegisters()
    monkeypatch.setattr(registers_gateway.ehis, "get_person", fake.get_person)
    monkeypatch.setattr(registers_gateway.ehis, "get_legal_entity", fake.get_legal_entity)
    return fake


@pytest.fixture
def browser(app, database, registers):
    return lambda: AssertingClient(app)


@pytest.fixture
def aysel(browser):
    client = browser()
    client.person = sign_in(client, AYSEL)
    return client
