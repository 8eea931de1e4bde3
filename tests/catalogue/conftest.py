"""The provider's head, the agency's head of section and the register's operator, and applications on their way."""

from dataclasses import dataclass

import pytest

from mocks.people import person_by_fin
from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.cabinets.api import party_by_number
from webapp.catalogue.models import Application, Entry
from webapp.catalogue.rules import Request
from webapp.catalogue.services import applying, deciding
from webapp.core import db, files
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.registry import office_roles, permissions
from webapp.core.transaction import transaction
from webapp.signing.api import SignatureCompleted

HEADS = {"bus": ("9SVD3F6", "9900010491"), "shop": ("8TRL7D4", "9900010361")}
OFFICE = {
    "officer": ("2ZAR9W1", "case_officer"),
    "head": ("5GNL4M3", "head_of_section"),
    "operator": ("6VSL3G4", "register_operator"),
}
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
SAID = {
    "body": "“Abşeron Avtobus” MMC",
    "name": "Şəhərlərarası avtobus cədvəlinin əldə edilməsi",
    "executors": "",
    "content": "Avtobus reyslərinin cədvəli və dəyişiklikləri.",
    "legal_basis": "“Avtomobil nəqliyyatı haqqında” Qanun, 27-ci maddə",
    "kind": "informative",
    "payment": "free",
    "users": ["natural", "legal"],
    "place": "https://avtobus.example.az/cedvel",
    "confirmed": True,
}


@dataclass
class World:
    """Actors by part, as the edge would make them, and how an application is brought on."""

    actors: dict

    def __getattr__(self, name):
        return self.actors[name]

    def application(self, public_id):
        return db.session().query(Application).filter_by(public_id=public_id).one()

    def entry(self, code):
        return db.session().query(Entry).filter_by(code=code).one()

    def drafted(self, request=Request.REGISTER, part="bus", number="", **changes):
        actor = self.actors[part]
        public_id = applying.start_application(request, actor=actor, number=number)
        known = self.application(public_id).content
        said = {**(SAID if request is Request.REGISTER else {**known, "confirmed": True}), **changes}
        if request is Request.AMEND:
            said.setdefault("changed_on", "")
            said["changed_on"] = said["changed_on"] or now().date().isoformat()
        applying.save_application(public_id, said, head="Kərimova Sevda", version=1, actor=actor)
        return public_id

    def sign(self, public_id, part="bus", between=None):
        """Ask for the signature, and let it come."""
        actor = self.actors[part]
        version = self.application(public_id).version
        request = applying.request_signature(public_id, version=version, actor=actor)
        if between:
            between()
        stored = files.store(PDF, name="signed.pdf", allowed=frozenset({files.PDF}))
        told = {"purpose": applying.PURPOSE, "ref": public_id, "account_id": actor.account_id}
        more = {"party_id": actor.party_id, "certificate_number": "AZ-C-1", "file_id": stored.id, "signed_at": now()}
        publish(SignatureCompleted(request_id=request, **told, **more))
        return public_id

    def applied(self, request=Request.REGISTER, part="bus", number="", **changes):
        return self.sign(self.drafted(request, part, number, **changes), part)

    def accept(self, public_id, **changes):
        told = {"areas": [18], "protected": False, "actor": self.operator, **changes}
        return deciding.accept_application(public_id, **told)

    def registered(self, **changes):
        return self.entry(self.accept(self.applied(**changes)))


def office_rights(code):
    return frozenset(item.code for role in office_roles() if role.code == code for item in role.permissions)


@pytest.fixture(scope="session")
def engine(peopled):
    """The demo people have been here before."""
    return peopled


@pytest.fixture
def opened(world):
    """A transaction in which the people of the world work."""
    with transaction():
        yield


@pytest.fixture
def world(actors, database):
    return World(dict(actors))


@pytest.fixture(scope="module")
def actors(app, footing, pki):
    with app.app_context():
        return let_in(app)


def let_in(app):
    actors = {}
    rights = frozenset(item.code for item in permissions() if item.area)
    for part, (fin, voen) in HEADS.items():
        person = sign_in(AssertingClient(app), fin)
        with transaction():
            party = party_by_number(voen)
        known = {"name": person_by_fin(fin).full_name, "fin": fin, "party_id": party.id, "party_name": party.name}
        actors[part] = Actor(account_id=person.account_id, rights=rights, **known)
    for part, (fin, code) in OFFICE.items():
        person = sign_in(AssertingClient(app), fin, office=True)
        known = {"name": person_by_fin(fin).full_name, "fin": fin, "office_roles": frozenset({code})}
        actors[part] = Actor(account_id=person.account_id, rights=office_rights(code), **known)
    person = sign_in(AssertingClient(app), "5AYS3L1")
    actors["citizen"] = Actor(account_id=person.account_id, name=person_by_fin("5AYS3L1").full_name, fin="5AYS3L1")
    return actors


@pytest.fixture
def enter(app, world):
    """A client signed in for a party, in the office, or as oneself."""

    def as_part(part):
        client = AssertingClient(app)
        if part in OFFICE:
            sign_in(client, OFFICE[part][0], office=True)
        elif part in HEADS:
            sign_in(client, HEADS[part][0], party=world.actors[part].party_id)
        else:
            sign_in(client, "5AYS3L1")
        return client

    return as_part
