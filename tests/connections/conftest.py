"""Bodies on their way to the exchange, brought as far as a test needs them."""

from dataclasses import dataclass

import pytest

from mocks.people import person_by_fin
from tests.connections.issuing import issue
from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.cabinets.api import party_by_number
from webapp.connections.checklist import TEST, participant_items
from webapp.connections.models import Participant, Service
from webapp.connections.queries import application, contract_of, services
from webapp.connections.services import applying, checking, connecting, contracting, providing, testing
from webapp.core import db, files
from webapp.core.actor import Actor
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.registry import office_roles, permissions
from webapp.core.transaction import transaction
from webapp.ehis import api as ehis
from webapp.signing.api import SignatureCompleted

HEADS = {"bus": ("9SVD3F6", "9900010491"), "shop": ("8TRL7D4", "9900010361")}
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PERSON = {"name": "Əliyev Vəli", "work_phone": "+994 12 000 00 00", "mobile_phone": "+994501234567", "email": "a@b.az"}
FORM1 = {
    "name": "“Abşeron Avtobus” MMC",
    "status": "other",
    "legal_address": "Xırdalan",
    "actual_address": "Xırdalan",
    "basis_act": "118 nömrəli qərar",
    "system": "Sərnişin reyestri",
    "contact": PERSON,
    "support": [PERSON, {**PERSON, "name": "Həsənov Əli"}],
    "official_name": "Kərimova Sevda Ənvər qızı",
    "official_post": "Baş direktor",
}
CONTRACT = {
    "services": "busSchedule Avtobus cədvəli",
    "used": "carrierStatus Daşıyıcının statusu",
    "administrator_name": "Əliyev Vəli",
    "administrator_phone": "+994501234567",
    "structure": '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>',
    "restricted": "Yalnız xidməti məqsədlə.",
    "additional": "Yoxdur.",
}
SERVICES = {
    "participant": "“Abşeron Avtobus” MMC",
    "system": "Sərnişin reyestri",
    "basis": "118 nömrəli qərar",
    "email": "a@b.az",
    "phone": "+994 12 000 00 00",
    "official_name": "Kərimova Sevda Ənvər qızı",
    "services": [
        {"title": "Avtobus cədvəli", "regulation": "15201", "responsible": "Əliyev Vəli", "phone": "+994501234567"},
        {"title": "Bilet satışı", "regulation": "15202", "responsible": "Əliyev Vəli", "phone": "+994501234567"},
    ],
}
DESCRIPTION = {
    "code": "busSchedule",
    "structure": CONTRACT["structure"],
    "test_data": "reys=1 → 08:00",
    "clients": ["AZ/GOV/POLICE/checks"],
    "archive_what": "Sorğu və cavab",
    "archive_days": 365,
    "archive_readers": ["Əliyev Vəli – sorğular"],
}
MEMBER = "AZ/COM/ABUS"


