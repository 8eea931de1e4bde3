"""The demonstration's driver accepts his invitation and checks tickets for the firm, and nothing else of it."""

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from tests.tickets.conftest import ABSERON
from webapp.cabinets.api import party_by_number
from webapp.cabinets.demo import seed_delegations
from webapp.cabinets.models import Delegation
from webapp.core import db
from webapp.core.crypto import blind_index
from webapp.core.transaction import transaction

ORXAN = "1RXN5B8"


def test_the_driver_accepts_and_stands_at_the_door(app, door):
    for _ in range(2):
        with transaction():
            seed_delegations()
    client = AssertingClient(app)
    sign_in(client, ORXAN)
    assert "Abşeron Avtobus" in client.open("/cabinet/notices", expect=200).words
    with transaction(read_only=True):
        invitation = db.session().query(Delegation).filter_by(fin_index=blind_index(ORXAN)).one().public_id
    page = client.open(f"/cabinet/invitations/{invitation}", expect=200)
    client.submit(page, "/accept", expect=303)
    with transaction(read_only=True):
        firm = party_by_number(ABSERON).id
    sign_in(client, ORXAN, party=firm)
    page = client.open(f"/cabinet/bus-trips/{door.trip}/door", expect=200)
    client.submit(page, "/check-in", number=door.numbers[0], expect=303)
    assert "Minik" in client.open("/cabinet", expect=200).words
