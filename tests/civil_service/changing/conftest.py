"""A state body with a servant and an unknown second body; its personnel officer, the operator, the owner, the servant."""

from dataclasses import dataclass
from datetime import date

import pytest

from tests.civil_service.conftest import SOURCE, identity, new_body, of_body, post
from tests.support.client import AssertingClient
from tests.support.people import known_here, sign_in
from webapp.auth.persons import Listed
from webapp.cabinets.api import ensure_party
from webapp.civil_service.permissions import ANSWER, ENTER, OPERATOR_RIGHTS, OWN, STAFF
from webapp.civil_service.queries import record_of
from webapp.civil_service.services.recording import record_fact
from webapp.civil_service.services.registering import register_servant
from webapp.core import files
from webapp.core.actor import SYSTEM, Actor, reset_actor, set_actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.documents.keys import ensure_key
from webapp.signing.api import SignatureCompleted

RENA, ILQAR, VUSAL, GUNEL, MEHRI = "8RNA7X9", "4LQR2J5", "6VSL3G4", "5GNL4M3", "9MHR5Y2"
VOEN, NAME = "9900070011", "Statistika Komitəsi"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture(scope="session")
def engine(peopled):
    """The demo people have been here before."""
    return peopled


@dataclass
class Service:
    """Who is there, and what they do."""

    app: object
    body_id: int
    party_id: int
    servant_id: int
    servant: str
    post: str
    accounts: dict

    def client(self, fin, *, office=False, **more):
        client = AssertingClient(self.app)
        if fin == RENA and not office:
            listed = Listed(
                VOEN,
                NAME,
                "Kadrlar şöbəsinin müdiri",
                has_stamp=True,
                kind="state",
                number="AZ-S-1",
                valid_to=date(2030, 1, 1),
            )
            more = {"party": self.party_id, "certificates": [listed], **more}
        sign_in(client, fin, office=office, **more)
        return client

    @property
    def officer(self):
        rights = frozenset({STAFF.code, ENTER.code, ANSWER.code})
        names = {"name": "Rəna Hikmət qızı Cəfərova", "party_name": NAME}
        return Actor(account_id=self.accounts[RENA], fin=RENA, party_id=self.party_id, rights=rights, **names)

    @property
    def user(self):
        rights = frozenset({OWN.code})
        return Actor(
            account_id=self.accounts[ILQAR], name="İlqar Cavad oğlu Axundov", fin=ILQAR, party_id=900_001, rights=rights
        )

    @property
    def operator(self):
        rights = frozenset(one.code for one in OPERATOR_RIGHTS)
        return Actor(account_id=self.accounts[VUSAL], name="Vüsal Arif oğlu Qasımov", fin=VUSAL, rights=rights)

    def signed(self, paper, request, purpose="civil_service.paper"):
        """The signature has come."""
        with transaction():
            stored = files.store(PDF, name="signed.pdf", allowed=frozenset({files.PDF}))
            fact = {"purpose": purpose, "ref": paper, "account_id": self.accounts[RENA], "party_id": self.party_id}
            fact |= {"signed_at": now(), "certificate_number": "AZ-C-9", "file_id": stored.id}
            publish(SignatureCompleted(request_id=request, **fact))

    def record(self):
        with transaction(read_only=True):
            return record_of(self.servant_id)


@pytest.fixture
def service(app, database):
    accounts = known_here()
    token = set_actor(SYSTEM)
    with transaction():
        ensure_key()
        party = ensure_party("state", VOEN, name=NAME, source="AZ/GOV/DVX", as_of=now())
        body = new_body(NAME, VOEN, party_id=party.id)
        servant = register_servant(ILQAR, identity(), SOURCE, actor=SYSTEM)
        known = record_fact(servant.id, post(body, date(2016, 2, 29)), of_body(body), actor=SYSTEM)
        found = Service(app, body.id, party.id, servant.id, servant.public_id, known.entry, accounts)
    reset_actor(token)
    return found
