"""A carrier's head, two officers and a stranger, and a small service of the test's own."""

from dataclasses import dataclass

import pytest

from mocks.people import person_by_fin
from tests.support.cases import Register, filled, service, sign, work
from tests.support.client import AssertingClient
from tests.support.people import sign_in
from tests.support.rooms import plugged_in
from webapp.cabinets.api import party_by_number
from webapp.core.actor import Actor
from webapp.core.registry import office_roles, permissions
from webapp.core.transaction import transaction
from webapp.workflow.queries import case_by_id
from webapp.workflow.services.deciding import ToMend, return_case

HEADS = {"head": ("7LYL5H2", "9900010101"), "stranger": ("8TRL7D4", "9900010361")}
OFFICE = {"officer": ("2ZAR9W1", "case_officer"), "section": ("5GNL4M3", "head_of_section")}
OTHERS = {"auditor": "9MHR5Y2", "police": "7FAQ6P2", "roads": "4LQR2J5"}


@dataclass
class World:
    """Actors by part, what the registers say, and how a case is brought on."""

    actors: dict
    register: Register
    database: object

    def __getattr__(self, name):
        return self.actors[name]

    def applied(self, **changes):
        """A case that was signed and checked."""
        public_id = sign(filled(self.head, **changes), self.head)
        self.work()
        return public_id

    def returned(self, *places, **changes):
        """A case that an officer sent back with these places marked, each with its advice."""
        public_id = self.applied(**changes)
        with transaction():
            marks = [ToMend(place, "unclear", f"Dəqiqləşdirin: {place}") for place in places]
            return_case(public_id, marks, version=case_by_id(public_id).version, actor=self.officer)
        return public_id

    def work(self, *names):
        work(self.database, *names)


def office_rights(code):
    return frozenset(item.code for role in office_roles() if role.code == code for item in role.permissions)


@pytest.fixture(scope="session")
def engine(peopled):
    """The demo people have been here before."""
    return peopled


@pytest.fixture(autouse=True)
def one_after_another(monkeypatch):
    """Tests share one connection, on which two threads cannot read."""
    monkeypatch.setattr("webapp.workflow.services.checking.SIDE_BY_SIDE", 1)


@pytest.fixture
def world(actors, database):
    return World(dict(actors), Register(), database)


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
    return actors


@pytest.fixture
def declared(world):
    """Plug a service into the house: `declared(qepik=100, course={"four_eyes": True})`."""
    plugged = []

    def declare(**changes):
        context = plugged_in(service(world.register, **changes))
        context.__enter__()
        plugged.append(context)

    yield declare
    for context in reversed(plugged):
        context.__exit__(None, None, None)


@pytest.fixture
def enter(app, world):
    """A client signed in for a firm, or in the office: `enter("head")`, `enter("officer")`."""

    def as_part(part="head", **options):
        client = AssertingClient(app)
        if part in OFFICE or part in OTHERS:
            sign_in(client, OTHERS.get(part) or OFFICE[part][0], office=True, **options)
        else:
            sign_in(client, HEADS[part][0], party=world.actors[part].party_id, **options)
        return client

    return as_part