@dataclass
class World:
    """Actors by part, as the edge would make them, and how a case is brought on."""

    actors: dict
    certificate: str
    authority: bytes

    def __getattr__(self, name):
        return self.actors[name]

    def case(self, public_id):
        return db.session().query(Participant).filter_by(public_id=public_id).one()

    def signed(self, purpose, ref, request, actor):
        """The signature has come."""
        stored = files.store(PDF, name="signed.pdf", allowed=frozenset({files.PDF}))
        told = {"purpose": purpose, "ref": ref, "account_id": actor.account_id, "party_id": actor.party_id}
        number = {"certificate_number": "AZ-C-1", "file_id": stored.id, "signed_at": now()}
        publish(SignatureCompleted(request_id=request, **told, **number))

    def drafted(self, part="bus", **changes):
        public_id = applying.start_application(actor=self.actors[part])
        applying.save_application(public_id, {**FORM1, **changes}, version=1, actor=self.actors[part])
        return public_id

    def applied(self, part="bus", **changes):
        public_id = self.drafted(part, **changes)
        return self.send(public_id, part)

    def send(self, public_id, part="bus"):
        paper = application(self.case(public_id))
        actor = self.actors[part]
        request = applying.request_application(public_id, version=paper.version, actor=actor)
        self.signed("connections.form1", paper.public_id, request, actor)
        return public_id

    def checking(self, part="bus", **changes):
        public_id = self.applied(part, **changes)
        checking.begin_check(public_id, actor=self.officer)
        return public_id

    def approved(self, part="bus"):
        public_id = self.checking(part)
        answers = {item.code: (True, "") for item in participant_items()}
        checking.answer_items(public_id, answers, actor=self.officer)
        checking.approve_application(public_id, actor=self.head)
        return public_id

    def contracted(self, part="bus", **changes):
        """A contract that both have signed."""
        public_id = self.approved(part)
        contract = contract_of(self.case(public_id))
        contracting.save_contract(public_id, {**CONTRACT, **changes}, version=contract.version, actor=self.head)
        contracting.add_official(public_id, fin="1RXN5B8", name="Nəbiyev Orxan", post="Növbətçi", actor=self.head)
        contracting.offer_contract(public_id, actor=self.head)
        request = contracting.request_contract_signature(public_id, actor=self.actors[part])
        self.signed("connections.contract", contract.public_id, request, self.actors[part])
        request = contracting.request_countersignature(public_id, actor=self.head)
        self.signed("connections.countersign", contract.public_id, request, self.head)
        return public_id

    def connected(self, part="bus", **changes):
        public_id = self.contracted(part, **changes)
        self.server(public_id)
        connecting.connect(public_id, actor=self.head)
        return public_id

    def server(self, public_id, **changes):
        said = {"member_code": MEMBER, "subsystem": "bus", "certificate": self.certificate, "authority": self.authority}
        connecting.register_server(public_id, **{**said, **changes}, actor=self.head)

    def service(self, public_id=None, part="bus", **changes):
        """A service applied for and described; its public id."""
        public_id = public_id or self.connected(part)
        paper = providing.start_services(public_id, actor=self.actors[part])
        return self.send_services(public_id, paper, part, **changes)

    def send_services(self, public_id, paper, part="bus", **changes):
        actor = self.actors[part]
        providing.save_services(paper, SERVICES, version=1, actor=actor)
        request = providing.request_services(paper, version=2, actor=actor)
        self.signed("connections.form2", paper, request, actor)
        found = next(row for row in services(self.case(public_id)) if row.title == "Avtobus cədvəli")
        providing.describe_service(found.public_id, {**DESCRIPTION, **changes}, version=found.version, actor=actor)
        return found.public_id

    def find(self, service):
        return db.session().query(Service).filter_by(public_id=service).one()

    def passed(self, **changes):
        service = self.service(**changes)
        testing.enter_test(service, actor=self.officer)
        answers = {item.code: (True, "") for item in TEST}
        testing.report_test(service, answers, passed=True, text="", actor=self.officer)
        return service

    def live(self, **changes):
        service = self.passed(**changes)
        testing.go_live(service, actor=self.head)
        return service


def office_rights(code):
    return frozenset(item.code for role in office_roles() if role.code == code for item in role.permissions)


def provide(code, actor):
    """A service of ours that is live."""
    ehis.register_service(code, code, actor=actor)
    ehis.draft_version(code, "v1", "<x/>", actor=actor)
    ehis.publish_version(code, "v1", archive_what="Sorğu", archive_days=30, actor=actor)


@pytest.fixture(scope="session")
def engine(peopled):
    """The demo people have been here before."""
    return peopled


@pytest.fixture
def opened(world):
    """A transaction in which the people of the world work."""
    with transaction():
        yield


@pytest.fixture(scope="module")
def certificate(pki):
    """A certificate of the authority for the member of the tests."""
    return issue(pki, MEMBER)


@pytest.fixture
def world(actors, database, pki, certificate):
    return World(dict(actors), certificate, (pki / "ca.pem").read_bytes())


@pytest.fixture(scope="module")
def actors(app, footing):
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
    for part, fin, code in (("officer", "2ZAR9W1", "case_officer"), ("head", "5GNL4M3", "head_of_section")):
        person = sign_in(AssertingClient(app), fin, office=True)
        known = {"name": person_by_fin(fin).full_name, "fin": fin, "office_roles": frozenset({code})}
        actors[part] = Actor(account_id=person.account_id, rights=office_rights(code), **known)
    return actors
