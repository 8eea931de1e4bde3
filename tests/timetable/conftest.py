"""The demo network, and Sevda whose buses run on it."""

import pytest

from mocks.people import person_by_fin
from tests.support.cabinets import acting_for
from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.cabinets.api import party_by_number
from webapp.core.actor import Actor
from webapp.core.registry import permissions
from webapp.core.transaction import transaction
from webapp.timetable.demo import seed_timetable

SEVDA, OFFICER = "9SVD3F6", "5GNL4M3"
ABSERON, XEZER = "9900010491", "9900010101"


@pytest.fixture
def network(app, database):
    """The demo network with the trips of two weeks."""
    with transaction():
        seed_timetable()


@pytest.fixture
def sevda(app, network):
    """Who runs the buses of Abşeron Avtobus, as the edge would make her."""
    person = sign_in(AssertingClient(app), SEVDA)
    with transaction():
        party = party_by_number(ABSERON)
    rights = frozenset(one.code for one in permissions() if one.area)
    return Actor(
        account_id=person.account_id,
        name=person_by_fin(SEVDA).full_name,
        fin=SEVDA,
        party_id=party.id,
        party_name=party.name,
        rights=rights,
    )


@pytest.fixture
def opened(sevda):
    with transaction() as session:
        yield session


@pytest.fixture
def carrier(app, network):
    """Sevda in a browser, for Abşeron Avtobus."""
    client = AssertingClient(app)
    acting_for(client, SEVDA, ABSERON)
    return client


@pytest.fixture
def office(app, network):
    """An officer of the operator in a browser."""
    client = AssertingClient(app)
    sign_in(client, OFFICER, office=True)
    return client
