"""A room of applications that owns copies, and two people: one of the application, one a stranger."""

import pytest

from tests.attachments import papers
from webapp.attachments.fields import DATE, FIN, NUMBER, PLATE, VOEN, after
from webapp.attachments.offer import AttachmentOwner, CopyKind, Person
from webapp.core import registry
from webapp.core.actor import Actor
from webapp.core.registry import Subsystem

KIND = "trial"
REF = "TR1A1"
HOLDER = Actor(account_id=None, name="Aysel Məmmədova", fin="5KX2MA1", party_id=7)
STRANGER = Actor(account_id=None, name="Kənar Şəxs", fin="6AA2MA2", party_id=8)
CERTIFICATE = CopyKind(
    "trial_certificate",
    "Şəhadətnamə",
    (NUMBER, VOEN, FIN, PLATE, DATE, after("holder", "Sahibi", r"soyadı,\s+adı", r"sahibi")),
)
UNREAD = CopyKind("trial_unread", "Şəkil", read=False)


def is_holder(actor, ref):
    return actor.party_id == HOLDER.party_id and ref == REF


OWNER = AttachmentOwner(
    KIND, is_holder, is_holder, lambda ref: f"/trial/{ref}", lambda _ref: Person("5KX2MA1", "Aysel Məmmədova")
)


@pytest.fixture(autouse=True)
def trial(app):
    """The room that owns the applications stands in the house while a test runs."""
    before = registry.subsystems()
    registry.install_subsystems([*before, Subsystem(name="trial", plugins=(OWNER, CERTIFICATE, UNREAD))])
    yield
    registry.install_subsystems(before)


@pytest.fixture(scope="session")
def scan():
    """A certificate as an office scanner gives it."""
    return papers.scanned()
