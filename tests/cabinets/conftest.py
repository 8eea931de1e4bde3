"""Registers under control, and the head of a carrier at her browser."""

import pytest

from tests.support.cabinets import KHAZAR, LEYLA, FakeRegisters, acting_for
from tests.support.client import AssertingClient
from webapp.cabinets import gateways


@pytest.fixture
def registers(monkeypatch):
    fake = FakeRegisters()
    monkeypatch.setattr(gateways.ehis, "get_person", fake.get_person)
    monkeypatch.setattr(gateways.ehis, "get_legal_entity", fake.get_legal_entity)
    return fake


@pytest.fixture
def browser(app, database, registers):
    """Another browser for each call."""
    return lambda: AssertingClient(app)


@pytest.fixture
def leyla(browser):
    """The head of Xəzər Yük, with the stamp, acting for it."""
    client = browser()
    acting_for(client, LEYLA, KHAZAR)
    return client


@pytest.fixture
def invite(leyla):
    """Invite somebody from the page as Leyla; the confirmation page's answer."""

    def send(fin, *, rights=("cabinets.see_people",), expect=303, **dates):
        page = leyla.get("/cabinet/people/new", expect=200)
        check = leyla.submit(page, "/cabinet/people/new", fin=fin, area_people=list(rights), **dates)
        if check.status_code != 200:
            return check
        return leyla.submit(check, "/cabinet/people", expect=expect)

    return send
