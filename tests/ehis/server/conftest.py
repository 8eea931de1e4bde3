"""Our security server beside a central server that runs in this process, and people who may and may not change it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert

from tests.support.people import sign_in
from webapp.auth.demo import OPERATOR
from webapp.auth.models import StaffPost
from webapp.core.actor import SYSTEM, reset_actor, set_actor
from webapp.core.clock import today
from webapp.core.crypto import blind_index
from webapp.core.transaction import transaction
from webapp.ehis.server import place, placement
from webapp.ehis.server.administrator import Appointment, appoint
from webapp.ehis.server.entered import AUTHORITY, enter
from webapp.ehis.server.versions import CENTRAL_SERVERS, SERVER_ID, change

ADMINISTRATOR, OFFICER = "6VSL3G4", "2ZAR9W1"
NAMED = Appointment("Vüsal Qasımov", ADMINISTRATOR, "Server inzibatçısı", "+994501234516", "117 nömrəli əmr")
HERE = "/office/ehis/server"


@pytest.fixture(autouse=True)
def house(database, app):
    """The system acts unless a test signs somebody in; what one test said is forgotten in the next."""
    placement.forget()
    token = set_actor(SYSTEM)
    yield
    reset_actor(token)
    placement.forget()


@pytest.fixture
def post():
    with transaction() as session:
        row = {"fin_index": blind_index(ADMINISTRATOR), "role": "operator_admin", "body": OPERATOR}
        session.execute(insert(StaffPost).values(valid_from=today() - timedelta(days=1), **row))


@pytest.fixture
def steering(client, post):
    """A browser of the server administrator."""
    sign_in(client, ADMINISTRATOR, office=True)
    return client


@pytest.fixture
def appointed():
    with transaction():
        appoint(NAMED, actor=SYSTEM)


@pytest.fixture
def central(registers, pki, app, monkeypatch, appointed):
    """The central server, entered in our settings, with the Certificate Centre that certified both."""
    settings = replace(
        app.settings, ehis_cert=pki / "kabinet.pem", ehis_key=pki / "kabinet.key", ehis_ca=pki / "ca.pem"
    )
    monkeypatch.setattr(place, "_settings", [settings])
    with transaction():
        change(SERVER_ID, "AZ/GOV/AYNA/kabinet-1", actor=SYSTEM)
        change(CENTRAL_SERVERS, registers.url.rstrip("/"), actor=SYSTEM)
        enter(AUTHORITY, (pki / "ca.pem").read_bytes(), actor=SYSTEM)
    queue = registers.security_server.central
    queue.clear()
    yield queue
    queue.clear()


def sent(client, page, action, **typed):
    """Send the form and return the page to which it leads."""
    answer = client.submit(page, action, expect=303, **typed)
    return client.open(answer.headers["Location"])
