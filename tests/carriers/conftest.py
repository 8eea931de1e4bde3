"""The registers' own security server over mutual TLS, for the tests that ask it."""

import pytest

from tests.ehis.registers import MemoryArchive, running_registers
from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.ehis.installation import install_exchange


@pytest.fixture(scope="session")
def engine(peopled):
    """The demo people have been here before."""
    return peopled


@pytest.fixture(scope="module")
def running(pki):
    with running_registers(pki) as registers:
        yield registers


@pytest.fixture
def registers(running):
    running.reset()
    with running.exchange(MemoryArchive()) as exchange:
        install_exchange(exchange)
        yield running
    install_exchange(None)


@pytest.fixture
def office(app, database):
    """Return a function that signs an officer in by post and gives the client."""
    people = {"case_officer": "2ZAR9W1", "head_of_section": "5GNL4M3", "auditor": "9MHR5Y2"}

    def enter(post):
        client = AssertingClient(app)
        sign_in(client, people[post], office=True)
        return client

    return enter
