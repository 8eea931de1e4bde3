"""The operator's people, and whom they tell."""

import pytest

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.core.actor import SYSTEM, Actor, reset_actor, set_actor
from webapp.core.registry import office_roles
from webapp.core.transaction import transaction
from webapp.incidents.demo import ADDRESSEES
from webapp.incidents.services import upkeep
from webapp.incidents.services.registering import Account

POSTS = {
    "admin": ("6VSL3G4", "operator_admin"),
    "owner": ("5GNL4M3", "head_of_section"),
    "auditor": ("9MHR5Y2", "auditor"),
}
POSTS |= {"assessor": ("4LQR2J5", "assessor"), "officer": ("2ZAR9W1", "case_officer")}


def rights(code):
    return frozenset(item.code for role in office_roles() if role.code == code for item in role.permissions)


def told(**changes):
    known = {"kind": "security", "severity": "high", "title": "Sınaq", "description": "Nəsə olub"}
    return Account(**{**known, **changes})


@pytest.fixture(scope="session")
def engine(peopled):
    """The demo people have been here before."""
    return peopled


@pytest.fixture
def people(posted, database):
    """Actors of the office by part."""
    return posted


@pytest.fixture(scope="module")
def posted(app, footing):
    with app.app_context():
        return put_in_office(app)


def put_in_office(app):
    found = {}
    for part, (fin, code) in POSTS.items():
        person = sign_in(AssertingClient(app), fin, office=True)
        found[part] = Actor(
            account_id=person.account_id, name=part, office_roles=frozenset({code}), rights=rights(code)
        )
    return found


@pytest.fixture
def bodies(people):
    """The addressees of the demonstration."""
    with transaction():
        for body, name, email, phone, topics, at_once in ADDRESSEES:
            known = {"name": name, "email": email, "phone": phone, "topics": topics, "at_once": at_once}
            upkeep.set_addressee(body, **known, actor=people["admin"])


@pytest.fixture
def opened(bodies):
    """A transaction of the system, with addressees."""
    token = set_actor(SYSTEM)
    with transaction() as session:
        yield session
    reset_actor(token)


@pytest.fixture
def opened_bare(database):
    """A transaction of the system, with nothing in the register."""
    token = set_actor(SYSTEM)
    with transaction() as session:
        yield session
    reset_actor(token)


@pytest.fixture
def browser(app, people):
    """A browser for a part of the office, or for a citizen."""

    def open_as(part):
        client = AssertingClient(app)
        sign_in(client, POSTS[part][0] if part in POSTS else "5AYS3L1", office=part in POSTS)
        return client

    return open_as
