"""A room of applications that owns copies, and two people: one of the application, one a stranger."""

import pytest
from sqlalchemy import select

from tests.attachments import papers
from tests.support.people import sign_in
from webapp.attachments.fields import DATE, FIN, NUMBER, PLATE, VOEN, after
from webapp.attachments.jobs import read_copy
from webapp.attachments.models import AttachmentCopy
from webapp.attachments.offer import AttachmentOwner, CopyKind, Person, Slot
from webapp.cabinets.api import own_party
from webapp.core import registry
from webapp.core.actor import Actor
from webapp.core.registry import Subsystem
from webapp.core.transaction import transaction

KIND = "trial"
REF = "TR1A1"
HOLDER = Actor(account_id=None, name="Aysel Məmmədova", fin="5KX2MA1", party_id=7)
ONLOOKER = Actor(account_id=None, name="Baxan Məmur", fin="7AA2MA3", party_id=9)
STRANGER = Actor(account_id=None, name="Kənar Şəxs", fin="6AA2MA2", party_id=8)
CERTIFICATE = CopyKind(
    "trial_certificate",
    "Şəhadətnamə",
    (NUMBER, VOEN, FIN, PLATE, DATE, after("holder", "Sahibi", r"soyadı,\s+adı", r"sahibi")),
)
IDENTITY = CopyKind("trial_identity", "Pasport", machine_zone=True)
UNREAD = CopyKind("trial_unread", "Şəkil", read=False)


HOLDER_FIN = "7LYL5H2"
PARTIES = {HOLDER.party_id}


def is_holder(actor, ref):
    return actor.party_id in PARTIES and ref == REF


def may_look(actor, ref):
    return is_holder(actor, ref) or (actor.party_id == ONLOOKER.party_id and ref == REF)


def slot_of(_ref, slot):
    return Slot("Vəsiqənin surəti", CERTIFICATE.code) if slot in {"licence", "other", "certificate"} else None


OWNER = AttachmentOwner(
    KIND,
    may_look,
    is_holder,
    lambda ref: f"/trial/{ref}",
    lambda _ref: Person("5KX2MA1", "Aysel Məmmədova"),
    slot_of,
)


@pytest.fixture(autouse=True)
def trial(app):
    """The room that owns the applications stands in the house while a test runs."""
    before = registry.subsystems()
    registry.install_subsystems([*before, Subsystem(name="trial", plugins=(OWNER, CERTIFICATE, IDENTITY, UNREAD))])
    yield
    registry.install_subsystems(before)


@pytest.fixture
def holding(client):
    """The demo head's own party is the one of the application."""
    person = sign_in(client, HOLDER_FIN)
    with transaction(read_only=True):
        PARTIES.add(own_party(person.account_id).id)
    yield
    PARTIES.intersection_update({HOLDER.party_id})


@pytest.fixture
def read_now(database):
    """Run the jobs of reading that wait."""

    def run():
        with transaction(read_only=True) as session:
            waiting = list(session.scalars(select(AttachmentCopy.public_id).where(AttachmentCopy.read_at.is_(None))))
        for public_id in waiting:
            read_copy.run(public_id=public_id)

    return run


@pytest.fixture(scope="session")
def scan():
    """A certificate as an office scanner gives it."""
    return papers.scanned()
